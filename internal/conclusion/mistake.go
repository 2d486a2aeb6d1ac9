package conclusion

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/google/cel-go/cel"

	"underpin"
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

var (
	unknownName  = regexp.MustCompile(`undeclared reference to '([^']*)'`)
	unknownField = regexp.MustCompile(`undefined field '([^']*)'`)
	wrongTypes   = regexp.MustCompile(`found no matching overload for '([^']*)' applied to '([^']*)'`)
)

// mistakeOf words the first issue that the language reports.
func mistakeOf(expr string, issues *cel.Issues, list []question) *Mistake {
	errs := issues.Errors()
	if len(errs) == 0 {
		return &Mistake{Expr: expr, Message: issues.Err().Error()}
	}
	e := errs[0]
	m := &Mistake{Expr: expr, Line: max(e.Location.Line(), 1), Column: max(e.Location.Column(), 0) + 1, Message: e.Message}
	if found := unknownName.FindStringSubmatch(e.Message); found != nil {
		m.Message, m.Hint = unknown(found[1], list)
	} else if found := unknownField.FindStringSubmatch(e.Message); found != nil {
		m.Message, m.Hint = unknown(found[1], list)
	} else if found := wrongTypes.FindStringSubmatch(e.Message); found != nil {
		m.Message, m.Hint = mismatch(found[1], found[2], list)
	} else if text, ok := strings.CutPrefix(e.Message, "Syntax error: "); ok {
		m.Message = "this cannot be read: " + text
		m.Hint = `write, for example, after.command("a", "b") && after.components > 1`
	}
	return m
}

// unknown words a name that nothing bears, or that is written as what it is not.
func unknown(name string, list []question) (message, hint string) {
	known := []string{"before", "after"}
	for _, q := range list {
		if q.name == name && q.args == nil {
			return fmt.Sprintf("%s takes nothing", name), "write after." + name + ", without brackets"
		}
		if q.name == name {
			return fmt.Sprintf("%s asks about somebody", name), "write after." + q.usage()
		}
		known = append(known, q.name)
	}
	return fmt.Sprintf("there is no %q", name), nearest(name, known, "before and after answer "+strings.Join(known[2:], ", "))
}

// mismatch words a function or an operator that is given what it does not take.
func mismatch(name, given string, list []question) (message, hint string) {
	for _, q := range list {
		if q.name != name {
			continue
		}
		if strings.HasPrefix(given, "(") {
			return fmt.Sprintf("%s is asked of nothing", name), "write after." + q.usage()
		}
		return fmt.Sprintf("%s does not take %s", name, strings.TrimPrefix(given, stateName+".")), "write " + q.usage()
	}
	symbol := strings.Trim(name, "_@")
	hint = "compare like with like: words with words, numbers with numbers"
	if strings.Contains(given, "int") && strings.Contains(given, "double") {
		hint = "write 2.0 instead of 2, or double(x)"
	}
	return fmt.Sprintf("%s does not go with %s", symbol, given), hint
}

// usage shows how a question is asked: command(a, b).
func (q question) usage() string {
	var words []string
	for i, r := range q.args {
		switch r {
		case aMeasure:
			words = append(words, "\"betweenness\"")
		case aSchema:
			words = append(words, "\"Person\"")
		default:
			words = append(words, "\""+string(rune('a'+i))+"\"")
		}
	}
	return q.name + "(" + strings.Join(words, ", ") + ")"
}

func nearest(word string, known []string, fallback string) string {
	if near, ok := underpin.Nearest(word, known); ok {
		return "did you mean " + near + "?"
	}
	return fallback
}
