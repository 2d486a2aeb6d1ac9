package brief

import (
	"bytes"
	"fmt"
	"net/url"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"underpin"
)

// MaxSize is the size in bytes of the greatest brief that is read.
const MaxSize = 4 << 20

// A Doc is a brief as it was written, its references not yet resolved.
type Doc struct {
	// Name is the file it was read from, for messages.
	Name   string
	source []byte
	title  []inline
	blocks []block
	own    map[int]ownNote // the author's footnotes, by their number among themselves
	found  []Finding       // while reading
}

// Parse reads a brief. It fails only where the text is none at all: not UTF-8, or
// greater than [MaxSize]; mistakes in it are found by [Lint].
func Parse(name string, source []byte) (*Doc, error) {
	if len(source) > MaxSize {
		return nil, fmt.Errorf("%s: a brief of %s is too large: the limit is %s", name, underpin.FormatCounted(len(source), "byte"), underpin.FormatCount(MaxSize))
	}
	if !utf8.Valid(source) {
		return nil, fmt.Errorf("%s: the brief is not UTF-8 text", name)
	}
	source = bytes.TrimPrefix(source, []byte("\ufeff"))
	d := &Doc{Name: name, source: source}
	r := &mdReader{doc: d}
	tree := newParser().Parse(text.NewReader(source))
	d.blocks, d.own = r.blocks(tree), r.ownNotes(tree)
	d.takeTitle()
	return d, nil
}

// newParser reads Markdown with tables, footnotes and our references.
func newParser() parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(append(parser.DefaultBlockParsers(), util.Prioritized(blockReferences{}, 250), util.Prioritized(ownNoteBlocks{}, 999))...),
		parser.WithInlineParsers(append(parser.DefaultInlineParsers(), util.Prioritized(ownNoteMarks{}, 101), util.Prioritized(inlineReferences{}, 150))...),
		parser.WithParagraphTransformers(append(parser.DefaultParagraphTransformers(), util.Prioritized(tableBlocks{}, 200))...),
	)
}

// takeTitle lifts the first heading of level one out of the text and sets the
// levels of the others so that none is left out.
func (d *Doc) takeTitle() {
	level, titled := 1, false
	kept := d.blocks[:0]
	for _, b := range d.blocks {
		if b.kind == heading {
			if b.level == 1 && !titled {
				titled, d.title = true, b.inlines
				continue
			}
			b.level = max(2, min(b.level, level+1))
			level = b.level
		}
		kept = append(kept, b)
	}
	d.blocks = kept
}

// mdReader turns goldmark's tree into ours.
type mdReader struct{ doc *Doc }

func (r *mdReader) find(pos int, rule, message, hint string) {
	r.doc.found = append(r.doc.found, Finding{Rule: rule, Severity: Error, Message: message, Hint: hint, pos: pos})
}

func (r *mdReader) blocks(parent ast.Node) []block {
	var out []block
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		out = append(out, r.block(n)...)
	}
	return out
}

func (r *mdReader) block(n ast.Node) []block {
	switch n := n.(type) {
	case *ast.Heading:
		return []block{{kind: heading, level: n.Level, inlines: r.inlines(n)}}
	case *ast.Paragraph, *ast.TextBlock:
		return []block{{kind: paragraph, inlines: r.inlines(n)}}
	case *ast.List:
		return []block{r.list(n)}
	case *ast.Blockquote:
		return []block{{kind: quote, blocks: r.blocks(n)}}
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		for i := range n.Lines().Len() {
			s := n.Lines().At(i)
			r.unread(string(s.Value(r.doc.source)), s.Start, "code")
		}
		return []block{{kind: code, text: linesOf(n, r.doc.source)}}
	case *ast.HTMLBlock:
		pos := 0
		if n.Lines().Len() > 0 {
			pos = n.Lines().At(0).Start
		}
		raw := linesOf(n, r.doc.source)
		r.unread(raw, pos, "HTML")
		if n.HasClosure() {
			raw += string(n.ClosureLine.Value(r.doc.source))
		}
		return []block{{kind: paragraph, inlines: []inline{{kind: plain, text: clean(strings.TrimSpace(raw)), pos: pos}}}}
	case *ast.ThematicBreak:
		return []block{{kind: rule}}
	case *blockReference:
		return []block{{kind: include, ref: n.ref, pos: n.ref.pos}}
	case *east.Table:
		return []block{r.table(n)}
	case *east.FootnoteList:
		return nil // they stand among the notes
	}
	return r.blocks(n)
}

