package envelope

import "errors"

// What can be wrong with an envelope, or with what is to open it.
var (
	// ErrMissing: there is no envelope. Without it an encrypted file cannot be opened.
	ErrMissing = errors.New("there is no key file beside the database")
	// ErrExists: an envelope is there and was not replaced.
	ErrExists = errors.New("there is a key file already")
	// ErrNotEnvelope: the file is none of ours. It was not touched.
	ErrNotEnvelope = errors.New("the file is not a key file of Underpin")
	// ErrTruncated: a part of the file is missing.
	ErrTruncated = errors.New("the key file is cut off: a part of it is missing")
	// ErrDamaged: the file is not as it was written.
	ErrDamaged = errors.New("the key file is damaged")
	// ErrNewer: the file was written by a newer program. It was not touched.
	ErrNewer = errors.New("the key file was written by a newer version of this program")
	// ErrDenied: the file may not be read or written.
	ErrDenied = errors.New("the key file may not be read or written")
	// ErrOther: the parts of the file belong to two cases.
	ErrOther = errors.New("the key file has been put together from those of two cases")
	// ErrPassphrase: the passphrase does not open it.
	ErrPassphrase = errors.New("the passphrase is wrong")
	// ErrNoPassphrase: it was made without a passphrase.
	ErrNoPassphrase = errors.New("the case has no passphrase")
	// ErrIdentity: the identity is that of no recipient.
	ErrIdentity = errors.New("the key does not open the case")
	// ErrNotIdentity: the text is no hybrid age identity.
	ErrNotIdentity = errors.New("the file holds no key that can be used here")
	// ErrWeak: the passphrase is too easy to guess.
	ErrWeak = errors.New("the passphrase is too easy to guess")
	// ErrSheet: a line of a recovery sheet was copied wrongly.
	ErrSheet = errors.New("the line does not fit its last two characters")
	// ErrNotForYou: an age file is for others.
	ErrNotForYou = errors.New("the file is encrypted, and not for the key of this case")
	// ErrBadLetter: an age file is damaged, or of another kind.
	ErrBadLetter = errors.New("the encrypted file cannot be read")
	// ErrLockedOut: nobody could open the file any more.
	ErrLockedOut = errors.New("that would lock everybody out")
)

// hints holds what to do about a kind of error.
var hints = []struct {
	err  error
	hint string
}{
	{ErrMissing, "put the key file back where it was, beside the database; without it nobody can open the case"},
	{ErrExists, "if its database is gone for good, move the key file away; else choose another path"},
	{ErrNotEnvelope, "check the path; the file was left as it is"},
	{ErrTruncated, "restore a copy of the key file, from a backup perhaps; keep this one"},
	{ErrDamaged, "restore a copy of the key file, from a backup perhaps; keep this one"},
	{ErrNewer, "update the program; the file was left as it is"},
	{ErrDenied, "check the permissions of the file and of its folder"},
	{ErrOther, "restore the key file of this case, from a backup perhaps"},
	{ErrPassphrase, "try again, or use the recovery sheet: underpin passphrase --recover"},
	{ErrNoPassphrase, "it is opened with its key: --key-file FILE"},
	{ErrIdentity, "name the file with the key of this case: --key-file FILE"},
	{ErrNotIdentity, "it must hold a line that begins with AGE-SECRET-KEY-PQ-1, as age-keygen -pq writes it"},
	{ErrWeak, "four words or more that do not belong together are a good choice"},
	{ErrNotForYou, "name the case, or a key, that it was exported for: --db or --key-file"},
	{ErrBadLetter, "ask for it again; a part of it may be missing"},
	{ErrSheet, "compare the line with the sheet, character by character"},
}

// An Error is what every function of this package fails with: a sentence for a person
// and what to do about it. Test for its kind with [errors.Is].
type Error struct {
	// Path is the file that it is about; it may be empty.
	Path string
	Err  error
	// Hint says what to do; it may be empty.
	Hint string
}

// Error writes "path: err", without the hint.
func (e *Error) Error() string {
	if e.Path == "" {
		return e.Err.Error()
	}
	return e.Path + ": " + e.Err.Error()
}

// Unwrap returns Err.
func (e *Error) Unwrap() error { return e.Err }

// fail wraps an error for a person; nil stays nil.
func fail(path string, err error) error {
	if err == nil {
		return nil
	}
	if e, ok := errors.AsType[*Error](err); ok {
		return e
	}
	e := &Error{Path: path, Err: err}
	for _, h := range hints {
		if errors.Is(err, h.err) {
			e.Hint = h.hint
			break
		}
	}
	return e
}
