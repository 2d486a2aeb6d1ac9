package conclusion

import (
	"fmt"
	"reflect"
	"slices"

	"github.com/google/cel-go/cel"
	"github.com/google/cel-go/common"
	"github.com/google/cel-go/common/ast"
	"github.com/google/cel-go/common/types"
	"github.com/google/cel-go/common/types/ref"
	"github.com/google/cel-go/parser"

	"underpin"
	"underpin/internal/edtf"
)

// A Moment is a network that an expression asks about by its date: before any loss,
// or with some things lost on that date.
type Moment struct {
	On underpin.Day
	// Entities and Claims are lost on the date.
	Entities []underpin.EntityID
	Claims   []underpin.ClaimID
}

// whole reports whether nothing is lost.
func (m Moment) whole() bool { return len(m.Entities)+len(m.Claims) == 0 }

// The words by which an expression goes to a moment: on("2009-09-30") and, behind it,
// without("x").
const (
	wordOn      = "on"
	wordWithout = "without"
)

// momentsName is the variable that on("2009-09-30") is asked of. No expression can
// write it: the macro of [onMacro] does.
const momentsName = "@moments"

var momentsType = types.NewObjectType("moments")

// onMacro turns on(date) into a question to the variable of all moments. A function
// by itself would not know which world is being answered.
func onMacro() cel.Macro {
	return cel.GlobalMacro(wordOn, 1, func(f parser.ExprHelper, _ ast.Expr, args []ast.Expr) (ast.Expr, *common.Error) {
		return f.NewMemberCall(wordOn, f.NewIdent(momentsName), args[0]), nil
	})
}

// momentOptions declare the words.
func momentOptions() []cel.EnvOption {
	return []cel.EnvOption{
		cel.Macros(onMacro()),
		cel.Variable(momentsName, momentsType),
		cel.Function(wordOn, cel.MemberOverload("moments_on", []*cel.Type{momentsType, cel.StringType}, stateType,
			cel.BinaryBinding(func(of, date ref.Val) ref.Val { return of.(*moments).at(string(date.(types.String))) }))),
		cel.Function(wordWithout, cel.MemberOverload("network_without", []*cel.Type{stateType, cel.StringType}, stateType,
			cel.BinaryBinding(func(of, what ref.Val) ref.Val {
				s := of.(*stateValue) // of a moment: the expressionChecker refuses others
				return s.of.at(s.key + "\x00" + string(what.(types.String)))
			}))),
	}
}

// moments are the states of the moments of an expression in one world. As a value of
// the expression language they answer nothing but on.
type moments struct {
	index  map[string]int // by how the moment is written: the date, then what is lost
	states []State
}

// at returns a moment as a side. One that nothing is asked of has no state.
func (m *moments) at(key string) ref.Val {
	s := &stateValue{of: m, key: key}
	if i, asked := m.index[key]; asked {
		s.State = m.states[i]
	}
	return s
}

// Type implements [ref.Val].
func (m *moments) Type() ref.Type { return momentsType }

// Value implements [ref.Val].
func (m *moments) Value() any { return m }

// Equal implements [ref.Val].
func (m *moments) Equal(other ref.Val) ref.Val { return types.Bool(ref.Val(m) == other) }

// ConvertToNative implements [ref.Val]; there is nothing to convert to.
func (m *moments) ConvertToNative(t reflect.Type) (any, error) {
	return nil, fmt.Errorf("a network on a date cannot be read as %v", t)
}

// ConvertToType implements [ref.Val]; there is nothing to convert to.
func (m *moments) ConvertToType(t ref.Type) ref.Val {
	return types.NewErr("a network on a date cannot be read as %s", t.TypeName())
}

// moment reads on("2009-09-30"), with what is lost behind it, refuses what it cannot
// be, and returns how it is written.
func (k *expressionChecker) moment(e ast.Expr) (key string, m Moment, ok bool) {
	call := e.AsCall()
	arg := call.Args()[0]
	word, written := "", false
	if arg.Kind() == ast.LiteralKind {
		word, written = arg.AsLiteral().Value().(string)
	}
	if call.FunctionName() == wordOn {
		if !written {
			k.refuse(arg, `write `+usageOn, "the date of on must be written out")
			return "", m, false
		}
		return word, m, k.date(arg, word, &m)
	}
	of := call.Target()
	if of.Kind() != ast.CallKind || of.AsCall().FunctionName() != wordOn && of.AsCall().FunctionName() != wordWithout {
		k.refuse(e, "write "+usageOn+`.without("a")`, "without can only be asked of on(…); the losses of after are those of the case")
		return "", m, false
	}
	if key, m, ok = k.moment(of); !ok {
		return "", m, false
	}
	if !written {
		k.refuse(arg, "write "+usageOn+`.without("a")`, "what is lost must be written out")
		return "", m, false
	}
	return key + "\x00" + word, m, k.lost(arg, word, &m)
}

// usageOn shows how a date is asked for.
const usageOn = `on("2009-09-30")`

// date reads the date of a moment, of a month or year its last day.
func (k *expressionChecker) date(e ast.Expr, word string, m *Moment) bool {
	day, err := edtf.ParseDay(word)
	if err != nil {
		message, hint := err.Error(), "write "+usageOn
		if told, ok := err.(*edtf.Error); ok && told.Hint != "" {
			message, hint = told.Message, told.Hint
		}
		k.refuse(e, hint, "%s", message)
		return false
	}
	if out := k.c.Tells(day); out != nil {
		k.refuse(e, out.Hint, "%s", out.Message)
		return false
	}
	m.On = day
	return true
}

// lost adds an entity or a claim to what is lost at a moment.
func (k *expressionChecker) lost(e ast.Expr, word string, m *Moment) bool {
	var claims []string
	if k.entities[underpin.EntityID(word)] {
		m.Entities = append(slices.Clip(m.Entities), underpin.EntityID(word))
		return true
	}
	for i := range k.c.Claims {
		if id := k.c.Claims[i].ID; string(id) == word {
			m.Claims = append(slices.Clip(m.Claims), id)
			return true
		}
		claims = append(claims, string(k.c.Claims[i].ID))
	}
	k.refuse(e, k.meant(word, claims), "there is no entity or claim %q", word)
	return false
}

// A momentList lists the moments of an expression as they are met.
type momentList struct {
	index map[string]int
	list  []Moment
}

// ask notes that something is asked of a moment.
func (m *momentList) ask(key string, of Moment) {
	if _, noted := m.index[key]; !noted {
		m.index[key] = len(m.list)
		m.list = append(m.list, of)
	}
}

// Moments are the networks that the expression asks about by their date, besides
// before and after.
func (c *Expression) Moments() []Moment { return c.moments.list }

// At is the conclusion's own date; the zero Date for one that has none.
func (c *Expression) At() underpin.Date { return c.at }

// Dates are the days whose worlds it is answered from when before and after are those
// of a day: that day, then the others in order, those of the payments that are asked about
// among them.
func (c *Expression) Dates(at underpin.Day) []underpin.Day {
	var others []underpin.Day
	for _, m := range c.moments.list {
		if m.On != at {
			others = append(others, m.On)
		}
	}
	for i := range c.sums {
		for _, d := range c.sums[i].days(at) {
			if d != at {
				others = append(others, d)
			}
		}
	}
	slices.Sort(others)
	return append([]underpin.Day{at}, slices.Compact(others)...)
}
