package casebook

import (
	"bytes"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"underpin/internal/exchange"
)

// Limits of what is read.
const (
	maxLine  = 1 << 20   // bytes of one line
	maxTotal = 256 << 20 // bytes of the whole
	maxWhole = 8 << 20   // bytes that are parsed in one piece
	maxDepth = 24        // lists and maps inside each other
)

// emptyHint is the hint with everything that is no casebook.
const emptyHint = "a casebook begins with: underpin: " + Version

// Detect reports whether a file is a casebook, by its first bytes and its name:
// it says "underpin: casebook/" or is named as YAML.
func Detect(head []byte, name string) bool {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".yaml", ".yml":
		return true
	}
	for line := range bytes.Lines(head) {
		if rest, ok := bytes.CutPrefix(line, []byte("underpin:")); ok {
			return bytes.HasPrefix(bytes.Trim(rest, " \t\"'"), []byte("casebook/"))
		}
	}
	return false
}

// slurp reads a text that is not too long. A line that is too long is found
// before the rest is read.
func slurp(r io.Reader) ([]byte, *exchange.Error, error) {
	var text bytes.Buffer
	if in, ok := r.(*exchange.Input); ok && in.Size > 0 {
		text.Grow(int(min(in.Size, maxTotal)) + 1)
	}
	chunk := make([]byte, 1<<16)
	line, column := 1, 0
	for {
		n, err := r.Read(chunk)
		for part := range bytes.Lines(chunk[:n]) {
			column += len(part)
			if column > maxLine {
				return nil, &exchange.Error{Line: line, Column: maxLine + 1,
					Message: "the line is longer than 1 MiB", Hint: "break it; a text may go over several lines in double quotes"}, nil
			}
			if part[len(part)-1] == '\n' {
				line, column = line+1, 0
			}
		}
		text.Write(chunk[:n])
		if text.Len() > maxTotal {
			return nil, &exchange.Error{Line: line, Column: 1, Message: "the file is longer than 256 MiB", Hint: "split the case"}, nil
		}
		if err == io.EOF {
			return text.Bytes(), nil, nil
		}
		if err != nil {
			return nil, nil, err
		}
	}
}

// readable checks that the bytes are text at all.
func readable(text []byte) *exchange.Error {
	if len(bytes.TrimSpace(text)) == 0 {
		return &exchange.Error{Line: 1, Column: 1, Message: "the file is empty", Hint: emptyHint}
	}
	line := 1
	for l := range bytes.Lines(text) {
		if at := unreadable(l); at >= 0 {
			r, size := utf8.DecodeRune(l[at:])
			what := fmt.Sprintf("the character U+%04X", r)
			if r == utf8.RuneError && size == 1 {
				what = fmt.Sprintf("the byte %#02x", l[at])
			}
			return &exchange.Error{Line: line, Column: utf8.RuneCount(l[:at]) + 1,
				Message: "this is not a text file in UTF-8: it contains " + what,
				Hint:    "a casebook is YAML; save it as UTF-8 text"}
		}
		line++
	}
	return nil
}

// unreadable returns the place of the first byte that is no text, or -1.
func unreadable(line []byte) int {
	for i := 0; i < len(line); {
		c := line[i]
		if c >= utf8.RuneSelf {
			r, size := utf8.DecodeRune(line[i:])
			if r == utf8.RuneError && size == 1 || r == 0xFFFE || r == 0xFFFF || r >= 0x80 && r < 0xA0 && r != 0x85 {
				return i
			}
			i += size
			continue
		}
		if c < ' ' && c != '\t' && c != '\n' && c != '\r' || c == 0x7f {
			return i
		}
		i++
	}
	return -1
}
