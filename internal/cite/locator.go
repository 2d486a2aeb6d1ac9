package cite

import (
	"regexp"
	"strings"
	"sync"
)

var shortLocator = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^N([0-9]+|[a-z])$`) })

// Locator writes a locator for a reader: "N4" is "endnote 4", "Nb" is "note b",
// "N4; N5" is "endnote 4 and endnote 5". Others stay as they are.
func Locator(s string) string {
	parts := strings.FieldsFunc(s, func(r rune) bool { return r == ';' })
	for i, p := range parts {
		p = strings.TrimSpace(p)
		if m := shortLocator().FindStringSubmatch(p); m != nil {
			p = "note " + m[1]
			if m[1][0] <= '9' {
				p = "end" + p
			}
		}
		parts[i] = p
	}
	return strings.Join(parts, " and ")
}
