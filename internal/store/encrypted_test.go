//go:build unix

package store_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"underpin/internal/envelope"
	"underpin/internal/store"
	"underpin/internal/store/storetest"
	"underpin/internal/synth/property"
)

// keys are the two that the tests encrypt with; a child knows them too.
var keys = []envelope.FileKey{{1, 2, 3}, {4, 5, 6}}

// encrypted makes a database with the harbour's case under the first key.
func encrypted(t *testing.T) string {
	t.Helper()
	path := newDatabase(t)
	if err := store.Reencrypt(t.Context(), path, store.Config{}, keys[0]); err != nil {
		t.Fatal(err)
	}
	return path
}

// holdsHarbour checks that a database opens under the keys and holds the whole case.
func holdsHarbour(t *testing.T, path string, keys ...envelope.FileKey) {
	t.Helper()
	s, err := store.Open(t.Context(), path, store.Config{Keys: keys})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if r, err := s.Verify(t.Context(), "harbour"); err != nil || r.Fault != nil {
		t.Fatalf("%v, %v", r.Fault, err)
	}
	c, err := s.Load(t.Context(), "harbour")
	if err != nil {
		t.Fatal(err)
	}
	if want := storetest.Harbour(); len(c.Claims) != len(want.Claims) || !cmp.Equal(c.Sources, want.Sources) {
		t.Fatal("it is another case")
	}
}

func TestADatabaseIsEncryptedAndEncryptedAnew(t *testing.T) {
	path := newDatabase(t)
	plain, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if store.IsEncrypted(path) {
		t.Error("a plain database is said to be encrypted")
	}
	old, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer old.Close()
	if err := store.Reencrypt(t.Context(), path, store.Config{}, keys[0]); err != nil {
		t.Fatal(err)
	}
	holdsHarbour(t, path, keys[0])
	if !store.IsEncrypted(path) {
		t.Error("an encrypted database is said to be plain")
	}
	left := make([]byte, len(plain))
	if _, err := old.ReadAt(left, 0); err != nil || !bytes.Equal(left, make([]byte, len(plain))) {
		t.Errorf("the plain file was not overwritten: %v", err)
	}
	if err := store.Reencrypt(t.Context(), path, store.Config{Keys: keys[:1]}, keys[1]); err != nil {
		t.Fatal(err)
	}
	holdsHarbour(t, path, keys[1])
	holdsHarbour(t, path, keys...)
	if _, err := store.Open(t.Context(), path, store.Config{Keys: keys[:1]}); !errors.Is(err, store.ErrKey) {
		t.Errorf("the old key: %v", err)
	}
	if files, _ := filepath.Glob(path + "*"); len(files) != 1 {
		t.Errorf("left behind: %v", files)
	}
}

