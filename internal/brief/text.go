package brief

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"underpin"
)

func join(sep string, parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), sep)
}

func appendNew(list []string, s string) []string {
	if slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}

func upperFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

func lowerFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToLower(r)) + s[n:]
}

var numberWords = [...]string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"}

// numberWord writes small numbers as words.
func numberWord(n int) string {
	if n >= 0 && n < len(numberWords) {
		return numberWords[n]
	}
	return thousands(n)
}

// thousands writes a number with a comma at every third digit.
func thousands(n int) string { return underpin.FormatCount(n) }

// percent writes a share. 0 and 100 are outside the scale of what can be known.
func percent(p float64) string {
	switch {
	case math.IsNaN(p):
		return "unknown"
	case between(p):
	case p < .5:
		return "less than 1\u00a0%"
	default:
		return "more than 99\u00a0%"
	}
	return strings.ReplaceAll(underpin.FormatShare(p), " ", "\u00a0")
}

// between reports whether a share is written as a number, and not as less or more than one.
func between(p float64) bool { return p >= .01 && p <= .99 }

// spread writes a number that differs between worlds, as it is written everywhere.
func spread(mean, low, high float64, unit string) string {
	if math.IsNaN(mean) || math.IsInf(mean, 0) {
		return "unknown"
	}
	return strings.ReplaceAll(underpin.FormatSpread(mean, low, high, clean(unit)), "-", "−")
}

// decimal writes the value of an answer, with the minus of typography.
func decimal(x float64) string {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return "unknown"
	}
	return strings.ReplaceAll(underpin.FormatAnswer(x), "-", "−")
}

// plural adds an s unless n is one.
func plural(n int, word string) string {
	if n == 1 {
		return numberWord(n) + " " + word
	}
	return numberWord(n) + " " + word + "s"
}

// slug makes an anchor of a heading.
func slug(s string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(s) {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	if s := strings.Trim(b.String(), "-"); s != "" {
		return "s-" + s
	}
	return "s"
}
