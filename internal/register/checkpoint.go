package register

import (
	"crypto/ed25519"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"underpin"
)

// ErrCheckpoint is returned for a checkpoint that cannot be read, is not signed by
// the key asked for, or is not in the one form in which it is written.
var ErrCheckpoint = errors.New("not a valid checkpoint")

// ErrKey is returned for a signing or verifier key that cannot be read.
var ErrKey = errors.New("not a valid key")

// A Checkpoint is a signed statement of the size and root of a case's tree.
type Checkpoint struct {
	Case underpin.CaseID `json:"case"`
	// Size counts the entries it covers.
	Size int64     `json:"size"`
	Root tlog.Hash `json:"root"`
	// Note is the signed text; keep it elsewhere to hold the register to it.
	Note string `json:"note"`
}

// NewKey makes a signing key with its verifier key. The name appears in every
// checkpoint; it has no spaces and no plus sign. The signing key is a secret.
func NewKey(rand io.Reader, name string) (signer, verifier string, err error) {
	// The seed is read here, because note.GenerateKey may read one byte more or
	// less from rand, which would make tests depend on chance.
	seed := make([]byte, ed25519.SeedSize)
	if _, err := io.ReadFull(rand, seed); err != nil {
		return "", "", err
	}
	pub := ed25519.NewKeyFromSeed(seed).Public().(ed25519.PublicKey)
	verifier, err = note.NewEd25519VerifierKey(name, pub)
	if err != nil {
		return "", "", err
	}
	v, err := note.NewVerifier(verifier)
	if err != nil {
		return "", "", fmt.Errorf("%w: the name %q has a space or a plus sign", ErrKey, name)
	}
	secret := append([]byte{1}, seed...)
	signer = fmt.Sprintf("PRIVATE+KEY+%s+%08x+%s", name, v.KeyHash(), base64.StdEncoding.EncodeToString(secret))
	return signer, verifier, nil
}

// VerifierKey returns the verifier key that belongs to a signing key.
func VerifierKey(signer string) (string, error) {
	if _, err := note.NewSigner(signer); err != nil {
		return "", fmt.Errorf("%w: %w", ErrKey, err)
	}
	name, secret, err := splitSigner(signer)
	if err != nil {
		return "", err
	}
	pub := ed25519.NewKeyFromSeed(secret[1:]).Public().(ed25519.PublicKey)
	return note.NewEd25519VerifierKey(name, pub)
}

// CheckSigner reports whether a text has the form of a signing key. Whether its number
// belongs to its secret is left to whoever signs: to find out takes longer than to show a
// claim, and most who open a case sign nothing.
func CheckSigner(signer string) error {
	_, _, err := splitSigner(signer)
	return err
}

// splitSigner returns the name and the secret of a signing key, the kind of key first.
func splitSigner(signer string) (name string, secret []byte, err error) {
	parts := strings.SplitN(signer, "+", 5) // the last may hold more of them
	if len(parts) != 5 || parts[0] != "PRIVATE" || parts[1] != "KEY" || len(parts[3]) != 8 {
		return "", nil, ErrKey
	}
	secret, err = base64.StdEncoding.DecodeString(parts[4])
	if err != nil || len(secret) != 1+ed25519.SeedSize {
		return "", nil, ErrKey
	}
	return parts[2], secret, nil
}

// ShortKey returns a verifier key without its last part, by which people tell keys apart:
// its name and its number, "underpin+7d1c44a9".
func ShortKey(verifier string) string {
	parts := strings.SplitN(verifier, "+", 3)
	return strings.Join(parts[:min(len(parts), 2)], "+")
}

// Sign signs a checkpoint of the case's first size entries.
func Sign(signer string, id underpin.CaseID, size int64, root tlog.Hash) (Checkpoint, error) {
	s, err := note.NewSigner(signer)
	if err != nil {
		return Checkpoint{}, fmt.Errorf("%w: %w", ErrKey, err)
	}
	msg, err := note.Sign(&note.Note{Text: checkpointText(id, size, root)}, s)
	if err != nil {
		return Checkpoint{}, err
	}
	return Checkpoint{Case: id, Size: size, Root: root, Note: string(msg)}, nil
}

// OpenCheckpoint reads a checkpoint and checks its signature by a verifier key.
// Only the bytes that [Sign] writes are accepted: nothing may be added to them,
// and no signature may be spelt in another way.
func OpenCheckpoint(text, verifier string) (Checkpoint, error) {
	v, err := note.NewVerifier(verifier)
	if err != nil {
		return Checkpoint{}, fmt.Errorf("%w: %w", ErrKey, err)
	}
	n, err := note.Open([]byte(text), note.VerifierList(v))
	if err != nil {
		return Checkpoint{}, fmt.Errorf("%w: %w", ErrCheckpoint, err)
	}
	c, err := parseCheckpoint(n.Text)
	if err != nil {
		return Checkpoint{}, err
	}
	sig, err := base64.StdEncoding.Strict().DecodeString(n.Sigs[0].Base64)
	if err != nil {
		return Checkpoint{}, fmt.Errorf("%w: %w", ErrCheckpoint, err)
	}
	again := n.Text + "\n— " + v.Name() + " " + base64.StdEncoding.EncodeToString(sig) + "\n"
	if again != text {
		return Checkpoint{}, fmt.Errorf("%w: it holds more than one signature", ErrCheckpoint)
	}
	c.Note = text
	return c, nil
}

// PeekCheckpoint reads what a checkpoint says without checking its signature.
func PeekCheckpoint(text string) (Checkpoint, error) {
	body, _, ok := strings.Cut(text, "\n\n")
	if !ok {
		return Checkpoint{}, ErrCheckpoint
	}
	c, err := parseCheckpoint(body + "\n")
	c.Note = text
	return c, err
}

const originPrefix = "underpin/"

func checkpointText(id underpin.CaseID, size int64, root tlog.Hash) string {
	return originPrefix + string(id) + "\n" + strconv.FormatInt(size, 10) + "\n" + root.String() + "\n"
}

func parseCheckpoint(text string) (Checkpoint, error) {
	lines := strings.Split(text, "\n")
	if len(lines) != 4 || !strings.HasPrefix(lines[0], originPrefix) {
		return Checkpoint{}, ErrCheckpoint
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil || size < 0 {
		return Checkpoint{}, ErrCheckpoint
	}
	root, err := tlog.ParseHash(lines[2])
	if err != nil {
		return Checkpoint{}, ErrCheckpoint
	}
	c := Checkpoint{Case: underpin.CaseID(strings.TrimPrefix(lines[0], originPrefix)), Size: size, Root: root}
	if checkpointText(c.Case, c.Size, c.Root) != text {
		return Checkpoint{}, ErrCheckpoint
	}
	return c, nil
}
