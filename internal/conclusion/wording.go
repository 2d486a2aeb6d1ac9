package conclusion

import (
	"fmt"
	"regexp"
	"strings"
	"sync"

	"github.com/google/cel-go/cel"

	"underpin"
	"underpin/internal/measure"
)

// What the language says of an expression that it refuses.
var (
	unknownName = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`undeclared reference to '([^']*)'|undefined field '([^']*)'|reserved identifier: (\w+)`)
	})
	wrongTypes = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`found no matching overload for '([^']*)' applied to '([^']*)'`)
	})
	wantedType  = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`expected type '([^']*)' but found '([^']*)'`) })
	noFields    = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`does not support field selection`) })
	wrongNumber = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`invalid (?:u?int|double) literal`) })
	tooLong     = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?:size|recursion limit|max recursion depth) exceed`)
	})
	unexpected = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?:mismatched|extraneous|alternative at) input '((?:[^']|'[^ ])*)'|missing '[^']*' at '([^']*)'|recognition error at: '(.+)'`)
	})
	plainExample = `write, for example, after.command("a", "b") && after.components > 1`
)

// mistakeOf words the first issue that the language reports in the terms of
// conclusions: none of the parser's own words is shown.
func mistakeOf(c *underpin.Case, expr string, issues *cel.Issues, list []stateFunction) *Mistake {
	errs := issues.Errors()
	if len(errs) == 0 {
		return &Mistake{Expr: expr, Message: "this cannot be read", Hint: plainExample}
	}
	if tooLong().MatchString(errs[0].Message) {
		return &Mistake{Expr: expr, Message: fmt.Sprintf("the expression is too long, or has brackets nested more than %s deep", underpin.FormatCount(maxDepth)), Hint: "split it into two conclusions"}
	}
	if m := habitIn(expr); m != nil {
		return m
	}
	e := errs[0]
	m := &Mistake{Expr: expr, Line: max(e.Location.Line(), 1), Column: max(e.Location.Column(), 0) + 1}
	switch said := e.Message; {
	case unknownName().MatchString(said):
		name := firstGroup(unknownName(), said)
		m.atName(name)
		m.Message, m.Hint = m.unknown(name, c, list)
	case wrongTypes().MatchString(said):
		found := wrongTypes().FindStringSubmatch(said)
		m.atName(found[1])
		m.Message, m.Hint = mismatch(found[1], found[2], list)
	case wantedType().MatchString(said):
		found := wantedType().FindStringSubmatch(said)
		m.Message, m.Hint = fmt.Sprintf("%s is given where %s is expected", sortOf(found[2]), sortOf(found[1])), "compare it with something: after.components > 1"
	case noFields().MatchString(said):
		m.Message, m.Hint = "only before, after and on(date) answer questions", "write after.components"
	case wrongNumber().MatchString(said):
		m.Message, m.Hint = "this number is too large", "write a smaller one"
	default:
		m.Message, m.Hint = misplaced(firstGroup(unexpected(), said)), plainExample
	}
	return m
}

// firstGroup returns the first group of a pattern that matched something.
func firstGroup(pattern *regexp.Regexp, text string) string {
	found := pattern.FindStringSubmatch(text)
	for i := 1; i < len(found); i++ {
		if found[i] != "" {
			return found[i]
		}
	}
	return ""
}

// misplaced words what is given where the language wants something else.
func misplaced(what string) string {
	switch what = strings.TrimSpace(what); what {
	case "":
		return "this cannot be read"
	case "<EOF>":
		return "the expression ends too early"
	}
	return what + " does not belong here"
}

// line returns the characters of the line of the mistake.
func (m *Mistake) line() []rune {
	lines := strings.Split(m.Expr, "\n")
	if m.Line > len(lines) {
		return nil
	}
	return []rune(lines[m.Line-1])
}

// atName moves the place from the point or bracket beside a name to the name.
func (m *Mistake) atName(name string) {
	line, letters := m.line(), []rune(name)
	for _, at := range []int{m.Column - 1, m.Column, m.Column - 1 - len(letters)} {
		if at >= 0 && at+len(letters) <= len(line) && len(letters) > 0 && string(line[at:at+len(letters)]) == name {
			m.Column = at + 1
			return
		}
	}
}

// wordAt returns the id that begins at the place of the mistake: harbour-authority.
func (m *Mistake) wordAt() string {
	line := m.line()
	from := min(m.Column-1, len(line))
	to := from
	for to < len(line) && inName(line[to]) {
		to++
	}
	return strings.Trim(string(line[from:to]), "-.")
}

