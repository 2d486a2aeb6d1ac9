package desk

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"

	"underpin/internal/envelope"
)

// A WorkspaceConfig says where an interface works.
type WorkspaceConfig struct {
	// Path of the database that is worked on. Its folder is the workspace: no other
	// folder is read or written.
	Path string
	// Desk is how a database is opened, without the keys.
	Desk Config
	// KDF is how dear it is to try a passphrase.
	KDF envelope.KDF
	// Opened, where set, is told whenever an encrypted database has been opened, with
	// what opened it. Where it fails the database is closed again.
	Opened func(ctx context.Context, path string, u *envelope.Unlocked) error
	// Readers, where set, is told when others can open the database that is open than
	// could before.
	Readers func(ctx context.Context, path string, u *envelope.Unlocked)
}

// A Workspace is the folder of databases in which an interface works, and the one of them
// that it has open. An encrypted one is opened with its passphrase and can be locked, with
// everything that was held of it. Its methods may be called from several goroutines at
// once.
type Workspace struct {
	cfg WorkspaceConfig
	// opening is held while a database is opened or made, so that passphrases are tried
	// one at a time.
	opening sync.Mutex
	// wrong counts the passphrases that were wrong since the last that was right.
	wrong int

	mu   sync.Mutex
	path string
	open *workDesk
}

// A workDesk is the desk that is open, with the calls that are under way on it.
type workDesk struct {
	*Desk
	// unlocked is what opened the database; nil where that is plain.
	unlocked *envelope.Unlocked
	// offer is set as long as a recovery sheet is offered. It is guarded by opening.
	offer *sheetOffer
	calls sync.WaitGroup
}

// NewWorkspace returns a workspace in which nothing is open yet.
func NewWorkspace(cfg WorkspaceConfig) *Workspace {
	return &Workspace{cfg: cfg, path: cfg.Path}
}

// Use returns the desk that is open, and what is to be called when it is used no more:
// it is not closed before. It fails with [NoDatabase] or [CaseLocked].
func (w *Workspace) Use() (*Desk, func(), error) {
	o, done, err := w.use()
	if err != nil {
		return nil, nil, err
	}
	return o.Desk, done, nil
}

// use is [Workspace.Use] with what opened the database, which is wiped no sooner than it is
// closed.
func (w *Workspace) use() (*workDesk, func(), error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.open == nil {
		if !exists(w.path) {
			return nil, nil, faultf(NoDatabase, "start a case, open an example or bring a casebook", "there is no database at %s yet", w.path)
		}
		return nil, nil, faultf(CaseLocked, "open it with its passphrase", "%s is locked", filepath.Base(w.path))
	}
	w.open.calls.Add(1)
	return w.open, w.open.calls.Done, nil
}

// OpenWith opens the database of the workspace, where there is one: with what was
// unlocked of it, nil where it is plain.
func (w *Workspace) OpenWith(ctx context.Context, u *envelope.Unlocked) (err error) {
	defer settle(ctx, &err)
	w.opening.Lock()
	defer w.opening.Unlock()
	return w.take(ctx, w.Path(), u, Config{})
}

// Path returns the path of the database that is worked on.
func (w *Workspace) Path() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.path
}

// Open opens a database of the folder by its name, with its passphrase where it is
// encrypted. The passphrase is cleared. It fails with [WrongPassphrase] after a wait that
// grows with each that was wrong.
func (w *Workspace) Open(ctx context.Context, name string, passphrase []byte) (err error) {
	defer settle(ctx, &err)
	defer clear(passphrase)
	w.opening.Lock()
	defer w.opening.Unlock()
	path, err := w.there(name)
	if err != nil {
		return err
	}
	e, err := envelope.Read(envelope.Path(path))
	if errors.Is(err, envelope.ErrMissing) {
		return w.take(ctx, path, nil, Config{})
	}
	if err != nil {
		return err
	}
	u, err := e.Unlock(passphrase)
	switch {
	case errors.Is(err, envelope.ErrPassphrase):
		w.wrong++
		if werr := waited(ctx, time.Duration(min(w.wrong, slowest))*time.Second); werr != nil {
			return werr
		}
		f := faultf(WrongPassphrase, "try again; the recovery sheet makes a new one", "that is not the passphrase")
		f.Field = "passphrase"
		return f
	case err != nil:
		return err
	}
	w.wrong = 0
	return w.take(ctx, path, u, Config{})
}

// slowest is the longest wait after a passphrase that was wrong, in seconds.
const slowest = 5

// waited waits, unless whoever waits has gone.
func waited(ctx context.Context, d time.Duration) error {
	select {
	case <-time.After(d):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// take opens a database in place of the one that is open, which stays open where that
// fails. An encrypted one is locked first, by who sees to it that nothing of it stays.
func (w *Workspace) take(ctx context.Context, path string, u *envelope.Unlocked, how Config) error {
	w.mu.Lock()
	encrypted := w.open != nil && w.open.unlocked != nil
	w.mu.Unlock()
	if encrypted {
		u.Wipe()
		return faultf(CaseOpen, "lock it first", "an encrypted database is open")
	}
	cfg := w.cfg.Desk
	cfg.New = how.New
	if u != nil {
		cfg.Keys, cfg.Signer = u.Keys, u.Signer
	}
	d, err := Open(ctx, path, cfg)
	if err == nil && u != nil && w.cfg.Opened != nil {
		if err = w.cfg.Opened(ctx, path, u); err != nil {
			err = errors.Join(err, d.Close())
		}
	}
	if err != nil {
		u.Wipe()
		return err
	}
	w.mu.Lock()
	before := w.open
	w.path, w.open = path, &workDesk{Desk: d, unlocked: u}
	w.mu.Unlock()
	return before.shut()
}

// Lock closes the database that is open, once the calls under way on it have ended, and
// forgets what opened it.
func (w *Workspace) Lock() error {
	w.mu.Lock()
	open := w.open
	w.open = nil
	w.mu.Unlock()
	return open.shut()
}

// shut closes a desk once the calls under way on it have ended; nil is closed already.
func (d *workDesk) shut() error {
	if d == nil {
		return nil
	}
	d.calls.Wait()
	err := d.Close()
	d.unlocked.Wipe()
	return err
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return !errors.Is(err, fs.ErrNotExist)
}
