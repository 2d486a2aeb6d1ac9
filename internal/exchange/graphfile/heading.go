package graphfile

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"underpin"
	"underpin/internal/exchange"
)

// The names of columns that are understood, without blanks, hyphens, underscores, points and colons,
// the likelier first. Source and target go by pairs.
var (
	sourceColumns = []string{"source", "from", "src", "fromid", "sourceid", "fromnode", "sourcenode", "sourcename", "fromname", "tail", "node1", "vertex1", "startid", "u"}
	targetColumns = []string{"target", "to", "dst", "toid", "targetid", "tonode", "targetnode", "targetname", "toname", "head", "node2", "vertex2", "endid", "v"}
	weightColumns = []string{"weight", "w", "value", "strength", "edgeweight"}
	typeColumns   = []string{"type"}
)

// folded writes the name of a column as the lists above do.
func folded(name string) string {
	return parting.Replace(strings.ToLower(strings.TrimSpace(name)))
}

// parting takes out what parts the words of a name.
var parting = strings.NewReplacer(" ", "", "_", "", "-", "", ".", "", ":", "")

const (
	csvHint     = "name the columns in the first line: source,target,weight"
	columnsHint = "name the columns source and target in the first line, or say which they are"
)

func isHeader(a, b []byte) bool {
	i := slices.Index(sourceColumns, folded(string(a)))
	return i >= 0 && i == slices.Index(targetColumns, folded(string(b)))
}

