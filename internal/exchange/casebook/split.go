package casebook

import (
	"bytes"
	"strings"
)

// wholeLimit is the length up to which a text is parsed in one piece. Longer ones
// are parsed list by list, some records at a time, so that the nodes of the YAML
// library, twenty times the text, need not all be in memory at once.
const wholeLimit = 1 << 20

// maxKeys is how many top-level keys are looked for. A casebook has fewer than 20.
const maxKeys = 100

// A piece is a part of the text that is parsed by itself: the whole document, one
// top-level key with its value, or some items of the list under a key.
type piece struct {
	text []byte
	line int    // lines before it
	key  string // for items: the key of their list

	// released: the text is not held, but is read again. It has so many bytes, from a
	// place on, with this sum.
	released bool
	at, size int64
	sum      uint32
}

func (p *piece) length() int {
	if p.released {
		return int(p.size)
	}
	return len(p.text)
}

// split cuts a long text into pieces of about a size at places where, in block
// style, no value can go on. It reports false where the text has another style;
// the pieces of a text whose quotes cross a cut do not parse, and then too the
// text has to be parsed whole.
func split(text []byte, size int) ([]piece, bool) {
	var sections []piece
	start, line, startLine := 0, 0, 0
	for at := 0; at < len(text); line++ {
		end := lineEnd(text, at)
		switch l := text[at:end]; {
		case isKey(l) && len(sections) == maxKeys:
			// No casebook has as many: what follows goes with the last, and the first is refused.
		case isKey(l):
			if len(sections) > 0 {
				sections[len(sections)-1].text = text[start:at]
			}
			start, startLine = at, line
			sections = append(sections, piece{line: startLine})
		case blank(l) || l[0] == ' ' || l[0] == '-' && !bytes.HasPrefix(l, []byte("---")):
			if len(sections) == 0 && !blank(l) {
				return nil, false
			}
		default:
			return nil, false
		}
		at = end
	}
	if len(sections) == 0 {
		return nil, false
	}
	sections[len(sections)-1].text = text[start:]
	var pieces []piece
	for _, s := range sections {
		if len(s.text) <= size {
			pieces = append(pieces, s)
			continue
		}
		pieces = append(pieces, s.items(size)...)
	}
	return pieces, true
}

// items cuts a section into runs of its items, or returns it whole if it is no
// list in block style.
func (s piece) items(size int) []piece {
	first := lineEnd(s.text, 0)
	key, rest, _ := strings.Cut(string(s.text[:first]), ":")
	if !blank([]byte(rest)) {
		return []piece{s}
	}
	indent := -1
	var pieces []piece
	start, startLine, line := first, s.line+1, s.line+1
	for at := first; at < len(s.text); line++ {
		end := lineEnd(s.text, at)
		l := s.text[at:end]
		depth := len(l) - len(bytes.TrimLeft(l, " "))
		if indent < 0 && !blank(l) {
			if !isItem(l[depth:]) {
				return []piece{s}
			}
			indent = depth
		}
		if depth == indent && isItem(l[depth:]) && at-start >= size {
			pieces = append(pieces, piece{text: s.text[start:at], line: startLine, key: key})
			start, startLine = at, line
		}
		at = end
	}
	return append(pieces, piece{text: s.text[start:], line: startLine, key: key})
}

func lineEnd(text []byte, at int) int {
	if n := bytes.IndexByte(text[at:], '\n'); n >= 0 {
		return at + n + 1
	}
	return len(text)
}

// isKey reports whether a line begins with a plain key in the first column.
func isKey(l []byte) bool {
	n := 0
	for n < len(l) && ('a' <= l[n] && l[n] <= 'z' || l[n] == '_') {
		n++
	}
	return n > 0 && n < len(l) && l[n] == ':'
}

func isItem(l []byte) bool { return len(l) > 1 && l[0] == '-' && (l[1] == ' ' || l[1] == '\n') }

// blank reports whether a line holds nothing, or a comment alone.
func blank(l []byte) bool {
	l = bytes.TrimSpace(l)
	return len(l) == 0 || l[0] == '#'
}
