package brief

import (
	"fmt"
	"html"
	"strings"
	"unicode"

	"underpin"
)

// HTML writes a brief as one page that needs nothing else: no script, no outside
// request, light and dark, A4 in print. The page is also well-formed XML. It
// fails with [*Refused] where [Lint] has an error.
func HTML(d *Doc, m *Material) ([]byte, error) {
	c, err := ready(d, m)
	if err != nil {
		return nil, err
	}
	w := &htmlWriter{c: c, regions: map[string]int{}}
	w.page()
	return []byte(w.b.String()), nil
}

// htmlWriter walks a composed brief.
type htmlWriter struct {
	b       strings.Builder
	c       *composed
	regions map[string]int // names of regions
	sketch  bool           // it is still being written
}

// write puts pieces of markup; text goes through esc.
func (w *htmlWriter) write(parts ...string) {
	for _, p := range parts {
		w.b.WriteString(p)
	}
}

func esc(s string) string { return html.EscapeString(s) }

func (w *htmlWriter) page() {
	m := w.c.m
	lang := m.Lang
	if lang == "" {
		lang = "en"
	}
	w.write("<!DOCTYPE html>\n<html lang=\"", esc(lang), "\">\n<head>\n<meta charset=\"utf-8\" />\n",
		`<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:" />`, "\n",
		`<meta name="viewport" content="width=device-width, initial-scale=1" />`, "\n",
		`<meta name="color-scheme" content="light dark" />`, "\n",
		`<meta name="referrer" content="no-referrer" />`, "\n",
		`<meta name="generator" content="Underpin `, esc(clean(m.Frozen.Version)), `" />`, "\n",
		"<title>", esc(plainText(w.c.title)), "</title>\n<style>", styleSheet, runningHead(plainText(w.c.title)), w.ofSketch(sketchStyle), "</style>\n</head>\n<body>\n",
		`<a class="skip" href="#text">Skip to the text</a>`, "\n<header>\n")
	if m.Title != "" && sentenceText(m.Title) != plainText(w.c.title) {
		w.write(`<p class="kicker">`, esc(clean(m.Title)), "</p>\n")
	}
	w.write("<h1>")
	w.inlines(w.c.title)
	w.write("</h1>\n<p class=\"dates\">", esc(datesLine(m)), w.ofSketch(" · not yet frozen"), "</p>\n</header>\n<main id=\"text\">\n")
	w.notice(m)
	w.blocks(w.c.blocks)
	w.notes()
	w.write("</main>\n<footer>\n")
	for _, line := range colophon(m, w.c.worded) {
		w.write("<p>", esc(line), "</p>\n")
	}
	w.write("</footer>\n</body>\n</html>\n")
}

// ofSketch is what stands in a page that is still being written alone.
func (w *htmlWriter) ofSketch(text string) string {
	if w.sketch {
		return text
	}
	return ""
}

// runningHead is the style by which the title stands at the head of every printed page but
// the first.
func runningHead(title string) string {
	var b strings.Builder
	for _, r := range title {
		if strings.ContainsRune(`"\<>&`, r) || unicode.IsControl(r) {
			fmt.Fprintf(&b, `\%06x`, r)
			continue
		}
		b.WriteRune(r)
	}
	return `@page{@top-left{content:"` + b.String() + `";font:8pt sans-serif;color:#59616a}}` + "\n" + `@page:first{@top-left{content:none}}` + "\n"
}

// notice says whose claims these are, and once what one author means.
func (w *htmlWriter) notice(m *Material) {
	lines := noticeLines(m)
	if len(lines) == 0 {
		return
	}
	w.write(`<div class="notice" role="note">`, "\n")
	for _, l := range lines {
		w.write("<p>")
		w.inlines(l)
		w.write("</p>\n")
	}
	w.write("</div>\n")
}

func (w *htmlWriter) blocks(blocks []block) {
	for _, b := range blocks {
		w.block(b)
	}
}

