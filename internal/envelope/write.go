package envelope

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
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

// place writes the envelope beside its place, makes it safe on the disk, and gives it
// its name.
func (e *Envelope) place(path string, name func(temp string) error) (err error) {
	text, err := e.Bytes()
	if err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".new-*") // readable by its owner alone
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
	return syncFolder(filepath.Dir(path))
}
