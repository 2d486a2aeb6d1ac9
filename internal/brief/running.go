package brief

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// stopBeforeNotes moves a stop or a comma that follows a reference with a note to before
// that note, where those of the author's own sentences stand: "It is so.¹" It returns what
// is left of the text that begins with it.
func stopBeforeNotes(out []inline, next inline) inline {
	if len(out) == 0 || out[len(out)-1].kind != span || next.kind != plain || next.text == "" || !strings.ContainsRune(".,;:!?", rune(next.text[0])) {
		return next
	}
	before := &out[len(out)-1]
	at := len(before.children)
	for at > 0 && (before.children[at-1].kind == noteRef || before.children[at-1].kind == mark) {
		at--
	}
	if at == len(before.children) {
		return next
	}
	before.children = slices.Insert(before.children, at, inline{kind: plain, text: next.text[:1], pos: next.pos})
	next.text = next.text[1:]
	if next.pos >= 0 {
		next.pos++
	}
	return next
}

// opening are the words that begin a sentence of ours and no name.
var opening = []string{"A", "An", "The", "With", "Nobody", "No", "Who"}

// fitted lets what a reference became begin as its place in the line asks: with a capital
// where a sentence begins, without one in the midst of one.
func (c *composer) fitted(in []inline, before string) []inline {
	if len(in) == 0 || in[0].kind != plain || in[0].pos >= 0 {
		return in
	}
	text := in[0].text
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(before, " \n"))
	word, _, _ := strings.Cut(text, " ")
	switch {
	case strings.TrimSpace(before) == "" || strings.ContainsRune(".!?؟。", last):
		text = upperFirst(text)
	case (unicode.IsLetter(last) || last == ',') && slices.Contains(opening, word) && !c.named(text):
		text = lowerFirst(text)
	}
	in[0].text = text
	return in
}

// named reports whether a text begins with a name of the case.
func (c *composer) named(text string) bool {
	return slices.ContainsFunc(c.m.Names, func(n Name) bool { return strings.HasPrefix(text, n.Text) })
}
