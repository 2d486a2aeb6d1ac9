package casebook

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

// An Error is one thing wrong with a casebook.
type Error struct {
	// File is the name given to [Read].
	File string `json:"file"`
	// Line and Column are counted from 1, columns in characters.
	Line   int `json:"line"`
	Column int `json:"column"`
	// Record is the record it lies in; the zero reference where in none.
	Record  underpin.RecordRef `json:"record,omitzero"`
	Message string             `json:"message"`
	Hint    string             `json:"hint,omitempty"`

	field string // of the record, where it lies in one
}

// Error writes the place, the sentence and the hint on one line.
func (e *Error) Error() string {
	s := fmt.Sprintf("%s:%d:%d: ", e.File, e.Line, e.Column)
	if e.Record.ID != "" {
		s += e.Record.String() + ": "
	}
	s += e.Message
	if e.Hint != "" {
		s += " (" + e.Hint + ")"
	}
	return s
}

// Errors are all things wrong with a casebook, in the order of its lines.
type Errors struct {
	// List holds the first [MaxErrors] errors.
	List []Error
	// More is the number of those left out. Past [StopAfter] the rest of the
	// casebook is not looked at.
	More int
}

// Error writes every error on a line of its own.
func (e *Errors) Error() string {
	lines := make([]string, 0, len(e.List)+1)
	for i := range e.List {
		lines = append(lines, e.List[i].Error())
	}
	if e.More >= StopAfter {
		lines = append(lines, fmt.Sprintf("and at least %d more errors; the rest was not read", e.More))
	} else if e.More > 0 {
		lines = append(lines, fmt.Sprintf("and %d more errors", e.More))
	}
	return strings.Join(lines, "\n")
}

// tooMany reports whether it is no use to look further.
func (e *Errors) tooMany() bool { return e.More >= StopAfter }

// add keeps an error, or counts it.
func (e *Errors) add(one Error) {
	if len(e.List) >= MaxErrors {
		e.More++
		return
	}
	e.List = append(e.List, one)
}

// sorted returns the errors in the order of their places in a file.
func (e *Errors) sorted(file string) *Errors {
	for i := range e.List {
		e.List[i].File = file
	}
	slices.SortStableFunc(e.List, func(a, b Error) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column), cmp.Compare(a.Message, b.Message))
	})
	return e
}
