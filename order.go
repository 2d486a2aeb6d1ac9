package underpin

import (
	"cmp"
	"slices"
	"strings"
)

// CompareIDs compares two ids as a person would sort them: runs of digits by their
// number ("c2" before "c10"), all else byte by byte. Ids that differ only in
// leading zeros are ordered byte by byte, so that the order is total.
func CompareIDs(a, b string) int {
	x, y := a, b
	for x != "" && y != "" {
		if digit(x[0]) && digit(y[0]) {
			var m, n string
			m, x = number(x)
			n, y = number(y)
			if len(m) != len(n) {
				return len(m) - len(n)
			}
			if c := strings.Compare(m, n); c != 0 {
				return c
			}
			continue
		}
		if x[0] != y[0] {
			return int(x[0]) - int(y[0])
		}
		x, y = x[1:], y[1:]
	}
	if c := len(x) - len(y); c != 0 {
		return c
	}
	return strings.Compare(a, b)
}

func digit(c byte) bool { return '0' <= c && c <= '9' }

// number cuts the leading digits off s, without their leading zeros.
func number(s string) (digits, rest string) {
	i := 0
	for i < len(s) && digit(s[i]) {
		i++
	}
	return strings.TrimLeft(s[:i], "0"), s[i:]
}

// SortRefs sorts references: kinds in the order of [RecordKinds], unknown ones
// last, ids by [CompareIDs].
func SortRefs(refs []RecordRef) {
	rank := func(k RecordKind) int {
		i := slices.Index(RecordKinds, k)
		if i < 0 {
			return len(RecordKinds)
		}
		return i
	}
	slices.SortFunc(refs, func(a, b RecordRef) int {
		return cmp.Or(cmp.Compare(rank(a.Kind), rank(b.Kind)), strings.Compare(string(a.Kind), string(b.Kind)), CompareIDs(a.ID, b.ID))
	})
}
