package graphfile

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"

	"underpin"
	"underpin/internal/exchange"
)

const dlName = "ucinet-dl"

func dl() graphFormat {
	return graphFormat{Name: dlName, Read: readDL, Detect: func(head []byte, _ string) bool {
		line, _ := firstLine(unmarked(head))
		words := bytes.FieldsFunc(line, parts)
		return len(words) > 0 && bytes.EqualFold(words[0], []byte("dl")) && (len(words) == 1 || dlKeyword(string(words[1])) != "")
	}}
}

// dlReader reads the data language of UCINET (Borgatti, S., Everett, M., Freeman, L.):
// the size of a matrix, perhaps labels, and its cells in one of several forms. A matrix
// that is the same above and below its diagonal is an undirected graph.
type dlReader struct {
	matrixRows
	line []byte
	next int
	at   int // where the current word began

	form        string
	n, rowCount int // rows and columns; 0 while not known
	labels      [2][]string
	embedded    [2]bool
	noDiagonal  bool
}

const dlHint = "write dl n=3 format=edgelist1, perhaps labels: and their names, then data: and one tie per line"

// The forms of data.
const (
	fullMatrix = "fullmatrix"
	lowerHalf  = "lowerhalf"
	upperHalf  = "upperhalf"
	edgeList1  = "edgelist1"
	edgeList2  = "edgelist2"
	nodeList1  = "nodelist1"
	nodeList2  = "nodelist2"
)

var dlForms = []string{fullMatrix, lowerHalf, upperHalf, edgeList1, edgeList2, nodeList1, nodeList2}

// dlKeywords are the words of which the head is made, by how they are written.
var dlKeywords = map[string]string{
	"dl": "dl", "n": "n", "nr": "nr", "nc": "nc", "nm": "nm", "format": "format", "labels": "labels", "label": "labels", "row": "row", "rows": "row",
	"column": "column", "columns": "column", "col": "column", "matrix": "matrix", "level": "matrix", "levels": "matrix", "embedded": "embedded", "diagonal": "diagonal", "data": "data",
}

func dlKeyword(word string) string { return dlKeywords[strings.TrimSuffix(strings.ToLower(word), ":")] }

// parts reports whether a character separates words.
func parts(r rune) bool { return r == ' ' || r == '\t' || r == ',' || r == '=' || r == ';' }

func readDL(in *exchange.Input, o ReadOptions) (*File, error) {
	l, _, err := openLines(in, o)
	if err != nil {
		return nil, err
	}
	r := &dlReader{matrixRows: matrixRows{ties: ties{file: l.file, options: o, ids: newTable()}, l: l}, form: fullMatrix}
	if err := r.head(); err != nil {
		return nil, err
	}
	if err := r.size(); err != nil {
		return nil, err
	}
	if err := r.data(); err != nil {
		return nil, err
	}
	return r.finish(dlName)
}

// word returns the next word, across lines; ok is false at the end of the file.
func (r *dlReader) word() (text string, ok bool, err error) {
	for {
		if text, ok, err = r.wordHere(); ok || err != nil {
			return text, ok, err
		}
		if err = r.nextLine(); err == io.EOF {
			return "", false, nil
		}
		if err != nil {
			return "", false, err
		}
	}
}

func (r *dlReader) nextLine() (err error) {
	line, err := r.l.next()
	if err == nil {
		r.line, r.next = append(r.line[:0], line...), 0
	}
	return err
}

// wordHere returns the next word of the current line.
func (r *dlReader) wordHere() (text string, ok bool, err error) {
	for r.next < len(r.line) && parts(rune(r.line[r.next])) {
		r.next++
	}
	if r.at = r.next; r.next == len(r.line) {
		return "", false, nil
	}
	if r.line[r.next] == '"' {
		end := bytes.IndexByte(r.line[r.next+1:], '"')
		if end < 0 {
			return "", false, r.fail("close it", "a quote is opened here and not closed")
		}
		text = string(r.line[r.next+1 : r.next+1+end])
		r.next += end + 2
		return text, true, r.check(text)
	}
	for r.next < len(r.line) && !parts(rune(r.line[r.next])) {
		r.next++
	}
	text = string(r.line[r.at:r.next])
	return text, true, r.check(text)
}

func (r *dlReader) check(text string) error {
	if why := badName([]byte(text)); why != "" {
		return r.fail("the file must be UTF-8 text", "the word %s %s", short([]byte(text)), why)
	}
	return nil
}

