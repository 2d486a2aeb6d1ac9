package conclusion

import (
	"fmt"
	"slices"
	"strings"

	"github.com/google/cel-go/common/ast"
	"github.com/google/cel-go/common/operators"

	"underpin"
	"underpin/internal/measure"
)

// An expressionChecker goes through an expression whose types are right, refuses words that
// name nothing, and notes what the expression needs.
type expressionChecker struct {
	apart    bool // something is asked that takes the network of each world
	besides  bool // something is asked besides how many components there are
	beyond   bool // something is asked besides what lies between two who are named
	c        *underpin.Case
	moments  momentList
	expr     string
	list     map[string]stateFunction
	tree     *ast.AST
	entities map[underpin.EntityID]bool
	needs    Needs
	sums     paidSums
	pairs    [][2]underpin.EntityID
	firsts   []underpin.EntityID // compared with who comes first
	mistake  *Mistake
}

func newChecker(c *underpin.Case, expr string, list []stateFunction, tree *ast.AST) *expressionChecker {
	k := &expressionChecker{c: c, expr: expr, tree: tree, list: map[string]stateFunction{}, entities: map[underpin.EntityID]bool{}}
	k.moments.index = map[string]int{}
	for _, q := range list {
		k.list[q.name] = q
	}
	for _, e := range c.Entities {
		k.entities[e.ID] = true
	}
	return k
}

// visit checks one node of the expression.
func (k *expressionChecker) visit(e ast.Expr) {
	switch e.Kind() {
	case ast.SelectKind:
		k.asked(e, e.AsSelect().Operand(), e.AsSelect().FieldName(), nil)
	case ast.CallKind:
		call := e.AsCall()
		if call.IsMemberFunction() {
			if isMoment(e) {
				k.moment(e)
				return
			}
			k.asked(e, call.Target(), call.FunctionName(), call.Args())
			return
		}
		k.compared(call)
	}
}

// asked checks a question put to before or after.
func (k *expressionChecker) asked(e, target ast.Expr, name string, args []ast.Expr) {
	q, ok := k.list[name]
	if !ok {
		return
	}
	k.sides(target, func(side ast.Expr) {
		onBefore := side.Kind() == ast.IdentKind && side.AsIdent() == "before"
		if isMoment(side) {
			key, m, ok := k.moment(side)
			if !ok {
				return
			}
			k.moments.ask(key, m)
			onBefore = m.whole()
		} else {
			k.needs.side(onBefore, q)
		}
		if q.reads == readLosses && onBefore {
			k.refuse(e, "ask after."+name+", or "+usageOn+`.without("a").`+name, "%s is about what the losses do, so it cannot be asked of a network without them", name)
		}
		k.needs.ask(q)
		if q.reads == readPayments {
			k.sum(side, args)
		}
		k.apart = k.apart || !q.together
		k.besides = k.besides || q.measure == nil || !q.measure.InCase.Counts
	})
	k.beyond = !k.between(q, args) || k.beyond
	for i, a := range args {
		switch q.args[i] {
		case anEntity:
			k.words(a, k.entity)
		case aMeasure:
			if a.Kind() != ast.LiteralKind {
				k.needs.Binding, k.needs.Command, k.needs.Support, k.needs.Distances = true, true, true, true
			}
			k.words(a, k.measure)
		case aSchema:
			k.words(a, k.schema)
		}
	}
}

// between notes the two entities that a question about two is put about, and reports
// whether what lies between them decides it.
func (k *expressionChecker) between(q stateFunction, args []ast.Expr) bool {
	var ends []underpin.EntityID
	for i, a := range args {
		if q.args[i] != anEntity || a.Kind() != ast.LiteralKind {
			continue
		}
		if word, ok := a.AsLiteral().Value().(string); ok {
			ends = append(ends, underpin.EntityID(word))
		}
	}
	if len(ends) != 2 {
		return false
	}
	k.pairs = append(k.pairs, [2]underpin.EntityID(ends))
	return q.between
}

// sides hands on every network that an operand can be: before, after, or a moment.
func (k *expressionChecker) sides(e ast.Expr, each func(ast.Expr)) {
	switch {
	case e.Kind() == ast.IdentKind, isMoment(e):
		each(e)
	case e.Kind() == ast.CallKind && e.AsCall().FunctionName() == operators.Conditional:
		k.sides(e.AsCall().Args()[1], each)
		k.sides(e.AsCall().Args()[2], each)
	}
}

