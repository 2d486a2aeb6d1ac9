package main

import (
	"strings"
	"unicode/utf8"
)

// The widest a column before the last may be, and the least room that is left for
// the last.
const (
	widestColumn  = 46
	leastLastCell = 24
)

// table writes rows in columns under a head, which is left out where all of it is
// empty. Columns whose head begins with > are set to the right; the last one, where
// it is set to the left, is wrapped.
func (p *page) table(head []string, rows [][]string) {
	widths := make([]int, len(head))
	right := make([]bool, len(head))
	named := make([]string, len(head))
	for i, h := range head {
		named[i], right[i] = strings.TrimPrefix(h, ">"), strings.HasPrefix(h, ">")
		widths[i] = utf8.RuneCountInString(named[i])
	}
	for _, r := range rows {
		for i := range r {
			widths[i] = max(widths[i], min(utf8.RuneCountInString(r[i]), widestColumn))
		}
	}
	if strings.Join(named, "") != "" {
		p.row(named, widths, right)
	}
	for _, r := range rows {
		p.row(r, widths, right)
	}
}

func (p *page) row(cells []string, widths []int, right []bool) {
	var b strings.Builder
	b.WriteString("  ")
	last := len(cells) - 1
	for i, c := range cells {
		if i == last && !right[i] {
			break
		}
		c = cut(c, widths[i])
		pad := strings.Repeat(" ", widths[i]-utf8.RuneCountInString(c))
		if right[i] {
			c = pad + c
		} else {
			c += pad
		}
		b.WriteString(c)
		if i < last {
			b.WriteString("  ")
		}
	}
	line := b.String()
	if right[last] || cells[last] == "" {
		p.w.WriteString(strings.TrimRight(line, " ") + "\n")
		return
	}
	p.w.WriteString(line)
	col := utf8.RuneCountInString(line)
	p.flow(cells[last], col, min(col, p.width-leastLastCell))
}

// cut shortens a text to n letters.
func cut(s string, n int) string {
	s = shown(s)
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return string(r[:n-1]) + "…"
}
