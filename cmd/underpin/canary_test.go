//go:build unix

package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"underpin/internal/store/storetest"
)

// Whatever is done with an encrypted case, what it says is in no file but those that were
// asked for in the clear. The same is done with a plain case, where the search has to
// find it.
func TestWhatAnEncryptedCaseSaysIsInNoFile(t *testing.T) {
	secrets := []string{"Yard Company", "Tomas Orel", "The Herald", "HERON", "KESTREL", "he runs the yard", "مريم دلال"}
	for _, c := range []struct {
		name  string
		plain bool
	}{{"encrypted", false}, {"plain", true}} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			k := newKilling(t)
			k.useEverything(c.plain)
			found := storetest.Found(t, k.dir, secrets)
			if !c.plain && len(found) > 0 {
				t.Errorf("in the clear: %v", found)
			}
			for _, s := range secrets {
				if c.plain && !slices.ContainsFunc(found, func(f string) bool { return strings.Contains(f, s) }) {
					t.Errorf("the search does not find %q in a plain case", s)
				}
			}
		})
	}
}

// useEverything does with a case what changes or copies it, and leaves the log of a killed
// program behind.
func (k *killing) useEverything(plain bool) {
	k.t.Helper()
	if err := os.Mkdir(k.path("tmp"), 0o700); err != nil {
		k.t.Fatal(err)
	}
	k.env = []string{"TMPDIR=" + k.path("tmp")}
	begin := []string{"import", "quay.yaml"}
	if plain {
		begin = append(begin, "--plain")
	}
	k.must(begin...)
	if err := os.Remove(k.path("quay.yaml")); err != nil {
		k.t.Fatal(err)
	}
	for _, args := range [][]string{
		{"add", "source", "KESTREL", "--kind", "person", "--descriptor", "a port official", "--protected"},
		{"add", "entity", "dalal-2", "--schema", "Person", "--name", "مريم دلال"},
		{"add", "claim", "k1", "--subject", "Tomas Orel", "--relation", "directs", "--object", "The quay", "--source", "KESTREL", "--terms", "off_record", "--wording", "he runs the yard"},
		{"edit", "entity", "dalal-2", "note=seen by KESTREL"},
		{"undo"},
		{"find", "yard"},
		{"who"},
		{"log"},
		{"verify"},
		{"export", "quay.age"},
		{"backup", "kept.db"},
		{"--db", "back.db", "restore", "kept.db"},
		{"doctor"},
	} {
		if plain && args[2%len(args)] == "restore" {
			args = append(args, "--plain")
		}
		k.must(args...)
	}
	if !plain {
		k.must("rekey")
	}
	for round := range 3 {
		k.kill(round, "add", "entity", "more", "--schema", "Person", "--name", "HERON")
	}
	if left, _ := filepath.Glob(k.path("*")); len(left) < 5 {
		k.t.Errorf("there are only %v", left)
	}
}
