package graphfile

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"underpin"
	"underpin/internal/exchange"
)

// maxLine is the longest line, and the largest piece of XML, that is read.
const maxLine = exchange.BufferSize

// lines yields the lines of a text without allocating.
type lines struct {
	in       *exchange.Input
	file     string
	line     int // the number of the current line
	read     int64
	reported int64
}

// openLines begins to read a file of lines, unless it seems too large, and estimates
// how many there are.
func openLines(in *exchange.Input, o ReadOptions) (l *lines, expect int64, err error) {
	expect = in.Lines()
	return &lines{in: in, file: in.Name}, expect, room(in, expect, o)
}

// next returns the next line without its end; it is valid until the next call. The
// error is io.EOF after the last line, else an *exchange.Error.
func (l *lines) next() ([]byte, error) {
	b, err := l.in.ReadSlice('\n')
	l.read += int64(len(b))
	if l.in.Progress != nil && l.read-l.reported > 8<<20 {
		l.reported = l.read
		l.in.Progress(l.read)
	}
	switch {
	case err == nil:
		b = b[:len(b)-1]
	case err == io.EOF && len(b) == 0:
		return nil, io.EOF
	case err == io.EOF:
	case errors.Is(err, bufio.ErrBufferFull):
		l.line++
		return nil, l.fail(nil, 0, "is it a graph at all? Lines end with a line feed", "the line is longer than %s", underpin.FormatCounted(maxLine, "byte"))
	default:
		return nil, l.in.Broken(err)
	}
	l.line++
	if n := len(b); n > 0 && b[n-1] == '\r' {
		b = b[:n-1]
	}
	if l.line == 1 {
		b = bytes.TrimPrefix(b, []byte("\ufeff"))
	}
	return b, nil
}

// each takes every line that is left and no comment.
func (l *lines) each(take func(line []byte) error) error {
	for {
		line, err := l.next()
		if err == io.EOF {
			return nil
		}
		if err == nil && !comment(line) {
			err = take(line)
		}
		if err != nil {
			return err
		}
	}
}

// fail is an error at a byte of the current line.
func (l *lines) fail(line []byte, at int, hint, format string, args ...any) error {
	return &exchange.Error{
		File: l.file, Line: l.line, Column: utf8.RuneCount(line[:at]) + 1,
		Message: fmt.Sprintf(format, args...), Hint: hint,
	}
}

// comment reports whether a line says nothing.
func comment(line []byte) bool {
	for _, c := range line {
		if c != ' ' && c != '\t' {
			return c == '#' || c == '%'
		}
	}
	return true
}

type lineField struct{ from, to int }

func (f lineField) of(line []byte) []byte { return line[f.from:f.to] }

// fields appends the fields of a line: between tabs where it holds one, else
// between spaces. Blanks around them are left out.
func fields(out []lineField, line []byte) []lineField {
	if bytes.IndexByte(line, '\t') < 0 {
		for i := 0; i < len(line); {
			if line[i] == ' ' {
				i++
				continue
			}
			start := i
			for i < len(line) && line[i] != ' ' {
				i++
			}
			out = append(out, lineField{start, i})
		}
		return out
	}
	for start := 0; start <= len(line); {
		end := bytes.IndexByte(line[start:], '\t')
		if end < 0 {
			end = len(line)
		} else {
			end += start
		}
		f := trimmed(line, lineField{start, end})
		if f.from < f.to {
			out = append(out, f)
		}
		start = end + 1
	}
	return out
}

func trimmed(line []byte, f lineField) lineField {
	for f.from < f.to && (line[f.from] == ' ' || line[f.from] == '\t') {
		f.from++
	}
	for f.from < f.to && (line[f.to-1] == ' ' || line[f.to-1] == '\t') {
		f.to--
	}
	return f
}

// number reads a whole number below 2^31-1 from the start of text, written as
// numbers are: no sign, no zero in front.
func number(text []byte) (n int32, rest []byte, ok bool) {
	i, x := 0, int64(0)
	for i < len(text) && i < 11 && text[i] >= '0' && text[i] <= '9' {
		x = 10*x + int64(text[i]-'0')
		i++
	}
	if i == 0 || x > 1<<31-2 || i > 1 && text[0] == '0' {
		return 0, text, false
	}
	return int32(x), text[i:], true
}

// numberPair reads two whole numbers and the blanks around them.
func numberPair(line []byte) (u, v int32, rest []byte, ok bool) {
	u, rest, ok = number(skip(line))
	if !ok {
		return 0, 0, nil, false
	}
	gap := skip(rest)
	if len(gap) == len(rest) {
		return 0, 0, nil, false
	}
	v, rest, ok = number(gap)
	if !ok {
		return 0, 0, nil, false
	}
	gap = skip(rest)
	return u, v, gap, len(gap) == 0 || len(gap) < len(rest)
}

func skip(b []byte) []byte {
	for len(b) > 0 && (b[0] == ' ' || b[0] == '\t') {
		b = b[1:]
	}
	return b
}
