package conclusion

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// ErrExpression is wrapped by every mistake in an expression. The user can mend
// it: show the [Mistake] with its place and hint.
var ErrExpression = errors.New("the conclusion cannot be computed")

// A Mistake is what is wrong with an expression, and where.
type Mistake struct {
	// Expr is the expression as it was given.
	Expr string
	// Line and Column count from 1, in characters; 0 where the mistake has no
	// place of its own.
	Line, Column int
	Message      string
	Hint         string
}

// Error says what is wrong, with the column, the line and a caret under the place.
func (m *Mistake) Error() string {
	if m.Column == 0 {
		return m.Message
	}
	at := fmt.Sprintf("column %d", m.Column)
	if m.Line > 1 {
		at = fmt.Sprintf("line %d, column %d", m.Line, m.Column)
	}
	return fmt.Sprintf("the conclusion, %s: %s\n%s", at, m.Message, m.Caret())
}

// offset is the place of the mistake in the whole expression, in characters from 1
// with line ends counted; 0 where it has none.
func (m *Mistake) offset() int {
	lines := strings.SplitAfter(m.Expr, "\n")
	if m.Column == 0 || m.Line > len(lines) {
		return 0
	}
	return utf8.RuneCountInString(strings.Join(lines[:m.Line-1], "")) + m.Column
}

// Unwrap returns [ErrExpression].
func (m *Mistake) Unwrap() error { return ErrExpression }

// Caret returns the line of the mistake with a caret under its place, indented.
func (m *Mistake) Caret() string {
	lines := strings.Split(m.Expr, "\n")
	if m.Line < 1 || m.Line > len(lines) {
		return ""
	}
	line := strings.ReplaceAll(lines[m.Line-1], "\t", " ")
	return "  " + line + "\n  " + strings.Repeat(" ", m.Column-1) + "^"
}
