package graphfile

import (
	"bytes"
	"io"
	"strconv"
	"strings"

	"underpin"
	"underpin/internal/exchange"
)

const adjacencyMatrixName = "matrix"

func adjacencyMatrix() graphFormat {
	return graphFormat{Name: adjacencyMatrixName, Read: readAdjacencyMatrix, Detect: func(head []byte, _ string) bool {
		_, ok := sampled(head).matrix()
		return ok
	}}
}

// A matrixForm is how an adjacency matrix is written: with names before its rows and
// above its columns, or in numbers alone.
type matrixForm struct {
	sep   byte // 0 for blanks
	named bool
}

// cells cuts a line of a matrix.
func (m matrixForm) cells(line []byte) []string {
	if m.sep == 0 {
		return strings.Fields(string(line))
	}
	c := &csvReader{sep: m.sep, record: line}
	_ = c.split()
	out := make([]string, 0, len(c.cells))
	for _, x := range c.cells {
		out = append(out, strings.TrimSpace(string(x.text)))
	}
	for len(out) > 0 && out[len(out)-1] == "" {
		out = out[:len(out)-1] // spreadsheets end rows with empty cells
	}
	return out
}

// matrix recognises an adjacency matrix: a square of numbers, or numbers below and
// beside names. What may as well be a list of ties is taken for one.
func (s opening) matrix() (matrixForm, bool) {
	if len(s.lines) < 2 || s.sepLine() != 0 {
		return matrixForm{}, false
	}
	for _, sep := range []byte{',', ';', '\t', 0} {
		form := matrixForm{sep: sep}
		rows := form.rows(s)
		if rows == nil {
			continue
		}
		if form.named = labelled(rows); form.named || s.square(rows) {
			return form, true
		}
	}
	return matrixForm{}, false
}

// rows returns the cells of a sample, nil where two lines tell that it is no matrix.
func (m matrixForm) rows(s opening) [][]string {
	lines := s.lines
	for len(lines) > 0 && comment(lines[0]) {
		lines = lines[1:]
	}
	if len(lines) < 2 {
		return nil
	}
	first, second := m.cells(lines[0]), m.cells(lines[1])
	if len(second) < 3 || len(lines) > 3 && len(second) == 3 && countNumeric(second) == 3 || abs(len(first)-len(second)) > 1 {
		return nil
	}
	rows := make([][]string, len(lines))
	for i, line := range lines {
		rows[i] = m.cells(line)
	}
	return rows
}

func abs(n int) int { return max(n, -n) }

// labelled reports whether numbers stand below a line of names, each line with its own:
// the corner is empty or missing, or the names of rows are those of columns.
func labelled(rows [][]string) bool {
	names, corner := columnNames(rows)
	if len(names) < 2 || countNumeric(names) > 0 {
		return false
	}
	same := true
	for i, row := range rows[1:] {
		if len(row) == 0 || len(row) > len(names)+1 || countNumeric(row[1:])+countEmpty(row[1:]) < len(row)-1 {
			return false
		}
		if len(row) < 2 && (rows[0][0] != "" || i >= len(names) || row[0] != names[i]) {
			return false // the last row of an upper half may be empty
		}
		same = same && i < len(names) && row[0] == names[i]
	}
	return corner == "" || same
}

// columnNames are the names above the columns, and what stands in the corner.
func columnNames(rows [][]string) (names []string, corner string) {
	first := rows[0]
	if len(first) > 0 && (first[0] == "" || len(rows) > 1 && len(rows[1]) == len(first)) {
		return first[1:], first[0]
	}
	return first, ""
}

func countNumeric(cells []string) int { return count(cells, numeric) }

func countEmpty(cells []string) int {
	return count(cells, func(c string) bool { return c == "" || missing([]byte(c)) })
}

func count(cells []string, holds func(string) bool) int {
	n := 0
	for _, c := range cells {
		if holds(c) {
			n++
		}
	}
	return n
}

