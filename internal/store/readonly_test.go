//go:build unix

package store

import (
	"bufio"
	"crypto/rand"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"underpin"
)

// For the administrator nothing is read-only, so what a medium only for reading comes to
// is tried by the mode in which it is opened.
func TestACaseOnAMediumOnlyForReadingIsReadAndVerified(t *testing.T) {
	for _, folder := range []bool{false, true} {
		path := newFile(t)
		before := read(t, path)
		if err := os.Chmod(path, 0o400); err != nil {
			t.Fatal(err)
		}
		if folder {
			if err := os.Chmod(filepath.Dir(path), 0o500); err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { os.Chmod(filepath.Dir(path), 0o700) })
		}
		e, err := engineSQLite(t.Context(), path, nil, Config{}.withDefaults(), sqliteSteps(), "mode=ro", "immutable=1")
		if err != nil {
			t.Fatal(err)
		}
		s := &Store{path: path, cfg: Config{}.withDefaults(), engine: e, salts: bufio.NewReader(rand.Reader)}
		if r, err := s.Verify(t.Context(), "harbour"); err != nil || r.Fault != nil {
			t.Errorf("verified: %v, %v", r.Fault, err)
		}
		if c, err := s.Load(t.Context(), "harbour"); err != nil || len(c.Entities) != 1 {
			t.Errorf("read: %v", err)
		}
		gone := Change{Remove: []underpin.RecordRef{{Kind: underpin.KindEntity, ID: "maryam-dalal"}}}
		if _, err := s.Commit(t.Context(), "harbour", gone); !errors.Is(err, ErrDenied) {
			t.Errorf("a change: %v", err)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		if os.Geteuid() != 0 { // and by itself
			s, err := Open(t.Context(), path, Config{})
			if err != nil {
				t.Fatal(err)
			}
			if r, err := s.Verify(t.Context(), "harbour"); err != nil || r.Fault != nil {
				t.Errorf("verified: %v, %v", r.Fault, err)
			}
			s.Close()
		}
		if string(read(t, path)) != string(before) {
			t.Error("the file has changed")
		}
	}
}
