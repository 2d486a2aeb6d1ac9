package graphfile

import (
	"errors"
	"fmt"
)

// ErrMemory says that a graph needs more memory than [Options] allow. Raise the
// limit, or read a part of the file.
var ErrMemory = errors.New("the graph does not fit into memory")

// An Error is why a file cannot be read, and where.
type Error struct {
	// File is the name given to [Read].
	File string `json:"file"`
	// Line and Column are counted from 1, columns in characters; both are 0 where
	// the error has no place. In XML the place is that of the element.
	Line    int    `json:"line,omitempty"`
	Column  int    `json:"column,omitempty"`
	Message string `json:"message"`
	Hint    string `json:"hint,omitempty"`
	// Err is the cause, if there is one.
	Err error `json:"-"`
}

// Error writes the place, the sentence and the hint on one line.
func (e *Error) Error() string {
	s := e.File + ": "
	if e.Line > 0 {
		s = fmt.Sprintf("%s:%d:%d: ", e.File, e.Line, e.Column)
	}
	s += e.Message
	if e.Hint != "" {
		s += " (" + e.Hint + ")"
	}
	return s
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }
