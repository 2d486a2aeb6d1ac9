package desk

import (
	"fmt"
	"unicode"
	"unicode/utf8"
)

// count writes a number with its noun: "1 claim", "3 claims".
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	if noun[len(noun)-1] == 'y' {
		return fmt.Sprintf("%d %sies", n, noun[:len(noun)-1])
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// number writes a probability or a mean with two digits.
func number(x float64) string { return fmt.Sprintf("%.2f", x) }

// capital begins a sentence.
func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}
