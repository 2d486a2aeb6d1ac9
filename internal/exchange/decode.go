package exchange

import (
	"bytes"
	"fmt"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
)

// Decode lets the input yield UTF-8 with line feeds alone at the ends of its lines,
// whatever it is written in: in the named encoding (of the WHATWG list, as web pages
// name theirs), in UTF-16 where a byte order mark says so, else in UTF-8. Carriage
// returns alone, as in tables saved by Excel for Mac, end lines too.
//
// It fails where the encoding is not known. Text that is not UTF-8 is found when it is
// read, as an [*Error] that names its line.
func (in *Input) Decode(name string) error {
	head, _ := in.Peek(3)
	var from encoding.Encoding
	switch {
	case name != "":
		named, err := htmlindex.Get(name)
		if err != nil {
			return &Error{File: in.Name, Message: fmt.Sprintf("there is no encoding %q", name), Hint: "name it as web pages do, for example utf-8, windows-1252, windows-1256 or iso-8859-6"}
		}
		from = named
	case bytes.HasPrefix(head, []byte{0xff, 0xfe}):
		from = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	case bytes.HasPrefix(head, []byte{0xfe, 0xff}):
		from = unicode.UTF16(unicode.BigEndian, unicode.UseBOM)
	}
	r := io.Reader(in.Reader)
	if from != nil && from != unicode.UTF8 {
		r = from.NewDecoder().Reader(r)
	}
	if err := in.buffer(&textReader{in: r, file: in.Name}); err != nil {
		return in.Broken(err)
	}
	return nil
}

// A textReader checks that a text is UTF-8 and ends its lines with line feeds.
type textReader struct {
	in   io.Reader
	file string
	line int    // lines ended so far
	held []byte // the end of what was read: a carriage return, or a part of a character
	err  error
}

func (t *textReader) Read(p []byte) (int, error) {
	for {
		n := copy(p, t.held)
		if n < len(t.held) {
			t.held = t.held[n:]
			return n, nil
		}
		t.held = t.held[:0]
		if t.err == nil {
			more := 0
			more, t.err = t.in.Read(p[n:])
			n += more
		}
		done := n
		if t.err == nil {
			done = t.whole(p[:n])
		}
		t.held = append(t.held, p[done:n]...)
		if err := t.take(p[:done]); err != nil {
			return 0, err
		}
		if done > 0 || t.err != nil {
			return done, t.err
		}
	}
}

// whole returns how much of a piece can be judged without what follows.
func (t *textReader) whole(p []byte) int {
	for back := 1; back <= utf8.UTFMax && back <= len(p); back++ {
		if c := p[len(p)-back]; utf8.RuneStart(c) {
			if c == '\r' && back == 1 || !utf8.FullRune(p[len(p)-back:]) {
				return len(p) - back
			}
			break
		}
	}
	return len(p)
}

// take turns carriage returns into line feeds in a piece, and checks it.
func (t *textReader) take(p []byte) error {
	for at := 0; at < len(p); {
		i := bytes.IndexByte(p[at:], '\r')
		if i < 0 {
			break
		}
		at += i + 1
		if at == len(p) || p[at] != '\n' {
			p[at-1] = '\n'
		}
	}
	if !utf8.Valid(p) {
		at := 0
		for r, size := utf8.DecodeRune(p); r != utf8.RuneError || size != 1; r, size = utf8.DecodeRune(p[at:]) {
			at += size
		}
		t.line += bytes.Count(p[:at], []byte{'\n'})
		column := utf8.RuneCount(p[bytes.LastIndexByte(p[:at], '\n')+1:at]) + 1
		return &Error{File: t.file, Line: t.line + 1, Column: column, Message: "the text is not written in UTF-8",
			Hint: "name its encoding, for example windows-1252 (Western European), windows-1251 (Cyrillic) or windows-1256 (Arabic)"}
	}
	t.line += bytes.Count(p, []byte{'\n'})
	return nil
}
