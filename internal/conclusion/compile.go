package conclusion

import (
	"errors"
	"fmt"
	"strings"

	"github.com/google/cel-go/cel"
	"github.com/google/cel-go/common/ast"

	"underpin"
)

// An AnswerKind says what sort of answer a conclusion has.
type AnswerKind string

// The kinds of answers.
const (
	Boolean AnswerKind = "boolean"
	Number  AnswerKind = "number"
	Who     AnswerKind = "who"
)

// An Expression is a compiled expression. It is safe for concurrent use.
type Expression struct {
	id, text, expr string
	at             underpin.Date
	kind           AnswerKind
	moments        momentList
	sums           []paidSum // of payments, that are asked
	needs          Needs
	pairs          [][2]underpin.EntityID // the two entities of every question about two
	compared       []underpin.EntityID    // with who comes first
	unit           string                 // of a number
	bitParallel    bool                   // all that is asked can be answered in all worlds at once
	counts         bool                   // nothing is asked but how many components before and after have
	between        bool                   // all that is asked is decided by what lies between the pairs
	program        cel.Program
}

// onDemand reports whether the conclusion can do without ties of control by ownership.
func (c *Expression) onDemand() bool { return c.bitParallel && len(c.sums) == 0 }

// reachesAlone reports whether all that is asked is what one reaches, all worlds at once.
func (c *Expression) reachesAlone() bool {
	return c.onDemand() && !c.needs.Binding && !c.needs.Posts && !c.needs.Losses
}

// ID is the name of the conclusion in its case, empty for a literal expression.
func (c *Expression) ID() string { return c.id }

// Text is the conclusion in the analyst's words, else the expression.
func (c *Expression) Text() string {
	if c.text != "" {
		return c.text
	}
	return c.expr
}

// Expr is the expression.
func (c *Expression) Expr() string { return c.expr }

// Kind says what sort of answer it has.
func (c *Expression) Kind() AnswerKind { return c.kind }

// Unit is that of a number: the currency of what was paid; empty where it has none.
func (c *Expression) Unit() string { return c.unit }

// Needs says what the expression can ask of a world.
func (c *Expression) Needs() Needs { return c.needs }

// Compile reads an expression about a case. Any mistake, an entity that the case
// does not have included, is a [*Mistake].
func Compile(c *underpin.Case, expr string) (*Expression, error) {
	if strings.TrimSpace(expr) == "" {
		return nil, &Mistake{Expr: expr, Message: "the conclusion is empty", Hint: `write, for example, after.command("a", "b")`}
	}
	l, err := newLanguage()
	if err != nil {
		return nil, err
	}
	return l.compile(c, expr)
}

// Check compiles every conclusion of a case and returns what is wrong with them,
// each at its place in the field "expr". Those without an expression are left to
// [underpin.Case.Validate].
func Check(c *underpin.Case) []underpin.Problem {
	l, err := newLanguage()
	if err != nil {
		return []underpin.Problem{{Record: underpin.RecordRef{Kind: underpin.KindSettings}, Message: err.Error()}}
	}
	var problems []underpin.Problem
	for _, k := range c.Conclusions {
		if strings.TrimSpace(k.Expr) == "" {
			continue
		}
		p := underpin.Problem{Record: underpin.RecordRef{Kind: underpin.KindConclusion, ID: k.ID}, Field: "expr"}
		var m *Mistake
		switch _, err := l.compile(c, k.Expr); {
		case err == nil:
			continue
		case errors.As(err, &m):
			p.Column, p.Message, p.Hint = m.offset(), m.Message, m.Hint
		default:
			p.Message = err.Error()
		}
		problems = append(problems, p)
	}
	return problems
}

// A language compiles expressions, one after another.
type language struct {
	env  *cel.Env
	list []stateFunction
}

func newLanguage() (*language, error) {
	list := questions()
	env, err := environment(list)
	if err != nil {
		return nil, fmt.Errorf("set up the language of conclusions: %w", err)
	}
	return &language{env, list}, nil
}

// compile is Compile of an expression that is not empty.
func (l *language) compile(c *underpin.Case, expr string) (*Expression, error) {
	tree, issues := l.env.Compile(expr)
	if issues.Err() != nil {
		return nil, mistakeOf(c, expr, issues, l.list)
	}
	kind, ok := kindOf(tree.OutputType())
	if !ok {
		return nil, &Mistake{
			Expr: expr, Line: 1, Column: 1,
			Message: fmt.Sprintf("the answer is %s, not yes or no, a number, or who", sortOf(cel.FormatCELType(tree.OutputType()))),
			Hint:    "ask something of it, for example after.components",
		}
	}
	k := newChecker(c, expr, l.list, tree.NativeRep())
	ast.PreOrderVisit(tree.NativeRep().Expr(), ast.NewExprVisitor(k.visit))
	if k.mistake != nil {
		return nil, k.mistake
	}
	program, err := l.env.Program(tree, cel.EvalOptions(cel.OptOptimize))
	if err != nil {
		return nil, &Mistake{Expr: expr, Line: 1, Column: 1, Message: "the numbers written give no answer: " + plain(err).Error(), Hint: "look for a division by 0 or a number that is too large"}
	}
	return &Expression{
		expr: expr, kind: kind, needs: k.needs, pairs: k.pairs, compared: k.firsts, unit: k.unit(tree.NativeRep().Expr()), moments: k.moments, sums: k.sums.gather(c), program: program,
		bitParallel: !k.apart, counts: !k.besides && len(k.moments.list) == 0, between: !k.beyond && len(k.pairs) > 0,
	}, nil
}

func kindOf(t *cel.Type) (AnswerKind, bool) {
	switch t {
	case cel.BoolType:
		return Boolean, true
	case cel.IntType, cel.DoubleType, cel.UintType:
		return Number, true
	case cel.StringType:
		return Who, true
	}
	return "", false
}

// Find returns the conclusion of the case that bears a name, or else compiles the
// words as an expression. What looks like a name and is none is refused as such.
func Find(c *underpin.Case, nameOrExpr string) (*Expression, error) {
	wanted := strings.TrimSpace(nameOrExpr)
	names := make([]string, 0, len(c.Conclusions))
	for _, known := range c.Conclusions {
		if known.ID != wanted {
			names = append(names, known.ID)
			continue
		}
		out, err := Compile(c, known.Expr)
		if err != nil {
			return nil, fmt.Errorf("conclusion %s: %w", known.ID, err)
		}
		out.id, out.text, out.at = known.ID, known.Text, known.At
		return out, nil
	}
	if looksLikeName(wanted) {
		fallback := "write an expression, for example after.components > 1"
		if len(names) > 0 {
			fallback = "the case has " + strings.Join(names, ", ")
		}
		return nil, &Mistake{Expr: wanted, Message: fmt.Sprintf("there is no conclusion %q", wanted), Hint: nearest(wanted, names, fallback)}
	}
	return Compile(c, nameOrExpr)
}

// looksLikeName reports whether the words are an id and ask nothing.
func looksLikeName(s string) bool {
	switch s {
	case "", "true", "false", "before", "after":
		return false
	}
	if strings.HasPrefix(s, "before.") || strings.HasPrefix(s, "after.") {
		return false
	}
	return !strings.ContainsFunc(s, func(r rune) bool { return !inName(r) })
}

// inName reports whether a character may stand in an id.
func inName(r rune) bool {
	switch {
	case 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z', '0' <= r && r <= '9', r == '-', r == '.', r == '_', r > 127:
		return true
	}
	return false
}