func TestADatabaseThatSomebodyHasOpenIsNotEncryptedAnew(t *testing.T) {
	path := encrypted(t)
	s, err := store.Open(t.Context(), path, store.Config{Keys: keys[:1]})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Cases(t.Context()); err != nil {
		t.Fatal(err)
	}
	before, _ := os.ReadFile(path)
	cfg := store.Config{Keys: keys[:1], Wait: 20 * time.Millisecond}
	if err := store.Reencrypt(t.Context(), path, cfg, keys[1]); !errors.Is(err, store.ErrLocked) {
		t.Errorf("while it is open: %v", err)
	}
	if after, _ := os.ReadFile(path); !bytes.Equal(before, after) {
		t.Error("the file has changed")
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := store.Reencrypt(t.Context(), path, cfg, keys[1]); err != nil {
		t.Error(err)
	}
}

// A log that was left by a crash is not lost to whoever tries a wrong key.
func TestAWrongKeyTouchesNothing(t *testing.T) {
	path, crashed := encrypted(t), filepath.Join(t.TempDir(), "crashed.db")
	s, err := store.Open(t.Context(), path, store.Config{Keys: keys[:1]})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	put := storetest.Put(t, storetest.Harbour().Claims[0])
	put[0].Ref.ID = "c99"
	if _, err := s.Commit(t.Context(), "harbour", store.Change{Summary: "in the log alone", Put: put}); err != nil {
		t.Fatal(err)
	}
	copyFile(t, path, crashed, -1)
	copyFile(t, path+"-wal", crashed+"-wal", -1)
	for name, cfg := range map[string]store.Config{"another key": {Keys: keys[1:]}, "no key": {}} {
		if _, err := store.Open(t.Context(), crashed, cfg); !errors.Is(err, store.ErrKey) && !errors.Is(err, store.ErrNotOurs) {
			t.Errorf("%s: %v", name, err)
		}
	}
	s, err = store.Open(t.Context(), crashed, store.Config{Keys: keys[:1]})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if e, err := s.Head(t.Context(), "harbour"); err != nil || e.Summary != "in the log alone" {
		t.Errorf("the last entry is %q, %v", e.Summary, err)
	}
}

func childReencrypts(path string) error {
	for i := 0; ; i++ {
		fmt.Println(i)
		if err := store.Reencrypt(context.Background(), path, store.Config{Keys: keys}, keys[i%2]); err != nil {
			return err
		}
	}
}

func childEncrypts(path string) error {
	fmt.Println("ready")
	return store.Reencrypt(context.Background(), path, store.Config{}, keys[0])
}

func TestAKillWhileTheKeyChangesLeavesOneWholeDatabase(t *testing.T) {
	t.Parallel()
	path := encrypted(t)
	for round := range property.Rounds(200) {
		killed(t, "reencrypt", path, moment(round, 1, 60))
		holdsHarbour(t, path, keys...)
	}
}

func TestAKillWhileAPlainDatabaseIsEncryptedLeavesOneWholeDatabase(t *testing.T) {
	t.Parallel()
	done := 0
	for round := range property.Rounds(200) {
		path := newDatabase(t)
		killed(t, "encrypt", path, moment(round, 1, 60))
		if !store.IsEncrypted(path) {
			holdsHarbour(t, path)
			continue
		}
		done++
		holdsHarbour(t, path, keys[0])
	}
	t.Logf("%d were encrypted before the kill", done)
}

// killed lets a child play a part on a database for a while after its first word.
func killed(t *testing.T, part, path string, after time.Duration) {
	t.Helper()
	cmd, out := child(t, part, path)
	out.Scan()
	timer := time.AfterFunc(after, func() { cmd.Process.Kill() })
	defer timer.Stop()
	for out.Scan() {
	}
	if err := cmd.Wait(); err != nil {
		if exit, ok := errors.AsType[*exec.ExitError](err); !ok || exit.ExitCode() > 0 {
			t.Fatal(err)
		}
	}
}

// One flipped bit in an encrypted database is refused, found by verify, or changes
// nothing.
func TestAFlippedBitInAnEncryptedDatabaseIsNeverAWrongAnswer(t *testing.T) {
	t.Parallel()
	path := encrypted(t)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	refused, found, harmless := 0, 0, 0
	for round := range property.Rounds(2000) {
		r := rand.New(rand.NewPCG(uint64(round), 12))
		torn := bytes.Clone(whole)
		torn[r.IntN(len(torn))] ^= 1 << r.IntN(8)
		at := filepath.Join(t.TempDir(), "torn.db")
		if err := os.WriteFile(at, torn, 0o600); err != nil {
			t.Fatal(err)
		}
		s, err := store.Open(t.Context(), at, store.Config{Keys: keys[:1]})
		if err != nil {
			refused++
			continue
		}
		report, err := s.VerifyAll(t.Context())
		if err != nil || len(report) != 1 || report[0].Fault != nil {
			found++
		} else if c, err := s.Load(t.Context(), "harbour"); err != nil || !cmp.Equal(c.Claims, storetest.Harbour().Claims) {
			t.Errorf("round %d: verify finds nothing, and the case is another", round)
		} else {
			harmless++
		}
		s.Close()
	}
	t.Logf("%d refused, %d found, %d harmless", refused, found, harmless)
}

// What the case says is in no file under its name while it is written, read, copied and
// encrypted anew; the same search finds it in a plain case.
func TestNothingOfAnEncryptedCaseIsInAnyFile(t *testing.T) {
	secrets := []string{"KESTREL", "Maryam Dalal", "she chairs it", "مريم دلال", "harbour-authority", "2021-03-04"}
	for _, c := range []struct {
		name  string
		keys  []envelope.FileKey
		plain bool
	}{{"encrypted", keys[:1], false}, {"plain", nil, true}} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			t.Setenv("TMPDIR", dir)
			path := filepath.Join(dir, "case.db")
			s, err := store.Open(t.Context(), path, store.Config{New: true, Keys: c.keys, Now: storetest.Clock()})
			if err != nil {
				t.Fatal(err)
			}
			if _, err := s.Import(t.Context(), storetest.Harbour(), store.ImportPolicy{}); err != nil {
				t.Fatal(err)
			}
			if err := s.CopyTo(t.Context(), filepath.Join(dir, "copy.db"), store.Copying{}); err != nil {
				t.Fatal(err)
			}
			open := storetest.Found(t, dir, secrets)
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			found := append(open, storetest.Found(t, dir, secrets)...)
			if !c.plain && len(found) > 0 {
				t.Errorf("in the clear: %v", found)
			}
			if c.plain && len(found) < len(secrets)-1 { // a day is a number in it
				t.Errorf("the search finds only %v", found)
			}
		})
	}
}
