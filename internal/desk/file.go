package desk

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"syscall"

	"underpin/internal/envelope"
)

// writeFile writes a file beside its place, makes it safe on the disk, and moves
// it there.
func writeFile(path string, write func(io.Writer) error) (err error) {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return faultf(IsFolder, "name a file in it", "%s is a folder", path)
	} else if err == nil && !info.Mode().IsRegular() || path == "" {
		return faultf(NotWritable, "name a file", "%q is not a file that can be written", path)
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".underpin-*")
	if errors.Is(err, os.ErrNotExist) {
		return faultf(NoFolder, "make it, or choose another path", "there is no folder %s", filepath.Dir(path))
	}
	if isFull(err) {
		return fileFault(path, err)
	} else if err != nil {
		return fileFault(filepath.Dir(path), err)
	}
	defer func() {
		if err != nil {
			f.Close()
			os.Remove(f.Name())
		}
	}()
	if err = write(f); isFull(err) {
		return fileFault(path, err)
	} else if err != nil {
		return err
	}
	if err = f.Sync(); err != nil {
		return fileFault(path, err)
	}
	if err = f.Close(); err != nil {
		return fileFault(path, err)
	}
	if err = os.Rename(f.Name(), path); err != nil {
		return fileFault(path, err)
	}
	_ = envelope.SyncFolder(filepath.Dir(path)) // the file is whole already
	return nil
}

// isFull reports whether there was no room to write.
func isFull(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) || errors.Is(err, syscall.EFBIG)
}

// fileFault turns an error of the file system into a fault.
func fileFault(path string, err error) error {
	switch {
	case errors.Is(err, os.ErrNotExist):
		return &Fault{Code: NoFile, Message: "there is no file " + path, Hint: "check the path", Err: err}
	case isFull(err):
		return &Fault{Code: DiskFull, Message: "the disk is full; " + path + " was not written", Hint: "make room, or choose another path", Err: err}
	case errors.Is(err, os.ErrPermission):
		return &Fault{Code: FileDenied, Message: path + " may not be read or written", Hint: "check its permissions", Err: err}
	}
	return &Fault{Code: FileFailed, Message: path + ": " + err.Error(), Err: err}
}
