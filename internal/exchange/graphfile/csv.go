package graphfile

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"underpin"
	"underpin/internal/exchange"
)

// The names of columns that are understood, the likelier first.
var (
	sourceColumns = []string{"source", "from", "src", "from_id", "source_id", "sourceid", "fromnode", "tail", "node1", "u"}
	targetColumns = []string{"target", "to", "dst", "to_id", "target_id", "targetid", "tonode", "head", "node2", "v"}
	weightColumns = []string{"weight", "w", "value", "strength"}
	typeColumns   = []string{"type"}
)

const csvHint = "name the columns in the first line: source,target,weight"

func isHeader(a, b []byte) bool {
	i := slices.Index(sourceColumns, strings.ToLower(string(a)))
	return i >= 0 && i == slices.Index(targetColumns, strings.ToLower(string(b)))
}

// separator guesses what separates the columns of a header, 0 where it is none.
func separator(line []byte) byte {
	for _, sep := range []byte{',', ';', '\t'} {
		if bytes.IndexByte(line, sep) < 0 {
			continue
		}
		c := &csvReader{sep: sep, record: line}
		if c.split() == nil && c.columns() {
			return sep
		}
	}
	return 0
}

// csvReader reads a table with one tie a row.
type csvReader struct {
	ties
	l      *lines
	sep    byte
	record []byte // the row, several lines where a quoted cell holds line ends
	line   int    // the first of them
	cells  []cell
	text   []byte // cells whose quotes are resolved

	commas int // weights written with a comma for the point

	source, target, weight, kind int // columns, -1 where there is none
}

// A cell is a piece of a row: text, and where it begins in the record.
type cell struct {
	text []byte
	at   int
}

const csvName = "csv"

func csv() graphFormat {
	return graphFormat{Name: csvName, Read: readCSV, Detect: func(head []byte, _ string) bool {
		line, _ := firstLine(unmarked(head))
		return separator(line) != 0
	}}
}

func readCSV(in *exchange.Input, o ReadOptions) (*File, error) {
	l, expect, err := openLines(in, o)
	if err != nil {
		return nil, err
	}
	c := &csvReader{ties: ties{file: l.file, options: o, ids: newTable()}, l: l}
	c.expect(expect)
	for {
		err := c.next()
		if err == io.EOF {
			break
		}
		if err == nil && c.sep == 0 {
			err = c.header()
		} else if err == nil {
			err = c.row()
		}
		if err != nil {
			return nil, err
		}
	}
	if c.sep == 0 {
		return nil, &exchange.Error{File: l.file, Line: l.line, Column: 1, Message: "the table has no first line", Hint: csvHint}
	}
	f := &File{Name: l.file, Format: csvName}
	if c.commas > 0 {
		f.note("the comma in a weight was read as a decimal point in %s", underpin.FormatCounted(int(c.commas), "row"))
	}
	return c.result(f), nil
}

func (c *csvReader) header() error {
	c.sep = separator(c.record)
	if c.sep == 0 {
		return c.fail(0, csvHint, "the first line does not name columns source and target")
	}
	if err := c.split(); err != nil {
		return err
	}
	c.columns()
	c.decide(c.weight >= 0)
	return nil
}

// columns finds the columns by name.
func (c *csvReader) columns() bool {
	find := func(names []string) int {
		for _, name := range names {
			for i, x := range c.cells {
				if strings.EqualFold(string(bytes.TrimSpace(x.text)), name) {
					return i
				}
			}
		}
		return -1
	}
	c.source, c.target, c.weight, c.kind = -1, -1, find(weightColumns), find(typeColumns)
	for i := range sourceColumns {
		if s, t := find(sourceColumns[i:i+1]), find(targetColumns[i:i+1]); s >= 0 && t >= 0 {
			c.source, c.target = s, t
			return true
		}
	}
	return false
}

// next reads the lines of the next row that is not empty and not a comment.
func (c *csvReader) next() error {
	for {
		line, err := c.l.next()
		if err != nil {
			return err
		}
		if comment(line) {
			continue
		}
		c.line = c.l.line
		c.record = append(c.record[:0], line...)
		break
	}
	if c.sep == 0 {
		return nil
	}
	for {
		err := c.split()
		if err != errOpen {
			return err
		}
		line, err := c.l.next()
		if err == io.EOF || err == nil && len(c.record)+len(line) > maxLine {
			return c.fail(c.cells[len(c.cells)-1].at, "close it, or write \"\" for a quote within", "a quote is opened here and not closed")
		}
		if err != nil {
			return err
		}
		c.record = append(append(c.record, '\n'), line...)
	}
}