// isMoment reports whether an expression is on(…), with losses behind it or none.
func isMoment(e ast.Expr) bool {
	if e.Kind() != ast.CallKind || !e.AsCall().IsMemberFunction() {
		return false
	}
	name := e.AsCall().FunctionName()
	return name == wordOn || name == wordWithout
}

// compared checks who is compared with an answer to "who".
func (k *expressionChecker) compared(call ast.CallExpr) {
	switch call.FunctionName() {
	case operators.Equals, operators.NotEquals, operators.In:
	default:
		return
	}
	args := call.Args()
	for i, a := range args {
		if k.who(a) {
			k.words(args[1-i], func(e ast.Expr, word string) {
				if word != "" {
					k.entity(e, word)
					k.firsts = append(k.firsts, underpin.EntityID(word))
				}
			})
		}
	}
}

// who reports whether an expression answers who.
func (k *expressionChecker) who(e ast.Expr) bool {
	if e.Kind() != ast.CallKind {
		return false
	}
	call := e.AsCall()
	if call.FunctionName() == operators.Conditional {
		return k.who(call.Args()[1]) || k.who(call.Args()[2])
	}
	return call.FunctionName() == "top"
}

// words hands on every word that an expression can be, as far as it is written out.
func (k *expressionChecker) words(e ast.Expr, check func(ast.Expr, string)) {
	switch e.Kind() {
	case ast.LiteralKind:
		if word, ok := e.AsLiteral().Value().(string); ok {
			check(e, word)
		}
	case ast.ListKind:
		for _, x := range e.AsList().Elements() {
			k.words(x, check)
		}
	case ast.CallKind:
		if call := e.AsCall(); call.FunctionName() == operators.Conditional {
			k.words(call.Args()[1], check)
			k.words(call.Args()[2], check)
		}
	}
}

func (k *expressionChecker) entity(e ast.Expr, word string) {
	if k.entities[underpin.EntityID(word)] {
		return
	}
	k.refuse(e, k.meant(word, nil), "there is no entity %q", word)
}

// meant says which entity, or which of some other records, is perhaps meant by a word: an
// expression names them by their ids, and who writes one may know their names alone.
func (k *expressionChecker) meant(word string, others []string) string {
	known, called := slices.Clone(others), map[string]underpin.EntityID{}
	for i := range k.c.Entities {
		e := &k.c.Entities[i]
		known, called[e.Name] = append(known, string(e.ID), e.Name), e.ID
	}
	near, ok := underpin.Nearest(word, known)
	switch id := called[near]; {
	case !ok:
		return "write the id that the case has for it"
	case id == "" || k.entities[underpin.EntityID(near)]:
		return "did you mean " + near + "?"
	default:
		return fmt.Sprintf("write the id of %s: %q", near, id)
	}
}

func (k *expressionChecker) measure(e ast.Expr, word string) {
	if m, err := measure.Node(word); err == nil {
		k.needs.measure(m)
		return
	}
	names := measure.Names(measure.Nodes)
	k.refuse(e, nearest(word, names, "one of "+strings.Join(names, ", ")), "there is no measure %q", word)
}

func (k *expressionChecker) schema(e ast.Expr, word string) {
	names := make([]string, len(underpin.Schemata))
	for i, s := range underpin.Schemata {
		if underpin.Schema(word) == s {
			return
		}
		names[i] = string(s)
	}
	if word != "" {
		k.refuse(e, nearest(word, names, "one of "+strings.Join(names, ", ")+`, or "" for all`), "there is no schema %q", word)
	}
}

// refuse notes the first mistake, at an expression.
func (k *expressionChecker) refuse(e ast.Expr, hint, format string, args ...any) {
	if k.mistake != nil {
		return
	}
	at := k.tree.SourceInfo().GetStartLocation(e.ID())
	k.mistake = &Mistake{
		Expr: k.expr, Line: max(at.Line(), 1), Column: max(at.Column(), 0) + 1,
		Message: fmt.Sprintf(format, args...), Hint: hint,
	}
}
