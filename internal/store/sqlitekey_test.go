package store

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ncruces/go-sqlite3"

	"underpin/internal/envelope"
)

// Every statement and address that holds a key is made to fail, and what is said of it
// shows neither the key nor the statement.
func TestNoErrorShowsAKey(t *testing.T) {
	key := envelope.NewFileKey()
	path := filepath.Join(t.TempDir(), "case.db")
	s, err := Open(t.Context(), path, Config{New: true, Keys: []envelope.FileKey{key}})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	uri := func(path string) string {
		u, err := sqliteURI(path, "vfs=adiantum", "hexkey="+hex.EncodeToString(key[:]))
		if err != nil {
			t.Fatal(err)
		}
		return u
	}
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	closed, err := sqlite3.Open("file:" + path + "?vfs=adiantum")
	if err != nil {
		t.Fatal(err)
	}
	interrupted, err := sqlite3.Open("file:" + path + "?vfs=adiantum")
	if err != nil {
		t.Fatal(err)
	}
	defer interrupted.Close()
	interrupted.SetInterrupt(cancelled)
	if err := closed.Close(); err != nil {
		t.Fatal(err)
	}
	for name, err := range map[string]error{
		"a copy into no folder":          vacuumInto(t.Context(), s.reader, uri(filepath.Join(t.TempDir(), "none", "copy.db"))),
		"a copy onto a folder":           vacuumInto(t.Context(), s.reader, uri(t.TempDir())),
		"a copy onto itself":             vacuumInto(t.Context(), s.reader, uri(path)),
		"a copy with a file system":      vacuumInto(t.Context(), s.reader, strings.Replace(uri(path+"2"), "adiantum", "none", 1)),
		"a copy with half a key":         vacuumInto(t.Context(), s.reader, uri(path + "3")[:len(uri(path+"3"))-8]),
		"a copy that is interrupted":     vacuumInto(cancelled, s.reader, uri(path+"4")),
		"a key for no connection":        panics(func() error { return unlock(closed, &key) }),
		"a key for an interrupted one":   unlock(interrupted, &key),
		"an error of nobody knows where": keyless(fmt.Errorf("near %x: what is that", key[:])),
	} {
		if err == nil {
			t.Errorf("%s does not fail", name)
			continue
		}
		said := err.Error() + fmt.Sprintf(" %v %+v %#v", err, err, err)
		if e, ok := errors.AsType[*sqlite3.Error](err); ok {
			said += e.SQL()
		}
		for _, secret := range []string{hex.EncodeToString(key[:]), hex.EncodeToString(key[:4]), "hexkey"} {
			if strings.Contains(strings.ToLower(said), secret) {
				t.Errorf("%s: %s", name, said)
			}
		}
	}
	if got := fmt.Sprintf("%v %+v", s.cfg, s.cfg); !strings.Contains(got, "[sealed]") {
		t.Errorf("the configuration prints as %s", got)
	}
}

// panics makes an error of a panic.
func panics(f func() error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%v", r)
		}
	}()
	return f()
}

func TestACopyThatFailsLeavesNoFile(t *testing.T) {
	key := envelope.NewFileKey()
	dir := t.TempDir()
	s, err := Open(t.Context(), filepath.Join(dir, "case.db"), Config{New: true, Keys: []envelope.FileKey{key}})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := s.CopyTo(ctx, filepath.Join(dir, "copy.db"), Copying{}); err == nil {
		t.Error("a copy that was interrupted is said to be there")
	}
	if err := s.CopyTo(t.Context(), filepath.Join(dir, "case.db"), Copying{}); !errors.Is(err, ErrExists) {
		t.Errorf("a copy onto the database: %v", err)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "copy*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	if err := s.CopyTo(t.Context(), filepath.Join(dir, "copy.db"), Copying{}); err != nil {
		t.Error(err)
	}
	if got, err := checkSQLiteHeader(filepath.Join(dir, "copy.db"), []envelope.FileKey{key}); err != nil || *got != key {
		t.Errorf("the copy: %v", err)
	}
}

func TestAnOlderEncryptedDatabaseIsMigratedUnderItsKey(t *testing.T) {
	cfg := Config{Keys: []envelope.FileKey{envelope.NewFileKey()}}
	path := newFile(t)
	if err := Reencrypt(t.Context(), path, Config{}, cfg.Keys[0]); err != nil {
		t.Fatal(err)
	}
	s, err := open(t.Context(), path, cfg, append(sqliteSteps(), "CREATE TABLE pin (x INTEGER)"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if s.Migrated() == nil {
		t.Fatal("it was not migrated")
	}
	for _, path := range []string{path, s.Migrated().Copy} {
		if key, err := checkSQLiteHeader(path, cfg.Keys); err != nil || *key != cfg.Keys[0] {
			t.Errorf("%s is not under the key: %v", path, err)
		}
	}
}
