package main

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"underpin"
	"underpin/internal/desk"
)

// usage is the kind of what is wrong with the command line itself, of which the desk
// knows nothing.
const usage desk.FaultKind = "usage"

// exitCodes is the one table of exit codes, of the kinds of faults that end in them
// and of what `underpin help exit-codes` says of them.
var exitCodes = []struct {
	code int
	kind desk.FaultKind
	says string
}{
	{exitOK, "", "done"},
	{1, desk.Internal, "a fault of the program or the machine"},
	{2, usage, "the command line is wrong: an unknown verb, flag or argument"},
	{3, desk.BadInput, "bad input: a casebook, a date, an expression, a value; nothing was changed"},
	{4, desk.NotFound, "the case, claim, entity, source or file that was named is not there"},
	{5, desk.Storage, "the database is damaged, locked, not an Underpin database, or from a newer version"},
	{6, desk.Tampered, "verify found that records do not fit the register"},
	{7, desk.Refused, "refused: it would affect more than was asked for"},
	{130, desk.Cancelled, "interrupted; nothing was changed, or the message says which cases were recorded"},
}

// exitOK is the exit code of what was done.
const exitOK = 0

// exitCode is the exit code of a kind of fault.
func exitCode(kind desk.FaultKind) int {
	for _, e := range exitCodes {
		if e.kind == kind {
			return e.code
		}
	}
	return exitCode(desk.Internal)
}

func exitCodesTopic() *cobra.Command {
	var lines []string
	for _, e := range exitCodes {
		lines = append(lines, fmt.Sprintf("  %-3d  %s", e.code, e.says))
	}
	return &cobra.Command{
		Use: "exit-codes", Short: "The exit codes of all verbs", Long: "The exit codes of all verbs:\n\n" + strings.Join(lines, "\n") + "\n\n" + errorsAsJSON,
	}
}

// errorsAsJSON says what a program reads of an error.
const errorsAsJSON = `With --json an error is one object on standard error: error is the sentence, kind
and code what went wrong in a word that never changes, exit the exit code. Where there
is one, hint says what to do, field which option it is about, record which record, and
place where in a file or an expression. problems lists all that was found in a file,
a record or a brief, each with its record, field and place; recorded the cases, and entry the entry,
recorded before it failed.`

// badUsage is the code of every mistake on the command line.
var badUsage = desk.Code{Word: "bad_usage", Kind: usage}

// usagef says what is wrong with the command line.
func usagef(hint, format string, args ...any) *desk.Fault {
	return &desk.Fault{Code: badUsage, Hint: hint, Message: fmt.Sprintf(format, args...)}
}

// flagError words a mistake in an option: what the libraries say of it is for
// programmers.
func flagError(c *cobra.Command, err error) error {
	text, _, number := strings.Cut(err.Error(), ": strconv.")
	if value, flag, ok := strings.Cut(strings.TrimPrefix(text, "invalid argument "), " for \""); ok && number {
		flag, _, _ = strings.Cut(flag, "\"")
		return usagef("write a number, and one that is not too large", "%s: %s is not a number that can be used here", flag[strings.Index(flag, "--"):], value)
	}
	if flag, ok := strings.CutPrefix(text, "unknown flag: "); ok {
		hint := "see " + c.CommandPath() + " --help"
		if name := strings.ReplaceAll(strings.TrimPrefix(flag, "--"), "-", "_"); slices.Contains(fieldsOf(c), name) {
			hint = "it is a field: write it after the id as " + name + "=…"
		}
		return usagef(hint, "there is no option %s", flag)
	}
	if flag, ok := strings.CutPrefix(text, "flag needs an argument: "); ok {
		return usagef("see "+c.CommandPath()+" --help", "%s needs a value", flag)
	}
	return usagef("see "+c.CommandPath()+" --help", "%s", text)
}

// fieldsOf lists the fields that a record can have which a command adds.
func fieldsOf(c *cobra.Command) []string {
	if c.Parent() == nil || c.Parent().Name() != "add" {
		return nil
	}
	return desk.Fields(underpin.RecordKind(c.Name()))
}

// fail prints an error as a sentence with its hint, or as JSON, and returns the exit
// code.
func (a *app) fail(ctx context.Context, err error) int {
	f := *desk.FaultOf(ctx, err)
	f.Hint = hintOf(&f)
	code := exitCode(f.Kind)
	a.clear()
	if a.json {
		a.failJSON(code, &f)
		return code
	}
	for _, p := range f.Problems {
		if len(f.Problems) > 1 || !strings.HasSuffix(f.Message, p.Message) { // else the sentence says it
			a.complain("%s", p)
		}
	}
	if f.More > 0 {
		a.complain("and %s", moreOf(f.More, "error"))
	}
	if f.Kind == desk.Cancelled {
		a.complain("%s", f.Message)
		return code
	}
	a.complain("underpin: %s", sayField(&f))
	if f.Place.Excerpt != "" {
		a.complain("%s", f.Place.Excerpt)
	}
	if f.Hint != "" {
		a.complain("  hint: %s", f.Hint)
	}
	return code
}

// sayField is the sentence of a fault, with the flag that it is about.
func sayField(f *desk.Fault) string {
	if f.Field == "" {
		return f.Message
	}
	return "--" + f.Field + ": " + f.Message
}

// complain writes lines to standard error. They may quote texts of the case.
func (a *app) complain(format string, args ...any) {
	for line := range strings.SplitSeq(fmt.Sprintf(format, args...), "\n") {
		fmt.Fprintln(a.errs, shown(line))
	}
}

// failJSON prints a fault for a program: one object on standard error, always of the
// same shape.
func (a *app) failJSON(code int, f *desk.Fault) {
	enc := json.NewEncoder(a.errs)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(struct {
		*desk.Fault
		Exit int `json:"exit"`
	}{f, code})
}
