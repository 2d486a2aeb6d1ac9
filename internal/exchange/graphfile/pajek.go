package graphfile

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	"underpin"
	"underpin/internal/exchange"
)

const pajekName = "pajek"

func pajek() graphFormat {
	return graphFormat{Name: pajekName, Read: readPajek, Detect: func(head []byte, _ string) bool {
		text := unmarked(head)
		for {
			line, _ := firstLine(text)
			if !pajekComment(line) {
				return isPajek(line)
			}
			_, text, _ = bytes.Cut(text[bytes.Index(text, line):], []byte{'\n'})
		}
	}}
}

// pajekComment reports whether a line is a comment of Pajek's own.
func pajekComment(line []byte) bool { return bytes.HasPrefix(skip(line), []byte("/*")) }

// readPajek reads the networks of the program Pajek (Batagelj, V., Mrvar, A.), alone or
// in a project: vertices with labels, numbered from 1, then arcs and edges with weights,
// one a line or in lists, or a matrix. Places and colours are passed over, and so are
// partitions, vectors and the like. An edge leads both ways.
func readPajek(in *exchange.Input, o ReadOptions) (*File, error) {
	l, _, err := openLines(in, o)
	if err != nil {
		return nil, err
	}
	r := &pajekReader{
		ties: ties{file: l.file, options: o}, l: l,
		f: &File{Name: l.file, Format: pajekName, base: 1, labels: map[int32]string{}}, named: map[int32]bool{},
	}
	if err := l.each(r.take); err != nil {
		return nil, err
	}
	if !r.sized {
		return nil, l.fail(nil, 0, pajekHint, "the file does not say how many vertices it has")
	}
	if err := r.matrixEnds(nil, 0); err != nil {
		return nil, err
	}
	r.remark()
	f := r.result(r.f)
	f.Modes = r.modes(f)
	return f, nil
}

const pajekHint = "write *Vertices and their number, then *Arcs or *Edges and one tie per line"

type pajekReader struct {
	ties
	l         *lines
	f         *File
	section   string // what the lines are of, without its star
	sized     bool
	rows      int // vertices of the first mode, 0 where there is one mode
	relations int
	passed    []string // sections that are passed over
	named     map[int32]bool
	row       int // of the matrix, the next to come
}

// passedOver are the parts of a project that are no networks.
var passedOver = []string{"partition", "vector", "permutation", "cluster", "hierarchy"}

// pajekSections are the parts of a network.
var pajekSections = []string{"network", "vertices", "arcs", "edges", "arcslist", "edgeslist", "matrix"}

// isPajek reports whether a line begins a part of such a file.
func isPajek(line []byte) bool {
	words := bytes.Fields(line)
	if len(words) == 0 || words[0][0] != '*' {
		return false
	}
	word := strings.ToLower(string(words[0][1:]))
	return slices.Contains(pajekSections, word) || slices.Contains(passedOver, word)
}

func (r *pajekReader) take(line []byte) error {
	line = bytes.TrimRight(line, " \t")
	if pajekComment(line) {
		return nil
	}
	if at := len(line) - len(skip(line)); line[at] == '*' {
		return r.begin(line, at)
	}
	switch r.section {
	case "vertices":
		return r.vertex(line)
	case "arcs", "edges":
		return r.tie(line)
	case "arcslist", "edgeslist":
		return r.list(line)
	case "matrix":
		return r.matrixRow(line)
	}
	if slices.Contains(passedOver, r.section) {
		return nil
	}
	return r.l.fail(line, 0, pajekHint, "the line is not in any section of a network")
}

// begin takes a line that begins with a star.
func (r *pajekReader) begin(line []byte, at int) error {
	if err := r.matrixEnds(line, at); err != nil {
		return err
	}
	end := at + 1
	for end < len(line) && line[end] != ' ' && line[end] != '\t' {
		end++
	}
	word, rest := strings.ToLower(string(line[at+1:end])), line[end:]
	if word == "vertices" && slices.Contains(passedOver, r.section) {
		return nil // those of a partition
	}
	switch r.section = word; {
	case word == "network":
		if r.sized {
			return r.second(line, at)
		}
	case word == "vertices":
		return r.vertices(line, at, rest)
	case slices.Contains(passedOver, word):
		r.passed = append(r.passed, word)
	case slices.Contains(pajekSections, word):
		if !r.sized {
			return r.l.fail(line, at, pajekHint, "ties come before the number of vertices")
		}
		if rest = skip(rest); len(rest) > 0 && rest[0] == ':' {
			r.relations++
		}
		r.row = 0
	default:
		return r.l.fail(line, at, "*Vertices, *Arcs, *Edges, *Arcslist, *Edgeslist and *Matrix can be read", "the section %s is not supported", short(line[at:]))
	}
	return nil
}

