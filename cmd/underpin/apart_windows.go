package main

import (
	"os/exec"
	"syscall"
)

// detachedProcess is a process without a console.
const detachedProcess = 0x8

// apart lets a process go on when the terminal closes.
func apart(c *exec.Cmd) {
	c.SysProcAttr = &syscall.SysProcAttr{CreationFlags: syscall.CREATE_NEW_PROCESS_GROUP | detachedProcess}
}
