package desk

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"underpin"
)

// A Fault is an error that a person can act on: what is wrong in a sentence, where it
// lies, and what to do. Every method of a [Desk] and every function of this package
// that fails does so with one. As JSON it has the same shape whatever went wrong.
type Fault struct {
	Code
	// Message is the sentence. It names the place, where there is one.
	Message string `json:"error"`
	// Hint says what to do in words that hold for every surface; empty where that
	// depends on the surface, which then has its own for the code.
	Hint string `json:"hint,omitempty"`
	// Field is the field of the question that it is about ("at", "held"); empty where
	// it is about another thing.
	Field string `json:"field,omitempty"`
	// Record is the record that it is about, where it is about one.
	Record underpin.RecordRef `json:"record,omitzero"`
	// Place is where in a file or an expression it lies, where it lies in one place.
	Place Place `json:"place,omitzero"`
	// Problems are all the things that are wrong, where they were looked for together;
	// More is how many there are besides.
	Problems []Problem `json:"problems,omitempty"`
	More     int       `json:"more,omitempty"`
	// Conflicts are the records that were changed after they were seen.
	Conflicts []Conflict `json:"conflicts,omitempty"`
	// Recorded are the cases that were recorded before it happened, and Entry is the entry
	// that was, 0 where none was.
	Recorded []*Imported `json:"recorded,omitempty"`
	Entry    int64       `json:"entry,omitempty"`
	// Err is the cause, if there is one.
	Err error `json:"-"`
}

// A Place is a place in a file or an expression.
type Place struct {
	// File is the name of the file, empty in an expression.
	File string `json:"file,omitempty"`
	// Line and Column count from 1, columns in characters; 0 where the file as a whole
	// is meant.
	Line   int `json:"line,omitempty"`
	Column int `json:"column,omitempty"`
	// Excerpt is the line of an expression with a caret under the place.
	Excerpt string `json:"excerpt,omitempty"`
}

// String writes the place as editors read it: "harbour.yaml:12:4".
func (p Place) String() string {
	if p.Line == 0 {
		return p.File
	}
	return strings.TrimPrefix(fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column), ":")
}

// A Problem is one of several things that are wrong: where, what, and what to do.
type Problem struct {
	Place
	// Record is the record it lies in, where it lies in one.
	Record underpin.RecordRef `json:"record,omitzero"`
	// Field is the field of the record, by its key in a casebook; the column of a place
	// without a line is then that in its text.
	Field string `json:"field,omitempty"`
	// As is what a write calls the record, see [Filling].
	As string `json:"as,omitempty"`
	// Rule is the rule of the wording lint that found it, where that did, and Severity
	// what it means for the brief.
	Rule     string `json:"rule,omitempty"`
	Severity string `json:"severity,omitempty"`
	Message  string `json:"message"`
	Hint     string `json:"hint,omitempty"`
	// Unchosen is as in [underpin.Problem].
	Unchosen bool `json:"-"`
}

// String writes the place, the record, the sentence and the hint on one line.
func (p Problem) String() string {
	var parts []string
	for _, part := range []string{p.Place.String(), p.Severity, p.record(), p.Message} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return hinted(strings.Join(parts, ": "), p.Hint)
}

func (p Problem) record() string {
	if p.Record == (underpin.RecordRef{}) {
		return ""
	}
	return p.Record.String()
}

// hinted writes a sentence with its hint behind it.
func hinted(sentence, hint string) string {
	if hint == "" {
		return sentence
	}
	return sentence + " (" + hint + ")"
}

// Error writes the sentence, and the hint behind it.
func (f *Fault) Error() string { return hinted(f.Message, f.Hint) }

// Unwrap returns the cause, if there is one.
func (f *Fault) Unwrap() error { return f.Err }

func faultf(code Code, hint, format string, args ...any) *Fault {
	return &Fault{Code: code, Hint: hint, Message: fmt.Sprintf(format, args...)}
}

// unknown is the fault of a record that the case does not have.
func unknown(kind underpin.RecordKind, id string) *Fault {
	f := faultf(Unknown(kind), "", "there is no %s %q in the case", kind, id)
	f.Record = underpin.RecordRef{Kind: kind, ID: id}
	return f
}

// nearest offers the word that was perhaps meant; it is empty where none is near.
func nearest(word string, known []string) string {
	if near, ok := underpin.Nearest(word, known); ok {
		return "did you mean " + near + "?"
	}
	return ""
}

// settle makes a [Fault] of the error with which a use case ends, if it ends with one.
func settle(ctx context.Context, err *error) {
	if *err != nil {
		*err = FaultOf(ctx, *err)
	}
}

// FaultOf returns the fault that an error is. Once the context has ended that is an
// interruption, whatever else went wrong on the way out. The error is not nil.
func FaultOf(ctx context.Context, err error) *Fault {
	f, ok := errors.AsType[*Fault](err)
	if ok && f.Kind == Cancelled {
		return f
	}
	if ctx.Err() != nil || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		out := &Fault{Code: Interrupted, Message: "interrupted; nothing was changed", Err: err}
		switch {
		case ok && len(f.Recorded) > 0:
			out.Recorded, out.Message = f.Recorded, "interrupted; "+recorded(f.Recorded)
		case ok && f.Entry > 0:
			out.Entry, out.Message = f.Entry, fmt.Sprintf("interrupted; entry %d was recorded", f.Entry)
		}
		return out
	}
	if ok {
		return f
	}
	return translated(err)
}
