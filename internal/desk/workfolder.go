package desk

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"unicode"

	"underpin"
	"underpin/internal/envelope"
	"underpin/internal/store"
)

// What stands in the way of the cases of a workspace.
const (
	WorkMissing = "missing" // there is no database yet
	WorkLocked  = "locked"  // it is encrypted, and not open
	WorkOpen    = "open"
)

// A WorkspaceState is what an interface shows before it shows a case.
type WorkspaceState struct {
	State string `json:"state" enum:"missing,locked,open"`
	// Name is that of the file, Path where it is.
	Name      string `json:"name"`
	Path      string `json:"path"`
	Encrypted bool   `json:"encrypted"`
	// Passphrase: one opens it. Else it opens with a key file, on the command line.
	Passphrase bool `json:"passphrase"`
	// Reminder is what the user wrote to remember the passphrase by, if anything.
	Reminder string `json:"reminder,omitempty"`
	// Others are the other databases of the folder.
	Others []WorkFile `json:"others"`
}

// A WorkFile is a database in the folder of a workspace.
type WorkFile struct {
	Name      string `json:"name"`
	Encrypted bool   `json:"encrypted"`
}

// State tells what stands in the way of the cases, and what else is in the folder. It
// touches no database.
func (w *Workspace) State() (*WorkspaceState, error) {
	w.mu.Lock()
	path, open := w.path, w.open != nil
	w.mu.Unlock()
	out := &WorkspaceState{State: WorkLocked, Name: filepath.Base(path), Path: path, Others: []WorkFile{}}
	if abs, err := filepath.Abs(path); err == nil {
		out.Path = abs
	}
	switch {
	case open:
		out.State = WorkOpen
	case !exists(path):
		out.State = WorkMissing
	}
	switch e, err := envelope.Read(envelope.Path(path)); {
	case err == nil:
		out.Encrypted, out.Passphrase, out.Reminder = true, e.HasPassphrase(), e.Hint()
	case !errors.Is(err, envelope.ErrMissing):
		return nil, FaultOf(context.Background(), err)
	}
	names, err := filepath.Glob(filepath.Join(literal(filepath.Dir(path)), "*"+databaseSuffix))
	if err != nil {
		return nil, FaultOf(context.Background(), err)
	}
	for _, name := range names[:min(len(names), filesMost)] {
		if encrypted := exists(envelope.Path(name)); name != path && (encrypted || store.IsPlain(name)) {
			out.Others = append(out.Others, WorkFile{filepath.Base(name), encrypted})
		}
	}
	return out, nil
}

// databaseSuffix ends the names of databases, and filesMost is how many of a folder are
// named.
const (
	databaseSuffix = ".db"
	filesMost      = 50
)

