package graphfile

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"regexp"
	"unicode/utf8"
)

// Read reads a graph. name is what errors call the file. An error is an [*Error]
// with its place; it wraps [ErrMemory] where the graph does not fit the limit.
//
// An empty file is the empty graph.
func Read(r io.Reader, name string, o Options) (*File, error) {
	l := &lines{r: bufio.NewReaderSize(r, maxLine), file: name, progress: o.Progress}
	if start, _ := l.r.Peek(2); bytes.Equal(start, []byte{0x1f, 0x8b}) {
		unpacked, err := gzip.NewReader(l.r)
		if err != nil {
			return nil, l.broken(err)
		}
		r, o.Size = unpacked, 0 // nobody knows how much will come
		l.r, l.progress = bufio.NewReaderSize(unpacked, maxLine), nil
	}
	head, err := l.r.Peek(64 << 10)
	if err != nil && err != io.EOF {
		return nil, l.broken(err)
	}
	if err := notText(name, head); err != nil {
		return nil, err
	}
	format := o.Format
	if format == Auto {
		if format, err = look(name, head); err != nil {
			return nil, err
		}
		if format == "" {
			return &File{Name: name, Format: Edges, Notes: []string{"the file is empty"}}, nil
		}
	}
	ties := int64(0)
	if format != GraphML && format != GEXF {
		ties = expected(r, head, o.Size)
	} else {
		ties = o.Size / 120 // a tie and its share of the nodes are rarely shorter
	}
	if need := Need(min(ties, o.Size/16), ties, false); o.Memory > 0 && need > o.Memory {
		return nil, tooLarge(name, fmt.Sprintf("the file has %s, about %d ties", Gibibytes(o.Size), ties), need, o.Memory)
	}
	switch format {
	case GraphML, GEXF:
		if bytes.HasPrefix(head, []byte("\ufeff")) {
			_, _ = l.r.Discard(3)
		}
		if format == GraphML {
			return readGraphML(l, o)
		}
		return readGEXF(l, o)
	case CSV:
		return readCSV(l, o, ties)
	case MatrixMarket:
		return readMatrixMarket(l, o, ties)
	case Pajek:
		return readPajek(l, o)
	}
	return readEdges(l, o, ties)
}

// notText refuses what is no text, by its first bytes.
func notText(name string, head []byte) error {
	e := &Error{File: name, Line: 1, Column: 1}
	zero := bytes.IndexByte(head, 0)
	switch {
	case bytes.HasPrefix(head, []byte{0x1f, 0x8b}):
		e.Message, e.Hint = "the file is compressed twice (gzip)", "unpack it first: gunzip FILE"
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		e.Message, e.Hint = "the file is an archive (zip), or a spreadsheet", "unpack it first; save a spreadsheet as CSV"
	case bytes.HasPrefix(head, []byte("%PDF-")):
		e.Message, e.Hint = "the file is a document (PDF)", exportHint
	case bytes.HasPrefix(head, []byte{0xff, 0xfe}), bytes.HasPrefix(head, []byte{0xfe, 0xff}):
		e.Message, e.Hint = "the file is written in UTF-16", "convert it to UTF-8"
	case zero >= 0:
		before := head[:zero]
		e.Line += bytes.Count(before, []byte{'\n'})
		e.Column += utf8.RuneCount(before[bytes.LastIndexByte(before, '\n')+1:])
		e.Message, e.Hint = "the file is binary, not text", "edge lists, CSV, Matrix Market, GraphML, GEXF and Pajek can be read"
	default:
		return nil
	}
	return e
}

const exportHint = "export the graph as GraphML, GEXF, Pajek or CSV"

// otherFormat is how JSON, DOT and GML begin.
var otherFormat = regexp.MustCompile(`^\s*(?:([{\[]\s*["{\[])|(?i:(strict\s+)?(?:di)?graph)\b[^\n{\[]*\s*([{\[]))`)

var rootElement = regexp.MustCompile(`<([A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)`)

// look tells the format by the beginning of a file; none where there is nothing.
func look(name string, head []byte) (Format, error) {
	text := bytes.TrimPrefix(head, []byte("\ufeff"))
	if bytes.HasPrefix(bytes.TrimLeft(text, " \t\r\n"), []byte("<")) {
		return lookXML(name, text)
	}
	if bytes.HasPrefix(text, []byte("%%MatrixMarket")) {
		return MatrixMarket, nil
	}
	if m := otherFormat.FindSubmatch(text); m != nil {
		what := "DOT"
		switch {
		case len(m[1]) > 0:
			what = "JSON"
		case m[3][0] == '[':
			what = "GML"
		}
		return "", &Error{File: name, Line: 1, Column: 1, Message: "this seems to be " + what + ", which is not read", Hint: exportHint}
	}
	number := 0
	for len(text) > 0 {
		number++
		line, rest, _ := bytes.Cut(text, []byte{'\n'})
		text = rest
		line = bytes.TrimSuffix(line, []byte{'\r'})
		if comment(line) {
			continue
		}
		if separator(line) != 0 {
			return CSV, nil
		}
		if isPajek(line) {
			return Pajek, nil
		}
		if bytes.IndexByte(line, '\t') < 0 && bytes.IndexByte(line, ' ') < 0 && bytes.ContainsAny(line, ",;") {
			return "", &Error{File: name, Line: number, Column: 1, Message: "the first line of the table names no columns source and target", Hint: csvHint}
		}
		return Edges, nil
	}
	if len(head) == 64<<10 { // comments alone so far
		return Edges, nil
	}
	return "", nil
}

func lookXML(name string, text []byte) (Format, error) {
	for _, m := range rootElement.FindAllSubmatch(text, -1) {
		switch string(m[2]) {
		case "graphml":
			return GraphML, nil
		case "gexf":
			return GEXF, nil
		}
	}
	e := &Error{File: name, Line: 1, Column: 1, Message: "this is XML, and neither GraphML nor GEXF", Hint: exportHint}
	if lower := bytes.ToLower(text); bytes.Contains(lower, []byte("<html")) || bytes.Contains(lower, []byte("<!doctype html")) {
		e.Message = "this is a web page, not a graph"
	}
	return "", e
}
