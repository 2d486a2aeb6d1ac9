package vault

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"filippo.io/age"
)

// A PublicKey is that of a reader, somebody who may open what is sealed: a hybrid
// recipient of age.
type PublicKey struct {
	key  *age.HybridRecipient
	text string
}

// ParsePublicKey reads a public key, "age1pq1…". It fails with [ErrNotReader].
func ParsePublicKey(text string) (PublicKey, error) {
	text = strings.TrimSpace(text)
	key, err := age.ParseHybridRecipient(text)
	if err != nil { // what it says quotes two thousand characters
		return PublicKey{}, ErrNotReader
	}
	return PublicKey{key, text}, nil
}

// String returns the public key.
func (k PublicKey) String() string { return k.text }

// Mark returns what tells the reader from others; see [MarkOf].
func (k PublicKey) Mark() string { return MarkOf(k.text) }

// MarkOf returns what tells the owner of a public key from others: the beginning of a hash
// of it, in hex.
func MarkOf(publicKey string) string {
	sum := sha256.Sum256([]byte(publicKey))
	return hex.EncodeToString(sum[:8])
}
