package conclusion

import (
	"errors"
	"fmt"
	"math"
	"strings"

	"github.com/google/cel-go/common/types"

	"underpin"
)

// A Value is the answer of a conclusion in one world. Who is set for the kind
// [Who] alone; Number is the number, or 1 for yes and 0 for no.
type Value struct {
	Number float64
	Who    underpin.EntityID
	// Sampled: who comes first was decided from some of the searches that would
	// tell it for certain.
	Sampled bool
}

// Eval answers the conclusion in one world. Only what the answer takes is asked of
// the two sides, each of which belongs to the calling goroutine; a side that
// [Expression.Needs] does not name may be nil. The states of its moments come in the
// order of [Expression.Moments]. A division by zero, or an answer
// that is not a number, is a [*Mistake].
func (c *Expression) Eval(before, after State, at ...State) (Value, error) {
	out, _, err := c.program.Eval(&activation{before: stateValue{State: before}, after: stateValue{State: after}, moments: moments{c.moments.index, at}})
	if err != nil && strings.HasPrefix(err.Error(), "internal error") {
		// What the network could not compute is no mistake of the expression.
		return Value{}, fmt.Errorf("answer %q: %w", c.expr, err)
	}
	if err != nil {
		return Value{}, &Mistake{
			Expr: c.expr, Message: fmt.Sprintf("in some world %q has no answer: %v", c.expr, plain(err)),
			Hint: "guard it with a condition: x == 0 ? 0 : y / x",
		}
	}
	switch v := out.(type) {
	case types.Bool:
		if v {
			return Value{Number: 1}, nil
		}
		return Value{}, nil
	case types.Int:
		return Value{Number: float64(v)}, nil
	case types.Uint:
		return Value{Number: float64(v)}, nil
	case types.String:
		return Value{Who: underpin.EntityID(v)}, nil
	case types.Double:
		if f := float64(v); !math.IsNaN(f) && !math.IsInf(f, 0) {
			return Value{Number: f}, nil
		}
	}
	return Value{}, &Mistake{
		Expr: c.expr, Message: fmt.Sprintf("in some world the answer of %q is not a number", c.expr),
		Hint: "guard it with a condition: x == 0.0 ? 0.0 : y / x",
	}
}

// plain returns the innermost words of an error.
func plain(err error) error {
	for {
		inner := errors.Unwrap(err)
		if inner == nil {
			return err
		}
		err = inner
	}
}
