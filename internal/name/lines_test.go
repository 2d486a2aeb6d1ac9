package name_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"underpin/internal/name"
	"underpin/internal/synth/property"
)

func TestEachLineFindsWhatHasAllWords(t *testing.T) {
	property.Check(t, func(t *rapid.T) {
		texts := rapid.SliceOfN(rapid.StringMatching(`[abÉ ]{0,8}`), 0, 6).Draw(t, "texts")
		words := rapid.SliceOfN(rapid.StringMatching(`[abe]{1,3}`), 0, 3).Draw(t, "words")
		var lines []byte
		var want, got []string
		for i, text := range texts {
			id := string(rune('a' + i))
			lines = name.AppendLine(lines, id+" "+text, id)
			if name.HasAll(id+" "+text, words) {
				want = append(want, id)
			}
		}
		name.EachLine(lines, name.Longest(words), func(id []byte) { got = append(got, string(id)) })
		if !slices.Equal(got, want) {
			t.Fatalf("%q in %q: found %v, want %v", words, lines, got, want)
		}
	})
}
