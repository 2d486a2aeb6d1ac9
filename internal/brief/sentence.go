package brief

import (
	"regexp"
	"sort"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// A sentence is a sentence of the brief as the lint reads it.
type sentence struct {
	// text is what a reader reads; authored is the same with all that we wrote,
	// and all that is quoted, blanked out.
	text, authored string
	refs           []*textReference
	line           *lineText
	start          int // in the line's text
}

// pos is the place in the source of a place in the sentence.
func (s sentence) pos(at int) int { return s.line.pos(s.start + at) }

func (s sentence) question() bool { return strings.HasSuffix(strings.TrimSpace(s.text), "?") }

// lineText is the text of one paragraph, heading or cell.
type lineText struct {
	text     []byte
	authored []byte
	at       []int // where in text each piece starts
	from     []int // its place in the source
	fixed    []bool
	refs     []placedRef
}

type placedRef struct {
	ref *textReference
	at  int
}

func readLine(in []inline) *lineText {
	l := &lineText{}
	l.add(in, -1)
	l.authored = blankQuotes(l.text, l.authored)
	return l
}

// add appends inlines; within is the place of the reference that they came from,
// or -1.
func (l *lineText) add(in []inline, within int) {
	for _, i := range in {
		pos, text := i.pos, i.text
		switch i.kind {
		case noteRef, mark, ownRef:
			continue
		case lineBreak:
			text = "\n"
		case span:
			l.refs = append(l.refs, placedRef{i.ref, len(l.text)})
			l.add(i.children, i.ref.pos)
			continue
		}
		mine := pos >= 0 && i.kind != codeSpan
		if pos < 0 {
			pos = within
		}
		if pos < 0 && len(l.from) > 0 {
			pos = l.from[len(l.from)-1]
		}
		l.at, l.from, l.fixed = append(l.at, len(l.text)), append(l.from, max(pos, 0)), append(l.fixed, i.pos < 0)
		l.text = append(l.text, text...)
		if mine {
			l.authored = append(l.authored, text...)
		} else {
			l.authored = append(l.authored, blank(text)...)
		}
		l.add(i.children, within)
	}
}

func blank(s string) string { return strings.Repeat(" ", len(s)) }

func (l *lineText) pos(at int) int {
	i := sort.Search(len(l.at), func(i int) bool { return l.at[i] > at }) - 1
	if i < 0 {
		return 0
	}
	if l.fixed[i] {
		return l.from[i]
	}
	return l.from[i] + at - l.at[i]
}

var quotation = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`“[^”]*”|"[^"]*"|«[^»]*»|‘[^’]*’`) })

// blankQuotes blanks what is quoted: those words are not the author's.
func blankQuotes(text, authored []byte) []byte {
	for _, at := range quotation().FindAllIndex(text, -1) {
		for i := at[0]; i < at[1]; i++ {
			authored[i] = ' '
		}
	}
	return authored
}

// sentences splits a line. A note without words of its own belongs to the
// sentence before it.
func (l *lineText) sentences() []sentence {
	ends := sentenceEnds(string(l.text))
	out := make([]sentence, 0, len(ends))
	start := 0
	for _, end := range ends {
		out = append(out, sentence{text: string(l.text[start:end]), authored: string(l.authored[start:end]), line: l, start: start})
		start = end
	}
	for _, r := range l.refs {
		i := sort.SearchInts(ends, r.at)
		if i < len(ends) && ends[i] == r.at && !r.ref.bare() && i+1 < len(out) {
			i++
		}
		if i > 0 && i < len(out) && r.ref.bare() && strings.TrimSpace(string(l.text[out[i].start:r.at])) == "" {
			i--
		}
		if len(out) > 0 {
			i = min(i, len(out)-1)
			out[i].refs = append(out[i].refs, r.ref)
		} else {
			out = append(out, sentence{line: l, refs: []*textReference{r.ref}})
		}
	}
	return out
}

var abbreviations = map[string]bool{
	"mr": true, "mrs": true, "ms": true, "dr": true, "prof": true, "gen": true, "col": true, "lt": true, "capt": true, "maj": true, "st": true,
	"no": true, "nos": true, "vol": true, "cf": true, "vs": true, "etc": true, "ca": true, "p": true, "pp": true, "ed": true, "eds": true, "jr": true, "sr": true, "art": true,
}

// sentenceEnds returns where the sentences of a text end; the last is its end.
func sentenceEnds(text string) []int {
	var out []int
	for i, r := range text {
		if r != '.' && r != '!' && r != '?' && r != '؟' && r != '。' {
			continue
		}
		end := i + utf8.RuneLen(r)
		for end < len(text) && strings.ContainsRune("\"'”’)]", firstRune(text[end:])) {
			end += utf8.RuneLen(firstRune(text[end:]))
		}
		rest := strings.TrimLeft(text[end:], " \n\t")
		if rest == "" || len(rest) == len(text[end:]) {
			continue
		}
		if next := firstRune(rest); unicode.IsLower(next) || r == '.' && abbreviated(text[:i]) {
			continue
		}
		out = append(out, end)
	}
	return append(out, len(text))
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// abbreviated reports whether a full stop after text ends an abbreviation.
func abbreviated(text string) bool {
	i := strings.LastIndexFunc(text, func(r rune) bool { return unicode.IsSpace(r) || r == '(' })
	word := text[i+1:]
	return strings.Contains(word, ".") || utf8.RuneCountInString(word) == 1 && unicode.IsUpper(firstRune(word)) || abbreviations[strings.ToLower(word)]
}
