package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"filippo.io/age"

	"underpin/internal/desk"
	"underpin/internal/envelope"
)

// A keyHolder keeps what one verb has unlocked for those that follow.
type keyHolder interface {
	// held returns what is kept for a database; nil where nothing is.
	held(ctx context.Context, db string, id envelope.FileID) *envelope.Unlocked
	// hold keeps what was unlocked.
	hold(ctx context.Context, db string, u *envelope.Unlocked)
}

// triesAtPassphrase is how often a passphrase is asked for before the verb gives up.
const triesAtPassphrase = 3

// unlock returns the envelope of a database and what it holds: by --key-file, else by
// who keeps it, else by the passphrase, asked for on the terminal. Both are nil where
// the database has no envelope: it is plain then, or not there.
func (a *app) unlock(ctx context.Context, db string) (*envelope.Envelope, *envelope.Unlocked, error) {
	if o := a.opened; o.db == db && o.u != nil {
		return o.e, o.u, nil
	}
	e, u, err := a.unlockAnew(ctx, db)
	if err == nil && u != nil {
		a.opened = openedEnvelope{db: db, e: e, u: u}
	}
	return e, u, err
}

// An openedEnvelope is the envelope that a verb has opened, so that it asks only once.
type openedEnvelope struct {
	db string
	e  *envelope.Envelope
	u  *envelope.Unlocked
}

// unlockSilently is unlock where nobody is to be asked: it reports whether the passphrase
// would have to be.
func (a *app) unlockSilently(ctx context.Context, db string) (u *envelope.Unlocked, ask bool, err error) {
	e, err := envelope.Read(envelope.Path(db))
	if errors.Is(err, envelope.ErrMissing) {
		return nil, false, nil
	}
	if err != nil || a.keyFile != "" {
		if err == nil {
			_, u, err = a.unlockAnew(ctx, db)
		}
		return u, false, err
	}
	if a.holder != nil {
		if u = a.holder.held(ctx, db, e.ID()); u != nil && !desk.Opens(db, u.Keys) {
			u = nil
		}
	}
	return u, u == nil, nil
}

func (a *app) unlockAnew(ctx context.Context, db string) (*envelope.Envelope, *envelope.Unlocked, error) {
	e, err := envelope.Read(envelope.Path(db))
	if errors.Is(err, envelope.ErrMissing) {
		return nil, nil, nil
	}
	if err != nil {
		return nil, nil, err
	}
	if a.keyFile != "" {
		id, err := readIdentity(a.keyFile)
		if err != nil {
			return nil, nil, err
		}
		u, err := e.UnlockWith(id)
		return e, u, err
	}
	if a.holder != nil {
		// A backup of a case that has another key by now is the same case to its holder.
		if u := a.holder.held(ctx, db, e.ID()); u != nil && (desk.Opens(db, u.Keys) || !desk.IsEncrypted(db)) {
			return e, u, nil
		}
	}
	u, err := a.unlockByPassphrase(ctx, db, e)
	if err == nil && a.holder != nil {
		a.holder.hold(ctx, db, u)
	}
	return e, u, err
}

// unlockByPassphrase asks for the passphrase on the terminal.
func (a *app) unlockByPassphrase(ctx context.Context, db string, e *envelope.Envelope) (*envelope.Unlocked, error) {
	if !e.HasPassphrase() {
		return nil, &desk.Fault{
			Code: desk.NoPassphrase, Message: db + " is encrypted, and is opened with a key and not with a passphrase", Hint: "name the file with the key: --key-file FILE",
		}
	}
	if a.terminal() == nil {
		return nil, &desk.Fault{
			Code: desk.CaseLocked, Message: db + " is encrypted, and there is no terminal to ask for its passphrase on", Hint: "name a file with its key: --key-file FILE",
		}
	}
	for try := 1; ; try++ {
		passphrase, err := a.askSecret(ctx, "Passphrase of "+filepath.Base(db)+": ")
		if err != nil {
			return nil, err
		}
		u, err := e.Unlock(passphrase)
		clear(passphrase)
		if !errors.Is(err, envelope.ErrPassphrase) || try == triesAtPassphrase {
			return u, err
		}
		a.complain("That is not the passphrase.")
		if e.Hint() != "" {
			a.complain("Your hint: %s", e.Hint())
		}
	}
}

// keyed gives a configuration the keys of the database. Where the verb makes one, it is
// made encrypted, unless that was declined; undo takes the new envelope back if the
// database was not made after all.
func (a *app) keyed(ctx context.Context, cfg desk.Config) (_ desk.Config, undo func(), err error) {
	undo = func() {}
	_, missing := os.Stat(a.db)
	if (cfg.Create || cfg.New) && errors.Is(missing, fs.ErrNotExist) {
		if a.plain {
			return cfg, undo, nil
		}
		_, u, err := a.newEnvelope(ctx, a.db)
		if err != nil {
			return cfg, undo, err
		}
		undo = func() {
			if _, err := os.Stat(a.db); errors.Is(err, fs.ErrNotExist) {
				os.Remove(envelope.Path(a.db))
			}
		}
		cfg.Keys, cfg.Signer = u.Keys, u.Signer
		return cfg, undo, nil
	}
	if errors.Is(missing, fs.ErrNotExist) {
		return cfg, undo, nil // nobody is asked for the passphrase of what is not there
	}
	_, u, err := a.unlock(ctx, a.db)
	if err == nil && u != nil {
		cfg.Keys, cfg.Signer = u.Keys, u.Signer
	}
	return cfg, undo, err
}

// identity returns the key that a file which was sent may be encrypted to: that of
// --key-file, else that of the case.
func (a *app) identity(ctx context.Context, path string) (*age.HybridIdentity, error) {
	if a.keyFile != "" {
		return readIdentity(a.keyFile)
	}
	_, u, err := a.unlock(ctx, a.db)
	if err == nil && u == nil {
		err = &desk.Fault{
			Code: desk.NotForYou, Message: path + " is encrypted, and there is no encrypted case here whose key could open it",
			Hint: "name the case, or a key, that it was exported for: --db or --key-file",
		}
	}
	if err != nil {
		return nil, err
	}
	return u.Identity, nil
}

// readIdentity reads a key file.
func readIdentity(path string) (*age.HybridIdentity, error) {
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &desk.Fault{Code: desk.NoFile, Message: "there is no key file " + path, Hint: "check the path", Err: err}
	}
	if err != nil {
		return nil, &desk.Fault{Code: desk.FileDenied, Message: err.Error(), Hint: "check the permissions of the key file", Err: err}
	}
	defer clear(text)
	return envelope.ParseIdentity(path, text)
}

// makeIdentity makes a key file where there is none, and returns the identity in it.
func (a *app) makeIdentity(path string) (*age.HybridIdentity, error) {
	if _, err := os.Stat(path); err == nil || !errors.Is(err, fs.ErrNotExist) {
		return readIdentity(path)
	}
	id, err := age.GenerateHybridIdentity()
	if err != nil {
		return nil, err
	}
	text := envelope.FormatIdentity(id)
	defer clear(text)
	if err := writeNew(path, text); err != nil {
		return nil, &desk.Fault{Code: desk.FileFailed, Message: err.Error(), Hint: "choose another path with --key-file", Err: err}
	}
	a.remark("A new key is in %s. Whoever has that file can open the case; without it the case is gone.", path)
	return id, nil
}

// writeNew writes a file that only its owner can read to a path where nothing is.
func writeNew(path string, text []byte) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	return errors.Join(err, f.Sync(), f.Close())
}
