package conclusion

import (
	"slices"

	"github.com/google/cel-go/cel"
	"github.com/google/cel-go/common/env"
	"github.com/google/cel-go/common/operators"
	"github.com/google/cel-go/common/types"
	"github.com/google/cel-go/common/types/ref"

	"underpin"
	"underpin/internal/measure"
	"underpin/internal/shock"
)

// Limits on the size of an expression; its cost is bounded by them.
const (
	maxExpression = 4000 // characters
	maxDepth      = 60
)

// An argumentKind says what an argument of a function stands for.
type argumentKind uint8

const (
	anEntity argumentKind = iota
	aMeasure
	aSchema
	aCurrency
)

// A functionKind says what a question asks of the network.
type functionKind uint8

const (
	readMeasure functionKind = iota // as the measure that is named
	readCommand
	readSupport
	readPosts
	readLosses // what the losses did: before and after, all readings
	readPayments
)

// A stateFunction is a function or a field of before and after.
type stateFunction struct {
	name   string
	args   []argumentKind
	result *cel.Type
	reads  functionKind
	// answer computes it; args are strings.
	answer func(s State, args []string) ref.Val
	// together: it can be answered in all worlds at once.
	together bool
	// between: the ties that may lie on a way from the first entity to the second decide it.
	between bool
	// measure is what it asks for, where that is one of the registry.
	measure *measure.Measure
}

// questions lists everything that before and after answer.
func questions() []stateFunction {
	list := slices.Concat(pathQuestions(), paymentQuestions(), nodeQuestions(), wholeQuestions())
	for _, c := range []struct {
		name  string
		class shock.Class
	}{{"contested", shock.Contested}, {"not_told_apart", shock.NotToldApart}, {"reassigned", shock.Reassigned}, {"orphaned", shock.Orphaned}, {"weakened", shock.Weakened}} {
		list = append(list, stateFunction{name: c.name, args: []argumentKind{anEntity}, result: cel.BoolType, reads: readLosses, answer: func(s State, a []string) ref.Val {
			return types.Bool(s.Class(id(a[0])) == c.class)
		}})
	}
	return list
}

func pathQuestions() []stateFunction {
	pair := []argumentKind{anEntity, anEntity}
	return []stateFunction{
		{name: "command", args: pair, result: cel.BoolType, reads: readCommand, together: true, between: true,
			answer: func(s State, a []string) ref.Val { return types.Bool(s.Command(id(a[0]), id(a[1]))) }},
		{name: "support", args: pair, result: cel.BoolType, reads: readSupport, together: true, between: true,
			answer: func(s State, a []string) ref.Val { return types.Bool(s.Support(id(a[0]), id(a[1]))) }},
		{name: "channels", args: pair, result: cel.IntType, reads: readCommand, between: true,
			answer: func(s State, a []string) ref.Val { return types.Int(s.Channels(id(a[0]), id(a[1]))) }},
		{name: "holds", args: pair, result: cel.BoolType, reads: readCommand, between: true,
			answer: func(s State, a []string) ref.Val { return types.Bool(s.Holds(id(a[0]), id(a[1]))) }},
		{name: "vacant", args: []argumentKind{anEntity}, result: cel.BoolType, reads: readPosts,
			answer: func(s State, a []string) ref.Val { return types.Bool(s.Vacant(id(a[0]))) }},
	}
}

// nodeQuestions ask for any measure of nodes by its name, and for each of the registry.
func nodeQuestions() []stateFunction {
	list := []stateFunction{
		{name: "top", args: []argumentKind{aMeasure, aSchema}, result: cel.StringType, reads: readMeasure,
			answer: func(s State, a []string) ref.Val { return types.String(s.Top(a[0], underpin.Schema(a[1]))) }},
		{name: "measure", args: []argumentKind{aMeasure, anEntity}, result: cel.DoubleType, reads: readMeasure,
			answer: func(s State, a []string) ref.Val { return types.Double(s.Measure(a[0], id(a[1]))) }},
	}
	for _, m := range measure.Nodes {
		list = append(list, stateFunction{name: m.Name, args: []argumentKind{anEntity}, result: typeOf(m), reads: readMeasure, measure: m,
			answer: func(s State, a []string) ref.Val { return valueOf(m, s.Measure(m.Name, id(a[0]))) }})
	}
	return list
}

// wholeQuestions ask for each measure of the whole of the registry, by all its names.
func wholeQuestions() []stateFunction {
	var list []stateFunction
	for _, m := range measure.Wholes {
		for _, name := range []string{m.Name, m.Also} {
			if name != "" {
				list = append(list, stateFunction{name: name, result: typeOf(m), reads: readMeasure, together: m.ByShape(), measure: m,
					answer: func(s State, _ []string) ref.Val { return valueOf(m, s.Whole(m.Name)) }})
			}
		}
	}
	return list
}

