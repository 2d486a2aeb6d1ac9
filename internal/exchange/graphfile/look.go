package graphfile

import (
	"bytes"
	"strings"

	"underpin/internal/exchange"
)

// An opening is the beginning of a text in lines, by which a file is judged before it is
// read.
type opening struct {
	lines [][]byte // without the blank ones
	whole bool     // the sample is all of the file
}

// sampled cuts the first bytes of a file into lines.
func sampled(head []byte) opening {
	s := opening{whole: len(head) < exchange.HeadSize}
	text := unmarked(head)
	for len(text) > 0 {
		line, rest, ended := bytes.Cut(text, []byte{'\n'})
		if !ended && !s.whole {
			break // it may go on
		}
		if line = bytes.TrimSuffix(line, []byte{'\r'}); len(bytes.TrimSpace(line)) > 0 {
			s.lines = append(s.lines, line)
		}
		text = rest
	}
	return s
}

// separators are what separates the cells of a table, the likelier first.
var separators = []byte{',', ';', '\t', '|'}

// sepLine returns the separator that a first line such as "sep=;" names, as Excel
// writes and reads it; 0 where there is none.
func (s opening) sepLine() byte {
	if len(s.lines) == 0 {
		return 0
	}
	line := strings.TrimSpace(string(s.lines[0]))
	if len(line) == 5 && strings.EqualFold(line[:4], "sep=") {
		return line[4]
	}
	if strings.EqualFold(line, "sep=") && bytes.HasSuffix(s.lines[0], []byte{'\t'}) {
		return '\t'
	}
	return 0
}

// sampledRows are the rows by which a table is judged.
const sampledRows = 100

// rows returns the cells of the first lines, as separated by a byte. Cells that hold
// line ends are cut; it is a sample.
func (s opening) rows(sep byte) [][]string {
	var out [][]string
	for i, line := range s.lines {
		if i == sampledRows {
			break
		}
		c := &csvReader{sep: sep, record: line}
		_ = c.split() // a quote that is left open takes what is there
		row := make([]string, len(c.cells))
		for k, x := range c.cells {
			row[k] = strings.TrimSpace(string(x.text))
		}
		out = append(out, row)
	}
	return out
}

// A tableForm is how a file is laid out as a table.
type tableForm struct {
	sep  byte
	pass int // lines before the heading or the first row: sep=, and comments
	// comments of these.
	comments int
}

// table tells how a file is laid out where it is a table: its first line names known
// columns, or holds cells that commas, semicolons or bars separate. Tabs alone make no
// table, as they separate the ends of ties in many lists.
func (s opening) table() (tableForm, bool) {
	if sep := s.sepLine(); sep != 0 {
		return tableForm{sep: sep, pass: 1}, true
	}
	for _, sep := range separators {
		if f, ok := s.headed(sep); ok {
			return f, true
		}
	}
	if len(s.lines) > 0 && s.lines[0][0] == '"' {
		if f, ok := s.headed(' '); ok { // as R writes tables
			return f, true
		}
	}
	if len(s.lines) == 0 || s.networkx() {
		return tableForm{}, false
	}
	best, most := tableForm{}, 0
	for _, sep := range separators {
		f := s.headless(sep)
		if bytes.IndexByte(s.lines[f.pass], sep) < 0 {
			continue
		}
		rows := s.rows(sep)[min(f.pass, sampledRows):]
		if len(rows) == 0 || len(rows[0]) < 2 || sep == '\t' && !mayHead(rows) {
			continue
		}
		alike := 0
		for _, row := range rows {
			if len(row) == len(rows[0]) {
				alike++
			}
		}
		if alike > most {
			best, most = f, alike
		}
	}
	return best, most > 0
}

// headed finds the heading of a table below comments.
func (s opening) headed(sep byte) (tableForm, bool) {
	for i, line := range s.lines {
		c := &csvReader{sep: sep, record: bytes.TrimLeft(line, "# ")}
		if bytes.IndexByte(line, sep) >= 0 && c.split() == nil && c.columns() {
			return tableForm{sep: sep, pass: i, comments: i}, true
		}
		if !comment(line) {
			break
		}
	}
	return tableForm{}, false
}

// headless passes over comments before the first row: lines that begin with # or % and
// have not as many cells as the first line that does not. Between tabs all such lines
// are comments: lists of ties have their columns named in one.
func (s opening) headless(sep byte) tableForm {
	f := tableForm{sep: sep}
	first := 0
	for first < len(s.lines) && comment(s.lines[first]) {
		first++
	}
	if first == len(s.lines) {
		return f // names that begin with # all the way
	}
	cells := bytes.Count(s.lines[first], []byte{sep})
	for f.pass < first && (cells == 0 || sep == '\t' || bytes.Count(s.lines[f.pass], []byte{sep}) != cells) {
		f.pass++
	}
	f.comments = f.pass
	return f
}

// networkx reports whether the lines are two ends and a dict, as networkx writes them:
// its commas separate no cells.
func (s opening) networkx() bool {
	for _, line := range s.lines {
		if !comment(line) {
			return dict(line) >= 0
		}
	}
	return false
}

// dict returns where the dict begins that ends a line, -1 where there is none.
func dict(line []byte) int {
	text := bytes.TrimRight(line, " \t")
	at := bytes.IndexByte(text, '{')
	if at < 1 || text[len(text)-1] != '}' || text[at-1] != ' ' && text[at-1] != '\t' {
		return -1
	}
	return at
}
