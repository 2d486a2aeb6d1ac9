package envelope

import (
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"io"
	"log/slog"
)

// sealed is what stands for a secret wherever one is printed.
const sealed = "[sealed]"

// A FileKey is the key that a file is encrypted with. It prints as "[sealed]" in every
// format.
type FileKey [32]byte

// NewFileKey draws a key.
func NewFileKey() FileKey {
	var k FileKey
	rand.Read(k[:]) // never fails: crypto/rand ends the program instead
	return k
}

// Format writes "[sealed]" for every verb.
func (FileKey) Format(s fmt.State, _ rune) { _, _ = io.WriteString(s, sealed) }

// String returns "[sealed]".
func (FileKey) String() string { return sealed }

// MarshalText returns "[sealed]", in JSON too.
func (FileKey) MarshalText() ([]byte, error) { return []byte(sealed), nil }

// LogValue is "[sealed]".
func (FileKey) LogValue() slog.Value { return slog.StringValue(sealed) }

// A FileID tells encrypted files apart. It is random, no secret, and stays when the
// passphrase, the key or the recipients change.
type FileID [16]byte

// NewFileID draws an id.
func NewFileID() FileID {
	var id FileID
	rand.Read(id[:])
	return id
}

// String writes the id in hex.
func (id FileID) String() string { return hex.EncodeToString(id[:]) }

// MarshalText writes the id in hex.
func (id FileID) MarshalText() ([]byte, error) { return []byte(id.String()), nil }

// UnmarshalText reads an id in hex.
func (id *FileID) UnmarshalText(text []byte) error {
	if hex.DecodedLen(len(text)) != len(id) {
		return fmt.Errorf("an id has %d hex digits, not %d", hex.EncodedLen(len(id)), len(text))
	}
	_, err := hex.Decode(id[:], text)
	return err
}
