package store

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/ncruces/go-sqlite3/driver"

	"underpin"
	"underpin/internal/envelope"
	"underpin/internal/register"
)

// newFile makes a database with one case and returns its path.
func newFile(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "case.db")
	s, err := Open(t.Context(), path, Config{New: true})
	if err != nil {
		t.Fatal(err)
	}
	c := &underpin.Case{ID: "harbour", Entities: []underpin.Entity{{ID: "maryam-dalal", Schema: underpin.Person, Name: "Maryam Dalal"}}}
	if _, err := s.Import(t.Context(), c, ImportPolicy{}); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func write(t *testing.T, path string, b []byte) {
	t.Helper()
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestAFileThatIsNotOursIsRefusedAndLeftAsItIs(t *testing.T) {
	foreign := filepath.Join(t.TempDir(), "other.db")
	db, err := driver.Open("file:" + foreign)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec("CREATE TABLE bookmarks (url TEXT)"); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	ours := read(t, newFile(t))
	for _, c := range []struct {
		name  string
		bytes []byte
		want  error
	}{
		{"empty", nil, ErrNotOurs},
		{"a text", []byte("Maryam Dalal chairs the Harbour Authority\n"), ErrNotOurs},
		{"a database of another program", read(t, foreign), ErrNotOurs},
		{"cut off in its head", ours[:60], ErrTruncated},
		{"cut off in the middle", ours[:len(ours)/2], ErrTruncated},
		{"cut off by a byte", ours[:len(ours)-1], ErrTruncated},
		{"filled with zeros", append(bytes.Clone(ours[:100]), make([]byte, len(ours)-100)...), ErrDamaged},
	} {
		path := filepath.Join(t.TempDir(), "case.db")
		write(t, path, c.bytes)
		for _, cfg := range []Config{{}, {Create: true}} {
			s, err := Open(t.Context(), path, cfg)
			if err == nil {
				_, err = s.Cases(t.Context())
				s.Close()
			}
			var e *Error
			if !errors.Is(err, c.want) || !errors.As(err, &e) || e.Hint == "" {
				t.Errorf("%s: %v, want %v with a hint", c.name, err, c.want)
			}
		}
		if !bytes.Equal(read(t, path), c.bytes) {
			t.Errorf("%s: the file was changed", c.name)
		}
	}
}

func TestOpeningSaysWhatIsWrong(t *testing.T) {
	path := newFile(t)
	for _, c := range []struct {
		name string
		path string
		cfg  Config
		want error
	}{
		{"no file", filepath.Join(t.TempDir(), "none.db"), Config{}, ErrMissing},
		{"no folder", filepath.Join(t.TempDir(), "none", "case.db"), Config{}, ErrMissing},
		{"no folder to create in", filepath.Join(t.TempDir(), "none", "case.db"), Config{Create: true}, ErrMissing},
		{"a folder", t.TempDir(), Config{}, ErrNotOurs},
		{"new, but there", path, Config{New: true}, ErrExists},
		{"a key, but plain", path, Config{Keys: []envelope.FileKey{envelope.NewFileKey()}}, ErrNotEncrypted},
		{"a wrong signing key", path, Config{Signer: "x"}, ErrConfig},
		{"an endless wait", path, Config{Wait: 2 * time.Hour}, ErrConfig},
		{"no readers", path, Config{Readers: -1}, ErrConfig},
	} {
		s, err := Open(t.Context(), c.path, c.cfg)
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", c.name, err, c.want)
		}
		if err == nil {
			s.Close()
		}
	}
}

func TestAnErrorIsASentenceWithAHint(t *testing.T) {
	_, err := Open(t.Context(), "nowhere.db", Config{})
	var e *Error
	if !errors.As(err, &e) {
		t.Fatal(err)
	}
	if got, want := e.Error(), "open nowhere.db: there is no such database"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if want := "check the path, or create a database with init or import"; e.Hint != want {
		t.Errorf("the hint is %q, want %q", e.Hint, want)
	}
}

