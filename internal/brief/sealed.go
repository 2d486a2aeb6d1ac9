package brief

import (
	"cmp"
	"encoding/xml"
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
// written the same before one in other letters. Words are compared as a reader sees
// them ([seen]), and a plural is the word.
func newSealed(list []string) func(string) *sealedHit {
	var quoted []string
	byFold := map[string]string{}
	for _, w := range list {
		w = strings.TrimSpace(w)
		text := seen(w).text
		if len(text) < 2 {
			continue
		}
		quoted = append(quoted, regexp.QuoteMeta(text)+"(?:e?s)?")
		byFold[strings.ToLower(text)] = w
		if stem, ok := strings.CutSuffix(strings.ToLower(text), "y"); ok {
			quoted = append(quoted, regexp.QuoteMeta(stem)+"ies")
		}
	}
	if len(quoted) == 0 {
		return func(string) *sealedHit { return nil }
	}
	slices.SortFunc(quoted, func(a, b string) int { return cmp.Or(len(b)-len(a), strings.Compare(a, b)) })
	re := regexp.MustCompile(`(?i)(?:^|[^\pL\pN])(` + strings.Join(quoted, "|") + `)`)
	word := func(found string) string { // the sealed word that a match is, as written there
		for _, end := range []string{"", "s", "es"} {
			if stem, ok := strings.CutSuffix(strings.ToLower(found), end); ok && byFold[stem] != "" {
				return byFold[stem]
			}
		}
		return byFold[strings.TrimSuffix(strings.ToLower(found), "ies")+"y"]
	}
	return func(text string) *sealedHit {
		var first *sealedHit
		s := seen(text)
		for from := 0; from < len(s.text); {
			at := re.FindStringSubmatchIndex(s.text[from:])
			if at == nil {
				break
			}
			start, end := from+at[2], from+at[3]
			from = start + 1
			if startsWithWord(s.text[end:]) {
				continue
			}
			found := s.text[start:end]
			hit := &sealedHit{word: word(found), pos: s.at[start]}
			stem := seen(hit.word).text
			if hit.exact = strings.HasPrefix(found, stem) || strings.HasPrefix(found, strings.TrimRight(stem, "yY")) && !strings.EqualFold(found[:min(len(found), len(stem))], stem); hit.exact {
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

// walkPictures calls f with every text of the figures in blocks that a reader sees or
// hears: what stands between their tags, and what a tag says of itself. The tags are
// markup, whose names are nobody's.
func walkPictures(blocks []block, f func(string)) {
	for _, b := range blocks {
		if b.svg == "" {
			continue
		}
		dec := xml.NewDecoder(strings.NewReader(b.svg))
		style := false
		for {
			tok, err := dec.Token()
			if err != nil {
				break // a picture that is none is refused elsewhere
			}
			switch tok := tok.(type) {
			case xml.StartElement:
				style = tok.Name.Local == "style"
				for _, a := range tok.Attr {
					if slices.Contains([]string{"aria-label", "aria-description", "title", "alt"}, a.Name.Local) {
						f(a.Value)
					}
				}
			case xml.EndElement:
				style = false
			case xml.CharData:
				if !style {
					f(string(tok))
				}
			case xml.Comment:
				f(string(tok))
			}
		}
	}
}
