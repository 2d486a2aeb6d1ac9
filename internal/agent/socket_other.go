//go:build !unix

package agent

import (
	"io/fs"
	"os"
	"path/filepath"
)

// folderPath is where the sockets lie: in the profile of the user, which others cannot
// enter.
func folderPath() string {
	dir, err := os.UserCacheDir()
	if err != nil {
		dir = os.TempDir()
	}
	return filepath.Join(dir, "underpin-agent")
}

func private(fs.FileInfo) bool { return true }
