package cite

import (
	"regexp"
	"strings"
	"sync"
)

// onePerson is a label that names one who speaks by what they are and has no article:
// "unnamed senior official with knowledge of it". The noun comes before what tells more
// of it.
var onePerson = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:[a-z-]+ ){0,4}(?:official|officer|source|witness|aide|diplomat|porter|banker|lawyer|adviser|advisor|minister|manager|director|employee|contractor|magistrate|member|resident|journalist|reporter|worker|soldier|commander|spokesman|spokeswoman|spokesperson|person|man|woman)(?: (?:with|of|in|at|for|from|who|close|on|to|near|within|inside|familiar)\b.*)?$`)
})

var hasArticle = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:an?|the|one|its|his|her|their|our|some|another|no|this|that) `)
})

// withArticle puts the article before a label that names one who speaks: notes read as
// English, "citing an official with knowledge". Others stay as they are: a locator
// ("endnote 4") has none.
func withArticle(label string) string {
	if own, ok := strings.CutPrefix(label, "its "); ok && hasArticle().MatchString(own) {
		return own
	}
	if hasArticle().MatchString(label) || !onePerson().MatchString(label) {
		return label
	}
	if strings.ContainsRune("aeio", rune(label[0])) || strings.HasPrefix(label, "un") && !strings.HasPrefix(label, "uni") {
		return "an " + label
	}
	return "a " + label
}