// square reports whether rows are an adjacency matrix without names. Lines of three
// numbers may as well be ties with weights, and lines of four ties with weights and
// dates: three by three is a matrix only where its diagonal is empty and it is of noughts
// and ones or symmetric, and what is not square only where it is of noughts and ones.
func (s opening) square(rows [][]string) bool {
	k := len(rows[0])
	binary := true
	for _, row := range rows {
		if len(row) != k || countNumeric(row) < k {
			return false
		}
		binary = binary && count(row, func(c string) bool { return c == "0" || c == "1" }) == k
	}
	switch {
	case !s.whole:
		return k >= 20
	case len(rows) != k:
		return k >= 4 && binary
	case k == 3:
		return rows[0][0] == "0" && rows[1][1] == "0" && rows[2][2] == "0" &&
			(binary || rows[0][1] == rows[1][0] && rows[0][2] == rows[2][0] && rows[1][2] == rows[2][1])
	}
	return k > 3
}

// A matrixEntry is a cell that is not 0.
type matrixEntry struct {
	row, column int32
	weight      float64
}

// matrixRows reads an adjacency matrix.
type matrixRows struct {
	ties
	l       *lines
	form    matrixForm
	columns []string
	rows    []string
	width   int
	one     bool // rows and columns are the same nodes
	apart   bool // they are not, even where there are as many of both
	entries []matrixEntry
}

func readAdjacencyMatrix(in *exchange.Input, o ReadOptions) (*File, error) {
	form, ok := sampled(in.Head()).matrix()
	if !ok {
		form = matrixForm{named: false}
	}
	l, _, err := openLines(in, o)
	if err != nil {
		return nil, err
	}
	m := &matrixRows{ties: ties{file: l.file, options: o, ids: newTable()}, l: l, form: form}
	for {
		line, err := l.next()
		if err == io.EOF {
			return m.finish(adjacencyMatrixName)
		}
		if err == nil && len(bytes.TrimSpace(line)) > 0 && !(comment(line) && len(m.rows) == 0 && m.columns == nil) {
			err = m.take(line)
		}
		if err != nil {
			return nil, err
		}
	}
}

// take reads a line: the names of the columns, or a row.
func (m *matrixRows) take(line []byte) error {
	cells := m.form.cells(line)
	if m.form.named && m.columns == nil {
		if m.columns = cells; m.form.sep != 0 {
			m.columns, _ = columnNames([][]string{cells, cells})
			if cells[0] != "" && m.l.line > 0 {
				m.columns = cells // a corner is told from a name by the first row
			}
		}
		return nil
	}
	name := ""
	if m.form.named {
		if len(m.rows) == 0 && len(cells) == len(m.columns) && m.columns[0] != "" {
			m.columns = m.columns[1:]
		}
		name, cells = cells[0], cells[1:]
	}
	if len(m.rows) == 0 {
		m.width = len(cells)
		if m.form.named {
			m.width = len(m.columns)
		}
	}
	if len(cells) > m.width || len(cells) < m.width && m.form.sep == 0 {
		return m.l.fail(line, 0, "every row of a matrix has a cell for each column", "the row has %s, and there are %s", underpin.FormatCounted(len(cells), "cell"), underpin.FormatCounted(m.width, "column"))
	}
	row := int32(len(m.rows))
	m.rows = append(m.rows, name)
	for column, cell := range cells {
		if cell == "" || cell == "0" || missing([]byte(cell)) {
			continue
		}
		w, why := weight([]byte(strings.Replace(cell, ",", ".", 1)))
		if why != "" {
			return m.l.fail(line, max(bytes.Index(line, []byte(cell)), 0), "a cell of a matrix is a number, 0 for no tie", "the cell %s %s", short([]byte(cell)), why)
		}
		if w < 0 {
			m.negative(m.l.line, 1, []byte(cell))
		}
		if w != 0 {
			m.entries = append(m.entries, matrixEntry{row, int32(column), w})
		}
	}
	if need := m.need(int64(len(m.rows)+m.width), int64(len(m.entries))); m.options.Memory > 0 && need > m.options.Memory {
		return tooLarge(m.file, "the matrix has more than "+underpin.FormatCounted(len(m.entries), "tie"), need, m.options.Memory)
	}
	return nil
}

