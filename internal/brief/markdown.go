package brief

import (
	"fmt"
	"regexp"
	"strings"
	"sync"
)

// Markdown writes a brief as Markdown in GitHub's flavour, with footnotes.
// Figures become their tables. It fails with [*Refused] where [Lint] has an error.
func Markdown(d *Doc, m *Material) ([]byte, error) {
	c, err := ready(d, m)
	if err != nil {
		return nil, err
	}
	w := &markdownWriter{c: c}
	w.line("# " + w.text(c.title))
	if s := datesLine(m); s != "" {
		w.line("*" + escapeMarkdown(s) + "*")
	}
	for _, l := range noticeLines(m) {
		w.line("> " + w.text(l))
	}
	w.blocks(c.blocks, "")
	for i, n := range c.notes {
		w.line(fmt.Sprintf("[^%d]: %s", i+1, strings.ReplaceAll(strings.TrimSpace(w.text(n.inlines)), "\n", "\n    ")))
	}
	w.line("---")
	for _, l := range colophon(m, c.worded) {
		w.line(escapeMarkdown(l))
	}
	return []byte(strings.TrimRight(w.b.String(), "\n") + "\n"), nil
}

// markdownWriter walks a composed brief.
type markdownWriter struct {
	b strings.Builder
	c *composed
}

// line writes a paragraph and the empty line after it.
func (w *markdownWriter) line(s string) { w.b.WriteString(s + "\n\n") }

func (w *markdownWriter) blocks(blocks []block, indent string) {
	for _, b := range blocks {
		w.block(b, indent)
	}
}

func (w *markdownWriter) block(b block, indent string) {
	switch b.kind {
	case heading:
		w.line(indent + strings.Repeat("#", b.level) + " " + w.text(b.inlines))
	case paragraph:
		w.line(indent + safeStart(strings.ReplaceAll(w.text(b.inlines), "\n", "\n"+indent)))
	case bullets, numbered:
		w.list(b, indent)
	case quote:
		w.quote(b, indent)
	case code:
		fence := "```"
		for strings.Contains(b.text, fence) {
			fence += "`"
		}
		w.line(indent + strings.ReplaceAll(fence+"\n"+b.text+"\n"+fence, "\n", "\n"+indent))
	case rule:
		w.line(indent + "---")
	case table:
		w.table(b, tableLabel(b), indent)
	case figure:
		label := fmt.Sprintf("Figure %d", b.number)
		w.table(b, label, indent)
	case box:
		w.line(indent + "## " + w.text(b.inlines))
		w.blocks(b.blocks, indent)
	}
}

func (w *markdownWriter) quote(b block, indent string) {
	inner := &markdownWriter{c: w.c}
	inner.blocks(b.blocks, "")
	text := strings.TrimRight(inner.b.String(), "\n")
	lines := strings.Split(text, "\n")
	for i, l := range lines {
		lines[i] = strings.TrimRight(indent+"> "+l, " ")
	}
	w.line(strings.Join(lines, "\n"))
}

func (w *markdownWriter) list(b block, indent string) {
	for i, item := range b.items {
		sign := "- "
		if b.kind == numbered {
			sign = fmt.Sprintf("%d. ", b.level+i)
		}
		inner := &markdownWriter{c: w.c}
		inner.blocks(item, "")
		text := strings.TrimRight(inner.b.String(), "\n")
		pad := "\n" + indent + strings.Repeat(" ", len(sign))
		w.b.WriteString(indent + sign + strings.ReplaceAll(text, "\n", pad) + "\n")
		if !b.tight {
			w.b.WriteString("\n")
		}
	}
	if b.tight {
		w.b.WriteString("\n")
	}
}

func (w *markdownWriter) table(b block, label, indent string) {
	caption := strings.ReplaceAll(w.text(b.inlines), "\n", " ")
	if label != "" {
		caption = strings.TrimSpace("**" + label + "** " + caption)
	}
	if caption != "" {
		w.line(indent + caption)
	}
	if len(b.rows) == 0 && b.kind == figure {
		return
	}
	row := func(cells [][]inline) {
		w.b.WriteString(indent + "|")
		for _, c := range cells {
			w.b.WriteString(" " + strings.ReplaceAll(w.text(c), "\n", " ") + " |")
		}
		w.b.WriteString("\n")
	}
	row(b.head)
	w.b.WriteString(indent + "|")
	for i := range b.head {
		w.b.WriteString([...]string{" --- |", " ---: |", " :---: |"}[alignAt(b, i)])
	}
	w.b.WriteString("\n")
	for _, r := range b.rows {
		row(r)
	}
	w.b.WriteString("\n")
}

func (w *markdownWriter) text(in []inline) string {
	var b strings.Builder
	for _, i := range in {
		inner := escapeMarkdown(i.text) + w.text(i.children)
		switch i.kind {
		case emphasis, work:
			inner = "*" + inner + "*"
		case strong:
			inner = "**" + inner + "**"
		case codeSpan:
			inner = codeText(i.text)
		case lineBreak:
			inner = "\\\n"
		case link:
			inner = "[" + inner + "](<" + strings.NewReplacer("<", "%3C", ">", "%3E", "\n", "").Replace(i.url) + ">)"
		case noteRef:
			inner = fmt.Sprintf("[^%d]", i.note)
		case mark:
			inner = ""
		}
		b.WriteString(inner)
	}
	return b.String()
}

// codeText fences code with more backticks than it holds.
func codeText(s string) string {
	fence := "`"
	for strings.Contains(s, fence) {
		fence += "`"
	}
	if strings.HasPrefix(s, "`") || strings.HasSuffix(s, "`") {
		s = " " + s + " "
	}
	return fence + s + fence
}

// escapeMarkdown keeps text from being read as Markdown or HTML.
func escapeMarkdown(s string) string {
	return markdownSigns.Replace(s)
}

var markdownSigns = strings.NewReplacer(
	`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", "&lt;", ">", "&gt;", "|", `\|`, "&", "&amp;", "~", `\~`, "$", `\$`,
	"://", `:\//`, "www.", `www\.`, "@", `\@`,
)

var blockStart = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?m)^(\s*)([-+#=]|\d+[.)])`) })

// safeStart keeps the first signs of a line from beginning a list or a heading.
func safeStart(s string) string {
	return blockStart().ReplaceAllStringFunc(s, func(m string) string {
		n := len(m) - 1
		return m[:n] + `\` + m[n:]
	})
}
