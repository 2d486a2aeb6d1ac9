//go:build linux

package main

import (
	"bytes"
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
			c := exec.Command(bin, strings.Fields(strings.ReplaceAll(args, "PIPE", pipe))...)
			c.Env = append(os.Environ(), "UNDERPIN_HOME="+dir, "HOME="+dir)
			var errs bytes.Buffer
			c.Stderr = &errs
			if err := c.Start(); err != nil {
				t.Fatal(err)
			}
			ended := make(chan struct{})
			go func() { c.Wait(); close(ended) }()
			select {
			case <-ended: // refused before it was interrupted
			case <-time.After(500 * time.Millisecond):
				if err := c.Process.Signal(os.Interrupt); err != nil {
					t.Fatal(err)
				}
			}
			select {
			case <-ended:
			case <-time.After(20 * time.Second):
				c.Process.Kill()
				t.Fatal("the interruption did not end it")
			}
			if code := c.ProcessState.ExitCode(); code != exitCode("cancelled") && code != exitCode("storage") {
				t.Errorf("it ended with %d: %s", code, &errs)
			}
		})
	}
}
