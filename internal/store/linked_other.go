//go:build !unix

package store

import "os"

// linked reports whether a file has a name. Where that cannot be told it is taken to have
// one.
func linked(os.FileInfo) bool { return true }