func (w *htmlWriter) block(b block) {
	switch b.kind {
	case heading:
		w.write(fmt.Sprintf(`<h%d id="%s">`, b.level, esc(b.id)))
		w.inlines(b.inlines)
		w.write(fmt.Sprintf("</h%d>\n", b.level))
	case paragraph:
		w.write("<p>")
		w.inlines(b.inlines)
		w.write("</p>\n")
	case bullets, numbered:
		w.list(b)
	case quote:
		w.write("<blockquote>\n")
		w.blocks(b.blocks)
		w.write("</blockquote>\n")
	case code:
		w.write(`<pre tabindex="0"><code>`, esc(b.text), "</code></pre>\n")
	case rule:
		w.write("<hr />\n")
	case table:
		if b.svg != "" {
			w.write(`<div class="picture">`, b.svg, "</div>\n")
		}
		w.table(b, tableLabel(b))
	case figure:
		w.figure(b)
	case box:
		w.write(`<section class="box" aria-labelledby="`, b.id, `">`, "\n", `<h2 id="`, b.id, `">`)
		w.inlines(b.inlines)
		w.write("</h2>\n")
		w.blocks(b.blocks)
		w.write("</section>\n")
	}
}

func (w *htmlWriter) list(b block) {
	open, end := "<ul>", "</ul>"
	if b.kind == numbered {
		open, end = "<ol>", "</ol>"
		if b.level != 1 {
			open = fmt.Sprintf(`<ol start="%d">`, b.level)
		}
	}
	w.write(open, "\n")
	for _, item := range b.items {
		w.write("<li>")
		for _, part := range item {
			if b.tight && part.kind == paragraph {
				w.inlines(part.inlines)
				continue
			}
			w.write("\n")
			w.block(part)
		}
		w.write("</li>\n")
	}
	w.write(end, "\n")
}

func tableLabel(b block) string {
	if b.number == 0 {
		return ""
	}
	return fmt.Sprintf("Table %d", b.number)
}

// table writes a table that scrolls by itself where the page is too narrow.
func (w *htmlWriter) table(b block, label string) {
	w.write(`<div class="scroll" role="region" tabindex="0" aria-label="`, esc(w.regionName(b, label)), `">`, "\n<table>\n")
	if len(b.inlines) > 0 {
		w.write("<caption>")
		if label != "" {
			w.write(`<span class="label">`, esc(label), "</span> ")
		}
		w.inlines(b.inlines)
		w.write("</caption>\n")
	}
	w.write("<thead>\n<tr>")
	for i, cell := range b.head {
		w.cell("th", ` scope="col"`, cell, alignAt(b, i))
	}
	w.write("</tr>\n</thead>\n<tbody>\n")
	for _, row := range b.rows {
		w.write("<tr>")
		for i, cell := range row {
			if i == 0 && b.rowNames {
				w.cell("th", ` scope="row"`, cell, alignNone)
				continue
			}
			w.cell("td", "", cell, alignAt(b, i))
		}
		w.write("</tr>\n")
	}
	w.write("</tbody>\n</table>\n</div>\n")
}

// regionName names a table's region by its label, else by its columns; no two
// regions of a page have one name.
func (w *htmlWriter) regionName(b block, label string) string {
	if label == "" {
		var columns []string
		for _, cell := range b.head {
			columns = append(columns, plainText(cell))
		}
		label = "Table of " + join(", ", columns...)
	}
	w.regions[label]++
	if n := w.regions[label]; n > 1 {
		label = fmt.Sprintf("%s (%d)", label, n)
	}
	return label
}

func alignAt(b block, i int) align {
	if i < len(b.align) {
		return b.align[i]
	}
	return alignNone
}

