package casebook

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"underpin/internal/exchange"
)

// long writes a casebook that is too long to be parsed whole, with a mistake on the last
// line but one, and returns its path and that line.
func long(t *testing.T) (path string, line int) {
	t.Helper()
	var b strings.Builder
	b.WriteString("underpin: casebook/1\ncase:\n  id: quay\n  title: The quay\nmethod:\n")
	for i := range 40 {
		fmt.Fprintf(&b, "  - item: fact-%d\n    text: %s\n", i, strings.Repeat("a long text, ", 20000))
	}
	b.WriteString("requests:\n  - id: r1\n    source: nobody\n    question: Who pays?\n")
	path = filepath.Join(t.TempDir(), "long.yaml")
	if err := os.WriteFile(path, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	return path, strings.Count(b.String(), "\n") - 1
}

// opened opens a file as an import does.
func opened(t *testing.T, path string) *exchange.Input {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	info, err := f.Stat()
	if err != nil {
		t.Fatal(err)
	}
	in, err := exchange.Open(f, path, info.Size(), nil)
	if err != nil {
		t.Fatal(err)
	}
	return in
}

// A long text is let go once it is cut, and read again for the place of a mistake; one
// from a pipe, which cannot be read again, is kept. The places are the same.
func TestMistakesInALongCasebookHaveTheirPlace(t *testing.T) {
	path, line := long(t)
	in := opened(t, path)
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for name, r := range map[string]io.Reader{"a file": in, "a pipe": strings.NewReader(string(text))} {
		_, err := Read(r, path)
		list, ok := errors.AsType[*exchange.Errors](err)
		if !ok || len(list.List) != 1 || list.List[0].Line != line || !strings.Contains(list.List[0].Message, "nobody") {
			t.Errorf("%s: %v, want one mistake on line %d", name, err, line)
		}
	}
}

// A file that is another when it is read again is no casebook.
func TestAFileThatChangesMeanwhileIsRefused(t *testing.T) {
	path, _ := long(t)
	in := opened(t, path)
	text, err := io.ReadAll(in)
	if err != nil {
		t.Fatal(err)
	}
	m := newManuscript(in, text)
	pieces, ok := split(text, wholeLimit/4)
	if !ok {
		t.Fatal("the text cannot be cut")
	}
	m.release(pieces)
	if got, err := m.of(pieces[len(pieces)-1]); err != nil || !strings.Contains(string(got), "Who pays?") {
		t.Fatalf("the last piece reads %q, %v", got, err)
	}
	if err := os.WriteFile(path, []byte(strings.Replace(string(text), "Who pays?", "Who paid?", 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := m.of(pieces[len(pieces)-1]); !errors.Is(err, errChanged) {
		t.Errorf("a piece that was changed: %v", err)
	}
	if err := m.restore(); !errors.Is(err, errChanged) {
		t.Errorf("the text that was changed: %v", err)
	}
}
