package brief

import (
	"regexp"
	"slices"
	"strings"
)

// A sealedHit is a sealed word found in a text; exact if it is written the same.
type sealedHit struct {
	word  string
	pos   int
	exact bool
}

// newSealed returns a function that finds the first sealed word in a text, one
// written the same before one in other letters.
func newSealed(list []string) func(string) *sealedHit {
	var quoted []string
	byFold := map[string]string{}
	for _, w := range list {
		if w = strings.TrimSpace(w); len(w) < 2 {
			continue
		}
		quoted = append(quoted, regexp.QuoteMeta(w))
		byFold[strings.ToLower(w)] = w
	}
	if len(quoted) == 0 {
		return func(string) *sealedHit { return nil }
	}
	slices.SortFunc(quoted, func(a, b string) int { return len(b) - len(a) })
	re := regexp.MustCompile(`(?i)(?:^|[^\pL\pN])(` + strings.Join(quoted, "|") + `)`)
	return func(text string) *sealedHit {
		var first *sealedHit
		for _, at := range re.FindAllStringSubmatchIndex(text, -1) {
			if startsWithWord(text[at[3]:]) {
				continue
			}
			found := text[at[2]:at[3]]
			hit := &sealedHit{word: byFold[strings.ToLower(found)], pos: at[2]}
			if hit.exact = found == hit.word; hit.exact {
				return hit
			}
			if first == nil {
				first = hit
			}
		}
		return first
	}
}

// walkLines calls f with every line of text in blocks.
func walkLines(blocks []block, f func([]inline)) {
	for _, b := range blocks {
		f(b.inlines)
		if b.text != "" {
			f([]inline{words(b.text)})
		}
		for _, item := range b.items {
			walkLines(item, f)
		}
		walkLines(b.blocks, f)
		for _, cell := range b.head {
			f(cell)
		}
		for _, row := range b.rows {
			for _, cell := range row {
				f(cell)
			}
		}
	}
}

func walkSVG(blocks []block, f func(string)) {
	for _, b := range blocks {
		if b.svg != "" {
			f(b.svg)
		}
	}
}
