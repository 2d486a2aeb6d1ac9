package underpin

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// FormatProbability writes a probability, such as a credence, a standing, a prior or
// what a grade stands for: "0.83". What is nearly certain is not written as what is:
// "<0.01" and ">0.99" beside "0" and "1".
func FormatProbability(p float64) string {
	switch {
	case p == 0:
		return "0"
	case p < .005:
		return "<0.01"
	case p > 1-1e-9:
		return "1"
	case p >= .995:
		return ">0.99"
	}
	return fmt.Sprintf("%.2f", p)
}

// FormatShare writes a share of worlds, or of anything that is counted: "83 %". What
// is nearly none or all is not written as that: "<1 %" and ">99 %" beside "0 %" and
// "100 %".
func FormatShare(x float64) string {
	switch {
	case x == 0:
		return "0 %"
	case x < .005:
		return "<1 %"
	case x > 1-1e-9:
		return "100 %"
	case x >= .995:
		return ">99 %"
	}
	return fmt.Sprintf("%.0f %%", math.Round(100*x))
}

// FormatCount writes a whole number, its thousands set apart: "2,000".
func FormatCount(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// FormatCounted writes how many of a thing there are: "1 claim", "2,000 worlds", "3
// entries".
func FormatCounted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return FormatCount(n) + " " + Plural(noun)
}

// Plural is the plural of a noun of ours: "claims", "entries", "searches", "people".
func Plural(noun string) string {
	last := noun[len(noun)-1]
	switch {
	case strings.HasSuffix(noun, "person"):
		return strings.TrimSuffix(noun, "person") + "people"
	case last == 'y' && !strings.ContainsRune("aeiou", rune(noun[len(noun)-2])):
		return noun[:len(noun)-1] + "ies"
	case last == 's' || last == 'x' || strings.HasSuffix(noun, "ch") || strings.HasSuffix(noun, "sh"):
		return noun + "es"
	}
	return noun + "s"
}

// FormatPercentage writes a percentage that is a quantity, such as what flows to an
// owner, to one decimal at most: "37.5 %", "40 %".
func FormatPercentage(x float64) string {
	return strings.TrimSuffix(strconv.FormatFloat(x, 'f', 1, 64), ".0") + " %"
}

// FormatPoints writes the change of a share in percentage points: "-1.7", "+0.4".
func FormatPoints(x float64) string { return fmt.Sprintf("%+.1f", 100*x) }

// FormatLogOdds writes a weight of evidence in log-odds: "+2.9444".
func FormatLogOdds(x float64) string { return fmt.Sprintf("%+.4f", x) }

// FormatFigure writes a measure to three significant digits or so, and a small one to
// two: "1,235", "0.036", "0.00038".
func FormatFigure(x float64) string {
	digits, size := 3, math.Abs(x)
	switch {
	case x == math.Trunc(x) || size >= 1000:
		return FormatCount(int(math.Round(x)))
	case size >= 10:
		digits = 1
	case size < .01:
		digits = min(1-int(math.Floor(math.Log10(size))), 9)
	}
	return strconv.FormatFloat(x, 'f', digits, 64)
}

// FormatPrecise writes a measure of a bare graph, which may be compared with what
// another program computes: whole numbers as such, others to five or six digits.
func FormatPrecise(x float64) string {
	switch {
	case x == math.Trunc(x) && math.Abs(x) < 1e15:
		return FormatCount(int(x))
	case x >= 1000:
		whole, fraction := math.Modf(x)
		return FormatCount(int(whole)) + strconv.FormatFloat(fraction, 'f', 1, 64)[1:]
	case x >= 1e-4 && x < 1:
		return strconv.FormatFloat(x, 'f', 6, 64)
	}
	return strconv.FormatFloat(x, 'g', 5, 64)
}

// FormatMagnitude writes an error or a residual to one significant digit: "3e-09",
// "0.02".
func FormatMagnitude(x float64) string { return strconv.FormatFloat(x, 'g', 1, 64) }

// FormatDay writes a day in a sentence: "3 January 2020". In a table, in JSON and
// where it is to be typed, a day is written as it is in a casebook: "2020-01-03".
func FormatDay(d Day) string { return d.Time().Format("2 January 2006") }

// FormatNumber writes a number that is computed: to so many decimals below a thousand,
// whole below a million, and to three digits from there on, as an amount is written:
// "0.35", "1,235", "876 million".
func FormatNumber(x float64, decimals int) string {
	const digits = 3
	switch size := math.Abs(x); {
	case size < 1000:
		return strconv.FormatFloat(x, 'f', decimals, 64)
	case size < 1e6:
		return grouped(math.Round(x))
	}
	y, err := strconv.ParseFloat(strconv.FormatFloat(x, 'g', digits, 64), 64)
	if err != nil {
		return grouped(x)
	}
	return grouped(y)
}

// FormatMean writes a mean of counts or a sum, to two decimals: "1.83", "1,235".
func FormatMean(x float64) string { return FormatNumber(x, 2) }

// FormatAnswer writes the value of an answer with as many decimals as say something:
// "3", "29.2", "0.33".
func FormatAnswer(x float64) string {
	switch {
	case x == math.Trunc(x):
		return FormatNumber(x, 0)
	case math.Abs(x) >= 1:
		return FormatNumber(x, 1)
	}
	return FormatNumber(x, 2)
}

// FormatSpread writes a number that differs between worlds, with its unit and the ends
// of nine worlds out of ten: "1.04 billion USD on average (700 million to 1.14 billion
// in nine worlds out of ten)". Where both ends read alike one says it, and where the number does
// as well it stands alone.
func FormatSpread(mean, low, high float64, unit string) string {
	text, from, to := FormatAnswer(mean), FormatAnswer(low), FormatAnswer(high)
	out := text
	if unit != "" {
		out += " " + unit
	}
	switch {
	case from != to:
		out += " on average (" + from + " to " + to + " in nine worlds out of ten)"
	case from != text:
		out += " on average (" + from + " in nine worlds out of ten)"
	}
	return out
}
