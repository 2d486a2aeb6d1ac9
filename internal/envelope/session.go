package envelope

import (
	"bytes"
	"encoding/binary"
)

// Session returns what opens the file, for whoever keeps it in memory during a session:
// the keys, the recipients and the signing key, but no identity, so that what is sealed to
// one stays shut. It is the caller's to clear.
func (u *Unlocked) Session() ([]byte, error) {
	text, err := u.payload()
	if err != nil {
		return nil, err
	}
	defer clear(text)
	out := binary.BigEndian.AppendUint32(make([]byte, 0, 4+len(text)+len(u.Signer)), uint32(len(text)))
	return append(append(out, text...), u.Signer...), nil
}

// FromSession is the inverse of [Unlocked.Session]. It fails with [ErrDamaged].
func FromSession(session []byte) (*Unlocked, error) {
	if len(session) < 4 {
		return nil, ErrDamaged
	}
	n := int(binary.BigEndian.Uint32(session))
	if n < 0 || n > len(session)-4 {
		return nil, ErrDamaged
	}
	u := &Unlocked{}
	if err := u.unpack(session[4 : 4+n]); err != nil {
		return nil, ErrDamaged
	}
	u.Signer = string(bytes.Clone(session[4+n:]))
	return u, nil
}
