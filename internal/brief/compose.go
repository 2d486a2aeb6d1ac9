package brief

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"underpin"
	"underpin/internal/cite"
	"underpin/internal/evidence"
)

// composer resolves the references of a document in the order of the text, which
// is the order of its notes.
type composer struct {
	doc       *Doc
	m         *Material
	yardstick evidence.Yardstick
	findings  []Finding

	arranged map[underpin.ClaimID][]cite.Note

	notes  []footnote
	noteAt map[string]int
	ownAt  map[int]int                // the numbers of the author's footnotes
	cited  map[underpin.SourceID]bool // works already cited in full

	used        map[underpin.ClaimID]bool
	usedInOrder []underpin.ClaimID
	concluded   []Conclusion // those stated, in order
	figures     int
	tables      int
	anchors     map[string]int
	sourcesAt   bool   // {{sources}} is in the text
	worded      bool   // a word of likelihood was put by the scale
	before      string // what stands on the line before the inlines that are composed
	// later sets the notes of tables that are folded away, once the text has its
	// own, so that the numbers a reader meets run on.
	later []func()
}

// compose resolves a document against its material. What it returns is complete
// only if no finding is an error.
func compose(d *Doc, m *Material) (*composed, []Finding) {
	c := &composer{
		doc: d, m: m, yardstick: m.Yardstick,
		arranged: map[underpin.ClaimID][]cite.Note{},
		noteAt:   map[string]int{}, ownAt: map[int]int{}, cited: map[underpin.SourceID]bool{},
		used: map[underpin.ClaimID]bool{}, anchors: map[string]int{},
	}
	if len(c.yardstick.Bands) == 0 {
		c.yardstick = evidence.ICD203()
	}
	c.findings = slices.Clone(d.found)
	out := &composed{m: m, title: c.inlines(d.title)}
	if len(out.title) == 0 {
		out.title = []inline{words(sentenceText(m.Title))}
	}
	for _, b := range d.blocks {
		out.blocks = append(out.blocks, c.block(b, true)...)
	}
	for _, set := range c.later {
		set()
	}
	if !c.sourcesAt {
		out.blocks = append(out.blocks, block{kind: box, id: restsID, pos: -1})
	}
	for i, b := range out.blocks {
		if b.kind == box && b.id == restsID {
			out.blocks = slices.Replace(out.blocks, i, i+1, c.rests()...)
			break
		}
	}
	out.notes, out.worded = c.notes, c.worded
	c.anchor(out.blocks)
	n := newNames(m.Names)
	out.title = n.setNames(out.title)
	setBlockNames(n, out.blocks)
	for i := range out.notes {
		out.notes[i].inlines = n.setNames(out.notes[i].inlines)
	}
	return out, c.findings
}

func (c *composer) find(pos int, rule, message, hint string) {
	c.findings = append(c.findings, Finding{Rule: rule, Severity: Error, Message: message, Hint: hint, pos: pos})
}

// warn notes what does not keep the brief from being written.
func (c *composer) warn(pos int, rule, message, hint string) {
	c.findings = append(c.findings, Finding{Rule: rule, Severity: Warning, Message: message, Hint: hint, pos: pos})
}

// mostKnown is how many known words a hint lists: all that a reference can begin with.
const mostKnown = 12

// unknown records a reference to something that is not there.
func (c *composer) unknown(pos int, what, id string, known []string) {
	hint := "there is no " + what + " to refer to"
	if near, ok := underpin.Nearest(id, known); ok {
		hint = "did you mean " + near + "?"
	} else if len(known) > 0 {
		slices.Sort(known)
		hint = "known: " + strings.Join(known[:min(mostKnown, len(known))], ", ")
	}
	message := fmt.Sprintf("there is no %s %q", what, id)
	if id == "" {
		message = "the reference names no " + what
	}
	c.find(pos, RuleReference, message, hint)
}

