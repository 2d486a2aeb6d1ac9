package store

import (
	"errors"
	"fmt"
	"strings"
)

// What can be wrong with a database file.
var (
	// ErrMissing: there is no file; create one.
	ErrMissing = errors.New("there is no such database")
	// ErrExists: a new database was asked for, but the file is there.
	ErrExists = errors.New("the file already exists")
	// ErrNotOurs: the file is not an Underpin database. It was not touched.
	ErrNotOurs = errors.New("the file is not an Underpin database")
	// ErrTruncated: the file is shorter than it says it is.
	ErrTruncated = errors.New("the database is truncated: part of the file is missing")
	// ErrDamaged: the file cannot be read as a database.
	ErrDamaged = errors.New("the database is damaged")
	// ErrLocked: another process is writing and did not finish in time.
	ErrLocked = errors.New("the database is locked by another process")
	// ErrNewer: the file was written by a newer program. It was not touched.
	ErrNewer = errors.New("the database was written by a newer version of this program")
	// ErrFull: there is no room to write, or the disk refuses to; nothing of the
	// change was kept.
	ErrFull = errors.New("the disk is full or cannot be written to")
	// ErrDenied: the file or its folder may not be read or written.
	ErrDenied = errors.New("the database may not be read or written")
	// ErrMoved: the file has no longer the name under which it was opened. Nothing was
	// written: whoever opens that name would not find it.
	ErrMoved = errors.New("the database was moved or replaced while it was open")
	// ErrKey: the file is encrypted with another key, or its beginning is damaged.
	ErrKey = errors.New("the key does not open the database: it is that of another case, or the beginning of the file is damaged")
	// ErrNotEncrypted: a key was given, but the file is plain. It was not touched.
	ErrNotEncrypted = errors.New("the database is not encrypted, although it has a key file")
	// errNoKey: no key was given, and the file may be encrypted.
	errNoKey = fmt.Errorf("%w, or it is encrypted and its key file is missing", ErrNotOurs)
)

// What can be wrong with what is asked of it.
var (
	// ErrNoCase: the database has no case of that name, or none at all.
	ErrNoCase = errors.New("there is no such case")
	// ErrManyCases: a case must be named because the database has several.
	ErrManyCases = errors.New("the database has several cases")
	// ErrBadCase: the name of a case is empty, too long or has control characters.
	ErrBadCase = errors.New("not a name for a case")
	// ErrNoRecord: the case has no record of that kind and id.
	ErrNoRecord = errors.New("there is no such record")
	// ErrNoEntry: the case has no entry of that number.
	ErrNoEntry = errors.New("there is no such entry")
	// ErrConflict: the case has changed since it was read. Read it again.
	ErrConflict = errors.New("the case has changed in the meantime")
	// ErrDuplicate: a change names one record twice.
	ErrDuplicate = errors.New("the change names a record twice")
	// ErrErasedID: a record that was erased had the id, which is not given again.
	ErrErasedID = errors.New("a record that was erased had this id")
	// ErrUnchanged: the change alters nothing, so nothing was written. Callers
	// who only want the state reached may take it as success.
	ErrUnchanged = errors.New("nothing to change")
	// ErrNoSigner: a checkpoint was asked for without a signing key.
	ErrNoSigner = errors.New("there is no signing key")
	// ErrUnsigned: no checkpoint covers the entry yet. Sign one.
	ErrUnsigned = errors.New("no signed checkpoint covers it yet")
	// ErrNothingToUndo: no entry is left that undo or redo could take back.
	ErrNothingToUndo = errors.New("there is nothing to take back")
	// ErrConfig: a field of the Config is out of range.
	ErrConfig = errors.New("the configuration is not valid")
)

// An Error is what every method of a [Store] returns when it fails: a sentence
// for a person and what to do about it. Test for its kind with [errors.Is].
type Error struct {
	// Op is what was tried: "open", "commit", "undo".
	Op string
	// Subject is what it was tried on: a path, a case, a record.
	Subject string
	Err     error
	// Hint says what to do; it may be empty.
	Hint string
}

// Error writes "op subject: err", without the hint.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.Op)
	if e.Subject != "" {
		b.WriteString(" ")
		b.WriteString(e.Subject)
	}
	b.WriteString(": ")
	b.WriteString(e.Err.Error())
	return b.String()
}

// Unwrap returns Err.
func (e *Error) Unwrap() error { return e.Err }

// hints holds what to do about a kind of error unless a place knows better.
var hints = []struct {
	err  error
	hint string
}{
	{ErrMissing, "check the path, or create a database with init or import"},
	{ErrExists, "choose another path, or open the file that is there"},
	{errNoKey, "check the path; the key file of an encrypted case lies beside it, under its name and .key; the file was left as it is"},
	{ErrNotOurs, "check the path; the file was left as it is"},
	{ErrTruncated, "restore a copy of the file; keep this one, it may still hold records"},
	{ErrDamaged, "restore a copy of the file; keep this one, it may still hold records"},
	{ErrLocked, "close the other program that uses it, or try again when it has finished"},
	{ErrNewer, "update the program; the file was left as it is"},
	{ErrFull, "free some space and try again; nothing of this change was kept, all earlier changes are safe"},
	{ErrDenied, "check the permissions of the file and of its folder"},
	{ErrMoved, "put it back where it was with the files beside it, or start the program again where it is now; nothing of this change was kept"},
	{ErrKey, "put the key file back that belongs to it, or restore both from a backup; the file was left as it is"},
	{ErrNotEncrypted, "encrypt it, or move the key file away if it is not of this case"},
	{ErrManyCases, "name one of them"},
	{ErrBadCase, "use letters, digits and hyphens, for example harbour-2019"},
	{ErrConflict, "read the case again and repeat the change"},
	{ErrErasedID, "choose another id"},
	{ErrUnsigned, "sign a checkpoint first"},
	{ErrNoSigner, "give the program a signing key"},
}

// fail wraps an error for a person; nil stays nil and an Error stays as it is.
func fail(op, subject string, err error) error {
	if err == nil {
		return nil
	}
	if e, ok := errors.AsType[*Error](err); ok {
		return e
	}
	e := &Error{Op: op, Subject: subject, Err: err}
	for _, h := range hints {
		if errors.Is(err, h.err) {
			e.Hint = h.hint
			break
		}
	}
	return e
}
