package api

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// codeNames say "source 1" where a text has the code name of a protected source, and put
// the code name back where such a text returns. A source keeps its number for as long as
// the case is open, whatever is added or removed meanwhile, because a form that is filled
// in under one list may come back under another. It is safe for concurrent use.
type codeNames struct {
	mu sync.Mutex
	// spelled are the ways in which each source was written, its code name first.
	spelled [][]string
	number  map[string]int // of a code name in small letters, from 0
	find    *regexp.Regexp
}

// A source is written as "source", a space that no keyboard has, its number, and a mark
// that nobody sees for each way of spelling it but the first: so what was typed as
// "source 1" stays as it is, and what returns is what it was.
const (
	aliasSpace = "\u202f"
	aliasMark  = "\u2060"
)

var alias = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`source` + aliasSpace + `(\d+)(` + aliasMark + `*)`)
})

// know takes in the code names of a case, in the order of the case.
func (c *codeNames) know(names []string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	known := len(c.spelled)
	for _, n := range names {
		folded := strings.ToLower(n)
		if _, ok := c.number[folded]; !ok {
			if c.number == nil {
				c.number = map[string]int{}
			}
			c.number[folded] = len(c.spelled)
			c.spelled = append(c.spelled, []string{n})
		}
	}
	if len(c.spelled) == known {
		return
	}
	var quoted []string
	for _, s := range c.spelled {
		quoted = append(quoted, regexp.QuoteMeta(s[0]))
	}
	slices.SortFunc(quoted, func(a, b string) int { return cmp.Or(len(b)-len(a), strings.Compare(a, b)) })
	c.find = regexp.MustCompile(`(?i)(` + strings.Join(quoted, "|") + `)(?:e?s\b)?`)
}

// hidden writes a text without code names, in whatever case they stand in it.
func (c *codeNames) hidden(text string) string {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.find == nil {
		return text
	}
	var b strings.Builder
	kept := 0
	for from := 0; from < len(text); {
		at := c.find.FindStringSubmatchIndex(text[from:])
		if at == nil {
			break
		}
		start, name, end := from+at[0], text[from+at[2]:from+at[3]], from+at[1]
		n, known := c.number[strings.ToLower(name)]
		if !known || withinWord(text, start, end) {
			_, size := utf8.DecodeRuneInString(text[start:])
			from = start + size
			continue
		}
		b.WriteString(text[kept:start])
		b.WriteString("source" + aliasSpace + fmt.Sprint(n+1) + strings.Repeat(aliasMark, c.spelling(n, text[start:end])))
		kept, from = end, end
	}
	b.WriteString(text[kept:])
	return b.String()
}

// spelling numbers the ways in which a source is written.
func (c *codeNames) spelling(n int, word string) int {
	at := slices.Index(c.spelled[n], word)
	if at < 0 {
		at = len(c.spelled[n])
		c.spelled[n] = append(c.spelled[n], word)
	}
	return at
}

// withinWord reports whether letters go on into letters at an end of a part of a text.
func withinWord(text string, start, end int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:start])
	first, _ := utf8.DecodeRuneInString(text[start:])
	last, _ := utf8.DecodeLastRuneInString(text[:end])
	after, _ := utf8.DecodeRuneInString(text[end:])
	return alike(before, first) || alike(last, after)
}

// alike reports whether two characters are both letters or both digits.
func alike(a, b rune) bool {
	return unicode.IsLetter(a) && unicode.IsLetter(b) || unicode.IsDigit(a) && unicode.IsDigit(b)
}

// revealed puts code names back.
func (c *codeNames) revealed(text string) string {
	if !strings.Contains(text, aliasSpace) {
		return text
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	return alias().ReplaceAllStringFunc(text, func(word string) string {
		m := alias().FindStringSubmatch(word)
		n, err := strconv.Atoi(m[1])
		way := len(m[2]) / len(aliasMark)
		if err != nil || n < 1 || n > len(c.spelled) || way >= len(c.spelled[n-1]) {
			return word
		}
		return c.spelled[n-1][way]
	})
}
