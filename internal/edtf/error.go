package edtf

import (
	"fmt"
	"strings"
	"unicode"
)

// An Error says why a text is no date, span or quantity.
type Error struct {
	// Text is the text as it was given.
	Text string
	// Column is the byte at which it goes wrong, counted from 1.
	Column int
	// Message is a clause for a person: `"2020-13" is no date: there is no month 13`.
	Message string
	// Hint says how to write it instead; it is never empty.
	Hint string
}

// Error writes the sentence, the column and the hint.
func (e *Error) Error() string {
	return fmt.Sprintf("%s at column %d (%s)", e.Message, e.Column, e.Hint)
}

// longest is the greatest length of a text that is looked at, in bytes.
const longest = 1000

// A syntaxError is an error inside a text, before it is known what the text was to be.
type syntaxError struct {
	at        int // byte offset
	what, how string
}

func faultAt(at int, how, format string, args ...any) *syntaxError {
	return &syntaxError{at, fmt.Sprintf(format, args...), how}
}

// shift moves a fault of a part to its place in the whole.
func (f *syntaxError) shift(by int) *syntaxError {
	if f != nil {
		f.at += by
	}
	return f
}

// near gives a fault the one way in which the text can be meant, where there is one,
// or the two; and what is wrong with the words of a text that is no EDTF at all.
func (f *syntaxError) near(s, rewritten string) {
	if rewritten != "" {
		f.how = "write " + rewritten
	} else if both := readings(s); both != "" {
		f.how = both
		if a, b := slashed(plain(s)); a != b {
			f.what = "it can be two dates"
		}
	} else if what, how := misspelt(s); what != "" {
		f.what, f.how = what, how
	} else if f.how == general && strings.ContainsFunc(s, unicode.IsLower) && !strings.ContainsFunc(s, unicode.IsDigit) {
		f.what = "it names no year"
	}
}

// as turns a fault into an Error about a text that was to be a noun ("date").
func (f *syntaxError) as(noun, text string) *Error {
	shown := text
	if len(shown) > 60 {
		shown = shown[:57] + "..."
	}
	return &Error{
		Text: text, Column: f.at + 1, Hint: f.how,
		Message: fmt.Sprintf("%q is not a %s: %s", shown, noun, f.what),
	}
}
