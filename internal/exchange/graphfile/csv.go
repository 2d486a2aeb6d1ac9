package graphfile

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"underpin"
	"underpin/internal/exchange"
)

// csvReader reads a table with one tie a row.
type csvReader struct {
	ties
	l      *lines
	form   tableForm
	sep    byte
	record []byte // the row, several lines where a quoted cell holds line ends
	line   int    // the first of them
	cells  []cell
	text   []byte // cells whose quotes are resolved

	width     int  // cells of the first line
	commas    int  // weights written with a comma for the point
	points    int  // weights written with a point
	rowNames  bool // the rows begin with names that the heading passes over
	hollow    int  // rows whose cells are all empty
	unweighed int  // rows whose cell of the weight is empty
	words     int  // ends written None, nan or the like

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
		_, ok := sampled(head).table()
		return ok && !isXML(unmarked(head))
	}}
}

func readCSV(in *exchange.Input, o ReadOptions) (*File, error) {
	s := sampled(in.Head())
	l, expect, err := openLines(in, o)
	if err != nil {
		return nil, err
	}
	c := &csvReader{ties: ties{file: l.file, options: o, ids: newTable()}, l: l}
	c.expect(expect)
	if c.form, err = s.form(o, l.file); err != nil {
		return nil, err
	}
	f := &File{Name: l.file, Format: csvName}
	for range c.form.pass {
		if err := c.skip(); err != nil {
			return nil, err
		}
	}
	c.sep = c.form.sep
	heads, err := c.begin(s)
	for err == nil {
		if err = c.next(); err == nil {
			err = c.row()
		}
	}
	if err != io.EOF {
		return nil, err
	}
	if c.width == 0 {
		return nil, &exchange.Error{File: l.file, Line: max(l.line, 1), Column: 1, Message: "the table has no first line", Hint: csvHint}
	}
	c.said(f, heads)
	c.remark(f)
	return c.result(f), nil
}

// form is how a table is laid out, as it looks or as the user says.
func (s opening) form(o ReadOptions, file string) (tableForm, error) {
	if o.Delimiter == "" {
		if f, ok := s.table(); ok {
			return f, nil
		}
		return s.headless('\t'), nil
	}
	sep := o.Delimiter
	if word, ok := map[string]string{"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";", "bar": "|", "space": " "}[strings.ToLower(sep)]; ok {
		sep = word
	}
	if len(sep) != 1 || sep[0] == '"' || sep[0] == '\n' || sep[0] >= utf8.RuneSelf {
		return tableForm{}, &exchange.Error{File: file, Message: fmt.Sprintf("%q cannot separate the cells of a table", o.Delimiter), Hint: "write one character, or tab, comma, semicolon, bar or space"}
	}
	if f, ok := s.headed(sep[0]); ok {
		return f, nil
	}
	f := s.headless(sep[0])
	if s.sepLine() != 0 {
		f.pass = 1
	}
	return f, nil
}

// begin reads the first line and finds the columns: heads are their names, nil where
// the first line is a row.
func (c *csvReader) begin(s opening) (heads []string, err error) {
	if err := c.next(); err != nil {
		return nil, err
	}
	heading, err := c.settle(s)
	if err != nil {
		return nil, err
	}
	c.decide(c.weight >= 0)
	if !heading {
		return nil, c.row()
	}
	if c.rowNames = c.shift(s); c.rowNames {
		heads = append(heads, "")
	}
	for _, x := range c.cells {
		heads = append(heads, tidy(string(x.text)))
	}
	return heads, nil
}

// remark says what was decided of odd cells.
func (c *csvReader) remark(f *File) {
	if c.form.comments > 0 {
		f.note("ignored: %s before the table", underpin.FormatCounted(c.form.comments, "comment line"))
	}
	if c.rowNames {
		f.note("the rows have one cell more than the heading; the first, which counts them, was ignored")
	}
	if c.commas > 0 {
		f.note("the comma in a weight was read as a decimal point in %s", underpin.FormatCounted(c.commas, "row"))
	}
	if c.unweighed > 0 {
		f.note("%s without a weight, counted as 1", underpin.FormatCounted(c.unweighed, "tie"))
	}
	if c.hollow > 0 {
		f.note("ignored: %s without any text", underpin.FormatCounted(c.hollow, "row"))
	}
	if c.words > 0 {
		f.note("None, nan, #REF! and the like were kept as names (in %s)", underpin.FormatCounted(c.words, "place"))
	}
}

