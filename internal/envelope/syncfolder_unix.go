//go:build unix

package envelope

import (
	"errors"
	"os"
	"syscall"
)

// SyncFolder makes the names in a folder safe on the disk.
func SyncFolder(dir string) error {
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
