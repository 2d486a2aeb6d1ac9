package envelope

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"

	"filippo.io/age"
)

// Unlocked is what an envelope holds, in the clear: for memory alone. It prints as
// "[sealed]".
type Unlocked struct {
	ID FileID
	// Keys open the file: the first, or while it is being encrypted anew perhaps
	// another.
	Keys []FileKey
	// Identity is whose identity unlocked it. On a recovery sheet it is the sheet's.
	Identity *age.HybridIdentity
	// Recipients are all who can open it.
	Recipients []Recipient
	// Signer is the signing key that is kept with it; empty where there is none, or for
	// anybody but the analyst.
	Signer string
}

// Format writes "[sealed]" for every verb.
func (Unlocked) Format(s fmt.State, _ rune) { _, _ = io.WriteString(s, sealed) }

// MarshalJSON writes "[sealed]".
func (Unlocked) MarshalJSON() ([]byte, error) { return json.Marshal(sealed) }

// Wipe clears the keys. What the libraries made of them cannot be reached.
func (u *Unlocked) Wipe() {
	if u == nil {
		return
	}
	clear(u.Keys[:cap(u.Keys)])
	u.Keys, u.Identity, u.Signer = nil, nil, ""
}

// Standing returns what whoever unlocked it is to the case.
func (u *Unlocked) Standing() Standing {
	if u.Identity != nil {
		key := u.Identity.Recipient().String()
		for _, r := range u.Recipients {
			if r.Key == key {
				return r.Standing
			}
		}
	}
	return ""
}

// AddKey puts another key before those that are there: the one that the file is to be
// encrypted with.
func (u *Unlocked) AddKey(k FileKey) {
	old := u.Keys
	u.Keys = lockedKeys(append([]FileKey{k}, old...)...)
	clear(old[:cap(old)])
}

// DropKey takes a key out that no file is encrypted with any more.
func (u *Unlocked) DropKey(k FileKey) {
	u.Keys = slices.DeleteFunc(u.Keys, func(have FileKey) bool { return have == k })
}

// payload is what is sealed to the recipients: id, number of keys, keys, and the
// recipients as JSON. The keys stand in it as bytes, so that they can be cleared.
func (u *Unlocked) payload() ([]byte, error) {
	recipients, err := json.Marshal(u.Recipients)
	if err != nil {
		return nil, err
	}
	size := len(u.ID) + 1 + len(u.Keys)*len(FileKey{})
	out := make([]byte, 0, size+len(recipients))
	out = append(out, u.ID[:]...)
	out = append(out, byte(len(u.Keys)))
	for i := range u.Keys {
		out = append(out, u.Keys[i][:]...)
	}
	return append(out, recipients...), nil
}

// unpack is the inverse of payload.
func (u *Unlocked) unpack(text []byte) error {
	head := len(u.ID) + 1
	if len(text) < head {
		return ErrDamaged
	}
	n, keys := int(text[head-1]), text[head:]
	size := len(FileKey{})
	if n < 1 || len(keys) < n*size {
		return ErrDamaged
	}
	copy(u.ID[:], text)
	all := make([]FileKey, n)
	for i := range all {
		copy(all[i][:], keys[i*size:])
	}
	u.Keys = lockedKeys(all...)
	clear(all)
	return json.Unmarshal(keys[n*size:], &u.Recipients)
}
