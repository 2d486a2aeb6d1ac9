//go:build unix

package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"os"
	"syscall"
)

// goOn begins the program anew in this process, with its open port. It returns only where
// that fails.
func goOn(l net.Listener, kept keptServer) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	socket, err := l.(*net.TCPListener).File() // another handle to the same port
	if err != nil {
		return err
	}
	defer socket.Close()
	text, err := json.Marshal(kept)
	if err != nil {
		return err
	}
	r, w, err := os.Pipe()
	if err != nil {
		return err
	}
	defer r.Close()
	if _, err := w.Write(text); err != nil { // it is shorter than what a pipe holds
		return errors.Join(err, w.Close())
	}
	if err := w.Close(); err != nil {
		return err
	}
	for _, f := range []*os.File{socket, r} {
		if _, _, errno := syscall.Syscall(syscall.SYS_FCNTL, f.Fd(), syscall.F_SETFD, 0); errno != 0 {
			return errno
		}
	}
	env := append(os.Environ(), fmt.Sprintf("%s=%d,%d", goOnBy, socket.Fd(), r.Fd()))
	return syscall.Exec(self, os.Args, env)
}

// listener returns the port that was handed on.
func (k *keptServer) listener() (net.Listener, error) {
	f := os.NewFile(uintptr(k.socket), "port")
	if f == nil {
		return nil, notGoingOn
	}
	defer f.Close()
	return net.FileListener(f)
}
