package envelope

import (
	"crypto/cipher"
	"crypto/rand"
	"fmt"
	"unicode"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"
	"golang.org/x/crypto/chacha20poly1305"
	"golang.org/x/text/unicode/norm"
)

// What a passphrase must have at least.
const (
	minCharacters = 12
	minDifferent  = 7
)

// CheckPassphrase refuses a passphrase that is short or of little variety with
// [ErrWeak]. It is no judge of a good one.
func CheckPassphrase(passphrase []byte) error {
	different := map[rune]bool{}
	for _, r := range string(passphrase) {
		if unicode.IsControl(r) || r == utf8.RuneError {
			return fail("", fmt.Errorf("%w: it has characters that are no letters, digits or signs", ErrWeak))
		}
		different[unicode.ToLower(r)] = true
	}
	if n := utf8.RuneCount(passphrase); n < minCharacters {
		return fail("", fmt.Errorf("%w: it has %d characters and must have at least %d", ErrWeak, n, minCharacters))
	}
	if len(different) < minDifferent {
		return fail("", fmt.Errorf("%w: it has %d different characters and must have at least %d", ErrWeak, len(different), minDifferent))
	}
	return nil
}

// A KDF is how dear it is to try a passphrase, by argon2id (RFC 9106). The zero KDF
// stands for [DefaultKDF].
type KDF struct {
	Time    uint32 `json:"time"`    // passes
	Memory  uint32 `json:"memory"`  // KiB
	Threads uint8  `json:"threads"` // lanes
}

// DefaultKDF is the second recommended option of RFC 9106, section 4: about a quarter of
// a second of computing and 64 MiB for every try.
var DefaultKDF = KDF{Time: 3, Memory: 64 << 10, Threads: 4}

// check refuses what nobody wrote who meant well: it would take all memory or all day.
func (k KDF) check() error {
	if k.Time < 1 || k.Time > 64 || k.Memory < 8 || k.Memory > 1<<20 || k.Threads < 1 {
		return fmt.Errorf("%w: it asks for argon2id with %d passes, %d KiB and %d lanes", ErrDamaged, k.Time, k.Memory, k.Threads)
	}
	return nil
}

// A locked is an identity under a passphrase.
type locked struct {
	KDF    KDF    `json:"argon2id"`
	Salt   []byte `json:"salt"`
	Nonce  []byte `json:"nonce"`
	Sealed []byte `json:"sealed"`
}

// lock puts a secret under a passphrase. The context must be the same to unlock it.
func lock(secret, passphrase []byte, k KDF, context string) (*locked, error) {
	if k == (KDF{}) {
		k = DefaultKDF
	}
	l := &locked{KDF: k, Salt: make([]byte, 16), Nonce: make([]byte, chacha20poly1305.NonceSizeX)}
	rand.Read(l.Salt)
	rand.Read(l.Nonce)
	aead, err := l.aead(passphrase)
	if err != nil {
		return nil, err
	}
	l.Sealed = aead.Seal(nil, l.Nonce, secret, []byte(context))
	return l, nil
}

// unlock is the inverse of lock. It fails with [ErrPassphrase].
func (l *locked) unlock(passphrase []byte, context string) ([]byte, error) {
	aead, err := l.aead(passphrase)
	if err != nil {
		return nil, err
	}
	if len(l.Nonce) != aead.NonceSize() {
		return nil, ErrDamaged
	}
	secret, err := aead.Open(nil, l.Nonce, l.Sealed, []byte(context))
	if err != nil {
		return nil, ErrPassphrase
	}
	return secret, nil
}

// aead derives the cipher from the passphrase, which may be typed composed or
// decomposed.
func (l *locked) aead(passphrase []byte) (cipher.AEAD, error) {
	if err := l.KDF.check(); err != nil {
		return nil, err
	}
	typed := norm.NFC.Bytes(passphrase)
	key := argon2.IDKey(typed, l.Salt, l.KDF.Time, l.KDF.Memory, l.KDF.Threads, chacha20poly1305.KeySize)
	defer clear(key)
	defer clear(typed)
	return chacha20poly1305.NewX(key)
}
