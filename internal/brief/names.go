package brief

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// names finds the names of a case's entities in running text.
type names struct {
	byFirst map[string][]Name // by their first word, the longest first
}

func newNames(list []Name) *names {
	n := &names{byFirst: map[string][]Name{}}
	for _, name := range list {
		name.Text = strings.Join(strings.Fields(clean(name.Text)), " ")
		if first := firstWord(name.Text); first != "" {
			n.byFirst[first] = append(n.byFirst[first], name)
		}
	}
	for first, l := range n.byFirst {
		slices.SortFunc(l, func(a, b Name) int {
			if len(a.Text) != len(b.Text) {
				return len(b.Text) - len(a.Text)
			}
			return strings.Compare(a.Text, b.Text)
		})
		n.byFirst[first] = l
	}
	return n
}

// withSurnames adds the last word of each person's name as a name of the person,
// unless another entity's name begins with it.
func withSurnames(list []Name) []Name {
	other := map[string]bool{}
	for _, n := range list {
		if !n.Person {
			other[firstWord(n.Text)] = true
		}
	}
	out := slices.Clone(list)
	for _, n := range list {
		f := strings.Fields(n.Text)
		if !n.Person || len(f) < 2 {
			continue
		}
		last := f[len(f)-1]
		if utf8.RuneCountInString(last) >= 4 && !other[firstWord(last)] && last != strings.ToLower(last) {
			out = append(out, Name{Text: last, Person: true})
		}
	}
	return out
}

// A nameMatch is a name found in a text.
type nameMatch struct {
	start, end int
	name       Name
}

// find returns the names in text, the longest at each place, in order.
func (n *names) find(text string) []nameMatch {
	var out []nameMatch
	within := false // inside a word
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !wordRune(r) {
			within = false
			i += size
			continue
		}
		if within {
			i += size
			continue
		}
		within = true
		matched := false
		for _, name := range n.byFirst[firstWord(text[i:])] {
			end := i + len(name.Text)
			if strings.HasPrefix(text[i:], name.Text) && !startsWithWord(text[end:]) {
				out = append(out, nameMatch{i, end, name})
				i, matched, within = end, true, false
				break
			}
		}
		if !matched {
			i += size
		}
	}
	return out
}

func wordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}

func startsWithWord(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return s != "" && wordRune(r)
}

// firstWord is the run of letters at the start of s.
func firstWord(s string) string {
	for i, r := range s {
		if !wordRune(r) {
			return s[:i]
		}
	}
	return s
}

// setNames sets names apart in inlines.
func (n *names) setNames(in []inline) []inline {
	out := make([]inline, 0, len(in))
	for _, i := range in {
		if i.kind != plain {
			if i.kind != name {
				i.children = n.setNames(i.children)
			}
			out = append(out, i)
			continue
		}
		from := 0
		part := func(kind inlineKind, a, b int) {
			if a == b {
				return
			}
			p := inline{kind: kind, text: i.text[a:b], pos: -1}
			if i.pos >= 0 {
				p.pos = i.pos + a
			}
			out = append(out, p)
		}
		for _, h := range n.find(i.text) {
			part(plain, from, h.start)
			part(name, h.start, h.end)
			from = h.end
		}
		part(plain, from, len(i.text))
	}
	return out
}