func (r *pajekReader) second(line []byte, at int) error {
	return r.l.fail(line, at, "split the file, one network each", "the file contains a second network")
}

// vertices reads how many vertices there are and, of two modes, how many of the first.
func (r *pajekReader) vertices(line []byte, at int, rest []byte) error {
	if r.sized {
		return r.second(line, at)
	}
	n, after, ok := number(skip(rest))
	if !ok {
		return r.l.fail(line, at, pajekHint, "the number of vertices is missing")
	}
	r.sized, r.f.N = true, int(n)
	if rows, _, ok := number(skip(after)); ok && rows > 0 && rows < n {
		r.rows = int(rows)
	}
	if need := r.need(int64(n), 0); r.options.Memory > 0 && need > r.options.Memory {
		return tooLarge(r.file, "the file promises "+underpin.FormatCounted(int(n), "node"), need, r.options.Memory)
	}
	return nil
}

// vertex reads a number and, perhaps in quotes, a label.
func (r *pajekReader) vertex(line []byte) error {
	v, rest, err := r.node(line, line)
	if err != nil {
		return err
	}
	text := skip(rest)
	at := len(line) - len(text)
	if r.named[v] {
		return r.l.fail(line, 0, "give each vertex a number of its own", "vertex %s is named twice", r.f.ID(v))
	}
	r.named[v] = true
	r.extra += 32
	if len(text) == 0 {
		return nil
	}
	label := string(text)
	if text[0] == '"' {
		end := closingQuote(text)
		if end < 0 {
			return r.l.fail(line, at, "close it", "a quote is opened here and not closed")
		}
		label = strings.ReplaceAll(string(text[1:end]), `""`, `"`)
	} else if end := bytes.IndexAny(text, " \t"); end >= 0 {
		label = string(text[:end])
	}
	label = strings.ReplaceAll(label, "\t", " ")
	if why := badName([]byte(label)); why != "" {
		return r.l.fail(line, at, "the file must be UTF-8 text", "the name %s %s", short([]byte(label)), why)
	}
	if label = tidy(label); label != r.f.ID(v) {
		r.f.labels[v] = label
		r.extra += int64(len(label)) + 64
	}
	return r.fits(r.f.N)
}

// closingQuote finds the end of a label that begins with a quote and may hold others: the
// first quote that a blank or nothing follows, and behind it as many quotes as pair.
func closingQuote(text []byte) int {
	for i := 1; i < len(text); i++ {
		if text[i] == '"' && (i+1 == len(text) || text[i+1] == ' ' || text[i+1] == '\t') && bytes.Count(text[i+1:], []byte{'"'})%2 == 0 {
			return i
		}
	}
	return -1
}

// node reads the number of a vertex from the start of text, a part of the line.
func (r *pajekReader) node(line, text []byte) (int32, []byte, error) {
	text = skip(text)
	n, rest, ok := number(text)
	if !ok || len(rest) > 0 && rest[0] != ' ' && rest[0] != '\t' || n < 1 || int(n) > r.f.N {
		return 0, nil, r.l.fail(line, len(line)-len(text), "vertices are numbered from 1", "one of the %s vertices is expected here", underpin.FormatCount(int(r.f.N)))
	}
	return n - 1, rest, nil
}

func (r *pajekReader) tie(line []byte) error {
	u, rest, err := r.node(line, line)
	if err != nil {
		return err
	}
	v, rest, err := r.node(line, rest)
	if err != nil {
		return err
	}
	w := 1.0
	if rest = skip(rest); len(rest) > 0 {
		if w, err = r.weigh(line, rest); err != nil {
			return err
		}
	}
	return r.put(u, v, w)
}

// weigh reads the weight at the start of text, a part of the line.
func (r *pajekReader) weigh(line, text []byte) (float64, error) {
	at := len(line) - len(text)
	if end := bytes.IndexAny(text, " \t"); end >= 0 {
		text = text[:end]
	}
	w, why := weight(text)
	if why != "" {
		return 0, r.l.fail(line, at, weightHint, "the weight %s %s", short(text), why)
	}
	if w < 0 {
		r.negative(r.l.line, utf8.RuneCount(line[:at])+1, text)
	}
	r.f.weighFrom(&r.ties)
	return w, nil
}

// list reads a vertex and those that it is tied to.
func (r *pajekReader) list(line []byte) error {
	u, rest, err := r.node(line, line)
	for err == nil && len(skip(rest)) > 0 {
		var v int32
		if v, rest, err = r.node(line, rest); err == nil {
			err = r.put(u, v, 1)
		}
	}
	return err
}

func (r *pajekReader) put(u, v int32, w float64) error {
	if err := r.add(u, v, w); err != nil || u == v {
		return err
	}
	if strings.HasPrefix(r.section, "arcs") || r.section == "matrix" && r.rows == 0 {
		r.way(oneWay)
	} else {
		r.way(bothWays)
	}
	return nil
}
