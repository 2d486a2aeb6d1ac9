package main

import (
	"cmp"
	"fmt"
	"runtime"
	"runtime/debug"
)

// version is the version that the Go command recorded in the binary: a tag, or the
// time and hash of the commit that it was built from. Empty where it was built outside
// of version control, as by go run and in tests.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "(devel)" {
		return ""
	}
	return info.Main.Version
}

// versionLine is what --version prints.
func versionLine(v string) string {
	return fmt.Sprintf("underpin %s (%s, %s/%s)\n", cmp.Or(v, "development build"), runtime.Version(), runtime.GOOS, runtime.GOARCH)
}
