//go:build lint

package underpin_test

import (
	"bytes"
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// The rules of the house that no compiler holds. They are no test of a package: make
// lint runs them, with the tag lint.

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
	"underpin/internal/envelope",
	"underpin/internal/agent",
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

// sharedNames are the names of types that more than one room declares, and why. Any
// other name means one thing in the whole house.
var sharedNames = map[string]string{
	"Config":     "what its room is told: go doc names both",
	"Error":      "what its room fails with",
	"Problem":    "of a record, and as a fault shows it",
	"Claim":      "the record, and what a brief may print of it",
	"Conclusion": "the record, and what a brief may print of it",
	"Estimate":   "the record, and what a brief may print of it",
	"Hinge":      "as computed, in words, and in a brief",
	"Judge":      "what hinges ask of a conclusion, which answers to it",
	"State":      "what a conclusion asks of a shock, which answers to it",
}

// A listed is what the go command tells of a package.
type listed struct {
	ImportPath, Dir string
	Imports         []string
	GoFiles         []string
	TestGoFiles     []string
	XTestGoFiles    []string
}

func packages(t *testing.T) []listed {
	t.Helper()
	out, err := exec.Command("go", "list", "-json=ImportPath,Dir,Imports,GoFiles,TestGoFiles,XTestGoFiles", "./...").Output()
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
func room(pkg string) int {
	best := -1
	for i, r := range rooms {
		if pkg == r || r != "underpin" && strings.HasPrefix(pkg, r+"/") {
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

// Only the command can unseal: whatever else is built with the vault, a server for a
// team perhaps, keeps what is sealed and cannot read it.
func TestOnlyTheCommandUnseals(t *testing.T) {
	for _, p := range packages(t) {
		if p.ImportPath != "underpin/cmd/underpin" && slices.Contains(p.Imports, "underpin/internal/vault/open") {
			t.Errorf("%s imports underpin/internal/vault/open", p.ImportPath)
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

// A program that is given out answers nobody who wants to look at its memory.
func TestTheProgramServesNoProfiles(t *testing.T) {
	out, err := exec.Command("go", "list", "-deps", "./cmd/underpin").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	for _, p := range strings.Fields(string(out)) {
		if p == "net/http/pprof" || p == "runtime/pprof" || p == "expvar" || p == "runtime/trace" {
			t.Errorf("the program imports %s", p)
		}
	}
}

// A name that means different things in two rooms misleads whoever walks from the one
// into the other, whether it is exported or not.
func TestATypeNameMeansOneThing(t *testing.T) {
	in := map[string][]string{} // rooms by name, in lower case
	for _, p := range packages(t) {
		for _, name := range typesOf(t, p) {
			name = strings.ToLower(name)
			if !slices.Contains(in[name], p.ImportPath) {
				in[name] = append(in[name], p.ImportPath)
			}
		}
	}
	shared := map[string]bool{}
	for name := range sharedNames {
		shared[strings.ToLower(name)] = true
		if n := len(in[strings.ToLower(name)]); n < 2 {
			t.Errorf("%s is declared in %d rooms and needs no reason to be shared", name, n)
		}
	}
	for name, by := range in {
		if len(by) > 1 && !shared[name] {
			t.Errorf("%s declare a type %s each: call it what it is in each room, or say in sharedNames why they share it", strings.Join(by, " and "), name)
		}
	}
}

// typesOf lists the types that a package declares outside functions and tests.
func typesOf(t *testing.T, p listed) (names []string) {
	t.Helper()
	for _, f := range p.GoFiles {
		file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(p.Dir, f), nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.TYPE {
				for _, s := range g.Specs {
					names = append(names, s.(*ast.TypeSpec).Name.Name)
				}
			}
		}
	}
	return names
}

func hasText(doc *ast.CommentGroup) bool { return doc != nil && strings.TrimSpace(doc.Text()) != "" }

// Properties are drawn with a seed that stays: by the one package that sets it.
func TestPropertiesAreCheckedByProperty(t *testing.T) {
	const by = "underpin/internal/synth/property"
	for _, p := range packages(t) {
		if p.ImportPath == by {
			continue
		}
		for _, f := range slices.Concat(p.GoFiles, p.TestGoFiles, p.XTestGoFiles) {
			src, err := os.ReadFile(filepath.Join(p.Dir, f))
			if err != nil {
				t.Fatal(err)
			}
			for _, call := range []string{"Check(", "MakeCheck("} {
				if bytes.Contains(src, []byte("rapid."+call)) {
					t.Errorf("%s/%s calls rapid.%s...): call %s.Check, which fixes the seed", p.ImportPath, f, call, path.Base(by))
				}
			}
		}
	}
}

// The list of rooms in the README is the house as it stands, in its order.
func TestTheReadmeListsEveryRoom(t *testing.T) {
	text, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	var listed []string
	for line := range strings.Lines(string(text)) {
		if name, _, _ := strings.Cut(line, " "); strings.HasPrefix(name, "internal/") {
			listed = append(listed, "underpin/"+strings.TrimSuffix(strings.TrimSpace(name), "/…"))
		}
	}
	var there []string
	for _, p := range packages(t) {
		if at := room(p.ImportPath); at >= 0 && strings.Contains(rooms[at], "/internal/") && !slices.Contains(there, rooms[at]) {
			there = append(there, rooms[at])
		}
	}
	slices.SortFunc(there, func(a, b string) int { return room(a) - room(b) })
	if !slices.Equal(listed, there) {
		t.Errorf("the README lists\n%v\nand there are\n%v", listed, there)
	}
}
