package main

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"underpin"
)

// count writes a whole number, its thousands set apart.
func count(n int) string { return underpin.FormatCount(n) }

// counted writes a number with its noun: "1 entry", "3 entries".
func counted(n int, noun string) string { return underpin.FormatCounted(n, noun) }

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

// share writes a share of worlds for a table, "-" where there is none.
func share(x float64) string {
	if x == 0 {
		return "-"
	}
	return underpin.FormatShare(x)
}

// figure writes a measure.
func figure(x float64) string { return underpin.FormatFigure(x) }

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
