package desk

import (
	"errors"
	"fmt"
	"strings"
)

// A Kind says what sort of thing went wrong, so that a command can choose its exit
// code and an interface its status.
type Kind string

// The kinds of faults.
const (
	// BadInput: a file, a date, an expression or a value that cannot be taken.
	BadInput Kind = "bad input"
	// NotFound: an id, a case or a file that is not there.
	NotFound Kind = "not found"
	// Storage: a database that is not ours, damaged, locked or too new.
	Storage Kind = "storage"
	// Tampered: the register does not fit the records.
	Tampered Kind = "tampered"
	// Refused: what was asked would take more with it than was said.
	Refused Kind = "refused"
)

// A Fault is an error that a person can act on: a sentence, and what to do.
type Fault struct {
	Kind    Kind
	Message string
	Hint    string
	Err     error
}

// Error writes the sentence, and the hint behind it.
func (f *Fault) Error() string {
	if f.Hint == "" {
		return f.Message
	}
	return f.Message + " (" + f.Hint + ")"
}

// Unwrap returns the cause, if there is one.
func (f *Fault) Unwrap() error { return f.Err }

func faultf(kind Kind, hint, format string, args ...any) *Fault {
	return &Fault{Kind: kind, Hint: hint, Message: fmt.Sprintf(format, args...)}
}

// wrap makes a fault of an error, unless it is one.
func wrap(kind Kind, hint string, err error) error {
	var f *Fault
	if err == nil || errors.As(err, &f) {
		return err
	}
	return &Fault{Kind: kind, Hint: hint, Message: strings.TrimSpace(err.Error()), Err: err}
}