func (w *htmlWriter) cell(tag, attr string, in []inline, a align) {
	class := [...]string{"", ` class="num"`, ` class="mid"`}[a]
	if len(in) == 0 && tag == "th" {
		tag, attr = "td", "" // an empty heading is none
	}
	w.write("<", tag, attr, class, ">")
	w.inlines(in)
	w.write("</", tag, ">")
}

// figure writes a picture, its caption, and its data folded away.
func (w *htmlWriter) figure(b block) {
	label := fmt.Sprintf("Figure %d", b.number)
	w.write(`<figure>`, "\n", `<div class="picture">`, b.svg, "</div>\n<figcaption>", `<span class="label">`, label, "</span> ")
	w.inlines(b.inlines)
	w.write("</figcaption>\n")
	if len(b.rows) > 0 {
		data := b
		data.inlines, data.rowNames = nil, true
		w.write("<details>\n<summary>", label, " as a table</summary>\n")
		w.table(data, label+" as a table")
		w.write("</details>\n")
	}
	w.write("</figure>\n")
}

// notes writes the notes with the ways back to the text.
func (w *htmlWriter) notes() {
	if len(w.c.notes) == 0 {
		return
	}
	w.write(`<section class="notes" role="doc-endnotes" aria-labelledby="notes">`, "\n", `<h2 id="notes">Notes</h2>`, "\n<ol>\n")
	for i, n := range w.c.notes {
		w.write(fmt.Sprintf(`<li id="note-%d">`, i+1))
		w.inlines(n.inlines)
		for use := 1; use <= n.uses; use++ {
			sign := "↩"
			if use > 1 {
				sign = fmt.Sprint(use)
			}
			w.write(fmt.Sprintf(` <a class="back" role="doc-backlink" href="#%s" aria-label="Back to mention %d of note %d">%s</a>`, refID(i+1, use), use, i+1, sign))
		}
		w.write("</li>\n")
	}
	w.write("</ol>\n</section>\n")
}

func refID(note, use int) string {
	if use == 1 {
		return fmt.Sprintf("ref-%d", note)
	}
	return fmt.Sprintf("ref-%d-%d", note, use)
}

func (w *htmlWriter) inlines(in []inline) {
	for _, i := range in {
		w.inline(i)
	}
}

func (w *htmlWriter) inline(i inline) {
	wrap := func(tag string) {
		w.write("<", tag, ">", esc(i.text))
		w.inlines(i.children)
		w.write("</", tag, ">")
	}
	switch i.kind {
	case plain, span:
		w.write(esc(i.text))
		w.inlines(i.children)
	case emphasis:
		wrap("em")
	case strong:
		wrap("strong")
	case codeSpan:
		wrap("code")
	case name:
		wrap("bdi")
	case work:
		wrap("cite")
	case lineBreak:
		w.write("<br />")
	case link:
		w.write(`<a href="`, esc(i.url), `">`)
		w.inlines(i.children)
		w.write("</a>")
	case noteRef:
		w.write(fmt.Sprintf(`<sup><a id="%s" href="#note-%d" role="doc-noteref" aria-label="Note %d">%d</a></sup>`, refID(i.note, i.use), i.note, i.note, i.note))
	case held:
		w.write(`<span class="held">`, esc(i.text), "</span>")
	case mark:
		w.write(fmt.Sprintf(`<span class="sure"><span class="n">%d</span> `, i.note), esc(i.text), "</span>")
	}
}

// datesLine says when the case is read and when it was known.
func datesLine(m *Material) string {
	var parts []string
	if !m.Frozen.AsOf.IsZero() {
		parts = append(parts, "As of "+underpin.FormatDate(m.Frozen.AsOf))
	}
	known := m.Frozen.KnownOn
	if known == 0 {
		known = m.Publish
	}
	if known != 0 {
		parts = append(parts, "as known on "+underpin.FormatDay(known))
	}
	if m.Publish != 0 && m.Publish != known {
		parts = append(parts, "written "+underpin.FormatDay(m.Publish))
	}
	return upperFirst(strings.Join(parts, " · "))
}
