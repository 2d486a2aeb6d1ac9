package brief

import "strings"

// clean takes out what no page may hold: control characters, which XML forbids,
// and invisible overrides of the writing direction, which make a text read other
// than it is. Marks of direction (LRM, RLM, ALM) stay.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case r < 0x20, r >= 0x7f && r < 0xa0, r >= 0xfdd0 && r <= 0xfdef, r&0xfffe == 0xfffe:
			return -1
		case r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069, r == 0xfeff:
			return -1
		}
		return r
	}, s)
}

// sentenceText is a text of the case as part of a sentence: on one line, without
// its full stop.
func sentenceText(s string) string {
	return strings.TrimSuffix(strings.Join(strings.Fields(clean(s)), " "), ".")
}