// called reports whether a bracket opens behind the name at the place of the mistake.
func (m *Mistake) called(name string) bool {
	line, at := m.line(), m.Column-1+len([]rune(name))
	return at < len(line) && line[at] == '('
}

// unknown words a name that nothing bears, or that is written as what it is not.
func (m *Mistake) unknown(name string, c *underpin.Case, list []stateFunction) (message, hint string) {
	word := m.wordAt()
	known := []string{"before", "after"}
	known = append(known, wordOn)
	if name == wordOn {
		return "on takes one date", "write " + usageOn + ".components"
	}
	for _, q := range list {
		switch {
		case q.name != name:
			known = append(known, q.name)
		case q.args != nil:
			return name + " needs to be told about whom", "write after." + q.usage()
		case m.called(name):
			return name + " takes no arguments", "write after." + name + ", without brackets"
		default:
			return name + " must be asked of before or after", "write after." + name + " or before." + name
		}
	}
	entities := make([]string, len(c.Entities))
	for i, e := range c.Entities {
		if entities[i] = string(e.ID); entities[i] == word {
			return word + " is not in quotation marks", `write "` + word + `"`
		}
	}
	message = fmt.Sprintf("there is no %q", name)
	for _, k := range known {
		if strings.EqualFold(k, name) {
			return message, "did you mean " + k + "?"
		}
	}
	if near, ok := underpin.Nearest(word, entities); ok {
		if _, asks := underpin.Nearest(name, known); !asks {
			return message, `did you mean "` + near + `", with quotation marks?`
		}
	}
	return message, nearest(name, known, "before, after and on(date) answer "+strings.Join(known[3:], ", "))
}

// mismatch words a question or an operator that is given what it does not take.
func mismatch(name, given string, list []stateFunction) (message, hint string) {
	target, args, _ := strings.Cut(strings.TrimSuffix(given, ")"), "(")
	sorts := strings.Split(args, ", ")
	if args == "" {
		sorts = nil
	}
	switch name {
	case wordOn:
		return "on takes a date in quotation marks, and stands by itself", "write " + usageOn + ".components"
	case wordWithout:
		return "without takes one id in quotation marks, after on(…)", "write " + usageOn + `.without("a").components`
	}
	for _, q := range list {
		switch {
		case q.name != name:
		case target != stateName+".":
			return name + " must be asked of before or after", "write after." + q.usage()
		case len(sorts) != len(q.args):
			return fmt.Sprintf("%s takes %s ids or words, but %s %s given", name, underpin.FormatCount(len(q.args)), underpin.FormatCount(len(sorts)), were(len(sorts))), "write after." + q.usage()
		default:
			return name + " takes words in quotation marks", "write after." + q.usage()
		}
	}
	symbol := strings.Trim(name, "_@")
	if symbol == "?_:" {
		return "the two answers after ? are of different kinds", "write condition ? 1 : 0"
	}
	for i, s := range sorts {
		sorts[i] = sortOf(s)
	}
	message = symbol + " does not go with " + strings.Join(sorts, " and ")
	switch {
	case strings.Contains(args, "bool") && strings.Contains(args, "string"):
		return message, `a question with the answer yes or no stands alone: after.command("a", "b")`
	case strings.Contains(args, "bool"):
		return message, "for a number between two others write two comparisons: 1 < x && x < 3"
	case strings.Contains(args, "int") && strings.Contains(args, "double"):
		return message, "write 2.0 instead of 2, or double(x)"
	case strings.Contains(args, "string"):
		return message, "numbers are written without quotation marks; words are compared with words"
	}
	return message, "compare like with like: words with words, numbers with numbers"
}

// sortOf says in words of what sort something is.
func sortOf(t string) string {
	switch t {
	case "bool":
		return "yes or no"
	case "int", "uint":
		return "a whole number"
	case "double":
		return "a number with decimals"
	case "string":
		return "words"
	case stateName, momentsType.TypeName():
		return "a whole network"
	}
	if strings.HasPrefix(t, "list") {
		return "a list"
	}
	return "something that is not an answer"
}

// usage shows how a question is asked: command("a", "b").
func (q stateFunction) usage() string {
	var words []string
	for i, r := range q.args {
		switch r {
		case aMeasure:
			words = append(words, `"`+measure.Usual+`"`)
		case aSchema:
			words = append(words, `"Person"`)
		case aCurrency:
			words = append(words, `"USD"`)
		default:
			words = append(words, `"`+string(rune('a'+i))+`"`)
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

// were is the verb of so many.
func were(n int) string {
	if n == 1 {
		return "was"
	}
	return "were"
}
