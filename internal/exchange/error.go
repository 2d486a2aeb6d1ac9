package exchange

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"underpin"
)

// MaxErrors is the number of errors that are kept; more are counted.
const MaxErrors = 200

// StopAfter is the number of errors after which reading stops.
const StopAfter = 10000

// A Position is a place in a text: a line and a column, both from 1, columns in characters.
type Position struct{ Line, Column int32 }

// An Error is one thing wrong with a file, and where.
type Error struct {
	// File is the name that the file was opened by.
	File string `json:"file"`
	// Line and Column are counted from 1, columns in characters; both are 0 where
	// the error has no place. In XML the place is that of the element.
	Line   int `json:"line,omitempty"`
	Column int `json:"column,omitempty"`
	// Record is the record it lies in; the zero reference where in none.
	Record  underpin.RecordRef `json:"record,omitzero"`
	Message string             `json:"message"`
	Hint    string             `json:"hint,omitempty"`
	// Field is the field of the record, by its key; empty where in none.
	Field string `json:"-"`
	// Err is the cause, if there is one.
	Err error `json:"-"`
}

// Error writes the place, the sentence and the hint on one line.
func (e *Error) Error() string {
	s := e.File + ": "
	if e.Line > 0 {
		s = fmt.Sprintf("%s:%d:%d: ", e.File, e.Line, e.Column)
	}
	if e.Record.ID != "" {
		s += e.Record.String() + ": "
	}
	s += e.Message
	if e.Hint != "" {
		s += " (" + e.Hint + ")"
	}
	return s
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// Errors are all things wrong with a file, in the order of its lines.
type Errors struct {
	// List holds the first [MaxErrors] errors.
	List []Error
	// More is the number of those left out. Past [StopAfter] the rest of the file
	// is not looked at.
	More int
}

// Error writes every error on a line of its own.
func (e *Errors) Error() string {
	lines := make([]string, 0, len(e.List)+1)
	for i := range e.List {
		lines = append(lines, e.List[i].Error())
	}
	if e.More >= StopAfter {
		lines = append(lines, "and at least "+underpin.FormatCounted(e.More, "more error")+"; the rest was not read")
	} else if e.More > 0 {
		lines = append(lines, "and "+underpin.FormatCounted(e.More, "more error"))
	}
	return strings.Join(lines, "\n")
}

// TooMany reports whether it is no use to look further.
func (e *Errors) TooMany() bool { return e.More >= StopAfter }

// Add keeps an error, or counts it.
func (e *Errors) Add(one Error) {
	if len(e.List) >= MaxErrors {
		e.More++
		return
	}
	e.List = append(e.List, one)
}

// In puts the errors into the order of their places in a file.
func (e *Errors) In(file string) *Errors {
	for i := range e.List {
		e.List[i].File = file
	}
	slices.SortStableFunc(e.List, func(a, b Error) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column), cmp.Compare(a.Message, b.Message))
	})
	return e
}
