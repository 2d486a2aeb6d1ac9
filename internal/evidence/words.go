package evidence

// A Yardstick puts words to probabilities.
type Yardstick struct {
	Name  string
	Bands []Band
	// Gaps marks a yardstick that leaves some probabilities without a word: they
	// take the nearer band, ties the one nearer to one half.
	Gaps bool
}

// A Band is the word for probabilities from Low to High.
type Band struct {
	Low, High float64
	Word      string
}

// ICD203 is the scale of the United States' analytic standards, first row. Shared
// ends belong to the upper band; the top band is closed.
var ICD203 = Yardstick{Name: "icd203", Bands: []Band{
	{.01, .05, "almost no chance"}, {.05, .20, "very unlikely"}, {.20, .45, "unlikely"},
	{.45, .55, "roughly even chance"}, {.55, .80, "likely"}, {.80, .95, "very likely"}, {.95, .99, "almost certain"},
}}

// PHIA is the probability yardstick of the United Kingdom's Professional Head of
// Intelligence Assessment. Its gaps are deliberate.
var PHIA = Yardstick{Name: "phia", Gaps: true, Bands: []Band{
	{0, .05, "remote chance"}, {.10, .20, "highly unlikely"}, {.25, .35, "unlikely"},
	{.40, .50, "realistic possibility"}, {.55, .75, "likely"}, {.80, .90, "highly likely"}, {.95, 1, "almost certain"},
}}

// YardstickOf returns the yardstick of a name; ICD203 for the empty and for any
// other name.
func YardstickOf(name string) Yardstick {
	if name == PHIA.Name {
		return PHIA
	}
	return ICD203
}

// Word returns the word for a probability.
func (y Yardstick) Word(p float64) string {
	if !y.Gaps {
		for i := len(y.Bands) - 1; i > 0; i-- {
			if p >= y.Bands[i].Low {
				return y.Bands[i].Word
			}
		}
		return y.Bands[0].Word
	}
	best := y.Bands[0]
	for _, b := range y.Bands[1:] {
		d, e := distance(p, b), distance(p, best)
		tied := abs(d-e) < 1e-9
		if d < e && !tied || tied && abs((b.Low+b.High)/2-.5) < abs((best.Low+best.High)/2-.5) {
			best = b
		}
	}
	return best.Word
}

// distance is how far p lies outside a band, 0 inside.
func distance(p float64, b Band) float64 { return max(b.Low-p, p-b.High, 0) }

func abs(x float64) float64 {
	if x < 0 {
		return -x
	}
	return x
}
