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

// wordsOf are words of a type of their own as plain text.
func wordsOf[S ~string](list []S) []string {
	out := make([]string, len(list))
	for i, w := range list {
		out[i] = string(w)
	}
	return out
}

// schemaWords writes a schema as a person says it: "public body".
func schemaWords(s underpin.Schema) string {
	var b strings.Builder
	for i, r := range string(s) {
		if i > 0 && 'A' <= r && r <= 'Z' {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
	}
	return strings.ToLower(b.String())
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
