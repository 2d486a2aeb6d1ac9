package envelope

import (
	"errors"
	"fmt"
	"slices"

	"filippo.io/age"
)

// Unlock opens the envelope with the passphrase. It fails with [ErrPassphrase],
// [ErrNoPassphrase], [ErrOther] or [ErrDamaged].
func (e *Envelope) Unlock(passphrase []byte) (*Unlocked, error) {
	if e.Identity == nil {
		return nil, fail(e.path, ErrNoPassphrase)
	}
	text, err := e.Identity.unlock(passphrase, e.context())
	if err != nil {
		return nil, fail(e.path, err)
	}
	defer clear(text)
	id, err := age.ParseHybridIdentity(string(text))
	if err != nil { // what it says may quote the key
		return nil, fail(e.path, ErrDamaged)
	}
	u, err := e.UnlockWith(id)
	if errors.Is(err, ErrIdentity) { // the passphrase is right, the rest is not of it
		err = fail(e.path, ErrOther)
	}
	return u, err
}

// UnlockWith opens the envelope with the identity of a recipient. It fails with
// [ErrIdentity], [ErrOther] or [ErrDamaged].
func (e *Envelope) UnlockWith(id *age.HybridIdentity) (*Unlocked, error) {
	text, err := unseal(e.Keys, id)
	if err != nil {
		return nil, fail(e.path, err)
	}
	defer clear(text)
	u := &Unlocked{Identity: id}
	if err := u.unpack(text); err != nil {
		return nil, fail(e.path, fmt.Errorf("%w (%w)", ErrDamaged, err))
	}
	if u.ID != e.body.ID {
		return nil, fail(e.path, ErrOther)
	}
	if u.Standing() == Analyst && len(e.Signer) > 0 {
		signer, err := unseal(e.Signer, id)
		if err != nil {
			return nil, fail(e.path, ErrOther)
		}
		u.Signer = string(signer)
	}
	return u, nil
}

// context binds the sealed identity to the file and the hint.
func (e *Envelope) context() string {
	return fmt.Sprintf("underpin envelope identity %s %q", e.body.ID, e.body.Hint)
}

// Seal puts into the envelope what is to be in it: the keys, sealed to the recipients,
// and the signing key. It fails with [ErrLockedOut] where nobody or nothing would be
// left. It writes no file: call [Envelope.Replace].
func (e *Envelope) Seal(u *Unlocked) error {
	own := slices.IndexFunc(u.Recipients, func(r Recipient) bool { return r.Standing == Analyst })
	if own < 0 || len(u.Keys) == 0 {
		return fail(e.path, ErrLockedOut)
	}
	text, err := u.payload()
	if err != nil {
		return fail(e.path, err)
	}
	defer clear(text)
	if e.body.Keys, err = seal(text, u.Recipients); err != nil {
		return fail(e.path, err)
	}
	if u.Signer != "" {
		e.Signer, err = seal([]byte(u.Signer), u.Recipients[own:own+1])
	}
	return fail(e.path, err)
}

// Rewrap puts the analyst's identity under another passphrase, and the hint into the
// open; nothing else changes. Where the envelope was opened by another than the analyst,
// with a recovery sheet perhaps, the analyst gets a new identity. It fails with [ErrWeak] and writes no file: call [Envelope.Replace].
func (e *Envelope) Rewrap(u *Unlocked, passphrase []byte, o LockOptions) error {
	if err := CheckPassphrase(passphrase); err != nil {
		return err
	}
	id := u.Identity
	if id == nil || u.Standing() != Analyst {
		var err error
		if id, err = age.GenerateHybridIdentity(); err != nil {
			return fail(e.path, err)
		}
		key := id.Recipient().String()
		u.Recipients = slices.DeleteFunc(u.Recipients, func(r Recipient) bool { return r.Standing == Analyst })
		u.Recipients = append([]Recipient{{Standing: Analyst, Key: key}}, u.Recipients...)
		u.Identity, e.Signer = id, nil
		if err := e.Seal(u); err != nil {
			return err
		}
	}
	e.body.Hint = o.Hint
	text := []byte(id.String())
	defer clear(text)
	under, err := lock(text, passphrase, o.KDF, e.context())
	if err != nil {
		return fail(e.path, err)
	}
	e.Identity = under
	return nil
}

// AddSheet makes a recovery sheet, in the place of one that there was, and returns its
// lines: to be shown once and written down by hand. It writes no file: call
// [Envelope.Replace] once the user has the sheet.
func (e *Envelope) AddSheet(u *Unlocked) ([]string, error) {
	id, err := age.GenerateHybridIdentity()
	if err != nil {
		return nil, fail(e.path, err)
	}
	u.Recipients = slices.DeleteFunc(u.Recipients, func(r Recipient) bool { return r.Standing == Sheet })
	u.Recipients = append(u.Recipients, Recipient{Standing: Sheet, Key: id.Recipient().String()})
	if err := e.Seal(u); err != nil {
		return nil, err
	}
	return sheetLines(id), nil
}
