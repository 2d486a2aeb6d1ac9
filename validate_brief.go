package underpin

import (
	"regexp"
	"sync"
	"time"
)

// sums are SHA-256 sums in hexadecimal digits.
var sums = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[0-9a-f]{64}$`) })

func (v *validator) brief(b *Brief) {
	for _, r := range b.Releases {
		if _, err := time.Parse(time.RFC3339, r.Made); err != nil {
			v.add(KindBrief, b.ID, "releases", "write 2020-01-15T09:30:00Z", "%q is not a time", r.Made)
		}
		if r.Head < 1 || r.Worlds < 1 {
			v.add(KindBrief, b.ID, "releases", "a page that was frozen names both", "the release does not say at which entry, or from how many worlds")
		}
		if !sums().MatchString(r.Sum) {
			v.add(KindBrief, b.ID, "releases", "64 digits from 0 to f", "%q is not the sum of a page", r.Sum)
		}
	}
}
