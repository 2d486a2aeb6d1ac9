package envelope

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// Create writes the envelope to a path where nothing is. It fails with [ErrExists].
func (e *Envelope) Create(path string) error {
	return fail(path, e.place(path, func(temp string) error {
		err := os.Link(temp, path)
		if err == nil {
			return os.Remove(temp)
		}
		if _, there := os.Lstat(path); there == nil || errors.Is(err, fs.ErrExist) {
			return ErrExists
		}
		return os.Rename(temp, path) // a file system without links
	}))
}

// Replace writes the envelope in the place of the one that was read or created: whoever
// looks sees the one or the other, whatever happens.
func (e *Envelope) Replace() error {
	return fail(e.path, e.place(e.path, func(temp string) error { return os.Rename(temp, e.path) }))
}

const (
	// newMark begins what is added to the name of an envelope while it is written.
	newMark = ".new-"
	// stale is the age from which on nobody is still writing such a file.
	stale = 10 * time.Minute
)

// removeStale removes what is left of envelopes that were being written when the program
// was killed: an earlier passphrase may open them.
func removeStale(path string) {
	left, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		return
	}
	for _, d := range left {
		info, err := d.Info()
		if err == nil && strings.HasPrefix(d.Name(), filepath.Base(path)+newMark) && time.Since(info.ModTime()) > stale {
			_ = os.Remove(filepath.Join(filepath.Dir(path), d.Name()))
		}
	}
}

// place writes the envelope beside its place, makes it safe on the disk, and gives it
// its name.
func (e *Envelope) place(path string, name func(temp string) error) (err error) {
	text, err := e.Bytes()
	if err != nil {
		return err
	}
	removeStale(path)
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+newMark+"*") // readable by its owner alone
	if err != nil {
		return fileError(err)
	}
	defer func() {
		if err != nil {
			f.Close()
			os.Remove(f.Name())
		}
	}()
	_, err = f.Write(text)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	if err = name(f.Name()); err != nil {
		return err
	}
	e.path = path
	return SyncFolder(filepath.Dir(path))
}
