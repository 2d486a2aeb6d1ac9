package conclusion

import (
	"slices"

	"github.com/google/cel-go/cel"
	"github.com/google/cel-go/common/env"
	"github.com/google/cel-go/common/operators"
	"github.com/google/cel-go/common/types"
	"github.com/google/cel-go/common/types/ref"

	"underpin"
	"underpin/internal/shock"
)

// Limits on the size of an expression; its cost is bounded by them.
const (
	maxExpression = 4000 // characters
	maxDepth      = 60
)

// A role says what an argument of a function stands for.
type role uint8

const (
	anEntity role = iota
	aMeasure
	aSchema
)

// A reading says what a question asks of the network.
type reading uint8

const (
	readBinding reading = iota
	readMeasure         // as the measure that is named
	readCommand
	readSupport
	readPosts
	readLosses // what the losses did: before and after, all readings
)

// A question is a function or a field of before and after.
type question struct {
	name   string
	args   []role
	result *cel.Type
	reads  reading
	// answer computes it; args are strings.
	answer func(s State, args []string) ref.Val
}

// questions lists everything that before and after answer.
func questions() []question {
	list := slices.Concat(pathQuestions(), nodeQuestions(), wholeQuestions())
	for _, c := range []struct {
		name  string
		class shock.Class
	}{{"contested", shock.Contested}, {"reassigned", shock.Reassigned}, {"orphaned", shock.Orphaned}, {"weakened", shock.Weakened}} {
		list = append(list, question{c.name, []role{anEntity}, cel.BoolType, readLosses, func(s State, a []string) ref.Val {
			return types.Bool(s.Class(id(a[0])) == c.class)
		}})
	}
	return list
}

func pathQuestions() []question {
	pair := []role{anEntity, anEntity}
	return []question{
		{"command", pair, cel.BoolType, readCommand, func(s State, a []string) ref.Val { return types.Bool(s.Command(id(a[0]), id(a[1]))) }},
		{"support", pair, cel.BoolType, readSupport, func(s State, a []string) ref.Val { return types.Bool(s.Support(id(a[0]), id(a[1]))) }},
		{"channels", pair, cel.IntType, readCommand, func(s State, a []string) ref.Val { return types.Int(s.Channels(id(a[0]), id(a[1]))) }},
		{"holds", pair, cel.BoolType, readCommand, func(s State, a []string) ref.Val { return types.Bool(s.Holds(id(a[0]), id(a[1]))) }},
		{"vacant", []role{anEntity}, cel.BoolType, readPosts, func(s State, a []string) ref.Val { return types.Bool(s.Vacant(id(a[0]))) }},
	}
}

func nodeQuestions() []question {
	return []question{
		{"top", []role{aMeasure, aSchema}, cel.StringType, readMeasure, func(s State, a []string) ref.Val { return types.String(s.Top(a[0], underpin.Schema(a[1]))) }},
		{"measure", []role{aMeasure, anEntity}, cel.DoubleType, readMeasure, func(s State, a []string) ref.Val { return types.Double(s.Measure(a[0], id(a[1]))) }},
		{"degree", []role{anEntity}, cel.IntType, readBinding, func(s State, a []string) ref.Val { return types.Int(s.Degree(id(a[0]))) }},
		{"betweenness", []role{anEntity}, cel.DoubleType, readBinding, func(s State, a []string) ref.Val { return types.Double(s.Betweenness(id(a[0]))) }},
	}
}

func wholeQuestions() []question {
	return []question{
		{"components", nil, cel.IntType, readBinding, func(s State, _ []string) ref.Val { return types.Int(s.Components()) }},
		{"largest", nil, cel.IntType, readBinding, func(s State, _ []string) ref.Val { return types.Int(s.Largest()) }},
		{"fragmentation", nil, cel.DoubleType, readBinding, func(s State, _ []string) ref.Val { return types.Double(s.F()) }},
		{"df", nil, cel.DoubleType, readBinding, func(s State, _ []string) ref.Val { return types.Double(s.DF()) }},
		{"efficiency", nil, cel.DoubleType, readBinding, func(s State, _ []string) ref.Val { return types.Double(s.Efficiency()) }},
	}
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
func environment(list []question) (*cel.Env, error) {
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
func (q question) overload() cel.FunctionOpt {
	args := []*cel.Type{stateType}
	for range q.args {
		args = append(args, cel.StringType)
	}
	call := func(values ...ref.Val) ref.Val {
		s, ok := values[0].(*side)
		if !ok {
			return types.NewErr("%s is asked of before or after", q.name)
		}
		var words [2]string
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

func (p *provider) field(q question) {
	p.fields[q.name] = &types.FieldType{
		Type:    q.result,
		IsSet:   func(any) bool { return true },
		GetFrom: func(target any) (any, error) { return q.answer(target.(*side).State, nil), nil },
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
