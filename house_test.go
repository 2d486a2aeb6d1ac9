package underpin_test

import (
	"bytes"
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// rooms lists the house from the ground up: a package imports only packages of
// rooms above its own. A room's sub-packages belong to it.
var rooms = []string{
	"underpin",
	"underpin/internal/edtf",
	"underpin/internal/synth",
	"underpin/internal/name",
	"underpin/internal/register",
	"underpin/internal/worldset",
	"underpin/internal/evidence",
	"underpin/internal/audit",
	"underpin/internal/network",
	"underpin/internal/snapshot",
	"underpin/internal/measure",
	"underpin/internal/shock",
	"underpin/internal/conclusion",
	"underpin/internal/hinge",
	"underpin/internal/estimate",
	"underpin/internal/vault",
	"underpin/internal/document",
	"underpin/internal/exposure",
	"underpin/internal/store",
	"underpin/internal/exchange",
	"underpin/internal/screen",
	"underpin/internal/chart",
	"underpin/internal/cite",
	"underpin/internal/brief",
	"underpin/internal/account",
	"underpin/internal/job",
	"underpin/examples",
	"underpin/internal/desk",
	"underpin/internal/api",
	"underpin/web",
	"underpin/cmd/underpin",
	"underpin/bench",
}

// strangers never import each other, in either direction.
var strangers = []string{"underpin/internal/store", "underpin/internal/exchange", "underpin/internal/brief"}

// knowsNoClaims are rooms that import nothing of the house at all.
var knowsNoClaims = []string{"underpin", "underpin/internal/worldset", "underpin/internal/network", "underpin/internal/chart"}

// A listed is what the go command tells of a package.
type listed struct {
	ImportPath, Dir string
	Imports         []string
	GoFiles         []string
}

func packages(t *testing.T) []listed {
	t.Helper()
	out, err := exec.Command("go", "list", "-json=ImportPath,Dir,Imports,GoFiles", "./...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var all []listed
	for dec := json.NewDecoder(bytes.NewReader(out)); dec.More(); {
		var p listed
		if err := dec.Decode(&p); err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
	return all
}

// room returns the place of a package in the house, or -1.
func room(path string) int {
	best := -1
	for i, r := range rooms {
		if path == r || r != "underpin" && strings.HasPrefix(path, r+"/") {
			best = i
		}
	}
	return best
}

func TestDataFlowsOneWay(t *testing.T) {
	for _, p := range packages(t) {
		at := room(p.ImportPath)
		if at < 0 {
			t.Errorf("%s has no room in the house", p.ImportPath)
			continue
		}
		for _, imported := range p.Imports {
			if imported != "underpin" && !strings.HasPrefix(imported, "underpin/") {
				continue
			}
			to := room(imported)
			switch {
			case to > at:
				t.Errorf("%s imports %s, which lies below it", p.ImportPath, imported)
			case slices.Contains(knowsNoClaims, rooms[at]):
				t.Errorf("%s is to know nothing of the house and imports %s", p.ImportPath, imported)
			case to != at && slices.Contains(strangers, rooms[at]) && slices.Contains(strangers, rooms[to]):
				t.Errorf("%s and %s are never to know each other", p.ImportPath, imported)
			}
		}
	}
}

func TestEveryPackageHasOnePackageComment(t *testing.T) {
	for _, p := range packages(t) {
		var comments []string
		for _, f := range p.GoFiles {
			file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(p.Dir, f), nil, parser.ParseComments|parser.PackageClauseOnly)
			if err != nil {
				t.Fatal(err)
			}
			if hasText(file.Doc) {
				comments = append(comments, f)
			}
		}
		if len(comments) != 1 {
			t.Errorf("%s has package comments in %v, want one", p.ImportPath, comments)
		}
	}
}

func hasText(doc *ast.CommentGroup) bool { return doc != nil && strings.TrimSpace(doc.Text()) != "" }

func TestTheCodeIsFormattedAndVetted(t *testing.T) {
	dirty, err := exec.Command("gofmt", "-l", ".").CombinedOutput()
	if err != nil {
		t.Fatalf("gofmt: %v\n%s", err, dirty)
	}
	if len(bytes.TrimSpace(dirty)) > 0 {
		t.Errorf("gofmt would change:\n%s", dirty)
	}
	if out, err := exec.Command("go", "vet", "./...").CombinedOutput(); err != nil {
		t.Errorf("go vet:\n%s", out)
	}
}
