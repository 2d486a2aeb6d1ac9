package underpin

import (
	"fmt"
	"math"
	"strconv"
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
