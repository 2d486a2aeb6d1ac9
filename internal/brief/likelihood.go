package brief

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"underpin/internal/evidence"
)

// A likelihood is a word of likelihood in a text.
type likelihood struct {
	start, end int
	word       string
	band       *evidence.Band // nil for a word of another yardstick
	row        int
}

// wordFinder finds words of likelihood: the yardstick's, and those that other
// yardsticks have.
type wordFinder struct {
	re    *regexp.Regexp
	words map[string]likelihood
}

func newWordFinder(y evidence.Yardstick) *wordFinder {
	f := &wordFinder{words: map[string]likelihood{}}
	for _, other := range []evidence.Yardstick{evidence.ICD203(), evidence.PHIA()} {
		for _, b := range other.Bands {
			for _, row := range b.Rows {
				for _, w := range row {
					f.words[w] = likelihood{word: w}
				}
			}
		}
	}
	for i := range y.Bands {
		for r, row := range y.Bands[i].Rows {
			for _, w := range row {
				f.words[strings.ToLower(w)] = likelihood{word: w, band: &y.Bands[i], row: r}
			}
		}
	}
	all := make([]string, 0, len(f.words))
	for w := range f.words {
		all = append(all, strings.ReplaceAll(regexp.QuoteMeta(w), " ", `\s+`))
	}
	slices.SortFunc(all, func(a, b string) int { return cmp.Or(len(b)-len(a), cmp.Compare(a, b)) })
	f.re = regexp.MustCompile(`(?i)\b(?:` + strings.Join(all, "|") + `)\b`)
	return f
}

func (f *wordFinder) find(text string) []likelihood {
	var out []likelihood
	for _, at := range f.re.FindAllStringIndex(text, -1) {
		w := strings.ToLower(strings.Join(strings.Fields(text[at[0]:at[1]]), " "))
		l := f.words[w]
		l.start, l.end = at[0], at[1]
		out = append(out, l)
	}
	return out
}

// stronger reports whether the word of a band says more than the probability bears, in
// either direction.
func stronger(b *evidence.Band, p float64) bool {
	const slack = .005 // as the number would be rounded
	if (b.Low+b.High)/2 >= .5 {
		return b.Low > p+slack
	}
	return b.High < p-slack
}
