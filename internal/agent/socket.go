package agent

import (
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"strings"
)

var (
	// ErrNone: no agent of the name is there.
	ErrNone = errors.New("it is locked")
	// ErrFolder: the folder of the sockets is not one that only its owner can enter.
	ErrFolder = errors.New("the folder for the agent cannot be trusted")
	// ErrTaken: there is an agent of the name already.
	ErrTaken = errors.New("it is unlocked already")
	// ErrRefused: the agent does not answer so.
	ErrRefused = errors.New("the agent refuses")
	// ErrEnding: the agent has locked, and its process finishes what is under way.
	ErrEnding = errors.New("it is locked, and its process has not ended yet")
)

// longest is the most bytes that the path of a socket may have on every system.
const longest = 100

// suffix ends the names of the sockets.
const suffix = ".sock"

// folder returns the folder of the sockets, which it makes: of the session where the
// system has one, else in the folder for temporary files. It fails with [ErrFolder] where
// that is somebody else's, or others can enter it.
func folder() (string, error) {
	dir := folderPath()
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", fmt.Errorf("%w: %w", ErrFolder, err)
	}
	info, err := os.Lstat(dir)
	switch {
	case err != nil:
		return "", fmt.Errorf("%w: %w", ErrFolder, err)
	case !info.IsDir():
		return "", fmt.Errorf("%w: %s is not a folder", ErrFolder, dir)
	case !private(info):
		return "", fmt.Errorf("%w: others can enter %s, or it is not yours", ErrFolder, dir)
	}
	return dir, nil
}

func pathOf(name string) (string, error) {
	dir, err := folder()
	return filepath.Join(dir, name+suffix), err
}

// A Listener is where an agent is asked.
type Listener struct {
	*net.UnixListener
	path string
}

// Listen opens the socket of a name. It fails with [ErrTaken] or [ErrFolder].
func Listen(name string) (*Listener, error) {
	path, err := pathOf(name)
	if err != nil {
		return nil, err
	}
	if c, err := net.Dial("unix", path); err == nil {
		c.Close()
		return nil, ErrTaken
	}
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err // what was left by one that was killed
	}
	l, err := net.ListenUnix("unix", &net.UnixAddr{Name: path, Net: "unix"})
	if err != nil {
		return nil, err
	}
	if err := os.Chmod(path, 0o600); err != nil {
		l.Close()
		return nil, err
	}
	return &Listener{l, path}, nil
}

// Names lists the agents whose sockets are there.
func Names() ([]string, error) {
	dir, err := folder()
	if err != nil {
		return nil, err
	}
	all, err := os.ReadDir(dir)
	var names []string
	for _, f := range all {
		if name, ok := strings.CutSuffix(f.Name(), suffix); ok {
			names = append(names, name)
		}
	}
	return names, err
}
