package graphfile

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"underpin"
	"underpin/internal/exchange"
)

const pajekName = "pajek"

func pajek() graphFormat {
	return graphFormat{Name: pajekName, Read: readPajek, Detect: func(head []byte, _ string) bool {
		line, _ := firstLine(unmarked(head))
		return isPajek(line)
	}}
}

// readPajek reads the networks of the program Pajek (Batagelj, V., Mrvar, A.):
// vertices with labels, numbered from 1, then arcs and edges with weights, one a line
// or in lists. Places and colours are passed over. An edge leads both ways.
func readPajek(in *exchange.Input, o ReadOptions) (*File, error) {
	l, _, err := openLines(in, o)
	if err != nil {
		return nil, err
	}
	r := &pajekReader{
		ties: ties{file: l.file, options: o}, l: l,
		f: &File{Name: l.file, Format: pajekName, base: 1, labels: map[int32]string{}},
	}
	if err := l.each(r.take); err != nil {
		return nil, err
	}
	if !r.sized {
		return nil, l.fail(nil, 0, pajekHint, "the file does not say how many vertices it has")
	}
	if r.relations > 1 {
		r.f.note("the %s of the file were read as one", underpin.FormatCounted(int(r.relations), "relation"))
	}
	return r.result(r.f), nil
}

const pajekHint = "write *Vertices and their number, then *Arcs or *Edges and one tie per line"

type pajekReader struct {
	ties
	l         *lines
	f         *File
	section   string // what the lines are of, without its star
	sized     bool
	relations int
	fields    []lineField
}

// isPajek reports whether a line begins a part of such a file.
func isPajek(line []byte) bool {
	word, _, _ := bytes.Cut(bytes.TrimSpace(line), []byte{' '})
	switch strings.ToLower(string(word)) {
	case "*network", "*vertices", "*arcs", "*edges", "*arcslist", "*edgeslist":
		return true
	}
	return false
}

func (r *pajekReader) take(line []byte) error {
	line = bytes.TrimRight(line, " \t")
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
	}
	return r.l.fail(line, 0, pajekHint, "the line is not in any section of a network")
}

// begin takes a line that begins with a star.
func (r *pajekReader) begin(line []byte, at int) error {
	word, rest, _ := bytes.Cut(line[at+1:], []byte{' '})
	r.section = strings.ToLower(string(word))
	switch r.section {
	case "network":
	case "arcs", "edges", "arcslist", "edgeslist":
		if !r.sized {
			return r.l.fail(line, at, pajekHint, "ties come before the number of vertices")
		}
		if rest = skip(rest); len(rest) > 0 && rest[0] == ':' {
			r.relations++
		}
	case "vertices":
		if r.sized {
			return r.l.fail(line, at, "split the file, one network each", "the file contains a second network")
		}
		n, _, ok := number(skip(rest))
		if !ok {
			return r.l.fail(line, at, pajekHint, "the number of vertices is missing")
		}
		r.sized, r.f.N = true, int(n)
		if need := r.need(int64(n), 0); r.options.Memory > 0 && need > r.options.Memory {
			return tooLarge(r.file, "the file promises "+underpin.FormatCounted(int(n), "node"), need, r.options.Memory)
		}
	default:
		return r.l.fail(line, at, "*Vertices, *Arcs, *Edges, *Arcslist and *Edgeslist can be read", "the section %s is not supported", short(line[at:]))
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
	if len(text) == 0 {
		return nil
	}
	if text[0] == '"' {
		end := bytes.IndexByte(text[1:], '"')
		if end < 0 {
			return r.l.fail(line, len(line)-len(text), "close it", "a quote is opened here and not closed")
		}
		text = text[1 : 1+end]
	} else if end := bytes.IndexAny(text, " \t"); end >= 0 {
		text = text[:end]
	}
	if why := badName(text); why != "" {
		return r.l.fail(line, len(line)-len(skip(rest)), "the file must be UTF-8 text", "the name %s %s", short(text), why)
	}
	if label := tidy(string(text)); label != r.f.ID(v) {
		r.f.labels[v] = label
	}
	return nil
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
	if r.fields = fields(r.fields[:0], rest); len(r.fields) > 0 {
		text, why := r.fields[0].of(rest), ""
		if w, why = weight(text); why != "" {
			return r.l.fail(line, len(line)-len(rest)+r.fields[0].from, weightHint, "the weight %s %s", short(text), why)
		}
		if w < 0 {
			r.negative(r.l.line, utf8.RuneCount(line[:len(line)-len(rest)+r.fields[0].from])+1, text)
		}
		r.f.weighFrom(&r.ties)
	}
	return r.put(u, v, w)
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
	if strings.HasPrefix(r.section, "arcs") {
		r.way(oneWay)
	} else {
		r.way(bothWays)
	}
	return nil
}
