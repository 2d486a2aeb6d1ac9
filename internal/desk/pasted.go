package desk

import (
	"context"
	"slices"
	"strings"
	"unicode"

	"underpin"
	"underpin/internal/edtf"
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
// (who, what, whom, when, in which words, at which place), or as a sentence with a word of
// the vocabulary in it. What it does not know stays in words; nothing is written. It fails
// with a fault of the code [TooMuchText] for more than anybody can look through.
func (d *Desk) PasteLines(ctx context.Context, id underpin.CaseID, text string) (_ []PastedLine, err error) {
	defer settle(ctx, &err)
	o, keys, err := d.keyed(ctx, id)
	if err != nil {
		return nil, err
	}
	p := newPaster(o, keys)
	out, n := []PastedLine{}, 0
	for line := range strings.Lines(typeset(text)) {
		line = strings.TrimSpace(line)
		if n++; strings.Trim(line, "\t |") == "" {
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

// typeset takes out of pasted text what a page or a table was set with: soft hyphens, words
// broken at the end of a line, ligatures, spaces of other widths, marks that are not seen
// and bytes that are no letters. Names in any script stay as they are.
func typeset(text string) string {
	text = strings.ToValidUTF8(text, "")
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n", "\u00ad\n", "", "\ufffd", "").Replace(text)
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t' || r == zeroWidthNonJoiner || r == zeroWidthJoiner:
			return r
		case r == '\f' || r == '\v':
			return '\n'
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r):
			return -1
		}
		return r
	}, ligatures.Replace(text))
}

// Persian parts words with the one, Indic scripts join letters with the other.
const zeroWidthNonJoiner, zeroWidthJoiner = '\u200c', '\u200d'

// ligatures are single letters that a page is set with in the place of several.
var ligatures = strings.NewReplacer("ﬀ", "ff", "ﬁ", "fi", "ﬂ", "fl", "ﬃ", "ffi", "ﬄ", "ffl", "ﬅ", "st", "ﬆ", "st")

// A paster reads pasted lines.
type paster struct {
	naming *naming
	keys   *Keys
	words  []SheetWord
	// said are the words as they stand in a sentence, the longest first.
	said []saidWord
}

// A saidWord is a way to say a relation, in small letters.
type saidWord struct {
	text string
	word SheetWord
}

func newPaster(o *openCase, keys *Keys) paster {
	p := paster{naming: o.naming(), keys: keys, words: sheetWords(o.Relations)}
	for _, w := range p.words {
		for _, text := range []string{w.Text, w.verb()} {
			if text != "" {
				p.said = append(p.said, saidWord{strings.ToLower(text), w})
			}
		}
	}
	slices.SortStableFunc(p.said, func(a, b saidWord) int { return len(b.text) - len(a.text) })
	return p
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
	l := SheetLine{Who: p.entity(at(0)), What: LinePart{Text: at(1)}, Whom: p.entity(at(2)), When: at(3), Words: at(4), Locator: at(5)}
	if w, ok := saidSo(p.words, at(1)); ok {
		l.What, l.Turned = p.word(w)
		if w.Value {
			l.Whom = LinePart{Text: at(2)}
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
	for _, said := range p.said {
		w := said.word
		who, rest, ok := strings.Cut(low, " "+said.text+" ")
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
