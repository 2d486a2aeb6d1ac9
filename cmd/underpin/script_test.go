package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"underpin/internal/envelope"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"underpin": cheapMain})
}

// cheapMain is main with passphrases that cost nothing to try.
func cheapMain() {
	a := &app{in: os.Stdin, out: os.Stdout, errs: os.Stderr, kdf: envelope.KDF{Time: 1, Memory: 8, Threads: 1}, holder: agents{}}
	os.Exit(a.execute(os.Args[1:]))
}

// The scripts in testdata/script are the manual, executed: each is read from top to
// bottom, and says in its comments what it shows. Every script begins in a folder of
// its own with quay.yaml, a case of five claims.
func TestTheManualIsTrue(t *testing.T) {
	examples, err := filepath.Abs(filepath.Join("..", "..", "examples"))
	if err != nil {
		t.Fatal(err)
	}
	quay, err := os.ReadFile(filepath.Join("testdata", "quay.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir: filepath.Join("testdata", "script"),
		Setup: func(e *testscript.Env) error {
			e.Setenv("HOME", e.Getenv("WORK"))
			e.Setenv("UNDERPIN_HOME", filepath.Join(e.Getenv("WORK"), ".underpin"))
			e.Setenv("COLUMNS", "100")
			e.Setenv("UNDERPIN_LOCK_AFTER", "0")
			e.Setenv("EXAMPLES", examples)
			return os.WriteFile(filepath.Join(e.Getenv("WORK"), "quay.yaml"), quay, 0o600)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"code": code, "keys": keys, "json": jsonValue, "same": same,
			"edit": edit, "cutoff": cutoff, "longline": longLine, "lock": lock, "newer": newer, "interrupt": interrupt,
			"found": found, "missing": missing,
		},
	})
}
