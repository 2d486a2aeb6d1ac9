package chart

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/bidi"
)

// rightToLeft reports whether the first letter of s that has a direction runs
// right to left (rule P2 of the Unicode bidirectional algorithm).
func rightToLeft(s string) bool {
	for len(s) > 0 {
		p, size := bidi.LookupString(s)
		if size == 0 {
			return false
		}
		switch p.Class() {
		case bidi.L:
			return false
		case bidi.R, bidi.AL:
			return true
		}
		s = s[size:]
	}
	return false
}

// tidy makes a label safe to set on one line: control characters and white
// space become single spaces, and the invisible embeddings, overrides and
// isolates that could reorder the text around them are taken out. The plain
// marks (LRM, RLM, ZWNJ) stay, because Persian and mixed names need them.
func tidy(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069:
			return -1
		case unicode.IsControl(r), r == 0x2028, r == 0x2029:
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, "\ufffd"))
	return strings.Join(strings.Fields(s), " ")
}

// isolate keeps the direction of a label from spilling into the sentence it
// is quoted in.
func isolate(s string) string {
	s = tidy(s)
	if rightToLeft(s) {
		return "\u2068" + s + "\u2069"
	}
	return s
}

// textWidth estimates the width of s in a system sans-serif, a little on the
// wide side: the reader's font is not known here.
func textWidth(s string, size float64) float64 {
	var em float64
	for _, r := range s {
		em += runeWidth(r)
	}
	return em * size * 1.03
}

func runeWidth(r rune) float64 {
	switch {
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		return 0
	case strings.ContainsRune("iljtfrI.,;:'|!()[] ·", r):
		return .34
	case strings.ContainsRune("mwMW@%—…мжшщюыф", r):
		return .88
	case strings.ContainsRune("МЖШЩЮЫФ", r):
		return 1.05
	case r < utf8.RuneSelf && unicode.IsUpper(r):
		return .68
	case r < 0x2e80:
		if unicode.IsUpper(r) {
			return .7
		}
		return .57
	}
	return 1
}

// wrap breaks s at spaces into at most maxLines lines of about limit pixels,
// as even as they can be, and ends the last with an ellipsis if text is left.
func wrap(s string, size, limit float64, maxLines int) []string {
	s = tidy(s)
	if textWidth(s, size) <= limit || maxLines <= 1 {
		return []string{shorten(s, size, limit)}
	}
	if maxLines == 2 {
		if a, b, ok := halve(s, size); ok && textWidth(a, size) <= limit && textWidth(b, size) <= limit {
			return []string{a, b}
		}
	}
	words := strings.Fields(s)
	head := 1
	for head < len(words) && textWidth(strings.Join(words[:head+1], " "), size) <= limit {
		head++
	}
	if head == len(words) {
		return []string{shorten(s, size, limit)}
	}
	first := shorten(strings.Join(words[:head], " "), size, limit)
	return append([]string{first}, wrap(strings.Join(words[head:], " "), size, limit, maxLines-1)...)
}

// filled breaks s at spaces into lines of about limit pixels, each as full as it can be, at
// most maxLines; the last ends with an ellipsis if text is left.
func filled(s string, size, limit float64, maxLines int) (lines []string) {
	words := strings.Fields(tidy(s))
	for len(words) > 0 {
		n := 1
		for w := textWidth(words[0], size); n < len(words); n++ {
			if w += textWidth(" "+words[n], size); w > limit {
				break
			}
		}
		if len(lines) == maxLines-1 {
			n = len(words)
		}
		lines = append(lines, shorten(strings.Join(words[:n], " "), size, limit))
		words = words[n:]
	}
	return lines
}

// halve breaks s at the space that leaves the two lines most alike in width.
func halve(s string, size float64) (a, b string, ok bool) {
	words := strings.Fields(s)
	if len(words) > 30 {
		return "", "", false // too long for two lines however it is broken
	}
	best := 0.0
	for i := 1; i < len(words); i++ {
		l, r := strings.Join(words[:i], " "), strings.Join(words[i:], " ")
		w := max(textWidth(l, size), textWidth(r, size))
		if !ok || w < best {
			a, b, best, ok = l, r, w, true
		}
	}
	return a, b, ok
}

// shorten cuts s to limit pixels and marks the cut with an ellipsis.
func shorten(s string, size, limit float64) string {
	if textWidth(s, size) <= limit {
		return s
	}
	room, end := limit-textWidth("…", size), 0
	for i, r := range s {
		if room -= textWidth(string(r), size); room < 0 {
			break
		}
		end = i + utf8.RuneLen(r)
	}
	return strings.TrimRight(s[:end], " ,;") + "…"
}
