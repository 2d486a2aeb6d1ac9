package conclusion

import (
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"
)

// A habit is a way of writing, brought from elsewhere, that has no meaning in an
// expression. The first group of the pattern is the place of it. Quoted words are
// blanked out before habits are looked for.
type habit struct {
	pattern       *regexp.Regexp
	message, hint string
}

// aPoint is the hint with a question that does not follow before or after.
const aPoint = "put a dot between: after.components"

var habits = sync.OnceValue(func() []habit {
	return []habit{
		{regexp.MustCompile(`([“”„‟‘’‚‛«»])`), "this quotation mark is a typographer's", `write straight ones: "harbour-authority"`},
		{regexp.MustCompile(`(=>)`), "=> is not a comparison", "write >= for: at least"},
		{regexp.MustCompile(`(=<)`), "=< is not a comparison", "write <= for: at most"},
		{regexp.MustCompile(`(<>|≠)`), "this is not a comparison", "write != for: is not the same"},
		{regexp.MustCompile(`(≥|⩾)`), "this is not a comparison", "write >= for: at least"},
		{regexp.MustCompile(`(≤|⩽)`), "this is not a comparison", "write <= for: at most"},
		{regexp.MustCompile(`(?:^|[^=!<>])(=)(?:$|[^=<>])`), "a single = is not a comparison", "write == for: is the same as"},
		{regexp.MustCompile(`(?:^|[^&])(&)(?:$|[^&])`), "a single & joins nothing", "write && for: and"},
		{regexp.MustCompile(`(?:^|[^|])(\|)(?:$|[^|])`), "a single | joins nothing", "write || for: or"},
		{regexp.MustCompile(`(?i)\b(and)\b`), "there is no word for: and", "write &&"},
		{regexp.MustCompile(`(?i)\b(or)\b`), "there is no word for: or", "write ||"},
		{regexp.MustCompile(`(?i)\b(not)\b`), "there is no word for: not", `write ! before it: !after.command("a", "b")`},
		{regexp.MustCompile(`(?i)\b(is|equals)\b`), "there is no word for: is", "write =="},
		{regexp.MustCompile(`(?i)\b(if|then|else)\b`), "there is no if, then or else", "write condition ? this : that"},
		{regexp.MustCompile(`(?i)\b(yes)\b`), "there is no word for: yes", "write true"},
		{regexp.MustCompile(`(?i)\b(no)\b`), "there is no word for: no", "write false"},
		{regexp.MustCompile(`\b(?:before|after)( +)[a-z]`), "there is a space between before or after and what is asked", aPoint},
		{regexp.MustCompile(`\b(?:before|after)(\.\.)`), "there is one dot too many", aPoint},
		{regexp.MustCompile(`[0-9](\s*%)\s*(?:$|[)<>=!&|,?:])`), "percentages cannot be written", "write 0.5 for 50 %"},
		{regexp.MustCompile(`[0-9](,)[0-9]`), "there is a comma in a number", "write a decimal point: 1.5"},
	}
})

// habitIn finds the first habit of an expression that the language refused.
func habitIn(expr string) (m *Mistake) {
	text, open := blanked(expr)
	first := -1
	for _, h := range habits() {
		at := h.pattern.FindStringSubmatchIndex(text)
		if at == nil || first >= 0 && at[2] >= first || listed(text, at[2]) {
			continue
		}
		first, m = at[2], &Mistake{Expr: expr, Message: h.message, Hint: h.hint}
	}
	if open >= 0 && (first < 0 || open < first) {
		first, m = open, &Mistake{Expr: expr, Message: "a quotation mark without its partner", Hint: `put one before and one after each word: "harbour-authority"`}
	}
	if m == nil {
		first, m = unpaired(text)
	}
	if m == nil {
		return nil
	}
	m.Expr = expr
	m.Line = strings.Count(text[:first], "\n") + 1
	m.Column = utf8.RuneCountInString(text[strings.LastIndex(text[:first], "\n")+1:first]) + 1
	return m
}

// listed reports whether a comma parts the elements of a list in square brackets.
func listed(text string, at int) bool {
	return text[at] == ',' && strings.Count(text[:at], "[") > strings.Count(text[:at], "]")
}

// blanked returns an expression, character for character, with what stands between
// quotation marks left blank, and the offset in it of a mark that is never closed,
// or -1.
func blanked(expr string) (text string, open int) {
	var b strings.Builder
	quote, escaped := rune(0), false
	open = -1
	for _, r := range expr {
		switch {
		case quote == 0:
			if r == '"' || r == '\'' {
				quote, open = r, b.Len()
			}
			b.WriteRune(r)
		case r == '\n':
			b.WriteRune(r)
		case r == quote && !escaped:
			b.WriteRune(r)
			quote, open = 0, -1
		default:
			escaped = r == '\\' && !escaped
			b.WriteByte(' ')
			continue
		}
		escaped = false
	}
	return b.String(), open
}

// unpaired finds a bracket that is not closed, or that closes nothing.
func unpaired(text string) (int, *Mistake) {
	partner := map[byte]byte{')': '(', ']': '[', '}': '{'}
	var open []int
	for i := range len(text) {
		switch c := text[i]; c {
		case '(', '[', '{':
			open = append(open, i)
		case ')', ']', '}':
			if len(open) == 0 || text[open[len(open)-1]] != partner[c] {
				return i, &Mistake{Message: "this bracket closes nothing", Hint: "leave it out, or open one before it"}
			}
			open = open[:len(open)-1]
		}
	}
	if len(open) == 0 {
		return 0, nil
	}
	return open[len(open)-1], &Mistake{Message: "this bracket is not closed", Hint: "close it after what it contains"}
}
