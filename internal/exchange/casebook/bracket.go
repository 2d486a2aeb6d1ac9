package casebook

import (
	"bytes"
	"strings"
)

// A slip is what goes wrong inside braces or brackets, with its place in the text.
type slip struct {
	at            int
	message, hint string
}

// flowSlip finds the first slip inside braces or brackets, where the library complains
// of their beginning. It reports false where it finds none.
func flowSlip(text []byte) (slip, bool) {
	s := flowScanner{text: text}
	for s.i < len(text) {
		if found, ok := s.step(); ok {
			return found, true
		}
	}
	if len(s.open) > 0 {
		return slip{s.open[0], "this " + bracketName(text[s.open[0]]) + " is not closed", "close it, or put a text that begins with it in double quotes"}, true
	}
	return slip{}, false
}

// A flowScanner goes through a text byte by byte and knows as much of YAML as tells
// what stands in brackets, in quotes and in comments.
type flowScanner struct {
	text []byte
	i    int
	open []int // where the brackets that are open began
	// inText: a text without quotes is being read, which began as a value.
	inText, isValue bool
}

const quoteIt = "put the text in double quotes"

// step reads one character, or a quoted text, or a comment.
func (s *flowScanner) step() (slip, bool) {
	c := s.text[s.i]
	next := byte('\n')
	if s.i+1 < len(s.text) {
		next = s.text[s.i+1]
	}
	blankNext := next == ' ' || next == '\n' || next == '\r' || next == '\t'
	at := s.i
	s.i++
	switch {
	case c == '\n':
		if len(s.open) == 0 {
			s.inText, s.isValue = false, false
		}
	case c == ' ' || c == '\t' || c == '\r':
		if next == '#' {
			s.line()
		}
	case !s.inText && (c == '"' || c == '\''):
		s.quoted(c)
		s.inText = true // nothing but a comma or a bracket may follow
		if len(s.open) > 0 && !s.ends() {
			return slip{s.i, "there is text after a closing quotation mark", "put the whole text in double quotes, and write \\\" for a mark inside it"}, true
		}
	case len(s.open) == 0:
		s.outside(c, at, blankNext)
	case c == '{' || c == '[':
		if s.inText {
			return slip{at, "a " + bracketName(c) + " is inside a text without quotes", quoteIt}, true
		}
		s.open, s.isValue = append(s.open, at), false
	case c == '}' || c == ']':
		s.open = s.open[:len(s.open)-1]
		s.inText, s.isValue = true, true
		if len(s.open) == 0 {
			s.line()
		}
	case c == ',':
		s.inText, s.isValue = false, false
	case c == ':' && (blankNext || strings.IndexByte(",]}", next) >= 0):
		if s.isValue {
			return slip{at, "there is a second colon in a text without quotes", quoteIt}, true
		}
		s.inText, s.isValue = false, true
	case c == '?':
		return slip{at, "there is a question mark in a text without quotes, inside braces", quoteIt}, true
	default:
		s.inText = true
	}
	return slip{}, false
}

// outside reads a character that stands in no brackets.
func (s *flowScanner) outside(c byte, at int, blankNext bool) {
	switch {
	case c == '#' && !s.inText:
		s.line()
	case !s.inText && (c == '{' || c == '['):
		s.open = append(s.open, at)
	case !s.inText && c == '-' && blankNext:
	case c == ':' && blankNext:
		s.inText = false
	case !s.inText && (c == '|' || c == '>'):
		s.blockText()
	default:
		s.inText = true
	}
}

// line skips to the end of the line.
func (s *flowScanner) line() {
	if n := bytes.IndexByte(s.text[s.i:], '\n'); n >= 0 {
		s.i += n
	} else {
		s.i = len(s.text)
	}
}

// quoted skips a quoted text whose first mark was read.
func (s *flowScanner) quoted(mark byte) {
	for ; s.i < len(s.text); s.i++ {
		switch {
		case mark == '"' && s.text[s.i] == '\\':
			s.i++
		case s.text[s.i] == mark && mark == '\'' && s.i+1 < len(s.text) && s.text[s.i+1] == mark:
			s.i++
		case s.text[s.i] == mark:
			s.i++
			return
		}
	}
	s.i = min(s.i, len(s.text))
}

// ends reports whether what follows ends a value or a key.
func (s *flowScanner) ends() bool {
	rest := bytes.TrimLeft(s.text[s.i:], " \t\r\n")
	return len(rest) == 0 || strings.IndexByte(",]}:#", rest[0]) >= 0
}

// blockText skips a text that stands in lines of its own, below | or >.
func (s *flowScanner) blockText() {
	start := bytes.LastIndexByte(s.text[:s.i], '\n') + 1
	indent := depth(s.text[start:])
	s.line()
	for s.i < len(s.text) {
		rest := s.text[s.i+1:]
		end := bytes.IndexByte(rest, '\n')
		if end < 0 {
			end = len(rest)
		}
		if l := rest[:end]; len(bytes.TrimSpace(l)) > 0 && depth(l) <= indent {
			return
		}
		s.i += 1 + end
	}
	s.i = min(s.i, len(s.text))
}

// depth counts the blanks at the beginning of a line.
func depth(line []byte) int { return len(line) - len(bytes.TrimLeft(line, " ")) }

func bracketName(c byte) string {
	if c == '{' || c == '}' {
		return "brace"
	}
	return "square bracket"
}