// paymentQuestions ask what was paid. Losses undo no payment.
func paymentQuestions() []stateFunction {
	return []stateFunction{
		{name: "paid", args: []argumentKind{anEntity, anEntity, aCurrency}, result: cel.DoubleType, reads: readPayments, together: true,
			answer: func(s State, a []string) ref.Val {
				l, ok := s.(*ledger)
				if !ok {
					return types.NewErr("payments are told by the worlds of a sample alone")
				}
				return types.Double(l.paid(id(a[0]), id(a[1]), a[2]))
			}},
	}
}

// typeOf is the type of the values of a measure within expressions.
func typeOf(m *measure.Measure) *cel.Type {
	if m.Count {
		return cel.IntType
	}
	return cel.DoubleType
}

func valueOf(m *measure.Measure, x float64) ref.Val {
	if m.Count {
		return types.Int(x)
	}
	return types.Double(x)
}

func id(s string) underpin.EntityID { return underpin.EntityID(s) }

// operatorsAllowed are the functions of the language's own library that
// expressions may use: none of them loops over more than what is written.
var operatorsAllowed = []string{
	operators.Conditional, operators.LogicalAnd, operators.LogicalOr, operators.LogicalNot,
	operators.Equals, operators.NotEquals, operators.Less, operators.LessEquals, operators.Greater, operators.GreaterEquals,
	operators.Add, operators.Subtract, operators.Multiply, operators.Divide, operators.Modulo, operators.Negate,
	operators.In, "int", "double",
}

// environment returns the language of conclusions.
func environment(list []stateFunction) (*cel.Env, error) {
	registry, err := types.NewProtoRegistry()
	if err != nil {
		return nil, err
	}
	subset := &env.LibrarySubset{DisableMacros: true}
	for _, name := range operatorsAllowed {
		subset.IncludeFunctions = append(subset.IncludeFunctions, env.NewFunction(name))
	}
	p := &provider{Registry: registry, fields: map[string]*types.FieldType{}}
	opts := []cel.EnvOption{
		cel.CustomTypeProvider(p), cel.StdLib(cel.StdLibSubset(subset)), cel.ClearMacros(),
		cel.CrossTypeNumericComparisons(true),
		cel.ParserExpressionSizeLimit(maxExpression), cel.ParserRecursionLimit(maxDepth),
		cel.Variable("before", stateType), cel.Variable("after", stateType),
	}
	opts = append(opts, momentOptions()...)
	for _, q := range list {
		if q.args == nil {
			p.field(q)
			continue
		}
		opts = append(opts, cel.Function(q.name, q.overload()))
	}
	return cel.NewCustomEnv(opts...)
}

// overload declares a question as a member function of before and after.
func (q stateFunction) overload() cel.FunctionOpt {
	args := []*cel.Type{stateType}
	for range q.args {
		args = append(args, cel.StringType)
	}
	call := func(values ...ref.Val) ref.Val {
		s, ok := values[0].(*stateValue)
		if !ok {
			return types.NewErr("%s is asked of before or after", q.name)
		}
		var words [3]string
		for i, v := range values[1:] {
			word, ok := v.(types.String)
			if !ok {
				return types.NewErr("%s takes words", q.name)
			}
			words[i] = string(word)
		}
		return q.answer(s.State, words[:len(values)-1])
	}
	binding := cel.FunctionBinding(call)
	switch len(q.args) {
	case 1:
		binding = cel.BinaryBinding(func(a, b ref.Val) ref.Val { return call(a, b) })
	}
	return cel.MemberOverload(stateName+"_"+q.name, args, q.result, binding)
}

// A provider knows the fields of before and after.
type provider struct {
	*types.Registry
	fields map[string]*types.FieldType
}

func (p *provider) field(q stateFunction) {
	p.fields[q.name] = &types.FieldType{
		Type:    q.result,
		IsSet:   func(any) bool { return true },
		GetFrom: func(target any) (any, error) { return q.answer(target.(*stateValue).State, nil), nil },
	}
}

// FindStructType knows the type of before and after.
func (p *provider) FindStructType(name string) (*types.Type, bool) {
	if name == stateName {
		return types.NewTypeTypeWithParam(stateType), true
	}
	return p.Registry.FindStructType(name)
}

// FindStructFieldType knows the fields of before and after.
func (p *provider) FindStructFieldType(name, field string) (*types.FieldType, bool) {
	if name == stateName {
		f, ok := p.fields[field]
		return f, ok
	}
	return p.Registry.FindStructFieldType(name, field)
}
