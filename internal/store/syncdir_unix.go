//go:build unix

package store

import (
	"errors"
	"os"
	"syscall"
)

// syncDir makes the names in a folder safe on the disk.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return nil // not every system lets a folder be opened
	}
	defer d.Close()
	if err := d.Sync(); err != nil && !errors.Is(err, syscall.EINVAL) {
		return err
	}
	return nil
}
