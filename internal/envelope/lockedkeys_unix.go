//go:build unix

package envelope

import (
	"os"
	"unsafe"

	"golang.org/x/sys/unix"
)

// lockedKeys copies keys to memory of their own that is never swapped out, where the
// system lets; elsewhere to ordinary memory. The page is never given back, so that no
// reader of a key that was wiped fails on it.
func lockedKeys(keys ...FileKey) []FileKey {
	size := len(keys) * len(FileKey{})
	page := (size + os.Getpagesize() - 1) / os.Getpagesize() * os.Getpagesize()
	mem, err := unix.Mmap(-1, 0, page, unix.PROT_READ|unix.PROT_WRITE, unix.MAP_ANON|unix.MAP_PRIVATE)
	if err != nil {
		return append([]FileKey(nil), keys...)
	}
	_ = unix.Mlock(mem) // refused beyond a limit: then they may be swapped out
	out := unsafe.Slice((*FileKey)(unsafe.Pointer(unsafe.SliceData(mem))), len(keys))
	copy(out, keys)
	return out
}
