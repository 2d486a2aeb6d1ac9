package brief

import (
	"os"
	"regexp"
	"slices"
	"testing"
)

// The exhibits that the desk prepares by name stand beside the words of this room.
func TestTheGuideListsEveryReference(t *testing.T) {
	text, err := os.ReadFile("../../docs/casebook.md")
	if err != nil {
		t.Fatal(err)
	}
	rows := func(pattern string) []string {
		var words []string
		for _, m := range regexp.MustCompile(pattern).FindAllStringSubmatch(string(text), -1) {
			words = append(words, m[1])
		}
		slices.Sort(words)
		return words
	}
	sorted := func(words ...string) []string { return slices.Sorted(slices.Values(words)) }
	if got, want := rows("(?m)^\\| `\\[\\[([a-z-]+)"), sorted(inlineVerbs...); !slices.Equal(got, want) {
		t.Errorf("within a line the guide has %v, a brief %v", got, want)
	}
	if got, want := rows("(?m)^\\| `{{([a-z-]+)"), sorted(append([]string{"network", "payments", "requests", "shock"}, blockVerbs...)...); !slices.Equal(got, want) {
		t.Errorf("on a line of their own the guide has %v, a brief %v", got, want)
	}
}
