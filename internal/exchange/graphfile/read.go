package graphfile

import (
	"bytes"
	"fmt"
	"io"
	"regexp"
	"slices"
	"sync"

	"underpin/internal/exchange"
)

// Read reads a graph. name is what errors call the file. An error is an
// [*exchange.Error] with its place; it wraps [ErrMemory] where the graph does not fit
// the limit.
//
// An empty file is the empty graph.
func Read(r io.Reader, name string, o ReadOptions) (*File, error) {
	in, err := exchange.Open(r, name, o.Size, o.Progress)
	if err != nil {
		return nil, err
	}
	if err := notText(name, in.Head(), o.Encoding); err != nil {
		return nil, err
	}
	if err := in.Decode(o.Encoding); err != nil {
		return nil, err
	}
	head := in.Head()
	if err := pointer(name, head); err != nil {
		return nil, err
	}
	if o.Format != "" {
		f, ok := Formats().Named(o.Format)
		if !ok {
			return nil, &exchange.Error{File: name, Message: fmt.Sprintf("there is no format %q", o.Format), Hint: readable()}
		}
		return f.Read(in, o)
	}
	if line, _ := firstLine(unmarked(head)); line == nil && len(head) < exchange.HeadSize {
		return &File{Name: name, Format: edgesName, Notes: []string{"the file is empty"}}, nil
	}
	if err := foreignText(name, head); err != nil {
		return nil, err
	}
	f, ok := Formats().Detect(head, name)
	if !ok {
		return nil, unknown(name, head)
	}
	return f.Read(in, o)
}

// pointer refuses what stands in the place of a file.
func pointer(name string, head []byte) error {
	if !bytes.HasPrefix(head, []byte("version https://git-lfs")) {
		return nil
	}
	return &exchange.Error{File: name, Line: 1, Column: 1, Message: "this is a pointer of Git LFS, not the file that it points to", Hint: "fetch the file itself: git lfs pull"}
}

var element = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`<(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)`) })

// unknown says why a file is of no format that is read.
func unknown(name string, head []byte) error {
	e := &exchange.Error{File: name, Line: 1, Column: 1, Hint: exportHint}
	text := unmarked(head)
	lower := bytes.ToLower(text)
	switch {
	case isXML(text) && (bytes.Contains(lower, []byte("<html")) || bytes.Contains(lower, []byte("<!doctype html"))):
		e.Message = "this is a web page, not a graph"
	case isXML(text):
		e.Message = "this is XML, but neither GraphML nor GEXF"
	default:
		_, e.Line = firstLine(text)
		e.Message, e.Hint = "the first line of the table does not name columns source and target", csvHint
	}
	return e
}

// mark is what some programs put before a text in UTF-8.
var mark = []byte("\ufeff")

func unmarked(head []byte) []byte { return bytes.TrimPrefix(head, mark) }

func isXML(text []byte) bool {
	return bytes.HasPrefix(bytes.TrimLeft(text, " \t\r\n"), []byte("<"))
}

// hasElement reports whether a file begins as XML and holds an element of a name.
func hasElement(head []byte, name string) bool {
	text := unmarked(head)
	return isXML(text) && slices.ContainsFunc(element().FindAllSubmatch(text, -1), func(m [][]byte) bool {
		return string(m[1]) == name
	})
}

// firstLine returns the first line that is no comment and its number; nil where there
// is none.
func firstLine(text []byte) (line []byte, number int) {
	for len(text) > 0 {
		number++
		line, text, _ = bytes.Cut(text, []byte{'\n'})
		if line = bytes.TrimSuffix(line, []byte{'\r'}); !comment(line) {
			return line, number
		}
	}
	return nil, number
}
