package register_test

import (
	"crypto/rand"
	"errors"
	"strings"
	"testing"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"underpin/internal/register"
	"underpin/internal/synth/property"
)

func newKey(t testing.TB) (signer, verifier string) {
	t.Helper()
	signer, verifier, err := register.NewKey(rand.Reader, "analyst")
	if err != nil {
		t.Fatal(err)
	}
	return signer, verifier
}

func TestAKeyIsOneThatNotesUnderstand(t *testing.T) {
	signer, verifier := newKey(t)
	if got, err := register.VerifierKey(signer); err != nil || got != verifier {
		t.Errorf("the verifier key is %q, %v; want %q", got, err, verifier)
	}
	s, err := note.NewSigner(signer)
	if err != nil {
		t.Fatal(err)
	}
	v, err := note.NewVerifier(verifier)
	if err != nil || v.KeyHash() != s.KeyHash() {
		t.Errorf("the keys do not belong together: %v", err)
	}
	for _, name := range []string{"", "two words", "a+b"} {
		if _, _, err := register.NewKey(rand.Reader, name); err == nil {
			t.Errorf("a key named %q was made", name)
		}
	}
	if err := register.CheckSigner(signer); err != nil {
		t.Errorf("the key has not the form of one: %v", err)
	}
	for _, bad := range []string{"", "PRIVATE+KEY+x", verifier, strings.Replace(signer, "PRIVATE", "PUBLIC", 1), signer[:len(signer)-4]} {
		if err := register.CheckSigner(bad); !errors.Is(err, register.ErrKey) {
			t.Errorf("the form of the key %q: %v", bad, err)
		}
		if _, err := register.VerifierKey(bad); !errors.Is(err, register.ErrKey) {
			t.Errorf("the key %q: %v", bad, err)
		}
	}
	renamed := strings.Replace(signer, "analyst", "somebody", 1)
	if _, err := register.VerifierKey(renamed); !errors.Is(err, register.ErrKey) || register.CheckSigner(renamed) != nil {
		t.Errorf("a key under another name has its form and does not sign: %v", err)
	}
}

func TestEveryAlteredByteOfACheckpointIsFound(t *testing.T) {
	signer, verifier := newKey(t)
	c, err := register.Sign(signer, "harbour", 12, tlog.RecordHash([]byte("x")))
	if err != nil {
		t.Fatal(err)
	}
	if got, err := register.OpenCheckpoint(c.Note, verifier); err != nil || got != c {
		t.Fatalf("opened it is %+v, %v", got, err)
	}
	if got, err := register.PeekCheckpoint(c.Note); err != nil || got != c {
		t.Errorf("without the key it is %+v, %v", got, err)
	}
	for i := range len(c.Note) {
		for _, x := range []byte{1, 2, 0x20, 0x80} {
			altered := []byte(c.Note)
			altered[i] ^= x
			if _, err := register.OpenCheckpoint(string(altered), verifier); err == nil {
				t.Fatalf("byte %d altered by %#x was not found", i, x)
			}
		}
		cut := c.Note[:i] + c.Note[i+1:]
		if _, err := register.OpenCheckpoint(cut, verifier); err == nil {
			t.Fatalf("byte %d taken out was not found", i)
		}
	}
	_, stranger := newKey(t)
	if _, err := register.OpenCheckpoint(c.Note, stranger); !errors.Is(err, register.ErrCheckpoint) {
		t.Errorf("another key: %v", err)
	}
}

func TestASecondSignatureIsNotTaken(t *testing.T) {
	signer, verifier := newKey(t)
	c, err := register.Sign(signer, "harbour", 12, tlog.Hash{})
	if err != nil {
		t.Fatal(err)
	}
	second, _, err := register.NewKey(rand.Reader, "other")
	if err != nil {
		t.Fatal(err)
	}
	d, err := register.Sign(second, "harbour", 12, tlog.Hash{})
	if err != nil {
		t.Fatal(err)
	}
	_, line, _ := strings.Cut(d.Note, "\n\n")
	if _, err := register.OpenCheckpoint(c.Note+line, verifier); !errors.Is(err, register.ErrCheckpoint) {
		t.Errorf("two signatures: %v", err)
	}
}

func FuzzPeekCheckpoint(f *testing.F) {
	signer, verifier := newKey(f)
	c, err := register.Sign(signer, "harbour", 12, tlog.Hash{})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(c.Note)
	f.Add("underpin/\n0\n\n\n")
	f.Fuzz(func(t *testing.T, text string) {
		defer property.Bounded(t)()
		peeked, peekErr := register.PeekCheckpoint(text)
		opened, err := register.OpenCheckpoint(text, verifier)
		if err == nil && (peekErr != nil || peeked != opened) {
			t.Errorf("opened %+v, peeked %+v, %v", opened, peeked, peekErr)
		}
		if err == nil && text != c.Note {
			t.Errorf("accepted %q, which nobody signed", text)
		}
	})
}
