package brief

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// heldBack stands in the place of a sentence that may not be printed as it is.
const heldBack = "One sentence is held back until its finding is mended."

// sketchStyle is the style of what stands in a sketch alone.
const sketchStyle = `.held{font:italic .8rem/1.4 var(--sans);color:var(--accent);border-block-end:1px dashed var(--accent)}
@media screen{html{font-size:15px}header{padding-block:2rem 1rem}h1{font-size:1.75rem}h2{margin-block-start:2rem}}
@media screen and (min-width:31rem) and (max-width:67.99rem){
header,main,footer{max-width:none;padding-inline:2rem 12.6rem}
.sure{display:block;float:inline-end;clear:inline-end;width:9.8rem;margin-inline-end:-11.2rem;margin-block:.3rem .5rem;font:.74rem/1.35 var(--sans);color:var(--soft);font-style:normal;font-weight:400;text-align:start}
.sure .n{font-weight:600;color:var(--link);margin-inline-end:.15em}
figure,.box{margin-inline-end:-10.6rem}
}
`

// Sketch writes a brief that is still being written as the page that it will be, with its
// findings. A sentence with an error is held back, and the page says so where it stood;
// what [HTML] refuses as a whole can so be read while it is mended.
func Sketch(d *Doc, m *Material) ([]byte, []Finding) {
	c, findings := lint(d, m)
	h := holdback{errs: map[int]bool{}}
	for _, f := range findings {
		if f.Severity == Error {
			h.errs[f.pos] = true
		}
	}
	if len(h.errs) > 0 {
		c.title = h.line(c.title)
		h.blocks(c.blocks)
		for i := range c.notes {
			c.notes[i].inlines = h.line(c.notes[i].inlines)
		}
	}
	w := &htmlWriter{c: c, regions: map[string]int{}, sketch: true}
	w.page()
	return []byte(w.b.String()), findings
}

// A holdback holds back the sentences in which an error stands.
type holdback struct {
	errs map[int]bool // by their place in the source
}

func (h *holdback) blocks(blocks []block) {
	for i := range blocks {
		b := &blocks[i]
		b.inlines = h.line(b.inlines)
		for _, item := range b.items {
			h.blocks(item)
		}
		h.blocks(b.blocks)
		for j := range b.head {
			b.head[j] = h.line(b.head[j])
		}
		for _, row := range b.rows {
			for j := range row {
				row[j] = h.line(row[j])
			}
		}
	}
}

// line returns a line without the sentences that are held back.
func (h *holdback) line(in []inline) []inline {
	l := readLine(in)
	cut := &cutting{refs: map[*textReference]bool{}}
	for _, s := range l.sentences() {
		if !h.holds(s) {
			continue
		}
		cut.from, cut.to = append(cut.from, s.start), append(cut.to, s.start+len(s.text))
		for _, r := range s.refs {
			cut.refs[r] = true
		}
	}
	if len(cut.from) == 0 {
		return in
	}
	return cut.inlines(in)
}

// holds reports whether an error stands in a sentence or in one of its references.
func (h *holdback) holds(s sentence) bool {
	for pos := range h.errs {
		for _, r := range s.refs {
			if pos == r.pos || r.dated && pos == r.datePos || r.words != "" && pos == r.wordsPos {
				return true
			}
		}
	}
	for at := range s.text {
		if s.line.placed(s.start+at) && h.errs[s.pos(at)] {
			return true
		}
	}
	return false
}

// placed reports whether what stands at a place of the line is of the author's text.
func (l *lineText) placed(at int) bool {
	for i := len(l.at) - 1; i >= 0; i-- {
		if l.at[i] <= at {
			return !l.fixed[i]
		}
	}
	return false
}

// A cutting takes stretches out of a line, and says where it did.
type cutting struct {
	from, to []int
	refs     map[*textReference]bool
	at       int // in the text of the line
	said     int // how many of the stretches were told
}

func (c *cutting) inlines(in []inline) []inline {
	var out []inline
	for _, i := range in {
		switch i.kind {
		case noteRef, mark, ownRef:
			if !c.within(c.at) {
				out = append(out, i)
			}
			continue
		case lineBreak:
			if !c.within(c.at) {
				out = append(out, i)
			}
			c.at++
			continue
		case span:
			if c.refs[i.ref] {
				c.at += len(readLine(i.children).text)
				out = c.say(out, c.at)
				continue
			}
		}
		text := i.text
		i.text = ""
		start := len(out)
		for at, r := range text {
			size := utf8.RuneLen(r)
			if c.within(c.at + at) {
				out = c.say(out, c.at+at+size)
				continue
			}
			if len(out) == start || out[len(out)-1].kind == held {
				out = append(out, inline{kind: i.kind, pos: i.pos, url: i.url})
			}
			out[len(out)-1].text += text[at : at+size]
		}
		c.at += len(text)
		if i.children = c.inlines(i.children); len(i.children) > 0 {
			out = append(out, i)
		}
	}
	return out
}

// within reports whether a place is cut out.
func (c *cutting) within(at int) bool {
	i, found := slices.BinarySearch(c.from, at)
	if !found {
		i--
	}
	return i >= 0 && at < c.to[i]
}

// say puts the words for a stretch that is cut out, once for each.
func (c *cutting) say(out []inline, upTo int) []inline {
	for c.said < len(c.from) && c.from[c.said] < upTo {
		out = append(out, words(" "), inline{kind: held, text: heldBack, pos: -1}, words(" "))
		c.said++
	}
	return out
}

// A ReferencePlace is a reference where it stands in the text.
type ReferencePlace struct {
	Verb string
	ID   string
	// At is where it begins, in characters from the beginning of the text, Length how many
	// it has.
	At, Length int
}

// References lists the references of a brief in the order of its text.
func (d *Doc) References() []ReferencePlace {
	var out []ReferencePlace
	seen := map[int]bool{}
	note := func(r *textReference) {
		if r == nil || seen[r.pos] || r.pos >= len(d.source) {
			return
		}
		seen[r.pos] = true
		end := strings.Index(string(d.source[r.pos:]), map[bool]string{true: "}}", false: "]]"}[r.block])
		if r.open || end < 0 {
			return
		}
		out = append(out, ReferencePlace{Verb: r.verb, ID: r.id, At: d.characters(r.pos), Length: utf8.RuneCount(d.source[r.pos:r.pos+end]) + 2})
	}
	d.walkReferences(note)
	slices.SortFunc(out, func(a, b ReferencePlace) int { return a.At - b.At })
	return out
}

// characters counts the characters before a place in the source.
func (d *Doc) characters(pos int) int {
	return utf8.RuneCount(d.source[:min(max(pos, 0), len(d.source))])
}