// finish makes the file: a network of one mode where rows and columns are the same
// nodes, else of two.
func (m *matrixRows) finish(format string) (*File, error) {
	f := &File{Name: m.file, Format: format}
	for _, e := range m.entries {
		if e.weight != 1 {
			m.decide(true)
		}
	}
	one, err := m.oneMode()
	switch {
	case err != nil:
		return nil, err
	case one:
		f.Directed = !m.symmetric()
		f.note("read as an adjacency matrix of %s, %s", underpin.FormatCounted(len(m.rows), "node"), map[bool]string{false: "the same above and below its diagonal", true: "a row for the source, a column for the target"}[f.Directed])
	default:
		f.note("read as a matrix of %s and %s, which are different things: a network of two modes", underpin.FormatCounted(len(m.rows), "row"), underpin.FormatCounted(m.width, "column"))
	}
	if format == adjacencyMatrixName && one && f.Directed && m.oneHalf() {
		f.note("all ties stand on one side of the diagonal; if it is one half of a symmetric matrix, read it with --directed=false")
	}
	for _, e := range m.entries {
		u, v := m.node(m.rows, "row", e.row), m.node(m.columns, "column", e.column)
		if one && !f.Directed && u > v {
			continue // its twin stands above the diagonal
		}
		if err := m.add(u, v, e.weight); err != nil {
			return nil, err
		}
	}
	if m.result(f); !one {
		f.Modes = modesFrom(f.N, len(m.rows))
	}
	return f, nil
}

// oneMode reports whether rows and columns are the same nodes, and numbers all nodes in
// the order of the file.
func (m *matrixRows) oneMode() (bool, error) {
	same := len(m.rows) == m.width && !m.apart
	if m.form.named {
		names := map[string]int{}
		for _, c := range m.columns {
			names[c]++
		}
		shared := count(m.rows, func(r string) bool { return names[r] > 0 })
		if same = same && shared == len(m.rows); !same && shared > 0 {
			return false, &exchange.Error{File: m.file, Line: 1, Column: 1, Message: "some rows of the matrix have the names of columns, and others do not",
				Hint: "where rows and columns are the same nodes, name all of them in both; where they are different things, give them different names"}
		}
	}
	m.one = same
	for i := range m.rows {
		m.node(m.rows, "row", int32(i))
	}
	if !same {
		for i := range m.width {
			m.node(m.columns, "column", int32(i))
		}
	}
	if want := len(m.rows) + b2i(!same)*m.width; m.ids.len() != want {
		return false, &exchange.Error{File: m.file, Line: 1, Column: 1, Message: "two rows or two columns of the matrix have one name", Hint: "name each once"}
	}
	if same && !m.form.named {
		m.columns = m.rows
	}
	return same, nil
}

// node is the node of a row or column.
func (m *matrixRows) node(names []string, what string, i int32) int32 {
	name := strconv.Itoa(int(i) + 1)
	switch {
	case m.form.named:
		name = names[i]
	case !m.one:
		name = what + " " + name
	}
	id, _ := m.ids.number([]byte(name))
	return id
}

// oneHalf reports whether all ties stand on one side of the diagonal, with the
// nodes in the order of the rows.
func (m *matrixRows) oneHalf() bool {
	above, below := 0, 0
	for _, e := range m.entries {
		u, v := m.node(m.rows, "row", e.row), m.node(m.columns, "column", e.column)
		above += b2i(u < v)
		below += b2i(u > v)
	}
	return above+below > 1 && (above == 0 || below == 0)
}

// symmetric reports whether each entry has its twin.
func (m *matrixRows) symmetric() bool {
	type pair struct{ u, v int32 }
	weights := make(map[pair]float64, len(m.entries))
	for _, e := range m.entries {
		weights[pair{m.node(m.rows, "row", e.row), m.node(m.columns, "column", e.column)}] = e.weight
	}
	for p, w := range weights {
		if weights[pair{p.v, p.u}] != w {
			return false
		}
	}
	return true
}
