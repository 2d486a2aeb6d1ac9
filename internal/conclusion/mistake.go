package conclusion

import (
	"errors"
	"fmt"
	"strings"
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
