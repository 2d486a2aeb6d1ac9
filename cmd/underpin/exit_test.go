package main

import (
	"bytes"
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"underpin/internal/desk"
)

// Whatever goes wrong, a program reads it by the same fields.
func TestErrorsAsJSONHaveOneShape(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	db := filepath.Join(dir, "quay.db")
	var ignored bytes.Buffer
	if code := run([]string{"--db", db, "import", "--plain", "testdata/quay.yaml"}, nil, &ignored, &ignored); code != exitOK {
		t.Fatalf("the import ended with %d: %s", code, &ignored)
	}
	for _, x := range []struct {
		args     string
		exit     int
		code     string
		problems bool
	}{
		{"wo", 2, "bad_usage", false},
		{"show", 2, "bad_usage", false},
		{"show c1 --nothing", 2, "bad_usage", false},
		{"who --worlds many", 2, "bad_usage", false},
		{"show c9", 4, "unknown_claim", false},
		{"show c1 --at soon", 3, "not_a_date", false},
		{"show c1 --case pier", 4, "no_case", false},
		{"who --worlds 0", 3, "out_of_range", false},
		{"who --measure fame", 3, "unknown_measure", false},
		{"find --top 0", 3, "out_of_range", false},
		{"hinges --conclusion after.components>", 3, "bad_expression", false},
		{"hinges --of somebody", 3, "not_a_premise", false},
		{"undo 99", 4, "no_entry", false},
		{"undo first", 3, "not_an_entry", false},
		{"import none.yaml", 4, "no_file", false},
		{"import testdata/script/01-first-minute.txtar --format casebook", 3, "bad_casebook", true},
		{"graph testdata/quay.yaml --measure fame", 4, "no_graph_measure", false},
		{"demo nowhere", 4, "unknown_example", false},
		{"init", 5, "database_exists", false},
	} {
		t.Run(x.args, func(t *testing.T) {
			var out, errs bytes.Buffer
			exit := run(append([]string{"--db", db, "--json"}, strings.Fields(x.args)...), nil, &out, &errs)
			var said struct {
				desk.Fault
				Exit int `json:"exit"`
			}
			dec := json.NewDecoder(&errs)
			dec.DisallowUnknownFields()
			if err := dec.Decode(&said); err != nil || dec.More() {
				t.Fatalf("%v: %s", err, &errs)
			}
			if exit != x.exit || said.Exit != x.exit || said.Word != x.code || exitCode(said.Kind) != exit || said.Message == "" {
				t.Errorf("exit code %d and %+v", exit, said)
			}
			if (len(said.Problems) > 0) != x.problems || out.Len() > 0 {
				t.Errorf("%d problems, and on standard output %q", len(said.Problems), &out)
			}
		})
	}
}

func TestEveryKindOfFaultHasAnExitCodeOfItsOwn(t *testing.T) {
	t.Parallel()
	file, err := parser.ParseFile(token.NewFileSet(), "../../internal/desk/code.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	kinds := map[desk.FaultKind]bool{"": true, usage: true}
	ast.Inspect(file, func(n ast.Node) bool {
		if spec, ok := n.(*ast.ValueSpec); ok && spec.Type != nil {
			word, _ := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
			kinds[desk.FaultKind(word)] = true
		}
		return true
	})
	codes := map[int]bool{}
	for _, e := range exitCodes {
		if !kinds[e.kind] || codes[e.code] {
			t.Errorf("%d: %q is no kind, or the code stands twice", e.code, e.kind)
		}
		codes[e.code] = true
	}
	if len(codes) != len(kinds) {
		t.Errorf("%d exit codes for %d kinds", len(codes), len(kinds))
	}
}
