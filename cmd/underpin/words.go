package main

import (
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"underpin"
)

// count writes a whole number, its thousands set apart.
func count(n int) string { return underpin.FormatCount(n) }

// counted writes a number with its noun: "1 entry", "3 entries".
func counted(n int, noun string) string {
	if n != 1 {
		noun = plural(noun)
	}
	return count(n) + " " + noun
}

// listed writes words one after the other: "entity, claim, source".
func listed[S ~string](list []S) string {
	words := make([]string, len(list))
	for i, w := range list {
		words[i] = string(w)
	}
	return strings.Join(words, ", ")
}

// named is a name with the others of what is judged the same: "Ana Ruiz (also: A. Ruiz)".
func named(name string, also []string) string {
	if len(also) == 0 {
		return name
	}
	return name + " (also: " + listed(also) + ")"
}

// moreOf counts what is not shown: "3 more claims".
func moreOf(n int, noun string) string { return counted(n, "more "+noun) }

func times(n int) string {
	switch n {
	case 1:
		return "once"
	case 2:
		return "twice"
	}
	return counted(n, "time")
}

func plural(noun string) string {
	if stem, ok := strings.CutSuffix(noun, "y"); ok {
		return stem + "ies"
	}
	return noun + "s"
}

// share writes a share of worlds for a table, "-" where there is none.
func share(x float64) string {
	if x == 0 {
		return "-"
	}
	return underpin.FormatShare(x)
}

// decimal writes a mean with two digits.
func decimal(x float64) string { return underpin.FormatNumber(x, 2) }

// figure writes a measure with three significant digits or so, and a small one with
// two: "1,235", "0.036", "0.00038".
func figure(x float64) string {
	digits, size := 3, math.Abs(x)
	switch {
	case x == math.Trunc(x) || size >= 1000:
		return count(int(math.Round(x)))
	case size >= 10:
		digits = 1
	case size < .01:
		digits = min(1-int(math.Floor(math.Log10(size))), 9)
	}
	return strconv.FormatFloat(x, 'f', digits, 64)
}

func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}

// sentence ends a text with a full stop, unless it has one.
func sentence(s string) string {
	if strings.HasSuffix(s, ".") || strings.HasSuffix(s, "?") || strings.HasSuffix(s, "!") {
		return s
	}
	return s + "."
}