func linesOf(n ast.Node, src []byte) string {
	var b strings.Builder
	for i := range n.Lines().Len() {
		s := n.Lines().At(i)
		b.Write(s.Value(src))
	}
	return clean(strings.TrimRight(b.String(), "\n"))
}

func (r *mdReader) list(n *ast.List) block {
	b := block{kind: bullets, tight: n.IsTight}
	if n.IsOrdered() {
		b.kind, b.level = numbered, n.Start
	}
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		b.items = append(b.items, r.blocks(item))
	}
	return b
}

func (r *mdReader) table(n *east.Table) block {
	b := block{kind: table}
	for _, a := range n.Alignments {
		b.align = append(b.align, map[east.Alignment]align{east.AlignRight: alignRight, east.AlignCenter: alignCentre}[a])
	}
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		var cells [][]inline
		for c := row.FirstChild(); c != nil; c = c.NextSibling() {
			cells = append(cells, r.inlines(c))
		}
		if row.Kind() == east.KindTableHeader {
			b.head = cells
		} else {
			b.rows = append(b.rows, cells)
		}
	}
	return b
}

func (r *mdReader) inlines(parent ast.Node) []inline {
	var out []inline
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		out = append(out, r.inline(n)...)
	}
	return out
}

func (r *mdReader) inline(n ast.Node) []inline {
	src := r.doc.source
	switch n := n.(type) {
	case *ast.Text:
		out := []inline{{kind: plain, text: unescape(n.Segment.Value(src)), pos: n.Segment.Start}}
		if n.HardLineBreak() {
			out = append(out, inline{kind: lineBreak, pos: -1})
		} else if n.SoftLineBreak() {
			out = append(out, words("\n"))
		}
		return out
	case *ast.String:
		return []inline{words(unescape(n.Value))}
	case *ast.Emphasis:
		kind := emphasis
		if n.Level == 2 {
			kind = strong
		}
		return []inline{{kind: kind, children: r.inlines(n), pos: -1}}
	case *ast.CodeSpan:
		inside := r.inlines(n)
		r.unread(plainText(inside), firstPos(inside), "code")
		return []inline{{kind: codeSpan, text: plainText(inside), pos: firstPos(inside)}}
	case *ast.Link:
		return r.link(r.inlines(n), string(n.Destination))
	case *ast.AutoLink:
		label := string(n.Label(src))
		return r.link([]inline{words(clean(label))}, string(n.URL(src)))
	case *ast.Image:
		inside := r.inlines(n)
		r.find(firstPos(inside), RulePicture, "a brief cannot include a picture from outside", "use a figure of the case: {{network}}, {{shock}}, {{hinges NAME}}")
		return inside
	case *ast.RawHTML:
		var b strings.Builder
		for i := range n.Segments.Len() {
			s := n.Segments.At(i)
			b.Write(s.Value(src))
		}
		return []inline{{kind: plain, text: clean(b.String()), pos: n.Segments.At(0).Start}}
	case *east.FootnoteLink:
		return []inline{{kind: ownRef, note: n.Index, pos: -1}}
	case *inlineReference:
		return []inline{{kind: pending, ref: n.ref, pos: n.ref.pos}}
	}
	return r.inlines(n)
}

// link keeps addresses that a reader may follow: web, mail and within the page.
func (r *mdReader) link(children []inline, to string) []inline {
	u, err := url.Parse(to)
	if err == nil {
		switch {
		case (u.Scheme == "http" || u.Scheme == "https") && u.Host != "", u.Scheme == "mailto", u.Scheme == "" && u.Host == "" && u.Path == "" && u.Fragment != "":
			return []inline{{kind: link, children: children, url: u.String(), pos: -1}}
		}
	}
	r.find(firstPos(children), RuleLink, fmt.Sprintf("a brief cannot include a link to %q", to), "link to an address that begins with https:, or leave the text without a link")
	return children
}

// firstPos is the first place in the source among inlines, 0 where there is none.
func firstPos(in []inline) int {
	for _, i := range in {
		if i.pos >= 0 {
			return i.pos
		}
		if p := firstPos(i.children); p > 0 {
			return p
		}
	}
	return 0
}

func unescape(raw []byte) string {
	return clean(string(util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(raw)))))
}
