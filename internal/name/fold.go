// Package name brings names and texts into one form, so that what is one to a reader is
// one to a search.
//
//	name.Fold("Économie")  // "economie"
//	name.Fold("أحمد مصطفى") == name.Fold("احمد مصطفي")
package name

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold takes out of a text what makes no difference when something is looked up: case,
// accents and vowel marks of any script, the forms of apostrophes, and marks that are not
// seen. Letters of Arabic that are written one for the other are levelled: every alef,
// the yeh without dots and the Persian one, the Persian kaf, and teh marbuta, which is
// heh; the stroke that lengthens a word goes. The folded text need not be as long as the
// text. Folding twice is folding once.
func Fold(s string) string {
	if low, ok := foldASCII(s); ok {
		return low
	}
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range norm.NFKD.String(s) {
		switch {
		case unicode.Is(unicode.Mn, r), unicode.Is(unicode.Cf, r), r == tatweel:
		case apostrophes[r]:
			b.WriteByte('\'')
		default:
			r = unicode.ToLower(r)
			if one, ok := levelled[r]; ok {
				r = one
			}
			b.WriteRune(r)
		}
	}
	return b.String()
}

// foldASCII folds a text without any letter beyond ASCII, as most are.
func foldASCII(s string) (string, bool) {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf || s[i] == '`' {
			return "", false
		}
	}
	return strings.ToLower(s), true
}

const tatweel = 'ـ'

// apostrophes are written one for the other, also as the hamza and the ain of
// transliterations.
var apostrophes = map[rune]bool{'’': true, '‘': true, 'ʿ': true, 'ʾ': true, '`': true, 'ʼ': true, 'ʻ': true}

// levelled are the letters of Arabic that stand for another. The alefs with a hamza or a
// madda are taken apart before.
var levelled = map[rune]rune{'ٱ': 'ا', 'ى': 'ي', 'ی': 'ي', 'ک': 'ك', 'ة': 'ه'}
