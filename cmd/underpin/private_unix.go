//go:build unix

package main

import "golang.org/x/sys/unix"

// keepPrivate makes every file that the program writes readable by its owner alone, and
// lets a crash leave no picture of its memory behind.
func keepPrivate() {
	unix.Umask(0o077)
	_ = unix.Setrlimit(unix.RLIMIT_CORE, &unix.Rlimit{}) // allowed to everybody; it only lowers
	keepUndumped()
}
