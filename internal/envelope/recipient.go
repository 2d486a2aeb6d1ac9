package envelope

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"filippo.io/age"
)

// A Standing says what a recipient is to the case.
type Standing string

// The standings of recipients.
const (
	// Analyst is whose identity lies in the envelope, or in a key file.
	Analyst Standing = "analyst"
	// Sheet is a recovery sheet, whose identity lies on paper.
	Sheet Standing = "recovery sheet"
	// Colleague is somebody with an identity elsewhere.
	Colleague Standing = "colleague"
	// Heir is whoever comes after, with an identity in shares.
	Heir Standing = "heir"
)

// A Recipient is whom the file key is sealed to.
type Recipient struct {
	Standing Standing `json:"standing"`
	// Name is what the user calls the recipient; it may be empty.
	Name string `json:"name,omitempty"`
	// Key is the public key: a hybrid recipient of age, "age1pq1…".
	Key string `json:"key"`
}

// seal encrypts a text to recipients, as an age file.
func seal(text []byte, to []Recipient) ([]byte, error) {
	var all []age.Recipient
	for _, r := range to {
		key, err := age.ParseHybridRecipient(r.Key)
		if err != nil {
			return nil, err
		}
		all = append(all, key)
	}
	var out bytes.Buffer
	w, err := age.Encrypt(&out, all...)
	if err != nil {
		return nil, err
	}
	_, err = w.Write(text)
	if err = errors.Join(err, w.Close()); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// unseal decrypts an age file. It fails with [ErrIdentity] where the identity is that of
// no recipient.
func unseal(file []byte, identity age.Identity) ([]byte, error) {
	r, err := age.Decrypt(bytes.NewReader(file), identity)
	if _, none := errors.AsType[*age.NoIdentityMatchError](err); none {
		return nil, ErrIdentity
	}
	if err != nil {
		return nil, fmt.Errorf("%w (%w)", ErrDamaged, err)
	}
	text, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("%w (%w)", ErrDamaged, err)
	}
	return text, nil
}

// ParseIdentity reads an identity from the text of the key file at a path: the first line
// that is neither empty nor a comment. It fails with [ErrNotIdentity].
func ParseIdentity(path string, text []byte) (*age.HybridIdentity, error) {
	for line := range bytes.Lines(text) {
		line = bytes.TrimSpace(line)
		if len(line) == 0 || line[0] == '#' {
			continue
		}
		id, err := age.ParseHybridIdentity(string(line))
		if err != nil { // what it says may quote the key
			return nil, fail(path, ErrNotIdentity)
		}
		return id, nil
	}
	return nil, fail(path, ErrNotIdentity)
}

// FormatIdentity writes the text of a key file, as [ParseIdentity] and age read it.
func FormatIdentity(id *age.HybridIdentity) []byte {
	return []byte("# A key of Underpin. Whoever has this file can open the case.\n# public key: " +
		id.Recipient().String() + "\n" + strings.ToUpper(id.String()) + "\n")
}
