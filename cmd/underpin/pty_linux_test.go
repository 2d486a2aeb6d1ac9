package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// A typist runs the program on a terminal of its own and types at it.
type typist struct {
	t      *testing.T
	cmd    *exec.Cmd
	master *os.File
	done   chan error

	mu   sync.Mutex
	seen bytes.Buffer
	read int // what was waited for already
}

// newTerminal opens a pseudo-terminal.
func newTerminal(t *testing.T) (master, slave *os.File) {
	t.Helper()
	master, err := os.OpenFile("/dev/ptmx", os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Skip("there are no pseudo-terminals here: ", err)
	}
	n, err := unix.IoctlGetInt(int(master.Fd()), unix.TIOCGPTN)
	if err == nil {
		err = unix.IoctlSetPointerInt(int(master.Fd()), unix.TIOCSPTLCK, 0)
	}
	if err == nil {
		slave, err = os.OpenFile(fmt.Sprintf("/dev/pts/%d", n), os.O_RDWR|unix.O_NOCTTY, 0)
	}
	if err != nil {
		t.Skip("there are no pseudo-terminals here: ", err)
	}
	return master, slave
}

// type starts the program on a terminal.
func onTerminal(t *testing.T, env []string, args ...string) *typist {
	t.Helper()
	master, slave := newTerminal(t)
	c := exec.Command(os.Args[0], args...)
	c.Args[0] = "underpin"
	c.Path = self(t)
	c.Stdin, c.Stdout, c.Stderr = slave, slave, slave
	c.Env = env
	c.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	y := &typist{t: t, cmd: c, master: master, done: make(chan error, 1)}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	slave.Close()
	go func() {
		buf := make([]byte, 4096)
		for {
			n, err := master.Read(buf)
			y.mu.Lock()
			y.seen.Write(buf[:n])
			y.mu.Unlock()
			if err != nil {
				y.done <- c.Wait()
				return
			}
		}
	}()
	t.Cleanup(func() { _ = c.Process.Kill(); master.Close() })
	return y
}

// self is the test binary, which is the program when it is called underpin.
func self(t testing.TB) string {
	t.Helper()
	path, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// on waits for a text, and types a line then.
func (y *typist) on(text, line string) *typist {
	y.t.Helper()
	y.wait(text)
	if _, err := y.master.WriteString(line + "\n"); err != nil {
		y.t.Fatal(err)
	}
	return y
}

// wait waits until a text stands on the terminal, after what was waited for before.
func (y *typist) wait(text string) {
	y.t.Helper()
	for end := time.Now().Add(60 * time.Second); ; time.Sleep(5 * time.Millisecond) {
		y.mu.Lock()
		all := y.seen.String()
		y.mu.Unlock()
		if at := strings.Index(all[y.read:], text); at >= 0 {
			y.read += at + len(text)
			return
		}
		if time.Now().After(end) {
			y.t.Fatalf("it does not say %q; it says\n%s", text, all)
		}
	}
}

// ends waits for the end, and returns all that was on the terminal.
func (y *typist) ends(code int) string {
	y.t.Helper()
	select {
	case <-y.done:
	case <-time.After(60 * time.Second):
		y.t.Fatalf("it does not end; it says\n%s", y.said())
	}
	if got := y.cmd.ProcessState.ExitCode(); got != code {
		y.t.Fatalf("%v ends with %d, want %d; it says\n%s", y.cmd.Args, got, code, y.said())
	}
	return y.said()
}

func (y *typist) said() string {
	y.mu.Lock()
	defer y.mu.Unlock()
	return y.seen.String()
}

// A workplace is a folder in which the program is used as at home: with its own
// configuration, temporary files and agents.
type workplace struct {
	t   *testing.T
	dir string
	env []string
}

const testPassphrase = "herring lantern quarry oboe"

func newWorkplace(t *testing.T) *workplace {
	t.Helper()
	run, err := os.MkdirTemp("", "up") // the path of a socket is short
	if err != nil {
		t.Fatal(err)
	}
	w := &workplace{t: t, dir: t.TempDir()}
	for _, d := range []string{"tmp", "home"} {
		if err := os.Mkdir(filepath.Join(w.dir, d), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	w.env = []string{
		"HOME=" + filepath.Join(w.dir, "home"), "UNDERPIN_HOME=" + filepath.Join(w.dir, "home", "underpin"),
		"XDG_RUNTIME_DIR=" + run, "TMPDIR=" + filepath.Join(w.dir, "tmp"), "COLUMNS=100", "PATH=" + os.Getenv("PATH"),
	}
	t.Cleanup(func() {
		w.run(0, "lock")
		os.RemoveAll(run)
	})
	return w
}

// command is a call of the program in the workplace.
func (w *workplace) command(args ...string) *exec.Cmd {
	c := exec.Command(self(w.t), args...)
	c.Args[0] = "underpin"
	c.Dir, c.Env = w.dir, w.env
	return c
}

// run runs the program without a terminal, and returns what it says.
func (w *workplace) run(code int, args ...string) string { return w.feed(code, "", args...) }

// feed runs the program with a text from a pipe.
func (w *workplace) feed(code int, in string, args ...string) string {
	w.t.Helper()
	c := w.command(args...)
	c.Stdin = strings.NewReader(in)
	out, _ := c.CombinedOutput()
	if got := c.ProcessState.ExitCode(); got != code {
		w.t.Fatalf("%v ends with %d, want %d: %s", args, got, code, out)
	}
	return string(out)
}

// types runs the program on a terminal.
func (w *workplace) types(args ...string) *typist {
	w.t.Helper()
	return onTerminal(w.t, append(w.env, "PWD="+w.dir), append([]string{"--db", filepath.Join(w.dir, "case.db")}, args...)...)
}

// begin makes an encrypted case of the quay, open for the verbs that follow.
func (w *workplace) begin() {
	w.t.Helper()
	quay, err := filepath.Abs(filepath.Join("testdata", "quay.yaml"))
	if err != nil {
		w.t.Fatal(err)
	}
	w.types("import", quay).on("New passphrase: ", testPassphrase).on("The same again: ", testPassphrase).on("[Y/n] ", "n").ends(0)
}

// do runs the program on the case without a terminal.
func (w *workplace) do(code int, args ...string) string {
	w.t.Helper()
	return w.run(code, append([]string{"--db", "case.db"}, args...)...)
}
