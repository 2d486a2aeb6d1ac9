package casebook

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"sort"
	"strings"
	"sync"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"underpin/internal/exchange"
)

// errFurther is found where a second document follows the first.
var errFurther = errors.New("a second document follows")

// parse returns the root node of a text, or nil if it holds comments alone.
func parse(text []byte) (root *yaml.Node, err error) {
	defer func() {
		if p := recover(); p != nil { // the library panics on a few odd texts
			root, err = nil, fmt.Errorf("yaml: %v", p)
		}
	}()
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	var document yaml.Node
	switch err := decoder.Decode(&document); {
	case errors.Is(err, io.EOF):
		return nil, nil
	case err != nil:
		return nil, err
	}
	if err := decoder.Decode(new(yaml.Node)); err == nil {
		return nil, errFurther
	} else if !errors.Is(err, io.EOF) {
		return nil, err
	}
	if len(document.Content) == 0 {
		return nil, nil
	}
	return document.Content[0], nil
}

// lineOf finds the line in the library's messages. It is that of the enclosing
// block, and for some messages one too small.
var lineOf = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^yaml: (?:line (\d+): )?`) })

// complaint returns a message of the library without its line.
func complaint(err error) string {
	return err.Error()[len(lineOf().FindString(err.Error())):]
}

// syntaxError turns a message of the library into an Error with its exact place:
// the first byte up to which the text gives the same complaint.
func syntaxError(text []byte, linesBefore int, err error) exchange.Error {
	if errors.Is(err, errFurther) {
		return exchange.Error{Line: furtherLine(text) + linesBefore, Column: 1,
			Message: "a second document begins", Hint: "a casebook is one YAML document; put each case in a file of its own"}
	}
	said := complaint(err)
	same := func(n int) bool {
		_, err := parse(text[:n])
		return err != nil && complaint(err) == said
	}
	if found, ok := flowSlip(text); ok && inFlow(said) {
		before := text[:found.at]
		return exchange.Error{
			Line:   bytes.Count(before, []byte("\n")) + 1 + linesBefore,
			Column: utf8.RuneCount(before[bytes.LastIndexByte(before, '\n')+1:]) + 1, Message: found.message, Hint: found.hint,
		}
	}
	starts := lineStarts(text)
	// The first line with which the text is wrong in this way, then the first byte.
	line := sort.Search(len(starts)-1, func(i int) bool { return same(starts[i+1]) })
	line = min(line, len(starts)-2)
	from, to := starts[line], starts[line+1]
	width := min(to-from, 4096)
	at := min(sort.Search(width, func(n int) bool { return same(from + n + 1) }), max(width-1, 0))
	message, hint := explain(said)
	return exchange.Error{Line: line + 1 + linesBefore, Column: utf8.RuneCount(text[from:from+at]) + 1, Message: message, Hint: hint}
}

// inFlow reports whether the library complains of what stands in braces or brackets,
// and then of their beginning.
func inFlow(said string) bool {
	return strings.Contains(said, "flow ") || strings.Contains(said, "did not find expected ',' or") || strings.Contains(said, "did not find expected node content")
}

// lineStarts returns the offset of every line, and the length of the text.
func lineStarts(text []byte) []int {
	starts := []int{0}
	for l := range bytes.Lines(text) {
		starts = append(starts, starts[len(starts)-1]+len(l))
	}
	return starts
}

// furtherLine returns the line at which a second document begins, from 1.
func furtherLine(text []byte) int {
	line, content := 0, false
	for l := range bytes.Lines(text) {
		line++
		mark := bytes.HasPrefix(l, []byte("---")) || bytes.HasPrefix(l, []byte("..."))
		if mark && content {
			return line
		}
		content = content || !mark && !blank(l)
	}
	return line
}

// explain says in plain words what the library complains of. The library's own
// words are kept where there are no better ones, unless they repeat the text.
func explain(said string) (message, hint string) {
	for _, e := range []struct{ part, message, hint string }{
		{"mapping values are not allowed", "a colon does not belong here", "put text that contains a colon and a space in double quotes; check the indentation"},
		{"cannot start any token", "no value can begin with this character", "indent with spaces, not tabs; put the text in double quotes"},
		{"tab character", "there is a tab in the indentation", "indent with spaces"},
		{"did not find expected key", "this does not line up with what is above it", "indent the keys of one record alike; put text with quotes or colons in double quotes"},
		{"did not find expected '-' indicator", "this does not line up with the list above it", "indent the dashes of one list alike"},
		{"could not find expected ':'", "a key without a colon", "write key: value"},
		{"did not find expected ',' or", "a list or map in brackets is not closed, or a comma is missing", "check the brackets"},
		{"unexpected end of stream", "a quoted text is not closed", "close it with the quote it began with"},
		{"unknown escape character", "an unknown \\ escape in a quoted text", "write \\\\ for a backslash, or use single quotes"},
		{"unknown anchor", "an alias (*) of something that is not there", "casebooks have no aliases; put the text in double quotes"},
		{"exceeded max depth", "too many nested brackets", "no casebook needs to be nested that deeply"},
		{"document start", "text before or after the document", "a casebook is one YAML document"},
	} {
		if strings.Contains(said, e.part) {
			return e.message, e.hint
		}
	}
	return "this is not YAML: " + said, "check quotes, brackets and indentation"
}
