package underpin

import (
	"os"
	"strings"
	"testing"

	"golang.org/x/mod/modfile"
)

func TestEveryModuleStandsOnItsPage(t *testing.T) {
	text, err := os.ReadFile("go.mod")
	if err != nil {
		t.Fatal(err)
	}
	mod, err := modfile.Parse("go.mod", text, nil)
	if err != nil {
		t.Fatal(err)
	}
	page, err := os.ReadFile("docs/dependencies.md")
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{}
	for _, r := range mod.Require {
		want[r.Mod.Path] = r.Mod.Version
	}
	for line := range strings.Lines(string(page)) {
		cells := strings.Split(line, " | ")
		path := strings.TrimPrefix(cells[0], "| ")
		if len(cells) != 5 || !strings.Contains(path, ".") {
			continue
		}
		if want[path] != cells[1] {
			t.Errorf("docs/dependencies.md has %s %s, go.mod %q", path, cells[1], want[path])
		}
		if cells[3] == "" || len(cells[2]) != len("2026-01-02") {
			t.Errorf("docs/dependencies.md: %s has no licence or no date", path)
		}
		delete(want, path)
	}
	for path, version := range want {
		t.Errorf("docs/dependencies.md lacks %s %s", path, version)
	}
}
