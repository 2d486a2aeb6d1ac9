//go:build unix

package main

import (
	"os/exec"
	"syscall"
)

// apart lets a process go on when the terminal closes.
func apart(c *exec.Cmd) { c.SysProcAttr = &syscall.SysProcAttr{Setsid: true} }
