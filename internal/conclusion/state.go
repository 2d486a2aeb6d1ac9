package conclusion

import (
	"fmt"
	"reflect"

	"github.com/google/cel-go/common/types"
	"github.com/google/cel-go/common/types/ref"
	"github.com/google/cel-go/interpreter"

	"underpin"
	"underpin/internal/shock"
)

// A State answers for one world on one side of the losses. [shock.State] is one.
// Entities that are absent from the network reach nothing and count 0.
type State interface {
	// Top returns who alone comes first by a measure, or "".
	Top(measure string, schema underpin.Schema) underpin.EntityID
	Command(a, b underpin.EntityID) bool
	Support(a, b underpin.EntityID) bool
	Channels(a, b underpin.EntityID) int
	Holds(a, b underpin.EntityID) bool
	Vacant(post underpin.EntityID) bool
	Class(x underpin.EntityID) shock.Class
	// Measure and Whole are the measures of the registry, by their names.
	Measure(measure string, x underpin.EntityID) float64
	Whole(measure string) float64
}

// stateName is the name of the type of before and after within expressions.
const stateName = "network"

var stateType = types.NewObjectType(stateName)

// A stateValue is a State as a value of the expression language. That of a moment knows how
// it is written, and those that can be written behind it.
type stateValue struct {
	State
	of  *moments
	key string
}

// Type implements [ref.Val].
func (s *stateValue) Type() ref.Type { return stateType }

// Value implements [ref.Val].
func (s *stateValue) Value() any { return s }

// Equal implements [ref.Val]: a side equals itself alone.
func (s *stateValue) Equal(other ref.Val) ref.Val { return types.Bool(ref.Val(s) == other) }

// ConvertToNative implements [ref.Val]; there is nothing to convert to.
func (s *stateValue) ConvertToNative(t reflect.Type) (any, error) {
	return nil, fmt.Errorf("a network cannot be read as %v", t)
}

// ConvertToType implements [ref.Val]; there is nothing to convert to.
func (s *stateValue) ConvertToType(t ref.Type) ref.Val {
	return types.NewErr("a network cannot be read as %s", t.TypeName())
}

// activation binds before, after and the moments for one evaluation.
type activation struct {
	before, after stateValue
	moments       moments
}

// ResolveName implements the activation of the expression language.
func (s *activation) ResolveName(name string) (any, bool) {
	switch name {
	case "before":
		return &s.before, true
	case "after":
		return &s.after, true
	case momentsName:
		return &s.moments, true
	}
	return nil, false
}

// Parent implements the activation of the expression language.
func (s *activation) Parent() interpreter.Activation { return nil }
