package desk

import (
	"errors"
	"strings"

	"underpin"
	"underpin/internal/brief"
	"underpin/internal/conclusion"
	"underpin/internal/edtf"
	"underpin/internal/envelope"
	"underpin/internal/exchange"
	"underpin/internal/exchange/graphfile"
	"underpin/internal/hinge"
	"underpin/internal/measure"
	"underpin/internal/network"
	"underpin/internal/register"
	"underpin/internal/shock"
	"underpin/internal/store"
	"underpin/internal/vault"
)

// codes says which code stands for an error of the rooms below. The first that fits
// counts.
var codes = []struct {
	err  error
	code Code
}{
	{store.ErrMissing, NoDatabase},
	{store.ErrExists, DatabaseExists},
	{store.ErrNotOurs, DatabaseForeign},
	{store.ErrTruncated, DatabaseTruncated},
	{store.ErrDamaged, DatabaseDamaged},
	{store.ErrLocked, DatabaseLocked},
	{store.ErrNewer, DatabaseNewer},
	{store.ErrFull, DiskFull},
	{store.ErrDenied, DatabaseDenied},
	{store.ErrMoved, DatabaseMoved},
	{store.ErrKey, WrongKey},
	{store.ErrNotEncrypted, NotEncrypted},
	{envelope.ErrMissing, NoKeyFile},
	{envelope.ErrExists, KeyFileExists},
	{envelope.ErrNewer, DatabaseNewer},
	{envelope.ErrDenied, FileDenied},
	{envelope.ErrPassphrase, WrongPassphrase},
	{envelope.ErrNoPassphrase, NoPassphrase},
	{envelope.ErrIdentity, WrongKey},
	{envelope.ErrNotForYou, NotForYou},
	{envelope.ErrBadLetter, FileFailed},
	{envelope.ErrNotIdentity, NotAKey},
	{envelope.ErrWeak, WeakPassphrase},
	{envelope.ErrSheet, NotTheSheet},
	{envelope.ErrLockedOut, LockedOut},
	{store.ErrNoCase, NoCase},
	{store.ErrManyCases, ManyCases},
	{store.ErrBadCase, BadCaseName},
	{store.ErrNoRecord, NoSuchRecord},
	{store.ErrNoEntry, NoEntry},
	{store.ErrConflict, CaseChanged},
	{store.ErrDuplicate, IDTaken},
	{store.ErrErasedID, IDTaken},
	{store.ErrUnchanged, Unchanged},
	{store.ErrNoSigner, NoSigner},
	{store.ErrUnsigned, NothingSigned},
	{store.ErrNothingToUndo, NothingToUndo},
	{register.ErrTakenBack, TakenBack},
	{register.ErrNothingTaken, TakenBack},
	{register.ErrErased, Erasure},
	{shock.ErrUnknown, Unknown(underpin.KindEntity)},
	{shock.ErrNotThere, NotThere},
	{shock.ErrNoTie, NoTie},
	{hinge.ErrUnknown, UnknownPremise},
	{measure.ErrUnknownEntity, Unknown(underpin.KindEntity)},
	{measure.ErrUnknownMeasure, UnknownMeasure},
	{network.ErrBadWeight, NotLengths},
	{network.ErrNotFinite, NotFinite},
	{network.ErrOutOfRange, BadGraphFile},
	{graphfile.ErrMemory, TooMuchMemory},
	{vault.ErrDamaged, SealedDamaged},
	{vault.ErrReader, NotAReader},
	{vault.ErrNobody, NobodyLeft},
	{vault.ErrTooLong, CannotSeal},
	{vault.ErrEmpty, CannotSeal},
	{vault.ErrNotReader, BadPublicKey},
}

// codeOf is the code of an error, or another where none stands for it.
func codeOf(err error, other Code) Code {
	for _, c := range codes {
		if errors.Is(err, c.err) {
			return c.code
		}
	}
	return other
}