// errOpen says that a quoted cell goes on in the next line.
var errOpen = fmt.Errorf("a cell is not closed")

// split cuts the record into cells.
func (c *csvReader) split() error {
	c.cells, c.text = c.cells[:0], c.text[:0]
	for at := 0; ; {
		end, err := c.cell(at)
		if err != nil {
			return err
		}
		if end == len(c.record) {
			return nil
		}
		at = end + 1
	}
}

// cell reads the cell that begins at a place and returns where it ends.
func (c *csvReader) cell(at int) (end int, err error) {
	rest := c.record[at:]
	if len(rest) == 0 || rest[0] != '"' {
		end = bytes.IndexByte(rest, c.sep)
		if end < 0 {
			end = len(rest)
		}
		c.cells = append(c.cells, cell{rest[:end], at})
		return at + end, nil
	}
	c.cells = append(c.cells, cell{nil, at})
	start := len(c.text)
	for i := 1; i < len(rest); i++ {
		switch {
		case rest[i] != '"':
			c.text = append(c.text, rest[i])
		case i+1 < len(rest) && rest[i+1] == '"':
			c.text = append(c.text, '"')
			i++
		case i+1 < len(rest) && rest[i+1] != c.sep:
			return 0, c.fail(at+i+1, "write \"\" for a quote within a cell", "after a closing quote the cell ends, and here it goes on")
		default:
			c.cells[len(c.cells)-1].text = c.text[start:len(c.text):len(c.text)]
			return at + i + 1, nil
		}
	}
	return 0, errOpen
}

// row puts down the tie of a row.
func (c *csvReader) row() error {
	if most := max(c.source, c.target); most >= len(c.cells) {
		return c.fail(len(c.record), csvHint, "the row has %s and no %s", underpin.FormatCounted(len(c.cells), "cell"), []string{"target", "source"}[b2i(c.source == most)])
	}
	u, err := c.name(c.cells[c.source])
	if err != nil {
		return err
	}
	v, err := c.name(c.cells[c.target])
	if err != nil {
		return err
	}
	w := 0.0
	if c.weight >= 0 {
		if c.weight >= len(c.cells) {
			return c.fail(len(c.record), weightHint, "the row ends before its weight")
		}
		x, why := c.cells[c.weight], ""
		if w, why = weight(c.figure(bytes.TrimSpace(x.text))); why != "" {
			return c.fail(x.at, weightHint, "the weight %s %s", short(x.text), why)
		}
	}
	if err := c.add(u, v, w); err != nil || u == v || c.kind < 0 || c.kind >= len(c.cells) {
		return err
	}
	switch x := c.cells[c.kind]; strings.ToLower(string(bytes.TrimSpace(x.text))) {
	case "directed":
		c.way(oneWay)
	case "undirected":
		c.way(bothWays)
	}
	return nil
}

// figure is a weight with a point where the table has a comma, which it may have
// where commas do not separate its columns.
func (c *csvReader) figure(text []byte) []byte {
	if c.sep == ',' || bytes.Count(text, []byte{','}) != 1 || bytes.IndexByte(text, '.') >= 0 {
		return text
	}
	c.commas++
	return bytes.Replace(text, []byte{','}, []byte{'.'}, 1)
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (c *csvReader) name(x cell) (int32, error) {
	text := bytes.TrimSpace(x.text)
	if len(text) == 0 {
		return 0, c.fail(x.at, "name both ends of the tie", "the cell is empty")
	}
	id, isNew := c.ids.number(text)
	if isNew {
		if why := badName(bytes.ReplaceAll(text, []byte{'\n'}, []byte{' '})); why != "" {
			return 0, c.fail(x.at, "the file must be UTF-8 text", "the name %s %s", short(text), why)
		}
	}
	return id, nil
}

// fail is an error at a byte of the record.
func (c *csvReader) fail(at int, hint, format string, args ...any) error {
	before := c.record[:at]
	line := c.line + bytes.Count(before, []byte{'\n'})
	before = before[bytes.LastIndexByte(before, '\n')+1:]
	file := ""
	if c.l != nil {
		file = c.l.file
	}
	return &exchange.Error{File: file, Line: line, Column: utf8.RuneCount(before) + 1, Message: fmt.Sprintf(format, args...), Hint: hint}
}
