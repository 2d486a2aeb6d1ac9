package envelope_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"underpin/internal/envelope"
)

func TestASessionOpensTheFileAndNothingThatIsSealedToAPerson(t *testing.T) {
	_, _, u := made(t, "case.db.key")
	u.Signer = "PRIVATE+KEY+underpin"
	kept, err := u.Session()
	if err != nil {
		t.Fatal(err)
	}
	got, err := envelope.FromSession(kept)
	if err != nil {
		t.Fatal(err)
	}
	if got.ID != u.ID || got.Keys[0] != u.Keys[0] || got.Signer != u.Signer || cmp.Diff(got.Recipients, u.Recipients) != "" {
		t.Errorf("the session holds other keys or recipients")
	}
	if got.Identity != nil {
		t.Error("the session holds an identity")
	}
	for n := range kept {
		if n < len(kept)-len(u.Signer) {
			if _, err := envelope.FromSession(kept[:n]); !errors.Is(err, envelope.ErrDamaged) {
				t.Fatalf("%d bytes of it: %v", n, err)
			}
		}
	}
}
