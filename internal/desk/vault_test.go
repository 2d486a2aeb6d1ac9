package desk

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"filippo.io/age"
	"github.com/google/go-cmp/cmp"

	"underpin"
	"underpin/internal/register"
	"underpin/internal/vault"
)

// publicKey is that of a new reader.
func publicKey(t testing.TB) vault.PublicKey {
	t.Helper()
	id, err := age.GenerateHybridIdentity()
	if err != nil {
		t.Fatal(err)
	}
	k, err := vault.ParsePublicKey(id.Recipient().String())
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// sealedOf seals a text of a source, with the key that it is under.
func sealedOf(t testing.TB, source underpin.SourceID, text string, to ...vault.PublicKey) []underpin.Sealed {
	t.Helper()
	k, key, err := vault.NewKey(source, to)
	if err != nil {
		t.Fatal(err)
	}
	note, err := k.Seal(underpin.SealedNote, []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return []underpin.Sealed{key, note}
}

// signingDesk opens a desk that can sign, and so erase.
func signingDesk(t *testing.T, c *underpin.Case) (*Desk, string) {
	t.Helper()
	dir := t.TempDir()
	path := filepath.Join(dir, "case.db")
	d, err := Open(t.Context(), path, Config{New: true, Sign: true, KeyDir: filepath.Join(dir, "keys"), Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	if _, err := d.Import(t.Context(), []Parcel{{Name: "test.yaml", Case: c}}, false); err != nil {
		t.Fatal(err)
	}
	return d, path
}

func TestWhatIsSealedIsListedTakenBackAndSealedAnew(t *testing.T) {
	c := everyKind(t)
	c.Sealed = nil
	d, path := signingDesk(t, c)
	ana, ben := publicKey(t), publicKey(t)
	first := sealedOf(t, "HERON", "met on the quay", ana, ben)
	if _, err := d.Seal(t.Context(), "", first); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Seal(t.Context(), "", sealedOf(t, "OSPREY", "x", ana)); err == nil {
		t.Error("something was sealed of a source that is not there")
	}
	list, err := d.SealedIn(t.Context(), "", "")
	if err != nil || len(list) != 1 || len(list[0].Records) != 1 || !cmp.Equal(list[0].Readers, first[0].Readers) {
		t.Fatalf("%+v, %v", list, err)
	}
	if one, err := d.SealedIn(t.Context(), "", "HERON"); err != nil || one[0].Records[0].Sealed != underpin.DayOfTime(now) {
		t.Errorf("of one source: %+v, %v", one, err)
	}
	undo(t, d)
	if list, err := d.SealedIn(t.Context(), "", ""); err != nil || len(list) != 0 {
		t.Errorf("after the undo: %+v, %v", list, err)
	}
	if _, err := d.Redo(t.Context(), "", 0, false); err != nil {
		t.Fatal(err)
	}

	second := sealedOf(t, "HERON", "met on the quay", ana)
	old := []underpin.RecordRef{{Kind: underpin.KindSealed, ID: first[0].ID}, {Kind: underpin.KindSealed, ID: first[1].ID}}
	done, err := d.Reseal(t.Context(), "", old, second)
	if err != nil || done.Entry == 0 || done.Left != "" {
		t.Fatalf("%+v, %v", done, err)
	}
	pairs, err := d.Sealed(t.Context(), "", "HERON")
	if err != nil || len(pairs) != 1 || !cmp.Equal(pairs[0].Key.Readers, []string{ana.Mark()}) {
		t.Fatalf("%+v, %v", pairs, err)
	}
	if _, err := d.Undo(t.Context(), "", done.Entry, true); err == nil {
		t.Error("what other readers could open came back")
	}
	if _, err := d.Verify(t.Context(), "", nil); err != nil {
		t.Errorf("verify: %v", err)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(file, []byte(first[1].Box[0][:40])) {
		t.Error("the file still holds what was sealed before")
	}
}

func TestWhatIsOpenedIsRecordedByTheDay(t *testing.T) {
	d := newDesk(t, everyKind(t))
	pairs, err := d.Sealed(t.Context(), "", "x2")
	if err != nil || len(pairs) != 1 || pairs[0].Key.ID != "x1" {
		t.Fatalf("%+v, %v", pairs, err)
	}
	if _, err := d.Unsealed(t.Context(), "", pairs[0].Record); err != nil {
		t.Fatal(err)
	}
	id, err := d.store.Resolve(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	log, err := d.store.Log(t.Context(), id, 1)
	if err != nil || log[0].Op != register.OpUnseal || !strings.Contains(log[0].Summary, "note x2 of HERON") {
		t.Errorf("%+v, %v", log, err)
	}
	for word, want := range map[string]Code{"x1": Unknown(underpin.KindSource), "gazette": NothingSealed, "nobody": Unknown(underpin.KindSource)} {
		_, err := d.Sealed(t.Context(), "", word)
		var f *Fault
		if !errors.As(err, &f) || f.Code != want {
			t.Errorf("%s: %v", word, err)
		}
	}
}
