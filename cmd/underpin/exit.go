package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"underpin/internal/brief"
	"underpin/internal/conclusion"
	"underpin/internal/desk"
	"underpin/internal/exchange/casebook"
)

// The exit codes, documented in `underpin help exit-codes`.
const (
	exitOK        = 0
	exitFault     = 1
	exitUsage     = 2
	exitBadInput  = 3
	exitNotFound  = 4
	exitStorage   = 5
	exitTampered  = 6
	exitRefused   = 7
	exitCancelled = 130
)

// exitTable is the one table of exit codes.
const exitTable = `  0    done
  1    a fault of the program or the machine
  2    the command line is wrong: an unknown verb, flag or argument
  3    bad input: a casebook, a date, an expression, a value; nothing was changed
  4    there is no such case, claim, entity, source or file
  5    the database is not ours, damaged, locked, or of a newer program
  6    verify found that records do not fit the register
  7    refused: it would take more with it than was said
  130  interrupted; nothing was changed, or it says which cases were recorded`

// usageError marks a mistake on the command line.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

// flagError words a mistake in a flag; what the standard library says of a number is
// for programmers.
func flagError(_ *cobra.Command, err error) error {
	text, _, number := strings.Cut(err.Error(), ": strconv.")
	if number {
		err = errors.New(text + ": it is no number that could stand here")
	}
	return usageError{err}
}

// A hinted error brings its own hint.
type hinted struct {
	error
	hint string
}

func usageHint(err error) string {
	var h hinted
	if errors.As(err, &h) {
		return h.hint
	}
	return "see underpin --help"
}

// fail prints an error as a sentence with its hint, or as JSON, and returns the
// exit code.
func (a *app) fail(ctx context.Context, err error) int {
	code := exitCode(ctx, err)
	a.clear()
	if a.json {
		a.failJSON(code, err)
		return code
	}
	var book *casebook.Errors
	var refused *brief.Refused
	var mistake *conclusion.Mistake
	var fault *desk.Fault
	var partly *desk.PartlyError
	switch {
	case errors.As(err, &partly) && code == exitCancelled:
		a.complain("interrupted; %s", partly.Done())
	case errors.As(err, &partly):
		a.complain("underpin: %s", partly.Error())
	case code == exitCancelled:
		a.complain("interrupted; nothing was changed")
	case errors.As(err, &book):
		a.complain("%s\nnothing was imported", book.Error())
	case errors.As(err, &refused):
		a.complain("%s\nthe brief was not written", refused.Error())
	case errors.As(err, &mistake):
		a.complain("underpin: %s", mistake.Error())
		a.hint(mistake.Hint)
	case errors.As(err, &fault):
		a.complain("underpin: %s", fault.Message)
		a.hint(fault.Hint)
	default:
		a.complain("underpin: %s", err)
		if code == exitUsage {
			a.hint(usageHint(err))
		}
	}
	return code
}

// complain writes lines to standard error. They may quote texts of the case.
func (a *app) complain(format string, args ...any) {
	for line := range strings.SplitSeq(fmt.Sprintf(format, args...), "\n") {
		fmt.Fprintln(a.errs, shown(line))
	}
}

// hint tells what to do, where there is something.
func (a *app) hint(text string) {
	if text != "" {
		a.complain("  hint: %s", text)
	}
}

func exitCode(ctx context.Context, err error) int {
	var usage usageError
	var refused *brief.Refused
	var book *casebook.Errors
	var fault *desk.Fault
	switch {
	case ctx.Err() != nil || errors.Is(err, context.Canceled):
		return exitCancelled
	case errors.As(err, &usage):
		return exitUsage
	case errors.As(err, &book), errors.As(err, &refused), errors.Is(err, conclusion.ErrExpression):
		return exitBadInput
	case errors.As(err, &fault):
		switch fault.Kind {
		case desk.BadInput:
			return exitBadInput
		case desk.NotFound:
			return exitNotFound
		case desk.Storage:
			return exitStorage
		case desk.Tampered:
			return exitTampered
		case desk.Refused:
			return exitRefused
		}
	}
	return exitFault
}

// failJSON prints an error for a program: one object on standard error.
func (a *app) failJSON(code int, err error) {
	out := map[string]any{"error": err.Error(), "exit": code}
	var fault *desk.Fault
	var book *casebook.Errors
	var mistake *conclusion.Mistake
	var refused *brief.Refused
	var partly *desk.PartlyError
	if errors.As(err, &partly) {
		out["recorded"] = partly.Recorded
	}
	switch {
	case code == exitUsage:
		out["hint"] = usageHint(err)
	case errors.As(err, &book):
		out["errors"], out["kind"] = book.List, string(desk.BadInput)
	case errors.As(err, &refused):
		out["findings"], out["kind"] = refused.Findings, string(desk.BadInput)
	case errors.As(err, &mistake):
		out["error"], out["hint"], out["kind"], out["line"], out["column"] = mistake.Message, mistake.Hint, string(desk.BadInput), mistake.Line, mistake.Column
	case errors.As(err, &fault):
		out["error"], out["hint"], out["kind"] = fault.Message, fault.Hint, string(fault.Kind)
	}
	enc := json.NewEncoder(a.errs)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(out)
}