// columns finds the columns by name.
func (c *csvReader) columns() bool {
	find := func(names []string) int {
		for _, name := range names {
			for i, x := range c.cells {
				if folded(string(x.text)) == name {
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

// settle finds the columns of a table by its first line, and reports whether that is a
// heading.
func (c *csvReader) settle(s opening) (heading bool, err error) {
	c.width = len(c.cells)
	named := c.columns()
	if c.options.SourceColumn != "" || c.options.TargetColumn != "" || c.options.WeightColumn != "" {
		return c.chosen(named)
	}
	switch {
	case named:
		return true, c.twice()
	case c.nodesOnly():
		return false, c.fail(0, "give the table of ties, with columns source and target", "this is a table of nodes and holds no ties")
	case c.width < 2:
		return false, c.fail(0, csvHint, "the table has one column, and a tie has two ends")
	}
	rows := s.rows(c.sep)[min(c.form.pass, sampledRows, len(s.lines)):]
	if mayHead(rows) {
		return false, c.undecided(rows)
	}
	if c.width > 3 || c.width == 3 && !slices.ContainsFunc(rows, func(r []string) bool { return len(r) > 2 && numeric(r[2]) }) {
		return false, c.fail(0, columnsHint, "the table has no heading, and it cannot be told which of its %s columns are the ends of a tie", underpin.FormatCount(c.width))
	}
	c.source, c.target, c.weight = 0, 1, c.width-1
	if c.width == 2 {
		c.weight = -1
	}
	return false, nil
}

// twice refuses a heading that names a column that is used twice.
func (c *csvReader) twice() error {
	for _, column := range []int{c.source, c.target, c.weight} {
		for k := column + 1; column >= 0 && k < len(c.cells); k++ {
			if name := c.cells[column].text; folded(string(c.cells[k].text)) == folded(string(name)) {
				return c.fail(c.cells[k].at, "give one another name, or say which columns are meant by their numbers", "two columns are called %s", short(name))
			}
		}
	}
	return nil
}

// shift moves the columns one to the right where the rows have a cell more than the
// heading and begin with 1, 2, 3 and so on, as R writes the names of rows.
func (c *csvReader) shift(s opening) bool {
	rows := s.rows(c.sep)[min(c.form.pass+1, sampledRows, len(s.lines)):]
	for i, row := range rows {
		if len(row) != c.width+1 || row[0] != strconv.Itoa(i+1) || row[c.width] == "" {
			return false
		}
	}
	if len(rows) == 0 {
		return false
	}
	c.width++
	for _, column := range []*int{&c.source, &c.target, &c.weight, &c.kind} {
		if *column >= 0 {
			*column++
		}
	}
	return true
}

// undecided refuses a first line that may be a heading or a tie.
func (c *csvReader) undecided(rows [][]string) error {
	first := short([]byte(strings.Join(rows[0], ", ")))
	if onlyBelow(rows) || headingWords(rows[0]) {
		return c.fail(0, columnsHint, "the first line, %s, is a heading that does not name source and target", first)
	}
	return c.fail(0, "say which columns are meant: by their names if it is a heading, by their numbers if it is a tie",
		"it cannot be told whether the first line, %s, is a heading or a tie", first)
}

// mayHead reports whether the first of some rows may be a heading that is not known: it
// holds no number, and none of its ends stands below.
func mayHead(rows [][]string) bool {
	if len(rows) == 0 || len(rows[0]) < 2 || slices.ContainsFunc(rows[0], numeric) {
		return false
	}
	if headingWords(rows[0]) {
		return true
	}
	for _, row := range rows[1:] {
		for _, end := range row[:min(2, len(row))] {
			if end == rows[0][0] || end == rows[0][1] {
				return false
			}
		}
	}
	return true
}

// listHeading refuses a list of ties whose first line is a heading that is not known:
// words that head columns, or words above numbers. at is the number of that line.
func (s opening) listHeading(file string, at int) error {
	var rows [][]string
	for _, line := range s.lines[:min(len(s.lines), sampledRows)] {
		if comment(line) {
			continue
		}
		var row []string
		for _, f := range fields(nil, line) {
			row = append(row, string(f.of(line)))
		}
		if rows = append(rows, row); len(rows) == 1 && slices.ContainsFunc(row, numeric) {
			return nil
		}
	}
	if len(rows) < 2 || !mayHead(rows) || isHeader([]byte(rows[0][0]), []byte(rows[0][1])) || !headingWords(rows[0]) && (len(rows) < 3 || !onlyBelow(rows)) {
		return nil
	}
	return &exchange.Error{File: file, Line: at, Column: 1, Message: fmt.Sprintf("the first line, %s, seems to be a heading that does not name source and target", short([]byte(strings.Join(rows[0], " ")))),
		Hint: "take it out, or read the file as a table and say which columns are meant; if it is a tie, read the file as format edges"}
}

// onlyBelow reports whether a column holds numbers in all rows but the first.
func onlyBelow(rows [][]string) bool {
	for k := range rows[0] {
		if len(rows) > 1 && !slices.ContainsFunc(rows[1:], func(r []string) bool { return k >= len(r) || !numeric(r[k]) }) {
			return true
		}
	}
	return false
}

// usualHeadings are words that head columns, and rarely name a node.
var usualHeadings = []string{
	"id", "name", "label", "person", "company", "organisation", "organization", "entity", "actor", "node", "group", "member", "event", "country",
	"owner", "owned", "parent", "child", "subject", "object", "relation", "relationship", "role", "sender", "receiver", "recipient", "payer", "payee",
	"amount", "date", "firm", "director", "employer", "employee", "a", "b",
}

// headingWords reports whether all cells are words that head columns; single letters
// alone do not tell.
func headingWords(row []string) bool {
	long := false
	for _, cell := range row {
		word := folded(cell)
		if !slices.Contains(usualHeadings, word) {
			return false
		}
		long = long || len(word) > 1
	}
	return long
}

func numeric(cell string) bool {
	_, err := strconv.ParseFloat(strings.Replace(cell, ",", ".", 1), 64)
	return err == nil
}

// nodesOnly reports whether the heading is that of a table of nodes.
func (c *csvReader) nodesOnly() bool {
	var names []string
	for _, x := range c.cells {
		names = append(names, folded(string(x.text)))
	}
	return slices.Contains(names, "id") && (slices.Contains(names, "label") || slices.Contains(names, "name"))
}

// chosen takes the columns that the user names, by heading or by number.
func (c *csvReader) chosen(named bool) (heading bool, err error) {
	heading = true
	find := func(choice, what string, known int) int {
		if choice == "" || err != nil {
			return known
		}
		for i, x := range c.cells {
			if folded(string(x.text)) == folded(choice) {
				return i
			}
		}
		n, notNumber := strconv.Atoi(choice)
		if notNumber == nil && n >= 1 && n <= c.width {
			heading = named
			return n - 1
		}
		err = c.fail(0, "the columns are "+c.heads()+"; a table without a heading has columns 1, 2, …", "there is no column %q for the %s", choice, what)
		return known
	}
	c.source = find(c.options.SourceColumn, "source", c.source)
	c.target = find(c.options.TargetColumn, "target", c.target)
	c.weight = find(c.options.WeightColumn, "weight", c.weight)
	switch {
	case err != nil:
		return false, err
	case c.source < 0 || c.target < 0:
		return false, c.fail(0, "the columns are "+c.heads(), "say which column is the source and which the target")
	case c.source == c.target:
		return false, c.fail(c.cells[c.source].at, "name two columns", "source and target are the same column")
	}
	return heading, nil
}

// heads lists what the first line holds.
func (c *csvReader) heads() string {
	var out []string
	for _, x := range c.cells {
		out = append(out, string(x.text))
	}
	return strings.Join(out, ", ")
}

// said tells in one line how the table was read.
func (c *csvReader) said(f *File, heads []string) {
	column := func(i int) string {
		if heads != nil {
			return strconv.Quote(heads[i])
		}
		return strconv.Itoa(i + 1)
	}
	text := fmt.Sprintf("read as a table with %s between its cells: ends from columns %s and %s", separatorNames[c.sep], column(c.source), column(c.target))
	if separatorNames[c.sep] == "" {
		text = strings.Replace(text, "with  between", fmt.Sprintf("with %q between", c.sep), 1)
	}
	if c.weight >= 0 {
		text += ", weights from " + column(c.weight)
	}
	if heads == nil {
		text += "; it has no heading"
	}
	f.note("%s", text)
}

var separatorNames = map[byte]string{',': "commas", ';': "semicolons", '\t': "tabs", '|': "bars", ' ': "blanks"}

// exchangeName is what errors call the file of a reader.
func (c *csvReader) exchangeName() string {
	if c.l == nil {
		return ""
	}
	return c.l.file
}
