package desk

import (
	"context"
	"errors"
	"os"

	"underpin"
	"underpin/internal/envelope"
	"underpin/internal/store"
)

// A BackedUp says what a copy of a database holds, as it was found by opening the copy
// and recomputing its register.
type BackedUp struct {
	Path  string         `json:"path"`
	Bytes int64          `json:"bytes"`
	Cases []BackedUpCase `json:"cases"`
}

// A BackedUpCase is a case in a copy.
type BackedUpCase struct {
	Case    underpin.CaseID `json:"case"`
	Entries int64           `json:"entries"`
}

// CopyHow says how a copy of a database is made.
type CopyHow struct {
	// Key encrypts the copy; by default it is under the key of the database, or plain as
	// it is.
	Key *envelope.FileKey
	// Before, where set, is called when the copy is there and found whole, before it is
	// given its name.
	Before func() error
}

// Copy writes a consistent copy of the database to a path where nothing is, while others
// use it, and opens and verifies it before it is given its name.
func (d *Desk) Copy(ctx context.Context, path string, how CopyHow) (_ *BackedUp, err error) {
	defer settle(ctx, &err)
	d.tell("copying the database")
	keys := d.cfg.Keys
	if how.Key != nil {
		keys = []envelope.FileKey{*how.Key}
	}
	done := &BackedUp{Path: path}
	err = d.store.CopyTo(ctx, path, store.Copying{Key: how.Key, Check: func(temp string) error {
		d.tell("verifying the copy")
		if err := done.check(ctx, temp, keys); err != nil || how.Before == nil {
			return err
		}
		return how.Before()
	}})
	if err != nil {
		return nil, err
	}
	return done, nil
}

// check opens a copy and recomputes its register.
func (b *BackedUp) check(ctx context.Context, path string, keys []envelope.FileKey) error {
	info, err := os.Stat(path)
	if err != nil {
		return fileFault(path, err)
	}
	b.Bytes = info.Size()
	s, err := store.Open(ctx, path, store.Config{Keys: keys})
	if err != nil {
		return err
	}
	all, err := s.VerifyAll(ctx)
	if err = errors.Join(err, s.Close()); err != nil {
		return err
	}
	for _, r := range all {
		if r.Fault != nil {
			return faultf(NotVerified, "the database itself may be damaged: verify it", "the copy is not sound and was not kept: %s: %s", r.Case, r.Fault)
		}
		b.Cases = append(b.Cases, BackedUpCase{Case: r.Case, Entries: r.Entries})
	}
	return nil
}

// Encrypt encrypts the database at a path with a key, whether it was plain or under one
// of the keys of the Config. It needs the file for itself. Whatever happens, one whole
// database lies there.
func Encrypt(ctx context.Context, path string, cfg Config, key envelope.FileKey) (err error) {
	defer settle(ctx, &err)
	cfg = cfg.withDefaults()
	return store.Reencrypt(ctx, path, store.Config{Keys: cfg.Keys, Now: cfg.Now}, key)
}

// IsEncrypted reports whether the file at a path does not begin as a plain database does.
func IsEncrypted(path string) bool { return store.IsEncrypted(path) }

// Opens reports whether the database at a path is encrypted with one of the keys.
func Opens(path string, keys []envelope.FileKey) bool { return store.Opens(path, keys) }

// Copies names the databases of this program that lie beside the one that is open.
func (d *Desk) Copies() []string { return d.store.Copies() }
