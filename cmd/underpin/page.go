package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A page writes text for a person: sentences wrapped to the width, and tables.
type page struct {
	w     *bufio.Writer
	width int
}

func newPage(w io.Writer) *page { return &page{w: bufio.NewWriter(w), width: columns()} }

// shown is a text of the case as a terminal may be given it: without control
// characters, which could move the cursor or hide a line, and without overrides of
// the writing direction, which make a text read other than it is. A line end or a
// tab is a blank.
func shown(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return ' '
		case unicode.IsControl(r), r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069, r == 0xfeff, r == 0x2028, r == 0x2029:
			return -1
		}
		return r
	}, s)
}

// columns is the width to wrap at: that of the terminal where it says so, between
// 60 and 110.
func columns() int {
	n := 0
	fmt.Sscan(os.Getenv("COLUMNS"), &n)
	if n == 0 {
		return 96
	}
	return min(max(n, 60), 110)
}

func (p *page) flush() error { return p.w.Flush() }

// line writes a paragraph, wrapped, with its later lines indented by two.
func (p *page) line(format string, args ...any) {
	p.wrap(0, fmt.Sprintf(format, args...))
}

// item writes an indented paragraph.
func (p *page) item(format string, args ...any) {
	p.wrap(2, fmt.Sprintf(format, args...))
}

// gap writes an empty line.
func (p *page) gap() { p.w.WriteByte('\n') }

func (p *page) wrap(indent int, text string) {
	p.w.WriteString(strings.Repeat(" ", indent))
	p.flow(text, indent, indent+2)
}

// hang writes a paragraph beside a head in the margin.
func (p *page) hang(head string, margin int, text string) {
	head = shown(head)
	p.w.WriteString(head + strings.Repeat(" ", max(margin-utf8.RuneCountInString(head), 0)))
	p.flow(text, margin, margin)
}

// flow writes the words of a text from a column on, later lines at an indent.
func (p *page) flow(text string, col, indent int) {
	start := true
	for _, word := range unbroken(strings.Fields(shown(text))) {
		n := utf8.RuneCountInString(word)
		switch {
		case start:
			start = false
		case col+1+n > p.width:
			p.w.WriteString("\n" + strings.Repeat(" ", indent))
			col = indent
		default:
			p.w.WriteByte(' ')
			col++
		}
		p.w.WriteString(word)
		col += n
	}
	p.w.WriteByte('\n')
}

// unbroken joins to a number the sign that no line may begin with: "13 %".
func unbroken(words []string) []string {
	out := words[:0]
	for _, w := range words {
		if n := len(out); n > 0 && strings.HasPrefix(w, "%") {
			out[n-1] += " " + w
			continue
		}
		out = append(out, w)
	}
	return out
}