func keysOf[K ~string, V any](m map[K]V) []string {
	out := make([]string, 0, len(m))
	for k := range maps.Keys(m) {
		out = append(out, string(k))
	}
	return out
}

// block composes one block; top is whether it stands in no other.
func (c *composer) block(b block, top bool) []block {
	b.inlines = c.inlines(b.inlines)
	b.items = slices.Clone(b.items) // the document stays as it was read
	for i, item := range b.items {
		b.items[i] = c.nested(item)
	}
	b.blocks = c.nested(b.blocks)
	b.head = c.cells(b.head)
	b.rows = slices.Clone(b.rows)
	for i := range b.rows {
		b.rows[i] = c.cells(b.rows[i])
	}
	if b.kind != include {
		return []block{b}
	}
	if !top {
		c.misplaced(b.ref, "a list or a quotation")
		return nil
	}
	return c.include(b.ref)
}

// misplaced refuses {{…}} within something: as unknown where it is, else for its place.
func (c *composer) misplaced(r *textReference, within string) {
	key := join(" ", r.verb, r.id)
	if exhibit := slices.Contains(c.m.exhibits(), key); !exhibit && r.verb != "hinges" && !slices.Contains(blockVerbs, key) {
		c.unknownVerb(&textReference{verb: key, pos: r.pos, block: true})
		return
	}
	c.find(r.pos, RulePlacement, "{{"+key+"}} is inside "+within, "put it on a line of its own, at the left margin")
}

func (c *composer) nested(blocks []block) []block {
	var out []block
	for _, b := range blocks {
		out = append(out, c.block(b, false)...)
	}
	return out
}

func (c *composer) cells(cells [][]inline) [][]inline {
	out := make([][]inline, len(cells))
	for i := range cells {
		out[i] = c.inlines(cells[i])
	}
	return out
}

func (c *composer) inlines(in []inline) []inline {
	var out []inline
	for _, i := range in {
		i = stopBeforeNotes(out, i)
		if i.kind == ownRef {
			out = append(out, c.ownNote(i.note))
			continue
		}
		if i.kind != pending {
			outer := c.before
			c.before += plainText(out)
			i.children = c.inlines(i.children)
			c.before = outer
			out = append(out, i)
			continue
		}
		s := inline{kind: span, ref: i.ref, pos: i.pos, children: c.fitted(c.reference(i.ref), c.before+plainText(out))}
		if i.ref.bare() && len(out) > 0 {
			last := &out[len(out)-1]
			if last.kind == plain {
				last.text = strings.TrimRight(last.text, " ")
			}
			if c.repeats(*last, s) {
				continue
			}
		}
		out = append(out, s)
	}
	return out
}

// repeats reports whether a bare reference stands right behind another with the
// same note, which then needs no second number; its use is taken back.
func (c *composer) repeats(last, s inline) bool {
	if last.kind != span || len(s.children) != 1 || s.children[0].kind != noteRef {
		return false
	}
	for _, before := range last.children {
		if before.kind == noteRef && before.note == s.children[0].note {
			c.notes[before.note-1].uses--
			return true
		}
	}
	return false
}

// anchor gives headings their anchors, each its own.
func (c *composer) anchor(blocks []block) {
	for i := range blocks {
		if blocks[i].kind != heading {
			continue
		}
		s := slug(plainText(blocks[i].inlines))
		c.anchors[s]++
		if n := c.anchors[s]; n > 1 {
			s = fmt.Sprintf("%s-%d", s, n)
		}
		blocks[i].id = s
	}
}

func setBlockNames(n *names, blocks []block) {
	for i := range blocks {
		b := &blocks[i]
		b.inlines = n.setNames(b.inlines)
		for _, item := range b.items {
			setBlockNames(n, item)
		}
		setBlockNames(n, b.blocks)
		for j := range b.head {
			b.head[j] = n.setNames(b.head[j])
		}
		for _, row := range b.rows {
			for j := range row {
				row[j] = n.setNames(row[j])
			}
		}
	}
}
