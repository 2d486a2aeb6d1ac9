package main

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/ncruces/go-sqlite3"
	"github.com/rogpeppe/go-internal/testscript"
)

// code runs a command that is to end with an exit code: code 3 underpin import x.
func code(ts *testscript.TestScript, _ bool, args []string) {
	err := ts.Exec(args[1], args[2:]...)
	var exit *exec.ExitError
	got := 0
	if errors.As(err, &exit) {
		got = exit.ExitCode()
	} else if err != nil {
		ts.Fatalf("%v", err)
	}
	if strconv.Itoa(got) != args[0] {
		ts.Fatalf("the exit code is %d, not %s\n%s", got, args[0], ts.ReadFile("stderr"))
	}
}

// same checks that a database says of itself what it said before: same NAME DB
// notes it the first time and compares it afterwards.
func same(ts *testscript.TestScript, _ bool, args []string) {
	var said string
	for _, verb := range [][]string{{"verify"}, {"log", "--top", "0"}, {"export", "-"}} {
		ts.Check(ts.Exec("underpin", append([]string{"--db", args[1], "--json"}, verb...)...))
		said += ts.ReadFile("stdout")
	}
	note := ts.MkAbs(args[0] + ".said")
	before, err := os.ReadFile(note)
	if err != nil {
		ts.Check(os.WriteFile(note, []byte(said), 0o600))
		return
	}
	if string(before) != said {
		ts.Fatalf("%s has changed:\n%s\n%s", args[1], before, said)
	}
}

// edit replaces the first occurrence of a text in a file, a database perhaps:
// edit FILE OLD NEW, where \n stands for the end of a line.
func edit(ts *testscript.TestScript, _ bool, args []string) {
	path := ts.MkAbs(args[0])
	body, err := os.ReadFile(path)
	ts.Check(err)
	from, to := strings.ReplaceAll(args[1], `\n`, "\n"), strings.ReplaceAll(args[2], `\n`, "\n")
	if !bytes.Contains(body, []byte(from)) {
		ts.Fatalf("%s does not have %q", args[0], from)
	}
	ts.Check(os.WriteFile(path, bytes.Replace(body, []byte(from), []byte(to), 1), 0o600))
}

// found checks that a file holds a text as it stands: found FILE TEXT.
func found(ts *testscript.TestScript, _ bool, args []string) {
	body, err := os.ReadFile(ts.MkAbs(args[0]))
	ts.Check(err)
	if !bytes.Contains(body, []byte(args[1])) {
		ts.Fatalf("%s does not have %q", args[0], args[1])
	}
}

// missing checks that neither a file nor what lies beside it under its name holds a text:
// missing FILE TEXT.
func missing(ts *testscript.TestScript, _ bool, args []string) {
	paths, err := filepath.Glob(ts.MkAbs(args[0]) + "*")
	ts.Check(err)
	for _, path := range paths {
		body, err := os.ReadFile(path)
		ts.Check(err)
		if bytes.Contains(body, []byte(args[1])) {
			ts.Fatalf("%s has %q", path, args[1])
		}
	}
}

// cutoff leaves the first bytes of a file: cutoff FILE BYTES.
func cutoff(ts *testscript.TestScript, _ bool, args []string) {
	n, err := strconv.ParseInt(args[1], 10, 64)
	ts.Check(err)
	ts.Check(os.Truncate(ts.MkAbs(args[0]), n))
}

// longLine appends a line of so many million letters to a file, after a beginning:
// longline FILE MILLIONS BEGINNING.
func longLine(ts *testscript.TestScript, _ bool, args []string) {
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	f, err := os.OpenFile(ts.MkAbs(args[0]), os.O_APPEND|os.O_WRONLY, 0)
	ts.Check(err)
	defer f.Close()
	_, err = f.WriteString(args[2] + strings.Repeat("x", n*1_000_000) + "\n")
	ts.Check(err)
}

// lock holds a database for writing until the script ends: lock FILE.
func lock(ts *testscript.TestScript, _ bool, args []string) {
	c, err := sqlite3.Open(ts.MkAbs(args[0]))
	ts.Check(err)
	ts.Check(c.Exec("BEGIN IMMEDIATE"))
	ts.Defer(func() { c.Close() })
}

// newer marks a database as written by a later version of the program: newer FILE.
func newer(ts *testscript.TestScript, _ bool, args []string) {
	c, err := sqlite3.Open(ts.MkAbs(args[0]))
	ts.Check(err)
	ts.Check(c.Exec("PRAGMA user_version = 9999"))
	ts.Check(c.Close())
}

// interrupt starts a command, interrupts it after some milliseconds, and checks its
// exit code: interrupt 500 130 underpin who --worlds 9000000. What it wrote to
// standard error goes to the file interrupted.
func interrupt(ts *testscript.TestScript, _ bool, args []string) {
	wait, err := strconv.Atoi(args[0])
	ts.Check(err)
	var path string
	for _, dir := range filepath.SplitList(ts.Getenv("PATH")) {
		if p := filepath.Join(dir, args[2]); path == "" {
			if _, err := os.Stat(p); err == nil {
				path = p
			}
		}
	}
	got, said, err := interrupted(time.Duration(wait)*time.Millisecond, func() *exec.Cmd {
		c := exec.Command(path, args[3:]...)
		c.Dir = ts.MkAbs(".")
		c.Env = append(os.Environ(), "UNDERPIN_HOME="+ts.Getenv("UNDERPIN_HOME"), "HOME="+ts.Getenv("HOME"))
		return c
	})
	ts.Check(err)
	if strconv.Itoa(got) != args[1] {
		ts.Fatalf("the exit code is %d, not %s\n%s", got, args[1], said)
	}
	ts.Check(os.WriteFile(ts.MkAbs("interrupted"), said, 0o600))
}

// interrupted runs a command that is interrupted after a while, and returns its exit code and
// what it said. On a busy machine the interruption may come before the program listens to it,
// and end it as any other: then it is run again with twice the time.
func interrupted(wait time.Duration, command func() *exec.Cmd) (code int, said []byte, err error) {
	for {
		c := command()
		var errs bytes.Buffer
		c.Stderr = &errs
		if err := c.Start(); err != nil {
			return 0, nil, err
		}
		ended := make(chan error, 1)
		go func() { ended <- c.Wait() }()
		select {
		case <-ended: // refused before it was interrupted
		case <-time.After(wait):
			if err := c.Process.Signal(syscall.SIGINT); err != nil {
				return 0, nil, err
			}
			select {
			case <-ended:
			case <-time.After(time.Minute):
				return 0, nil, errors.Join(errors.New("the interruption did not end it"), c.Process.Kill())
			}
		}
		if code := c.ProcessState.ExitCode(); code >= 0 || wait > 10*time.Second {
			return code, errs.Bytes(), nil
		}
		wait *= 2
	}
}
