package brief

import (
	"cmp"
	"math"
	"regexp"
	"slices"
	"strings"
)

// A Yardstick puts words to probabilities. Each band has its words by row; the
// first word of a row is the one that is written, the others are its forms.
type Yardstick struct {
	Name  string
	Bands []Band
	// Rows is the number of rows of words; they must not be mixed.
	Rows int
}

// A Band is the words for probabilities from Low to High.
type Band struct {
	Low, High float64
	Rows      [][]string
}

// ICD203 is the scale of Intelligence Community Directive 203, both rows.
func ICD203() Yardstick {
	return Yardstick{Name: "icd203", Rows: 2, Bands: []Band{
		{.01, .05, [][]string{{"almost no chance"}, {"remote chance", "remote possibility"}}},
		{.05, .20, [][]string{{"very unlikely"}, {"highly improbable"}}},
		{.20, .45, [][]string{{"unlikely"}, {"improbable", "improbably"}}},
		{.45, .55, [][]string{{"roughly even chance"}, {"roughly even odds"}}},
		{.55, .80, [][]string{{"likely"}, {"probable", "probably"}}},
		{.80, .95, [][]string{{"very likely"}, {"highly probable"}}},
		{.95, .99, [][]string{{"almost certain", "almost certainly"}, {"nearly certain"}}},
	}}
}

// PHIA is the yardstick of the United Kingdom's Professional Head of Intelligence
// Assessment. The gaps between its bands are deliberate.
func PHIA() Yardstick {
	return Yardstick{Name: "phia", Rows: 1, Bands: []Band{
		{0, .05, [][]string{{"remote chance"}}},
		{.10, .20, [][]string{{"highly unlikely"}}},
		{.25, .35, [][]string{{"unlikely"}}},
		{.40, .50, [][]string{{"realistic possibility"}}},
		{.55, .75, [][]string{{"likely", "probable", "probably"}}},
		{.80, .90, [][]string{{"highly likely"}}},
		{.95, 1, [][]string{{"almost certain", "almost certainly"}}},
	}}
}

// YardstickOf returns the yardstick of a name; ICD 203 for any other name.
func YardstickOf(name string) Yardstick {
	if name == "phia" {
		return PHIA()
	}
	return ICD203()
}

// A likelihood is a word of likelihood in a text.
type likelihood struct {
	start, end int
	word       string
	band       *Band // nil for a word of another yardstick
	row        int
}

// wordFinder finds words of likelihood: the yardstick's, and those that other
// yardsticks have.
type wordFinder struct {
	re    *regexp.Regexp
	words map[string]likelihood
}

func newWordFinder(y Yardstick) *wordFinder {
	f := &wordFinder{words: map[string]likelihood{}}
	for _, other := range []Yardstick{ICD203(), PHIA()} {
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

// strongerThan reports whether the word says more than the probability bears, in
// either direction.
func (b *Band) strongerThan(p float64) bool {
	const slack = .005 // as the number would be rounded
	if (b.Low+b.High)/2 >= .5 {
		return b.Low > p+slack
	}
	return b.High < p-slack
}

// Word returns the word for a probability: of the band that holds it, shared ends
// belonging to the upper band, else of the nearest, ties to the one nearer one
// half.
func (y Yardstick) Word(p float64) string {
	const same = 1e-9
	best, bestAt := "", 2.
	for _, b := range y.Bands {
		away := max(b.Low-p, p-b.High, 0)
		tie := math.Abs(away-bestAt) <= same
		if !tie && away < bestAt || tie && (away <= same || (b.Low+b.High)/2 <= .5) {
			best, bestAt = b.Rows[0][0], away
		}
	}
	return best
}