// translated makes a fault of an error of the rooms below.
func translated(err error) *Fault {
	if e, ok := errors.AsType[*register.DependantsError](err); ok {
		return dependants(e)
	}
	if e, ok := errors.AsType[*store.Error](err); ok {
		return &Fault{Code: codeOf(err, DatabaseFailed), Message: e.Error(), Hint: e.Hint, Err: err}
	}
	if e, ok := errors.AsType[*envelope.Error](err); ok {
		return &Fault{Code: codeOf(err, KeyFileDamaged), Message: e.Error(), Hint: e.Hint, Err: err}
	}
	if e, ok := errors.AsType[*shock.Error](err); ok {
		return &Fault{Code: codeOf(err, NotThere), Message: e.Message, Hint: e.Hint, Err: err}
	}
	if e, ok := errors.AsType[*exchange.Errors](err); ok {
		return casebookFault(e)
	}
	if e, ok := errors.AsType[*brief.Refused](err); ok {
		return briefFault(e)
	}
	if e, ok := errors.AsType[*conclusion.Mistake](err); ok {
		return mistakeFault(e)
	}
	if e, ok := errors.AsType[*exchange.Error](err); ok {
		return graphFault(e)
	}
	if e, ok := errors.AsType[*edtf.Error](err); ok {
		return &Fault{Code: NotADate, Message: e.Message, Hint: e.Hint, Err: err}
	}
	return &Fault{Code: codeOf(err, Failed), Message: strings.TrimSpace(err.Error()), Err: err}
}

// casebookFault lists what is wrong with a casebook.
func casebookFault(e *exchange.Errors) *Fault {
	f := &Fault{Code: BadCasebook, More: e.More, Err: e}
	for _, one := range e.List {
		f.Problems = append(f.Problems, Problem{
			Place: Place{File: one.File, Line: one.Line, Column: one.Column}, Record: one.Record, Field: one.Field,
			Message: one.Message, Hint: one.Hint,
		})
	}
	n := len(e.List) + e.More
	f.Message = count(n, "error")
	if e.More >= exchange.StopAfter {
		f.Message = "at least " + count(n, "error") + "; the rest was not read"
	}
	if len(e.List) > 0 {
		f.Message = e.List[0].File + ": " + f.Message
	}
	f.Message += "; nothing was imported"
	return f
}

// briefFault lists what keeps a brief from being written.
func briefFault(e *brief.Refused) *Fault {
	f := &Fault{Code: BriefRefused, Err: e}
	for _, one := range e.Findings {
		f.Problems = append(f.Problems, findingProblem(e.Name, one))
	}
	f.Message = e.Name + ": " + count(len(e.Findings), "error") + "; the brief was not written"
	return f
}

func findingProblem(name string, f brief.Finding) Problem {
	return Problem{
		Place: Place{File: name, Line: f.Line, Column: f.Column}, Rule: f.Rule, Severity: f.Severity.String(), Message: f.Message, Hint: f.Hint,
	}
}

// mistakeFault says where an expression goes wrong.
func mistakeFault(m *conclusion.Mistake) *Fault {
	sentence, _, _ := strings.Cut(m.Error(), "\n")
	return &Fault{
		Code: BadExpression, Message: sentence, Hint: m.Hint, Err: m,
		Place: Place{Line: m.Line, Column: m.Column, Excerpt: m.Caret()},
	}
}

// graphFault says where a graph cannot be read.
func graphFault(e *exchange.Error) *Fault {
	bare := *e
	bare.Hint = ""
	f := &Fault{
		Code: codeOf(e, BadGraphFile), Message: bare.Error(), Hint: e.Hint, Place: Place{File: e.File, Line: e.Line, Column: e.Column}, Err: e,
	}
	if f.Code == TooMuchMemory {
		f.Hint = ""
	}
	f.Problems = []Problem{{Place: f.Place, Record: e.Record, Field: e.Field, Message: e.Message, Hint: f.Hint}}
	return f
}
