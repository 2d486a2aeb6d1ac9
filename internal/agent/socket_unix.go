//go:build unix

package agent

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// folderPath is where the sockets lie. The path of a socket must be short.
func folderPath() string {
	own := fmt.Sprintf("underpin-%d", os.Getuid())
	for _, dir := range []string{os.Getenv("XDG_RUNTIME_DIR"), os.TempDir()} {
		if path := filepath.Join(dir, own); filepath.IsAbs(path) && len(path)+40 < longest {
			return path
		}
	}
	return filepath.Join("/tmp", own)
}

// private reports whether a folder is ours and nobody else can enter it.
func private(info fs.FileInfo) bool {
	s, ok := info.Sys().(*syscall.Stat_t)
	return ok && int(s.Uid) == os.Getuid() && info.Mode().Perm()&0o077 == 0
}