// literal quotes a path for a pattern.
func literal(path string) string {
	return strings.NewReplacer(`\`, `\\`, `*`, `\*`, `?`, `\?`, `[`, `\[`).Replace(path)
}

// in returns the path of a name in the folder. A name that leads out of it is refused.
func (w *Workspace) in(name string) (string, error) {
	if name == "" || name != filepath.Base(name) || !filepath.IsLocal(name) || !strings.HasSuffix(name, databaseSuffix) || strings.HasPrefix(name, ".") || strings.ContainsFunc(name, unicode.IsControl) {
		return "", faultf(NotADatabaseName, "a name without folders that ends in "+databaseSuffix, "%q is not a name for a database here", name)
	}
	return filepath.Join(filepath.Dir(w.Path()), name), nil
}

// there returns the path of a database of the folder.
func (w *Workspace) there(name string) (string, error) {
	path, err := w.in(name)
	if err == nil && !exists(path) {
		err = faultf(NoDatabase, "", "there is no database %s in this folder", name)
	}
	return path, err
}

// Start starts a case in the database that is open. Where there is none it makes one,
// encrypted under the passphrase, which is cleared.
func (w *Workspace) Start(ctx context.Context, c *underpin.Case, passphrase []byte) (_ *Imported, err error) {
	defer settle(ctx, &err)
	var out *Imported
	err = w.record(ctx, passphrase, func(d *Desk) error {
		out, err = d.Begin(ctx, c)
		return err
	})
	return out, err
}

// Bring records a parcel in the database that is open. Where there is none it makes one,
// as [Workspace.Start] does.
func (w *Workspace) Bring(ctx context.Context, p Parcel, passphrase []byte) (_ *Imported, err error) {
	defer settle(ctx, &err)
	var out []*Imported
	err = w.record(ctx, passphrase, func(d *Desk) error {
		out, err = d.Import(ctx, []Parcel{p}, false)
		return err
	})
	if err != nil {
		return nil, err
	}
	return out[0], nil
}

// Export writes a case of the database that is open to a stream, as [Desk.ExportTo] does:
// encrypted to those who can open it, where it is encrypted and not asked for in plain. It
// reports whether it is encrypted.
func (w *Workspace) Export(ctx context.Context, id underpin.CaseID, to io.Writer, plain bool) (sealed bool, err error) {
	defer settle(ctx, &err)
	open, done, err := w.use()
	if err != nil {
		return false, err
	}
	defer done()
	how := HowExported(open.unlocked, plain)
	return how.Seal != nil, open.ExportTo(ctx, id, to, how)
}

// Unpack reads a casebook that was brought, under a name for messages. One that is
// encrypted is opened with the key of the database that is open.
func (w *Workspace) Unpack(name string, text []byte) (_ Parcel, err error) {
	defer settle(context.Background(), &err)
	if open, done, err := w.use(); err == nil {
		defer done()
		if open.unlocked != nil && envelope.IsLetter(text) {
			in, err := envelope.ReadLetter(bytes.NewReader(text), name, open.unlocked.Identity)
			if err != nil {
				return Parcel{}, err
			}
			return UnpackFrom(name, in, "casebook")
		}
	}
	return UnpackFrom(name, bytes.NewReader(text), "casebook")
}

// record records something in the database that is open, or in a new one, of which
// nothing stays where that fails.
func (w *Workspace) record(ctx context.Context, passphrase []byte, do func(*Desk) error) error {
	defer clear(passphrase)
	path := w.Path()
	made := !exists(path)
	if made {
		if err := w.make(ctx, path, passphrase); err != nil {
			return err
		}
	}
	d, done, err := w.Use()
	if err != nil {
		return err
	}
	err = do(d)
	done()
	if err != nil && made {
		err = errors.Join(err, w.Lock(), discard(path))
	}
	return err
}

// make makes an encrypted database and opens it.
func (w *Workspace) make(ctx context.Context, path string, passphrase []byte) error {
	w.opening.Lock()
	defer w.opening.Unlock()
	e, u, err := NewEnvelope(path, passphrase, envelope.LockOptions{KDF: w.cfg.KDF}, w.cfg.Desk.KeyDir)
	if err != nil {
		f := FaultOf(ctx, err)
		if f.Code == WeakPassphrase {
			f.Field = "passphrase"
		}
		return f
	}
	file, err := e.Bytes()
	if err == nil {
		err = w.take(ctx, path, u, Config{New: true})
	}
	if err != nil {
		if !exists(path) {
			os.Remove(envelope.Path(path))
		}
		return err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.open != nil {
		w.open.offer = &sheetOffer{envelope: e, file: file}
	}
	return nil
}

// discard removes a database that was just made.
func discard(path string) error {
	var errs []error
	for _, p := range []string{path, path + "-wal", path + "-shm", envelope.Path(path)} {
		if err := os.Remove(p); err != nil && !errors.Is(err, os.ErrNotExist) {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

// NewEnvelope makes the envelope of a database that is about to be made or encrypted, and
// writes it beside it. It fails with [KeyFileExists] and [WeakPassphrase].
func NewEnvelope(db string, passphrase []byte, o envelope.LockOptions, keyDir string) (_ *envelope.Envelope, _ *envelope.Unlocked, err error) {
	defer settle(context.Background(), &err)
	e, u, err := envelope.New(passphrase, o)
	if err != nil {
		return nil, nil, err
	}
	if u.Signer, err = SigningKey(keyDir); err != nil {
		return nil, nil, err
	}
	if err := errors.Join(e.Seal(u), e.Create(envelope.Path(db))); err != nil {
		return nil, nil, err
	}
	return e, u, nil
}

// Example opens an example case in a database of its own, which it makes: plain, because
// the examples hold nothing that is secret.
func (w *Workspace) Example(ctx context.Context, name string) (_ underpin.CaseID, err error) {
	defer settle(ctx, &err)
	parcel, err := Example(name)
	if err != nil {
		return "", err
	}
	path, err := w.in(name + databaseSuffix)
	if err != nil {
		return "", err
	}
	w.opening.Lock()
	defer w.opening.Unlock()
	if exists(path) {
		return parcel.Case.ID, w.take(ctx, path, nil, Config{})
	}
	if err := w.take(ctx, path, nil, Config{New: true}); err != nil {
		return "", err
	}
	d, done, err := w.Use()
	if err != nil {
		return "", err
	}
	defer done()
	_, err = d.Import(ctx, []Parcel{parcel}, false)
	return parcel.Case.ID, err
}
