package vault

import (
	"fmt"
	"io"
	"log/slog"
)

// hidden is what a secret prints as.
const hidden = "[sealed]"

// A Secret holds bytes that nothing may print: it is "[sealed]" in every format of fmt, in
// JSON, in a log and in a panic, also where it lies in a field that is not exported. The
// zero Secret is empty.
type Secret struct{ held *heldBytes }

// heldBytes is what a secret points at, so that no printing by reflection comes to it.
type heldBytes struct{ b []byte }

// NewSecret makes a secret of bytes, which it takes over: the caller keeps no other copy.
func NewSecret(b []byte) Secret { return Secret{&heldBytes{b}} }

// Bytes returns what the secret holds, without a copy. They are gone after [Secret.Wipe].
func (s Secret) Bytes() []byte {
	if s.held == nil {
		return nil
	}
	return s.held.b
}

// Wipe clears the bytes. All copies of the secret are empty then.
func (s Secret) Wipe() {
	if s.held != nil {
		clear(s.held.b[:cap(s.held.b)])
		s.held.b = nil
	}
}

// Format writes "[sealed]" for every verb.
func (Secret) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, hidden) }

// String returns "[sealed]".
func (Secret) String() string { return hidden }

// MarshalText writes "[sealed]", in JSON, XML and YAML too.
func (Secret) MarshalText() ([]byte, error) { return []byte(hidden), nil }

// LogValue is "[sealed]".
func (Secret) LogValue() slog.Value { return slog.StringValue(hidden) }
