package desk

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"underpin"
)

// count writes a number with its noun: "1 claim", "3 claims".
func count(n int, noun string) string { return underpin.FormatCounted(n, noun) }

// capital begins a sentence.
func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}

// list joins the first n of some names and counts the rest.
func list(names []string, n int) string {
	if len(names) > n {
		return strings.Join(names[:n], ", ") + " and " + underpin.FormatCount(len(names)-n) + " more"
	}
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}
