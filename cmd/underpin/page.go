package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"strings"
	"unicode/utf8"
)

// A page writes text for a person: sentences wrapped to the width, and tables.
type page struct {
	w     *bufio.Writer
	width int
}

func newPage(w io.Writer) *page { return &page{w: bufio.NewWriter(w), width: columns()} }

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
	lead := strings.Repeat(" ", indent)
	col := 0
	for i, word := range strings.Fields(text) {
		n := utf8.RuneCountInString(word)
		switch {
		case i == 0:
			p.w.WriteString(lead)
			col = indent
		case col+1+n > p.width:
			p.w.WriteString("\n" + lead + "  ")
			col = indent + 2
		default:
			p.w.WriteByte(' ')
			col++
		}
		p.w.WriteString(word)
		col += n
	}
	p.w.WriteByte('\n')
}

// table writes rows in columns under a head; columns whose head begins with > are
// set to the right. The last column is cut at the width.
func (p *page) table(head []string, rows [][]string) {
	widths := make([]int, len(head))
	right := make([]bool, len(head))
	for i, h := range head {
		head[i], right[i] = strings.TrimPrefix(h, ">"), strings.HasPrefix(h, ">")
		widths[i] = utf8.RuneCountInString(head[i])
	}
	for _, r := range rows {
		for i, c := range r {
			widths[i] = max(widths[i], utf8.RuneCountInString(c))
		}
	}
	p.row(head, widths, right)
	for _, r := range rows {
		p.row(r, widths, right)
	}
}

func (p *page) row(cells []string, widths []int, right []bool) {
	var b strings.Builder
	b.WriteString("  ")
	for i, c := range cells {
		pad := strings.Repeat(" ", widths[i]-utf8.RuneCountInString(c))
		switch {
		case right[i]:
			b.WriteString(pad + c)
		case i == len(cells)-1:
			b.WriteString(c)
		default:
			b.WriteString(c + pad)
		}
		if i < len(cells)-1 {
			b.WriteString("  ")
		}
	}
	p.w.WriteString(strings.TrimRight(b.String(), " ") + "\n")
}

// probability writes a probability for a table: ".85", and "-" for 0.
func probability(x float64) string {
	switch {
	case x == 0:
		return "-"
	case x >= .995:
		return "1.0"
	}
	return strings.TrimPrefix(fmt.Sprintf("%.2f", x), "0")
}

// decimal writes a number with two digits.
func decimal(x float64) string { return fmt.Sprintf("%.2f", x) }

// hang writes a paragraph beside a head in the margin.
func (p *page) hang(head string, margin int, text string) {
	lead := strings.Repeat(" ", margin)
	p.w.WriteString(head + lead[min(len(head), margin):])
	col := margin
	for i, word := range strings.Fields(text) {
		n := utf8.RuneCountInString(word)
		if i > 0 && col+1+n > p.width {
			p.w.WriteString("\n" + lead)
			col = margin
		} else if i > 0 {
			p.w.WriteByte(' ')
			col++
		}
		p.w.WriteString(word)
		col += n
	}
	p.w.WriteByte('\n')
}
