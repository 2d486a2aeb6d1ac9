package name

import (
	"bytes"
	"slices"
	"strings"
)

// AppendLine appends to b the line by which something with an id is found: its folded
// words, a zero byte, the id and a newline. A word that is part of one that came before it
// is left out: whatever is found in it is found in that.
func AppendLine(b []byte, words, id string) []byte {
	start := len(b)
	for w := range strings.FieldsSeq(Fold(words)) {
		if !bytes.Contains(b[start:], []byte(w)) {
			b = append(append(b, w...), ' ')
		}
	}
	b = append(b, 0)
	b = append(b, id...)
	return append(b, '\n')
}

// Longest returns words in the order in which [EachLine] finds them fastest.
func Longest(words []string) [][]byte {
	out := make([][]byte, len(words))
	for i, w := range words {
		out[i] = []byte(w)
	}
	slices.SortStableFunc(out, func(a, b []byte) int { return len(b) - len(a) })
	return out
}

// EachLine calls f with the id of each of some lines that contains all of some folded
// words, in the order of the lines.
func EachLine(lines []byte, words [][]byte, f func(id []byte)) {
	for len(lines) > 0 {
		at := 0
		if len(words) > 0 {
			if at = bytes.Index(lines, words[0]); at < 0 {
				return
			}
		}
		start := bytes.LastIndexByte(lines[:at], '\n') + 1
		end := start + bytes.IndexByte(lines[start:], '\n')
		text, id, _ := bytes.Cut(lines[start:end], []byte{0})
		lines = lines[end+1:]
		if containsAll(text, words) {
			f(id)
		}
	}
}

func containsAll(text []byte, words [][]byte) bool {
	for _, w := range words {
		if !bytes.Contains(text, w) {
			return false
		}
	}
	return true
}

// HasAll reports whether a text, once folded, contains all of some folded words.
func HasAll(text string, words []string) bool {
	text = Fold(text)
	for _, w := range words {
		if !strings.Contains(text, w) {
			return false
		}
	}
	return true
}
