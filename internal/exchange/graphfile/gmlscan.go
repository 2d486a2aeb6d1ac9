package graphfile

import (
	"bytes"
	"html"
	"io"
	"unicode/utf8"

	"underpin"
	"underpin/internal/exchange"
)

// A gmlScanner cuts GML into its words: keys, numbers, texts and brackets.
type gmlScanner struct {
	l    *lines
	line []byte
	next int // where in the line the next word begins
	at   exchange.Position
}

// A gmlWord is a word of GML. The kind is '[' or ']', '"' for a text, 'a' for a key or
// number, 0 at the end of the file.
type gmlWord struct {
	kind byte
	text string
}

func (s *gmlScanner) word() (gmlWord, error) {
	for {
		for s.next < len(s.line) && (s.line[s.next] == ' ' || s.line[s.next] == '\t') {
			s.next++
		}
		if s.next < len(s.line) && (s.line[s.next] != '#' || s.next > 0 && len(bytes.TrimSpace(s.line[:s.next])) > 0) {
			break
		}
		line, err := s.l.next()
		if err == io.EOF {
			s.at = exchange.Position{Line: int32(max(s.l.line, 1)), Column: 1}
			return gmlWord{}, nil
		}
		if err != nil {
			return gmlWord{}, err
		}
		s.line, s.next = line, 0
	}
	s.at = s.place(s.next)
	switch c := s.line[s.next]; c {
	case '[', ']':
		s.next++
		return gmlWord{kind: c}, nil
	case '"':
		return s.quoted()
	}
	start := s.next
	for s.next < len(s.line) && bytes.IndexByte([]byte(" \t[]\""), s.line[s.next]) < 0 {
		s.next++
	}
	return gmlWord{kind: 'a', text: string(s.line[start:s.next])}, nil
}

func (s *gmlScanner) place(at int) exchange.Position {
	return exchange.Position{Line: int32(s.l.line), Column: int32(utf8.RuneCount(s.line[:at]) + 1)}
}

// quoted reads a text in quotes, which may go on over lines. Characters outside ASCII
// may be written as in HTML.
func (s *gmlScanner) quoted() (gmlWord, error) {
	s.next++
	var text []byte
	for {
		if end := bytes.IndexByte(s.line[s.next:], '"'); end >= 0 {
			text = append(text, s.line[s.next:s.next+end]...)
			s.next += end + 1
			return gmlWord{kind: '"', text: html.UnescapeString(string(text))}, nil
		}
		text = append(append(text, s.line[s.next:]...), '\n')
		if len(text) > maxLine {
			return gmlWord{}, s.fail("close it", "a quote is opened here and not closed within %s", underpin.FormatCounted(maxLine, "byte"))
		}
		line, err := s.l.next()
		if err == io.EOF {
			return gmlWord{}, s.fail("close it", "a quote is opened here and not closed")
		}
		if err != nil {
			return gmlWord{}, err
		}
		s.line, s.next = line, 0
	}
}

// fail is an error at the current word.
func (s *gmlScanner) fail(hint, format string, args ...any) error {
	return failAt(s.l.file, s.at, hint, format, args...)
}
