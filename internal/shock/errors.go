package shock

import (
	"errors"
	"fmt"
)

// Errors that an [Error] wraps.
var (
	// ErrUnknown: the case has no such entity or claim. Correct the name.
	ErrUnknown = errors.New("not in the case")
	// ErrNotThere: nothing at it holds on the date of the loss, because it has not
	// begun or is over. Choose another date, or leave it out.
	ErrNotThere = errors.New("not there on the date of the loss")
	// ErrNoTie: the claim forms no tie, so that losing it changes no network.
	ErrNoTie = errors.New("no tie in the network")
)

// An Error says which loss or root cannot be used, why, and what to do.
type Error struct {
	// Subject is the entity or claim, as given.
	Subject string
	// Message is the sentence for a person, Hint what to do.
	Message, Hint string
	Err           error
}

// Error writes the sentence and the hint.
func (e *Error) Error() string {
	if e.Hint == "" {
		return e.Message
	}
	return fmt.Sprintf("%s (%s)", e.Message, e.Hint)
}

// Unwrap returns the kind of the error.
func (e *Error) Unwrap() error { return e.Err }
