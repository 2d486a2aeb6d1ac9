package vault

import "errors"

// What can be wrong with what is to be sealed or unsealed.
var (
	// ErrDamaged: the record is not as it was sealed, or is put in the place of another.
	ErrDamaged = errors.New("the sealed record is damaged, or is not where it was sealed")
	// ErrReader: the identity is that of none of its readers.
	ErrReader = errors.New("it is not sealed to you")
	// ErrNobody: nobody could read it any more.
	ErrNobody = errors.New("that would leave nobody who can read it")
	// ErrTooLong: it is longer than a sealed record may be.
	ErrTooLong = errors.New("it is too long to be sealed in the case")
	// ErrEmpty: there is nothing to seal.
	ErrEmpty = errors.New("there is nothing to seal")
	// ErrNotReader: the text is no public key of age that can be a reader.
	ErrNotReader = errors.New("it is not a public key that can be used here: it must begin with age1pq1")
)