// skip passes over a line that is not blank.
func (c *csvReader) skip() error {
	for {
		line, err := c.l.next()
		if err != nil || len(bytes.TrimSpace(line)) > 0 {
			return err
		}
	}
}

// next reads the lines of the next row that is not blank. A table has no comments: a
// cell may begin with # or %.
func (c *csvReader) next() error {
	for {
		line, err := c.l.next()
		if err != nil {
			return err
		}
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		if c.width > 0 && len(bytes.Trim(line, " \t"+string(c.sep))) == 0 {
			c.hollow++ // spreadsheets write them below a table
			continue
		}
		c.line = c.l.line
		c.record = append(c.record[:0], line...)
		break
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
			return 0, c.fail(at+i+1, "write \"\" for a quote within a cell", "a cell must end after its closing quote, and this one goes on")
		default:
			c.cells[len(c.cells)-1].text = c.text[start:len(c.text):len(c.text)]
			return at + i + 1, nil
		}
	}
	return 0, errOpen
}

// row puts down the tie of a row.
func (c *csvReader) row() error {
	if len(c.cells) > c.width {
		for _, x := range c.cells[c.width:] {
			if len(bytes.TrimSpace(x.text)) > 0 {
				return c.fail(x.at, "put names that contain the separator in quotes", "the row has %s below a first line of %s", underpin.FormatCounted(len(c.cells), "cell"), underpin.FormatCount(c.width))
			}
		}
	}
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
	w, err := c.weigh()
	if err != nil {
		return err
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

// weigh reads the weight of the row. An empty cell, and what programs write for one,
// weighs 1.
func (c *csvReader) weigh() (float64, error) {
	if c.weight < 0 {
		return 0, nil
	}
	if c.weight >= len(c.cells) {
		return 0, c.fail(len(c.record), weightHint, "the row ends before its weight")
	}
	x := c.cells[c.weight]
	text := bytes.TrimSpace(x.text)
	if len(text) == 0 || missing(text) {
		c.unweighed++
		return 1, nil
	}
	w, why := weight(c.figure(text))
	if why != "" {
		hint := weightHint
		if bytes.ContainsAny(text, "0123456789") {
			hint += ", without a unit, a sign of currency or marks between thousands"
		}
		return 0, c.fail(x.at, hint, "the weight %s %s", short(x.text), why)
	}
	if c.commas > 0 && c.points > 0 {
		return 0, c.fail(x.at, "write all weights with a decimal point and without marks between thousands", "some weights have a comma and some a point, and it cannot be told which is the decimal mark; here stands %s", short(x.text))
	}
	if w < 0 {
		c.negative(c.line, utf8.RuneCount(c.record[:x.at])+1, text)
	}
	return w, nil
}

// missing reports whether a cell holds what programs write for an empty one.
func missing(text []byte) bool {
	switch strings.ToLower(string(text)) {
	case "nan", "none", "null", "#n/a", "n/a", "na":
		return true
	}
	return false
}

// faulty reports whether a cell holds what a spreadsheet shows for a formula that failed.
func faulty(text []byte) bool {
	switch string(text) {
	case "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!":
		return true
	}
	return false
}

// figure is a weight with a point where the table has a comma, which it may have
// where commas do not separate its columns.
func (c *csvReader) figure(text []byte) []byte {
	if c.sep == ',' || bytes.Count(text, []byte{','}) != 1 || bytes.IndexByte(text, '.') >= 0 {
		c.points += b2i(bytes.IndexByte(text, '.') >= 0)
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
	if missing(text) || faulty(text) {
		c.words++
	}
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
	return &exchange.Error{File: c.exchangeName(), Line: line, Column: utf8.RuneCount(before) + 1, Message: fmt.Sprintf(format, args...), Hint: hint}
}
