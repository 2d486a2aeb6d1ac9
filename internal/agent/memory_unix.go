//go:build unix

package agent

import (
	"os"

	"golang.org/x/sys/unix"
)

// Kept copies bytes to memory that is never swapped out, where the system lets; the copy
// is the caller's to clear.
func Kept(b []byte) []byte {
	page := (len(b) + os.Getpagesize()) / os.Getpagesize() * os.Getpagesize()
	mem, err := unix.Mmap(-1, 0, page, unix.PROT_READ|unix.PROT_WRITE, unix.MAP_ANON|unix.MAP_PRIVATE)
	if err != nil {
		return append([]byte(nil), b...)
	}
	_ = unix.Mlock(mem) // refused beyond a limit: then they may be swapped out
	return mem[:copy(mem, b)]
}