// fail is an error at the current word.
func (r *dlReader) fail(hint, format string, args ...any) error {
	return r.l.fail(r.line, min(r.at, len(r.line)), hint, format, args...)
}

// head reads up to the data.
func (r *dlReader) head() error {
	which := -1 // rows 0, columns 1; -1 for both
	for {
		word, ok, err := r.word()
		if err != nil {
			return err
		}
		if !ok {
			return r.fail(dlHint, "the file ends before its data")
		}
		switch key := dlKeyword(word); key {
		case "dl":
		case "data":
			return nil
		case "row", "column", "matrix":
			which = map[string]int{"row": 0, "column": 1, "matrix": 2}[key]
		case "labels":
			if strings.HasSuffix(word, ":") && !r.embeddedNext() {
				if err := r.readLabels(which); err != nil {
					return err
				}
				which = -1
			}
		case "embedded":
			for i := range r.embedded {
				r.embedded[i] = r.embedded[i] || which == -1 || which == i
			}
			which = -1
		default:
			if err := r.setting(key, word); err != nil {
				return err
			}
		}
	}
}

// embeddedNext reports whether the line goes on with the word embedded.
func (r *dlReader) embeddedNext() bool {
	words := bytes.FieldsFunc(r.line[r.next:], parts)
	return len(words) > 0 && dlKeyword(string(words[0])) == "embedded"
}

func (r *dlReader) setting(key, word string) error {
	if key == "" {
		return r.fail(dlHint, "%s is not known in the header of the file", short([]byte(word)))
	}
	value, ok, err := r.word()
	if err != nil {
		return err
	}
	if !ok {
		return r.fail(dlHint, "%s has no value", word)
	}
	switch key {
	case "format":
		r.form = strings.ToLower(value)
		if r.form == "edgelist" || r.form == "nodelist" {
			r.form += "1"
		}
		if !slices.Contains(dlForms, r.form) {
			return r.fail("what can be read: "+strings.Join(dlForms, ", "), "data in the format %s are not supported", short([]byte(value)))
		}
	case "diagonal":
		r.noDiagonal = strings.EqualFold(value, "absent")
	default:
		n, rest, ok := number([]byte(value))
		if !ok || len(rest) > 0 || n < 1 {
			return r.fail(dlHint, "%s is not a number from 1", short([]byte(value)))
		}
		switch key {
		case "n":
			r.rowCount, r.n = int(n), int(n)
		case "nr":
			r.rowCount = int(n)
		case "nc":
			r.n = int(n)
		case "nm":
			if n > 1 {
				return r.fail("split the file, one matrix each", "the file contains several matrices")
			}
		}
	}
	return nil
}

// readLabels reads the labels of rows (0), columns (1), both (-1) or the matrix (2).
func (r *dlReader) readLabels(which int) error {
	want := r.rowCount
	switch which {
	case 1:
		want = r.n
	case 2:
		want = 1
	}
	if want == 0 {
		return r.fail("write n= before them", "labels come before their number")
	}
	var out []string
	for len(out) < want {
		word, ok, err := r.word()
		if err != nil {
			return err
		}
		if !ok || strings.EqualFold(word, "data:") {
			return r.fail("name each", "there are %s for %s", underpin.FormatCounted(len(out), "label"), underpin.FormatCount(want))
		}
		out = append(out, tidy(word))
		if r.extra += int64(len(word)) + 64; r.options.Memory > 0 && r.extra > r.options.Memory {
			return tooLarge(r.file, "there are more than "+underpin.FormatCounted(len(out), "label"), r.extra, r.options.Memory)
		}
	}
	for i := range r.labels {
		if which == i || which == -1 {
			r.labels[i] = slices.Clip(out)
		}
	}
	return nil
}

// size settles how many rows and columns there are, and their names so far.
func (r *dlReader) size() error {
	if r.rowCount == 0 || r.n == 0 {
		return r.fail(dlHint, "the file does not say how many nodes it has: n=")
	}
	need := r.need(int64(r.rowCount+r.n), 0) + 64*int64(r.rowCount+r.n)
	if r.options.Memory > 0 && need > r.options.Memory {
		return tooLarge(r.file, fmt.Sprintf("the file promises %s and %s", underpin.FormatCounted(r.rowCount, "row"), underpin.FormatCounted(r.n, "column")), need, r.options.Memory)
	}
	return nil
}
