package brief

import (
	"regexp"
	"sync"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
)

// An ownNote is a footnote that the author wrote: [^label] in the text and
// "[^label]: words" below it. It stands among the notes that write themselves, under
// the next number.
type ownNote struct{ inlines []inline }

// ownNotes reads the footnotes of a brief that its text refers to, and finds the others.
func (r *mdReader) ownNotes(tree ast.Node) map[int]ownNote {
	out := map[int]ownNote{}
	var lists []*east.FootnoteList
	_ = ast.Walk(tree, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if list, ok := n.(*east.FootnoteList); ok && entering {
			lists = append(lists, list)
		}
		return ast.WalkContinue, nil
	})
	for _, list := range lists {
		for n := list.FirstChild(); n != nil; n = n.NextSibling() {
			note, ok := n.(*east.Footnote)
			if !ok {
				continue
			}
			text := r.noteText(note)
			if note.Index < 0 {
				label := "[^" + string(note.Ref) + "]"
				r.doc.found = append(r.doc.found, Finding{Rule: RuleReference, Severity: Warning, pos: firstPos(text),
					Message: "the text does not refer to the note " + label + ", or another has its name", Hint: "write " + label + " where it belongs, or take the note out"})
				continue
			}
			out[note.Index] = ownNote{text}
		}
	}
	return out
}

// noteText reads the paragraphs of a footnote, which is all that one can have.
func (r *mdReader) noteText(note *east.Footnote) []inline {
	var out []inline
	for _, b := range r.blocks(note) {
		if b.kind != paragraph {
			r.find(max(firstPos(out), 0), RulePlacement, "the note [^"+string(note.Ref)+"] contains more than paragraphs", "write the note in words, and put lists, tables and figures into the text")
			continue
		}
		if len(out) > 0 {
			out = append(out, inline{kind: lineBreak, pos: -1})
		}
		out = append(out, b.inlines...)
	}
	return out
}

// ownNote refers to a footnote of the author's, which gets its number where the text
// first refers to it: before the notes of what it refers to itself.
func (c *composer) ownNote(index int) inline {
	if n, ok := c.ownAt[index]; ok {
		return c.use(n)
	}
	c.notes = append(c.notes, footnote{own: true})
	n := len(c.notes)
	c.ownAt[index] = n
	ref := c.use(n)
	text := c.inlines(c.doc.own[index].inlines)
	c.notes[n-1].inlines = text
	return ref
}

var noteMark = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\[\^[^\[\]]+\]`) })

// missingNote finds a reference to a footnote that is not there, which the page would
// print as it stands.
func (l *linter) missingNote(s sentence) {
	for _, at := range noteMark().FindAllStringIndex(s.authored, -1) {
		label := s.authored[at[0]:at[1]]
		l.add(s.pos(at[0]), RuleReference, Error, "there is no note "+label, "write it on a line of its own, as in "+label+": …")
	}
}
