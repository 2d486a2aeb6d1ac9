package cite

import "testing"

func TestANameKeepsItsCapitalInsideASentence(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"a word of the trade", "Endnote 12 of the article", "endnote 12 of the article"},
		{"an article before a common word", "An official of the port", "an official of the port"},
		{"an article before a word that has a capital anyway", "An American official", "an American official"},
		{"a person", "Maryam Dalal", "Maryam Dalal"},
		{"a place", "Selmora keeps no land register", "Selmora keeps no land register"},
		{"a title", "The Quays: Who Runs Them", "The Quays: Who Runs Them"},
		{"a body", "General Staff of the coast guard", "General Staff of the coast guard"},
		{"a phrase of common words", "General knowledge, not in the excerpt", "general knowledge, not in the excerpt"},
		{"an abbreviation", "UN panel of experts", "UN panel of experts"},
		{"what is lowered already", "unnamed night porter", "unnamed night porter"},
		{"nothing", "", ""},
	} {
		if got := lowerFirst(tt.in); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}
