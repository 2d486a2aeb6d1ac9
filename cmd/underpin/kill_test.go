//go:build unix

package main

import (
	"bytes"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"underpin/internal/synth/property"
)

// A killing runs the program in a folder with a key, and kills it on the way.
type killing struct {
	t   *testing.T
	dir string
	env []string
}

func newKilling(t *testing.T) *killing {
	t.Helper()
	quay, err := os.ReadFile(filepath.Join("testdata", "quay.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	k := &killing{t: t, dir: t.TempDir()}
	if err := os.WriteFile(filepath.Join(k.dir, "quay.yaml"), quay, 0o600); err != nil {
		t.Fatal(err)
	}
	return k
}

func (k *killing) command(args ...string) *exec.Cmd {
	exe, err := os.Executable()
	if err != nil {
		k.t.Fatal(err)
	}
	return &exec.Cmd{
		Path: exe, Args: append([]string{"underpin", "--key-file", "key.txt"}, args...), Dir: k.dir,
		Env: append(append(os.Environ(), "UNDERPIN_HOME="+filepath.Join(k.dir, "home")), k.env...),
	}
}

// run runs the program to its end and reports whether it did what it was asked.
func (k *killing) run(args ...string) (said string, ok bool) {
	out, err := k.command(args...).CombinedOutput()
	return string(out), err == nil
}

// must runs the program, which has to do what it is asked.
func (k *killing) must(args ...string) {
	k.t.Helper()
	if said, ok := k.run(args...); !ok {
		k.t.Fatalf("%v: %s", args, said)
	}
}

// kill starts the program and kills it after a while that a round draws.
func (k *killing) kill(round int, args ...string) {
	k.t.Helper()
	c := k.command(args...)
	if err := c.Start(); err != nil {
		k.t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(uint64(round), 5))
	time.Sleep(time.Duration(2+r.IntN(150)) * time.Millisecond)
	_ = c.Process.Kill()
	_ = c.Wait()
}

func (k *killing) path(name string) string { return filepath.Join(k.dir, name) }

func (k *killing) there(name string) bool {
	_, err := os.Stat(k.path(name))
	return err == nil
}

func (k *killing) copy(from, to string) {
	k.t.Helper()
	body, err := os.ReadFile(k.path(from))
	if err == nil {
		err = os.WriteFile(k.path(to), body, 0o600)
	}
	if err != nil {
		k.t.Fatal(err)
	}
}

// holdsQuay checks that a database opens and holds the whole case.
func (k *killing) holdsQuay(db string) {
	k.t.Helper()
	k.must("--db", db, "verify")
	said, ok := k.run("--db", db, "find", "yard")
	if !ok || !bytes.Contains([]byte(said), []byte("Yard Company directs The quay (c3)")) {
		k.t.Fatalf("%s holds another case: %s", db, said)
	}
}

func TestAKillWhileTheKeyIsChangedLeavesACaseThatOpens(t *testing.T) {
	t.Parallel()
	k := newKilling(t)
	k.must("import", "quay.yaml")
	for round := range property.Rounds(200) {
		k.kill(round, "rekey")
		k.holdsQuay("underpin.db")
	}
	k.must("rekey")
	k.holdsQuay("underpin.db")
}

func TestAKillWhileACaseIsEncryptedLeavesACaseThatOpens(t *testing.T) {
	t.Parallel()
	k := newKilling(t)
	k.must("--db", "plain.db", "import", "--plain", "quay.yaml")
	for round := range property.Rounds(200) {
		for _, name := range []string{"case.db", "case.db.key"} {
			_ = os.Remove(k.path(name))
		}
		k.copy("plain.db", "case.db")
		k.kill(round, "--db", "case.db", "encrypt")
		if _, ok := k.run("--db", "case.db", "verify"); !ok { // it stands between the two: finish it
			k.must("--db", "case.db", "encrypt")
		}
		k.holdsQuay("case.db")
	}
}

func TestAKillWhileACaseIsBackedUpAndRestoredLeavesWholeFiles(t *testing.T) {
	t.Parallel()
	k := newKilling(t)
	k.must("import", "quay.yaml")
	for round := range property.Rounds(200) {
		for _, name := range []string{"backup.db", "backup.db.key", "back.db", "back.db.key"} {
			_ = os.Remove(k.path(name))
		}
		k.kill(round, "backup", "backup.db")
		if !k.there("backup.db") {
			k.must("backup", "backup.db")
		}
		k.holdsQuay("backup.db")
		k.kill(round+1, "--db", "back.db", "restore", "backup.db")
		if !k.there("back.db") {
			k.must("--db", "back.db", "restore", "backup.db")
		}
		k.holdsQuay("back.db")
		k.holdsQuay("underpin.db")
	}
}
