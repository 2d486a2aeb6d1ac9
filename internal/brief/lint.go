package brief

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"underpin/internal/evidence"
)

// Lint reads a brief for what must not be published and for what is badly worded,
// and returns its findings in the order of the text. An empty list says that
// nothing was found; it does not say that the brief is safe.
func Lint(d *Doc, m *Material) []Finding {
	_, findings := lint(d, m)
	return findings
}

func lint(d *Doc, m *Material) (*composed, []Finding) {
	c, findings := compose(d, m)
	y := m.Yardstick
	if len(y.Bands) == 0 {
		y = evidence.ICD203()
	}
	l := &linter{m: m, words: newWordFinder(y), persons: newNames(withSurnames(m.Names)), findings: findings}
	l.blocks(c.blocks, false)
	for _, n := range c.notes {
		if n.own {
			l.line(n.inlines, false, true)
		}
	}
	l.rows()
	l.sealed(c, d)
	return c, placed(d.source, l.findings)
}

type linter struct {
	m        *Material
	words    *wordFinder
	persons  *names
	findings []Finding
	byRow    [2][]placedWord // the yardstick's words in the text, by row
}

type placedWord struct {
	word string
	pos  int
}

func (l *linter) add(pos int, rule string, s Severity, message, hint string) {
	l.findings = append(l.findings, Finding{Rule: rule, Severity: s, Message: message, Hint: hint, pos: pos})
}

// blocks reads all that the author wrote; quoted blocks are others' words.
func (l *linter) blocks(blocks []block, quoted bool) {
	for _, b := range blocks {
		if b.pos < 0 {
			continue // ours
		}
		switch b.kind {
		case paragraph:
			l.line(b.inlines, quoted, true)
		case heading:
			l.line(b.inlines, quoted, false)
		}
		for _, item := range b.items {
			l.blocks(item, quoted)
		}
		l.blocks(b.blocks, quoted || b.kind == quote)
		for _, row := range b.rows {
			var whole []inline
			for _, cell := range row {
				whole = append(append(whole, cell...), words(" – "))
			}
			l.line(whole, quoted, true)
		}
	}
}

// line reads one paragraph, heading or row; statement is whether it states
// something.
func (l *linter) line(in []inline, quoted, statement bool) {
	for _, s := range readLine(in).sentences() {
		if statement {
			l.person(s)
			l.covers(s)
		}
		l.heir(s)
		if quoted {
			continue
		}
		l.missingNote(s)
		l.likelihood(s)
		l.phrases(s)
	}
}

// person finds statements about a person that carry no note.
func (l *linter) person(s sentence) {
	for _, r := range s.refs {
		if r.carriesNote() {
			return
		}
	}
	if s.question() {
		return
	}
	for _, h := range l.persons.find(s.text) {
		if !h.name.Person {
			continue
		}
		hint := "add [[claim ID]] for the claim that says so, or leave the person out"
		if ids := l.claimsAbout(h.name.Text); len(ids) > 0 {
			hint = "add a note, such as [[claim " + ids[0] + "]]"
			if len(ids) > 1 {
				hint += "; claims with the name: " + strings.Join(ids[:min(6, len(ids))], ", ")
			}
		}
		l.add(s.pos(h.start), RulePersonNote, Error, "a statement about "+h.name.Text+" has no note: a reader cannot see who says so", hint)
		return
	}
}

func (l *linter) claimsAbout(name string) []string {
	var out []string
	for id, text := range l.m.sentences() {
		if strings.Contains(text, name) {
			out = append(out, string(id))
		}
	}
	slices.Sort(out)
	return out
}

var heirWords = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)\b(?:successors?|heirs?|succeed(?:s|ed|ing)?|inherit(?:s|ed|ing)?|replacements?|in line (?:for|to)|takes? (?:his|her|their) place|step(?:s|ped)? into (?:his|her|their) shoes)\b`)
})

// heir finds successors of persons in a case that names none.
func (l *linter) heir(s sentence) {
	if !l.m.NoHeirs {
		return
	}
	at := heirWords().FindStringIndex(s.text)
	if at == nil {
		return
	}
	for _, h := range l.persons.find(s.text) {
		if h.name.Person {
			l.add(s.pos(at[0]), RuleHeir, Error, "a sentence mentions a successor and names "+h.name.Text+": this case names no heirs",
				"say what becomes of the post or the asset, and leave the person out")
			return
		}
	}
}

// sealed looks for sealed words: they must be nowhere, whoever wrote them.
func (l *linter) sealed(c *composed, d *Doc) {
	if len(l.m.Sealed) == 0 {
		return
	}
	find := newSealed(l.m.Sealed)
	all := readLine(append([]inline{}, c.title...))
	l.sealedIn(find, all)
	walkLines(c.blocks, func(in []inline) { l.sealedIn(find, readLine(in)) })
	for _, n := range c.notes {
		l.sealedIn(find, readLine(n.inlines))
	}
	for _, line := range append(noticeLines(l.m), []inline{words(strings.Join(colophon(l.m, c.worded), " "))}) {
		l.sealedIn(find, readLine(line))
	}
	walkPictures(c.blocks, func(text string) { l.sealedIn(find, readLine([]inline{words(text)})) })
	if hit := find(string(d.source)); hit != nil { // within code, a link or a comment
		l.sealedAt(hit.pos, hit)
	}
}

func (l *linter) sealedIn(find func(string) *sealedHit, line *lineText) {
	if hit := find(string(line.text)); hit != nil {
		l.sealedAt(line.pos(hit.pos), hit)
	}
}

func (l *linter) sealedAt(pos int, hit *sealedHit) {
	if hit.exact {
		l.add(pos, RuleSealed, Error, "the sealed word "+hit.word+" would be published: it leads to a protected source",
			"take it out; a source on background is described by the agreed words, which the note writes by itself")
		return
	}
	l.add(pos, RuleSealed, Warning, "a word reads like the sealed word "+hit.word, "if it means the source, take it out")
}
