package underpin

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// maxSuggestions bounds how many words of one case are compared with all others:
// nobody reads more hints than that.
const maxSuggestions = 200

// meant returns the hint which record a reference perhaps means, by its id or by what
// it is called, or the fallback where none is near. Each word is looked up once among
// the words of a kind, which the fallback tells apart.
func (v *validator) meant(r Reference, fallback string) string {
	key := fallback + "\x00" + r.ID
	hint, ok := v.near[key]
	if !ok && len(v.near) < maxSuggestions {
		hint = v.suggestion(r)
		v.near[key] = hint
	}
	if hint != "" {
		return hint
	}
	return fallback
}

// suggestion looks for what a reference perhaps means.
func (v *validator) suggestion(r Reference) string {
	var known []string
	called := map[string]string{} // ids by name
	for _, kind := range r.Kinds {
		for _, id := range v.x.IDs(kind) {
			known = append(known, id)
			for _, name := range v.x.NamesOf(RecordRef{kind, id}) {
				known, called[name] = append(known, name), id
			}
		}
	}
	near, ok := Nearest(r.ID, known)
	if !ok {
		near, ok = sharing(r.ID, known)
	}
	switch id := called[near]; {
	case !ok:
		return ""
	case id == "" || v.x.Has(RecordRef{r.Kinds[0], near}):
		return "did you mean " + near + "?"
	case near == r.ID:
		return "write its id: " + id
	default:
		return fmt.Sprintf("did you mean %s (%s)?", near, id)
	}
}

// Nearest returns the known word that a mistyped one most resembles, if it lies
// within a third of its letters by edit distance; of equally near ones the first
// in alphabetical order. Who writes c102 where c101 is known has not mistyped it: words
// that differ in a number alone are no more like each other than any two numbers.
func Nearest(word string, known []string) (string, bool) {
	letters := []rune(word)
	best, distance := "", len(letters)/3+1
	for _, k := range slices.Sorted(slices.Values(known)) {
		if d := editDistance(letters, []rune(k), distance); d < distance && !otherNumber(word, k) {
			best, distance = k, d
		}
	}
	return best, best != ""
}

// Apart returns by how many letters a mistyped word and a known one differ, and whether the
// known one may be meant, as [Nearest] has it.
func Apart(word, known string) (letters int, near bool) {
	w := []rune(word)
	most := len(w)/3 + 1
	d := editDistance(w, []rune(known), most)
	return d, d < most && !otherNumber(word, known)
}

// otherNumber reports whether two words differ in their numbers and in nothing else: c101
// and c102, not c05 and c5.
func otherNumber(a, b string) bool {
	other := false
	for a != "" && b != "" {
		if digit(a[0]) && digit(b[0]) {
			var m, n string
			m, a = number(a)
			n, b = number(b)
			other = other || m != n
			continue
		}
		if a[0] != b[0] {
			return false
		}
		a, b = a[1:], b[1:]
	}
	return other && a == b
}

// sharing returns the known word or name that has a whole word of a mistyped one, or
// a word that begins as it does, where that is so of one alone: Brightwater for
// Brightwater Trading, owner_share for shareholder_of. Short words are not compared.
func sharing(word string, known []string) (string, bool) {
	best, most, alone := "", 0, false
	for _, k := range slices.Sorted(slices.Values(known)) {
		n := 0
		for _, w := range wordsOf(word) {
			for _, o := range wordsOf(k) {
				if strings.HasPrefix(o, w) || strings.HasPrefix(w, o) {
					n += min(len(w), len(o))
				}
			}
		}
		switch {
		case n > most:
			best, most, alone = k, n, true
		case n == most:
			alone = false
		}
	}
	return best, alone
}

// wordsOf lists the words of an id or a name that are long enough to tell it by.
func wordsOf(s string) []string {
	words := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) })
	return slices.DeleteFunc(words, func(w string) bool { return len(w) < 4 })
}

// editDistance is the Levenshtein distance of a and b, or limit where it is at
// least that.
func editDistance(a, b []rune, limit int) int {
	if len(a)-len(b) >= limit || len(b)-len(a) >= limit {
		return limit
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		diagonal := row[0]
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := diagonal
			if a[i-1] != b[j-1] {
				cost = 1 + min(diagonal, row[j], row[j-1])
			}
			diagonal, row[j] = row[j], cost
		}
	}
	return min(row[len(b)], limit)
}

// keys returns the keys of a map as strings, in no order.
func keys[K ~string, T any](m map[K]T) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, string(k))
	}
	return out
}
