package vault

import (
	"bytes"
	"crypto/rand"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"slices"

	"filippo.io/age"
	"golang.org/x/crypto/chacha20poly1305"

	"underpin"
)

const (
	// pieceSize is how much of a record is sealed at a time.
	pieceSize = 512 << 10
	// MaxRecord is the most bytes that a sealed record may have.
	MaxRecord = 32 << 20
	// keyText begins what is sealed to the readers of a source.
	keyText = "underpin source key 1\n"
)

// A Key is the key of a source in the clear, for memory alone. It prints as "[sealed]".
type Key struct {
	Secret
	source underpin.SourceID
	record string
}

// NewKey draws a key for a source and seals it to its readers. The record is to be put
// into the case with those that the key seals. It fails with [ErrNobody].
func NewKey(source underpin.SourceID, readers []PublicKey) (Key, underpin.Sealed, error) {
	k := Key{NewSecret(make([]byte, chacha20poly1305.KeySize)), source, newID()}
	rand.Read(k.Bytes()) // never fails: crypto/rand ends the program instead
	s := underpin.Sealed{ID: k.record, Source: source, Kind: underpin.SealedKey}
	if len(readers) == 0 {
		return k, s, ErrNobody
	}
	var to []age.Recipient
	for _, r := range readers {
		to = append(to, r.key)
		s.Readers = append(s.Readers, r.Mark())
	}
	slices.Sort(s.Readers)
	var box bytes.Buffer
	w, err := age.Encrypt(&box, to...)
	if err != nil {
		return k, s, err
	}
	text := k.Payload()
	defer clear(text)
	if _, err := w.Write(text); err != nil {
		return k, s, err
	}
	err = w.Close()
	s.Box = []string{base64.StdEncoding.EncodeToString(box.Bytes())}
	return k, s, err
}

// Payload is what is sealed to the readers: it names the source and the record, so that
// no key passes for that of another. It is the caller's to clear.
func (k Key) Payload() []byte {
	return append(keyHead(k.source, k.record), k.Bytes()...)
}

func keyHead(source underpin.SourceID, record string) []byte {
	head := append(make([]byte, 0, 256), keyText...)
	head = field(head, "source", string(source))
	return field(head, "record", record)
}

// OpenedKey makes a key of what was sealed to the readers in a record, which it clears.
// It is for internal/vault/open, and fails with [ErrDamaged].
func OpenedKey(s underpin.Sealed, payload []byte) (Key, error) {
	defer clear(payload)
	head := keyHead(s.Source, s.ID)
	if s.Kind != underpin.SealedKey || !bytes.HasPrefix(payload, head) || len(payload) != len(head)+chacha20poly1305.KeySize {
		return Key{}, fmt.Errorf("%w: the key is that of another record", ErrDamaged)
	}
	return Key{NewSecret(bytes.Clone(payload[len(head):])), s.Source, s.ID}, nil
}

// Record returns the id of the record that holds the key, sealed.
func (k Key) Record() string { return k.record }

// Seal seals a record of the source, under a new id. It fails with [ErrTooLong] or
// [ErrEmpty]; the text is the caller's to clear.
func (k Key) Seal(kind underpin.SealedKind, text []byte) (underpin.Sealed, error) {
	s := underpin.Sealed{ID: newID(), Source: k.source, Kind: kind, Key: k.record}
	switch {
	case len(text) == 0:
		return s, ErrEmpty
	case len(text) > MaxRecord:
		return s, fmt.Errorf("%w: it has %s, and %s are the most", ErrTooLong, underpin.FormatCounted(len(text), "byte"), underpin.FormatCount(MaxRecord))
	}
	aead, err := chacha20poly1305.NewX(k.Bytes())
	if err != nil {
		return s, err
	}
	padded := Pad(text)
	defer clear(padded)
	of := (len(padded) + pieceSize - 1) / pieceSize
	for piece := range slices.Chunk(padded, pieceSize) {
		nonce := make([]byte, aead.NonceSize(), aead.NonceSize()+len(piece)+aead.Overhead())
		rand.Read(nonce)
		box := aead.Seal(nonce, nonce, piece, Authenticated(s, len(s.Box)+1, of))
		s.Box = append(s.Box, base64.StdEncoding.EncodeToString(box))
	}
	return s, nil
}

// Authenticated is what the cipher authenticates of a piece besides its text, as the
// package comment has it.
func Authenticated(s underpin.Sealed, piece, of int) []byte {
	b := append(make([]byte, 0, 128), "underpin sealed 1\n"...)
	b = field(b, "source", string(s.Source))
	b = field(b, "record", s.ID)
	b = field(b, "kind", string(s.Kind))
	b = field(b, "piece", fmt.Sprint(piece))
	return field(b, "pieces", fmt.Sprint(of))
}

// field appends a value with its name and length, so that no two lists of values read
// alike.
func field(b []byte, name, value string) []byte {
	return fmt.Appendf(b, "%s %d:%s\n", name, len(value), value)
}

// newID draws the id of a record.
func newID() string {
	var id [6]byte
	rand.Read(id[:])
	return hex.EncodeToString(id[:])
}
