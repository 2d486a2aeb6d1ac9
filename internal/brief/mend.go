package brief

import (
	"slices"
	"strings"
	"unicode/utf8"

	"underpin"
)

// A Mend is a change of the text that would answer a finding: Put in the place of Cut
// characters from At on, counted from the beginning of the text.
type Mend struct {
	Says string `json:"says"`
	At   int    `json:"at"`
	Cut  int    `json:"cut"`
	Put  string `json:"put"`
}

// mostMends is how many mends a finding is offered.
const mostMends = 3

// A Marked is a finding with the stretch of the text that it is about, in characters, and
// the smallest mends, best first, where a change of the text alone can answer it.
type Marked struct {
	Finding
	// Stops: it keeps the brief from being written.
	Stops  bool   `json:"stops"`
	At     int    `json:"at"`
	Length int    `json:"length"`
	Mends  []Mend `json:"mends"`
}

// Mark finds what findings are about, and how each can be mended.
func (d *Doc) Mark(findings []Finding, m *Material) []Marked {
	out := make([]Marked, 0, len(findings))
	x := &mending{doc: d, m: m, persons: newNames(withSurnames(m.Names))}
	for _, f := range findings {
		pos := min(max(f.pos, 0), len(d.source))
		one := Marked{Finding: f, Stops: f.Severity == Error, At: d.characters(pos), Length: utf8.RuneCount(d.source[pos : pos+x.extent(f, pos)]), Mends: []Mend{}}
		one.Mends = append(one.Mends, x.mends(f, pos)...)
		out = append(out, one)
	}
	return out
}

type mending struct {
	doc     *Doc
	m       *Material
	persons *names
}

// extent is how many bytes from a place on a finding is about: a reference, a name, or
// the word that stands there.
func (x *mending) extent(f Finding, pos int) int {
	rest := string(x.doc.source[pos:])
	for opening, closing := range map[string]string{"[[": "]]", "{{": "}}"} {
		if end := strings.Index(rest, closing); strings.HasPrefix(rest, opening) && end >= 0 {
			return end + len(closing)
		}
	}
	if hits := x.persons.find(rest); f.Rule == RulePersonNote && len(hits) > 0 && hits[0].start == 0 {
		return hits[0].end
	}
	return len(firstWord(rest))
}

// mends lists the changes that answer a finding at a place.
func (x *mending) mends(f Finding, pos int) []Mend {
	switch f.Rule {
	case RuleReference:
		if near := x.nearest(pos); near != nil {
			return near
		}
		return x.without(pos, x.extent(f, pos), "Take the reference out")
	case RuleLoss, RuleEmpty:
		return x.without(pos, x.extent(f, pos), "Take it out")
	case RulePersonNote:
		return x.notes(pos)
	case RuleSealed:
		if f.Severity == Error {
			return x.without(pos, x.extent(f, pos), "Take it out")
		}
	case RuleNotPublishable, RuleHeir:
		start, end := x.sentence(pos)
		return x.without(start, end-start, "Take the sentence out")
	}
	return nil
}

// nearest puts the id that is most like the one that is not there.
func (x *mending) nearest(pos int) []Mend {
	var out []Mend
	x.doc.walkReferences(func(r *textReference) {
		if r == nil || r.pos != pos || r.id == "" || out != nil {
			return
		}
		known := keysOf(x.m.sentences())
		if OfConclusion(r.verb) {
			known = x.m.conclusionIDs()
		}
		at := strings.Index(string(x.doc.source[pos:]), r.id)
		if near, ok := underpin.Nearest(r.id, known); ok && at >= 0 {
			out = []Mend{{"Put in " + near, x.doc.characters(pos + at), utf8.RuneCountInString(r.id), near}}
		}
	})
	return out
}

// notes puts a note behind the sentence about a person: of a claim with the name.
func (x *mending) notes(pos int) []Mend {
	hits := x.persons.find(string(x.doc.source[pos:]))
	if len(hits) == 0 || hits[0].start > 0 {
		return nil
	}
	var ids []string
	for id, text := range x.m.sentences() {
		if strings.Contains(text, hits[0].name.Text) {
			ids = append(ids, string(id))
		}
	}
	slices.SortFunc(ids, underpin.CompareIDs)
	_, end := x.sentence(pos)
	var out []Mend
	for _, id := range ids[:min(mostMends, len(ids))] {
		out = append(out, Mend{"Put in " + id, x.doc.characters(end), 0, " [[claim " + id + "]]"})
	}
	return out
}

// without takes a stretch out of the text, and a space beside it.
func (x *mending) without(start, length int, says string) []Mend {
	end := start + length
	if length == 0 {
		return nil
	}
	if end < len(x.doc.source) && x.doc.source[end] == ' ' {
		end++
	}
	return []Mend{{says, x.doc.characters(start), utf8.RuneCount(x.doc.source[start:end]), ""}}
}

// sentence returns where the sentence at a place begins and ends, with its full stop, in
// the text as it is written.
func (x *mending) sentence(pos int) (start, end int) {
	text := string(x.doc.source)
	from := strings.LastIndex(text[:pos], "\n\n") + 1
	to := len(text)
	if i := strings.Index(text[pos:], "\n\n"); i >= 0 {
		to = pos + i
	}
	start = from
	for _, e := range sentenceEnds(text[from:to]) {
		if from+e > pos {
			end = from + e
			break
		}
		start = from + e
	}
	for start < pos && (text[start] == ' ' || text[start] == '\n') {
		start++
	}
	return start, max(end, pos)
}
