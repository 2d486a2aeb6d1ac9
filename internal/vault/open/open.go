package open

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"

	"filippo.io/age"
	"golang.org/x/crypto/chacha20poly1305"

	"underpin"
	"underpin/internal/vault"
)

// mostKey is more than any key takes, with a thousand readers.
const mostKey = 4 << 20

// Key opens the key of a source with the identity of a reader. It fails with
// [vault.ErrReader] or [vault.ErrDamaged].
func Key(s underpin.Sealed, id age.Identity) (vault.Key, error) {
	if len(s.Box) != 1 {
		return vault.Key{}, fmt.Errorf("%w: a key has one piece", vault.ErrDamaged)
	}
	file, err := base64.StdEncoding.DecodeString(s.Box[0])
	if err != nil {
		return vault.Key{}, vault.ErrDamaged
	}
	r, err := age.Decrypt(bytes.NewReader(file), id)
	if _, none := errors.AsType[*age.NoIdentityMatchError](err); none {
		return vault.Key{}, vault.ErrReader
	}
	if err != nil {
		return vault.Key{}, vault.ErrDamaged
	}
	payload, err := io.ReadAll(io.LimitReader(r, mostKey))
	if err != nil {
		return vault.Key{}, vault.ErrDamaged
	}
	return vault.OpenedKey(s, payload)
}

// Record opens a record with the key of its source. It fails with [vault.ErrDamaged] where
// a byte of it is not as it was sealed, and where the record stands in the place of
// another.
func Record(s underpin.Sealed, k vault.Key) (vault.Secret, error) {
	aead, err := chacha20poly1305.NewX(k.Bytes())
	if err != nil {
		return vault.Secret{}, vault.ErrDamaged
	}
	size := 0
	for _, piece := range s.Box {
		size += base64.StdEncoding.DecodedLen(len(piece))
	}
	all := make([]byte, 0, size) // so that it never grows, and leaves no copy behind
	for i, piece := range s.Box {
		box, err := base64.StdEncoding.DecodeString(piece)
		if err != nil || len(box) < aead.NonceSize() {
			clear(all)
			return vault.Secret{}, vault.ErrDamaged
		}
		nonce := box[:aead.NonceSize()]
		more, err := aead.Open(all, nonce, box[len(nonce):], vault.Authenticated(s, i+1, len(s.Box)))
		if err != nil {
			clear(all[:cap(all)])
			return vault.Secret{}, vault.ErrDamaged
		}
		all = more
	}
	text, err := vault.Unpad(all)
	if err != nil {
		clear(all)
		return vault.Secret{}, err
	}
	out := vault.NewSecret(bytes.Clone(text))
	clear(all)
	return out, nil
}
