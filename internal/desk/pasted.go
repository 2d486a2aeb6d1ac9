package desk

import (
	"context"
	"slices"
	"strings"
	"unicode"

	"underpin"
	"underpin/internal/edtf"
	"underpin/internal/name"
)

// pastedMost is how many lines can be pasted at once, and wordsMost how many characters a
// part of one can have.
const pastedMost, wordsMost = 200, 2000

// A PastedLine is a line of pasted text, read as far as that goes.
type PastedLine struct {
	Line SheetLine         `json:"line"`
	Show map[string]string `json:"show"`
}

// PasteLines reads pasted text, a sentence a line: in parts between tabs or upright lines
// (who, what, whom, when), or as a sentence with a word of the vocabulary in it. What it
// does not know stays in words; nothing is written. It fails with a fault of the code
// [TooMuchText] for more than anybody can look through.
func (d *Desk) PasteLines(ctx context.Context, id underpin.CaseID, text string) (_ []PastedLine, err error) {
	defer settle(ctx, &err)
	o, err := d.load(ctx, id)
	if err != nil {
		return nil, err
	}
	keys, err := d.Keys(ctx, id)
	if err != nil {
		return nil, err
	}
	s, err := newStudy(ctx, o, Query{}, d.cfg.Now(), false)
	if err != nil {
		return nil, err
	}
	p := paster{naming: o.naming(), keys: keys, words: s.words()}
	slices.SortStableFunc(p.words, func(a, b SheetWord) int { return len(b.Text) - len(a.Text) })
	out, n := []PastedLine{}, 0
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if n++; line == "" {
			continue
		}
		if len(out) == pastedMost {
			return nil, faultf(TooMuchText, "paste a part of them, or import a casebook", "more than %s cannot be pasted at once", count(pastedMost, "line"))
		}
		if len(line) > wordsMost {
			f := faultf(TooMuchText, "put one sentence on each line", "line %s is too long to be a sentence: it has %s", underpin.FormatCount(n), count(len(line), "character"))
			f.Place = Place{Line: n}
			return nil, f
		}
		l := p.read(line)
		out = append(out, PastedLine{l, keys.shown(o.index(), &l)})
	}
	return out, nil
}

// A paster reads pasted lines.
type paster struct {
	naming *naming
	keys   *Keys
	words  []SheetWord // the longest first
}

// read reads one line.
func (p *paster) read(line string) SheetLine {
	for _, mark := range []string{"\t", "|"} {
		if strings.Contains(line, mark) {
			return p.parts(strings.Split(line, mark))
		}
	}
	if l, ok := p.sentence(strings.TrimRight(line, ".")); ok {
		return l
	}
	return SheetLine{Who: LinePart{Text: line}}
}

// parts reads a line in parts: who, what, whom and when, and the rest as words.
func (p *paster) parts(parts []string) SheetLine {
	at := func(i int) string {
		if i < len(parts) {
			return strings.TrimSpace(parts[i])
		}
		return ""
	}
	l := SheetLine{Who: p.entity(at(0)), What: LinePart{Text: at(1)}, Whom: p.entity(at(2)), When: at(3), Words: at(4)}
	for _, w := range p.words {
		if name.Fold(w.Text) == name.Fold(at(1)) {
			l.What, l.Turned = p.word(w)
			break
		}
	}
	return l
}

// sentence reads a line with a word of the vocabulary between two others, and a span at
// its end.
func (p *paster) sentence(line string) (SheetLine, bool) {
	low := strings.ToLower(line)
	if len(low) != len(line) { // the places of the one are not those of the other
		return SheetLine{}, false
	}
	for _, w := range p.words {
		who, rest, ok := strings.Cut(low, " "+strings.ToLower(w.Text)+" ")
		if !ok || strings.TrimSpace(rest) == "" {
			continue
		}
		l := SheetLine{Who: p.entity(line[:len(who)])}
		l.What, l.Turned = p.word(w)
		whom, when := spanAtTheEnd(line[len(line)-len(rest):])
		l.Whom, l.When = p.entity(whom), when
		return l, true
	}
	return SheetLine{}, false
}

// spanAtTheEnd cuts a span off a text that ends in one: "the port from 2014 to 2016".
func spanAtTheEnd(text string) (rest, span string) {
	for i, r := range text {
		if r != ' ' && r != ',' {
			continue
		}
		tail := strings.TrimLeft(text[i:], " ,")
		if tail == "" || !strings.ContainsFunc(tail, unicode.IsDigit) {
			continue
		}
		if s, err := edtf.ReadSpan(tail); err == nil && !s.IsZero() {
			return strings.TrimSpace(text[:i]), tail
		}
	}
	return strings.TrimSpace(text), ""
}

func (p *paster) word(w SheetWord) (LinePart, bool) {
	return LinePart{Key: p.keys.Of(underpin.RecordRef{Kind: underpin.KindRelation, ID: string(w.Relation)}), Text: w.Text}, w.Turned
}

// entity finds the one entity that is called so.
func (p *paster) entity(text string) LinePart {
	text = strings.TrimSpace(text)
	if text == "" {
		return LinePart{}
	}
	id, err := p.naming.find(text, underpin.KindEntity)
	if trimmed, had := strings.CutPrefix(text, "the "); err != nil && had {
		id, err = p.naming.find(trimmed, underpin.KindEntity)
	}
	if err != nil {
		return LinePart{Text: text}
	}
	return LinePart{Key: p.keys.Of(underpin.RecordRef{Kind: underpin.KindEntity, ID: id}), Text: text}
}
