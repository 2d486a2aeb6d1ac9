//go:build linux

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// A pipe that nobody writes to never opens; an interruption ends the verb all the same.
func TestAnInterruptionEndsAVerbThatWaitsForAPipe(t *testing.T) {
	t.Parallel()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	bin, pipe := filepath.Join(dir, "underpin"), filepath.Join(dir, "pipe")
	if err := os.Symlink(self, bin); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range []string{"import PIPE", "graph PIPE", "--db PIPE log", "--db PIPE verify", "--db PIPE add entity x"} {
		t.Run(args, func(t *testing.T) {
			t.Parallel()
			code, said, err := interrupted(500*time.Millisecond, func() *exec.Cmd {
				c := exec.Command(bin, strings.Fields(strings.ReplaceAll(args, "PIPE", pipe))...)
				c.Env = append(os.Environ(), "UNDERPIN_HOME="+dir, "HOME="+dir)
				return c
			})
			if err != nil || code != exitCode("cancelled") && code != exitCode("storage") {
				t.Errorf("it ended with %d, %v: %s", code, err, said)
			}
		})
	}
}
