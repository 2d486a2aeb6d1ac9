package evidence

import "math"

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
func ICD203() Yardstick { return icd203 }

// Every assessment asks for its yardstick, so that neither is built anew.
var icd203 = Yardstick{Name: "icd203", Rows: 2, Bands: []Band{
	{.01, .05, [][]string{{"almost no chance"}, {"remote chance", "remote possibility"}}},
	{.05, .20, [][]string{{"very unlikely"}, {"highly improbable"}}},
	{.20, .45, [][]string{{"unlikely"}, {"improbable", "improbably"}}},
	{.45, .55, [][]string{{"roughly even chance"}, {"roughly even odds"}}},
	{.55, .80, [][]string{{"likely"}, {"probable", "probably"}}},
	{.80, .95, [][]string{{"very likely"}, {"highly probable"}}},
	{.95, .99, [][]string{{"almost certain", "almost certainly"}, {"nearly certain"}}},
}}

// PHIA is the yardstick of the United Kingdom's Professional Head of Intelligence
// Assessment. The gaps between its bands are deliberate.
func PHIA() Yardstick { return phia }

var phia = Yardstick{Name: "phia", Rows: 1, Bands: []Band{
	{0, .05, [][]string{{"remote chance"}}},
	{.10, .20, [][]string{{"highly unlikely"}}},
	{.25, .35, [][]string{{"unlikely"}}},
	{.40, .50, [][]string{{"realistic possibility"}}},
	{.55, .75, [][]string{{"likely", "probable", "probably"}}},
	{.80, .90, [][]string{{"highly likely"}}},
	{.95, 1, [][]string{{"almost certain", "almost certainly"}}},
}}

// YardstickOf returns the yardstick of a name; ICD 203 for any other name.
func YardstickOf(name string) Yardstick {
	if name == "phia" {
		return PHIA()
	}
	return ICD203()
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