func TestOnlyTheOwnerMayReadTheFiles(t *testing.T) {
	path := newFile(t)
	s, err := Open(t.Context(), path, Config{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	r, err := register.New(underpin.Question{ID: "q1"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Commit(t.Context(), "harbour", Change{Put: []register.Record{r}}); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(path + "*")
	if err != nil || len(files) != 3 {
		t.Fatalf("the files are %v, %v", files, err)
	}
	for _, f := range files {
		info, err := os.Stat(f)
		if err != nil {
			t.Fatal(err)
		}
		if info.Mode().Perm() != fileMode {
			t.Errorf("%s has mode %v", filepath.Base(f), info.Mode())
		}
	}
}

func TestOddPathsWork(t *testing.T) {
	for _, name := range []string{"a b.db", "100%.db", "what?.db", "#1.db", "قضية.db", "file:x.db", "a+b&c=d.db"} {
		path := filepath.Join(t.TempDir(), name)
		s, err := Open(t.Context(), path, Config{New: true})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		if _, err := os.Stat(path); err != nil {
			t.Error(err)
		}
	}
}

func TestAnOlderDatabaseIsMigratedAfterACopy(t *testing.T) {
	path := newFile(t)
	before := read(t, path)
	steps := append(sqliteSteps(), "CREATE TABLE pin (case_id TEXT NOT NULL, x INTEGER NOT NULL) STRICT", "ALTER TABLE pin ADD COLUMN y INTEGER")
	s, err := open(t.Context(), path, Config{}, steps)
	if err != nil {
		t.Fatal(err)
	}
	m := s.Migrated()
	if m == nil || m.From != len(steps)-2 || m.To != len(steps) {
		t.Fatalf("the migration is %+v", m)
	}
	if _, err := s.writer.Exec("INSERT INTO pin VALUES ('harbour', 1, 2)"); err != nil {
		t.Error(err)
	}
	if r, err := s.Verify(t.Context(), "harbour"); err != nil || r.Fault != nil {
		t.Errorf("after the migration: %v, %v", r.Fault, err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	old, err := Open(t.Context(), m.Copy, Config{})
	if err != nil {
		t.Fatal(err)
	}
	if c, err := old.Load(t.Context(), "harbour"); err != nil || len(c.Entities) != 1 {
		t.Errorf("the copy holds %+v, %v", c, err)
	}
	if err := old.Close(); err != nil {
		t.Fatal(err)
	}
	newer := read(t, path)
	if _, err := Open(t.Context(), path, Config{}); !errors.Is(err, ErrNewer) {
		t.Errorf("a newer database: %v", err)
	}
	if !bytes.Equal(newer, read(t, path)) || bytes.Equal(newer, before) {
		t.Error("the newer database was changed")
	}
	if s, err = open(t.Context(), path, Config{}, steps); err != nil || s.Migrated() != nil {
		t.Fatalf("opened again: %+v, %v", s, err)
	}
	s.Close()
}

func TestAMigrationThatFailsChangesNothing(t *testing.T) {
	path := newFile(t)
	steps := append(sqliteSteps(), "CREATE TABLE pin (x INTEGER)", "CREATE TABLE pin (y INTEGER)")
	if _, err := open(t.Context(), path, Config{}, steps); err == nil || !strings.Contains(err.Error(), "pin") {
		t.Fatalf("the migration: %v", err)
	}
	s, err := Open(t.Context(), path, Config{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if r, err := s.Verify(t.Context(), "harbour"); err != nil || r.Fault != nil {
		t.Errorf("after the migration failed: %v, %v", r.Fault, err)
	}
}

func TestALockIsASentenceAndNotAWait(t *testing.T) {
	path := newFile(t)
	s, err := Open(t.Context(), path, Config{Wait: 20 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	other, err := driver.Open("file:" + path + "?_txlock=immediate")
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	tx, err := other.Begin()
	if err != nil {
		t.Fatal(err)
	}
	r, err := register.New(underpin.Question{ID: "q1"})
	if err != nil {
		t.Fatal(err)
	}
	change := Change{Put: []register.Record{r}}
	if _, err := s.Commit(t.Context(), "harbour", change); !errors.Is(err, ErrLocked) {
		t.Errorf("a change while another writes: %v", err)
	}
	if _, err := s.Load(t.Context(), "harbour"); err != nil {
		t.Errorf("reading while another writes: %v", err)
	}
	if err := tx.Rollback(); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Commit(t.Context(), "harbour", change); err != nil {
		t.Errorf("a change afterwards: %v", err)
	}
}

func TestADatabaseHeldByAnotherIsRefused(t *testing.T) {
	path := newFile(t)
	other, err := driver.Open("file:" + path + "?_pragma=locking_mode(exclusive)&_txlock=exclusive")
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	other.SetMaxOpenConns(1)
	tx, err := other.Begin()
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback()
	if _, err := Open(t.Context(), path, Config{Wait: 20 * time.Millisecond}); !errors.Is(err, ErrLocked) {
		t.Errorf("opening a held database: %v", err)
	}
}

func TestReadersSeeWholeChangesWhileOthersWrite(t *testing.T) {
	path := newFile(t)
	s, err := Open(t.Context(), path, Config{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	done := make(chan error, 1)
	go func() { done <- writePairs(t, s, 60) }()
	for reads := 0; ; reads++ {
		select {
		case err := <-done:
			if err != nil {
				t.Error(err)
			}
			t.Logf("%d reads", reads)
			return
		default:
		}
		c, err := s.Load(t.Context(), "harbour")
		if err != nil {
			t.Fatal(err)
		}
		if n := len(c.Questions); n == 1 || n == 2 && c.Questions[0].Text != c.Questions[1].Text {
			t.Fatalf("half a change: %+v", c.Questions)
		}
	}
}

// writePairs changes two questions at a time.
func writePairs(t *testing.T, s *Store, n int) error {
	for i := range n {
		var put []register.Record
		for _, id := range []string{"q1", "q2"} {
			r, err := register.New(underpin.Question{ID: id, Text: fmt.Sprint("round ", i)})
			if err != nil {
				return err
			}
			put = append(put, r)
		}
		if _, err := s.Commit(t.Context(), "harbour", Change{Put: put}); err != nil {
			return err
		}
	}
	return nil
}

func TestADatabaseThatTwoMakeAtOnceIsOne(t *testing.T) {
	path := filepath.Join(t.TempDir(), "case.db")
	errs := make(chan error)
	for range 6 {
		go func() {
			s, err := Open(t.Context(), path, Config{Create: true})
			if err == nil {
				err = s.Close()
			}
			errs <- err
		}()
	}
	for range 6 {
		if err := <-errs; err != nil {
			t.Error(err)
		}
	}
	left, err := filepath.Glob(path + ".new-*")
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

func TestNothingIsWrittenToAFileThatWasMovedOrReplaced(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("an open file cannot be moved there")
	}
	path := newFile(t)
	s, err := Open(t.Context(), path, Config{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	write := func(note string) error {
		r, err := register.New(underpin.Entity{ID: "maryam-dalal", Schema: underpin.Person, Name: "Maryam Dalal", Note: note})
		if err != nil {
			t.Fatal(err)
		}
		_, err = s.Commit(t.Context(), "harbour", Change{Put: []register.Record{r}})
		return err
	}
	away := path + ".away"
	if err := os.Rename(path, away); err != nil {
		t.Fatal(err)
	}
	if err := write("moved"); !errors.Is(err, ErrMoved) {
		t.Errorf("a file that was moved is written to: %v", err)
	}
	if err := os.WriteFile(path, read(t, away), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := write("replaced"); !errors.Is(err, ErrMoved) {
		t.Errorf("a file in the place of which another lies is written to: %v", err)
	}
	if err := os.Rename(away, path); err != nil {
		t.Fatal(err)
	}
	if err := write("back"); err != nil {
		t.Errorf("back in its place: %v", err)
	}
}
