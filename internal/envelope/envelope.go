package envelope

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strconv"
	"strings"

	"filippo.io/age"
)

const (
	// magic begins the file, before the version of its format.
	magic   = "underpin envelope "
	version = 1
	// padding is what the length of the file is a multiple of.
	padding = 4096
	// maxFile is more than any envelope takes: a recipient takes some 2,300 bytes.
	maxFile = 8 << 20
)

// Path returns where the envelope of a file lies: beside it, under its name and ".key".
func Path(file string) string { return file + ".key" }

// An Envelope holds the key of a file, sealed. Make one with [New], or read one with
// [Read].
type Envelope struct {
	path string
	body
}

// A body is what an envelope holds, as JSON.
type body struct {
	ID FileID `json:"id"`
	// Hint is what the user wrote to remember the passphrase by.
	Hint string `json:"hint,omitempty"`
	// Identity is the analyst's, under the passphrase; nil where it lies in a key file.
	Identity *locked `json:"identity,omitempty"`
	// Keys are the file keys and the recipients: an age file to the recipients.
	Keys []byte `json:"keys"`
	// Signer is a signing key: an age file to the analyst.
	Signer []byte `json:"signer,omitempty"`
}

// LockOptions say what a new envelope is to hold.
type LockOptions struct {
	// Identity is the analyst's, which lies in a key file. By default one is made and
	// put under the passphrase.
	Identity *age.HybridIdentity
	// KDF is how dear it is to try a passphrase.
	KDF KDF
	// Hint is what the user wrote to remember the passphrase by. Anybody can read it.
	Hint string
}

// New makes an envelope with a fresh key for a fresh file. Passphrase and
// [LockOptions.Identity] exclude each other. It fails with [ErrWeak].
func New(passphrase []byte, o LockOptions) (*Envelope, *Unlocked, error) {
	u := &Unlocked{ID: NewFileID(), Keys: lockedKeys(NewFileKey()), Identity: o.Identity}
	e := &Envelope{body: body{ID: u.ID}}
	if u.Identity == nil {
		if err := e.Rewrap(u, passphrase, o); err != nil {
			return nil, nil, err
		}
		return e, u, nil
	}
	u.Recipients = []Recipient{{Standing: Analyst, Key: u.Identity.Recipient().String()}}
	if err := e.Seal(u); err != nil {
		return nil, nil, err
	}
	return e, u, nil
}

// HasPassphrase reports whether a passphrase opens it.
func (e *Envelope) HasPassphrase() bool { return e.Identity != nil }

// Hint returns what the user wrote to remember the passphrase by; mostly nothing.
func (e *Envelope) Hint() string { return e.body.Hint }

// ID returns the id of the file that it is the envelope of.
func (e *Envelope) ID() FileID { return e.body.ID }

// Read reads an envelope. It fails with [ErrMissing], [ErrNotEnvelope], [ErrTruncated],
// [ErrDamaged], [ErrNewer] or [ErrDenied].
func Read(path string) (*Envelope, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fail(path, fileError(err))
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	if err != nil {
		return nil, fail(path, fileError(err))
	}
	e, err := parse(text)
	if err != nil {
		return nil, fail(path, err)
	}
	e.path = path
	return e, nil
}

// parse reads the text of an envelope.
func parse(text []byte) (*Envelope, error) {
	head, rest, whole := bytes.Cut(text, []byte("\n"))
	if !bytes.HasPrefix(head, []byte(magic)) {
		if len(text) > 0 && len(text) < len(magic) && strings.HasPrefix(magic, string(text)) {
			return nil, ErrTruncated
		}
		return nil, ErrNotEnvelope
	}
	if !whole {
		return nil, ErrTruncated
	}
	words := strings.Fields(string(head[len(magic):]))
	if len(words) == 0 {
		return nil, ErrDamaged
	}
	if v, err := strconv.Atoi(words[0]); err == nil && v > version {
		return nil, fmt.Errorf("%w: it has version %d, this program knows %d", ErrNewer, v, version)
	} else if err != nil || v != version || len(words) != 3 {
		return nil, ErrDamaged
	}
	n, err := strconv.Atoi(words[1])
	switch {
	case err != nil || n < 0 || n > maxFile:
		return nil, ErrDamaged
	case n > len(rest) || len(text)%padding != 0:
		return nil, fmt.Errorf("%w (%d bytes are there)", ErrTruncated, len(text))
	case len(bytes.Trim(rest[n:], " ")) > 0:
		return nil, ErrDamaged
	}
	if sum := sha256.Sum256(rest[:n]); hex.EncodeToString(sum[:]) != words[2] || string(head) != headOf(rest[:n]) {
		return nil, ErrDamaged
	}
	e := &Envelope{}
	if err := json.Unmarshal(rest[:n], &e.body); err != nil {
		return nil, fmt.Errorf("%w (%w)", ErrDamaged, err)
	}
	return e, nil
}

// headOf is the first line of an envelope.
func headOf(body []byte) string {
	return fmt.Sprintf("%s%d %d %x", magic, version, len(body), sha256.Sum256(body))
}

// Bytes returns the text of the file.
func (e *Envelope) Bytes() ([]byte, error) {
	text, err := json.Marshal(&e.body)
	if err != nil {
		return nil, err
	}
	return wrapped(text), nil
}

// wrapped puts the first line before a body and the padding after it.
func wrapped(body []byte) []byte {
	out := append([]byte(headOf(body)+"\n"), body...)
	for len(out)%padding != 0 {
		out = append(out, ' ')
	}
	return out
}

// fileError adds to an error of the file system the kind it is of.
func fileError(err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return ErrMissing
	case errors.Is(err, fs.ErrPermission):
		return ErrDenied
	}
	return err
}
