package envelope

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"

	"filippo.io/age"
	"filippo.io/age/armor"
)

// ageIntro begins an age file that is not armoured.
const ageIntro = "age-encryption.org/"

// IsLetter reports whether a file that begins so is an age file, armoured or not.
func IsLetter(head []byte) bool {
	return bytes.HasPrefix(head, []byte(armor.Header)) || bytes.HasPrefix(head, []byte(ageIntro))
}

// WriteLetter returns a writer of an armoured age file to all who can open the file: what
// is written to it is encrypted to w. It must be closed.
func (u *Unlocked) WriteLetter(w io.Writer) (io.WriteCloser, error) {
	var to []age.Recipient
	for _, r := range u.Recipients {
		key, err := age.ParseHybridRecipient(r.Key)
		if err != nil {
			return nil, fail("", fmt.Errorf("%w: a recipient cannot be read", ErrDamaged))
		}
		to = append(to, key)
	}
	text := armor.NewWriter(w)
	inner, err := age.Encrypt(text, to...)
	if err != nil {
		return nil, fail("", err)
	}
	return &letter{WriteCloser: inner, text: text}, nil
}

// A letter is an age file that is being written.
type letter struct {
	io.WriteCloser
	text io.Closer
}

// Close ends the encryption, then the armour around it.
func (l *letter) Close() error { return errors.Join(l.WriteCloser.Close(), l.text.Close()) }

// ReadLetter returns what an age file holds. It fails with [ErrNotForYou] where the
// identity is that of none of its recipients; the reader fails where the file is damaged
// or cut off.
func ReadLetter(r io.Reader, path string, id *age.HybridIdentity) (io.Reader, error) {
	in := bufio.NewReader(r)
	var from io.Reader = in
	if head, _ := in.Peek(len(armor.Header)); bytes.Equal(head, []byte(armor.Header)) {
		from = armor.NewReader(in)
	}
	out, err := age.Decrypt(from, id)
	if _, none := errors.AsType[*age.NoIdentityMatchError](err); none {
		return nil, fail(path, ErrNotForYou)
	}
	if err != nil {
		return nil, fail(path, fmt.Errorf("%w (%w)", ErrBadLetter, err))
	}
	return out, nil
}
