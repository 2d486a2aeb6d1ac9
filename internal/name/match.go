package name

import (
	"strings"
	"unicode/utf8"
)

// A Segment is a part of a text, and whether it is what was looked for.
type Segment struct {
	Text  string `json:"text"`
	Match bool   `json:"match,omitempty"`
}

// Segments parts a text where the first of each of some folded words stands in it, whole
// letters with their marks. All segments together are the text.
func Segments(text string, words []string) []Segment {
	at, folded := foldedAt(text)
	hit := make([]bool, len(text)+1)
	for _, w := range words {
		i := strings.Index(folded, w)
		if w == "" || i < 0 {
			continue
		}
		for b := at[i]; b < at[i+len(w)]; b++ {
			hit[b] = true
		}
	}
	out := []Segment{}
	for from, b := 0, 1; b <= len(text); b++ {
		if b == len(text) || hit[b] != hit[from] {
			out = append(out, Segment{text[from:b], hit[from]})
			from = b
		}
	}
	return out
}

// foldedAt folds a text letter by letter, and says of each byte of the folded text, and of
// its end, at which byte of the text its letter begins. Marks belong to the letter before
// them.
func foldedAt(text string) (at []int, folded string) {
	var b strings.Builder
	for i, r := range text {
		for _, c := range []byte(Fold(text[i : i+utf8.RuneLen(r)])) {
			b.WriteByte(c)
			at = append(at, i)
		}
	}
	return append(at, len(text)), b.String()
}
