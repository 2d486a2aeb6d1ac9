package desk

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"underpin"
)

// What is wrong with a file or a record is told by record, field, line and column, one
// thing or several.
func TestWhatIsWrongIsToldByRecordFieldLineAndColumn(t *testing.T) {
	casebook := func(text string) func() error {
		return func() error { _, err := UnpackFrom("b.yaml", strings.NewReader(text), ""); return err }
	}
	graph := func(text string) func() error {
		return func() error {
			path := filepath.Join(t.TempDir(), "ties.csv")
			if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
			_, err := MeasureGraph(t.Context(), GraphQuery{Path: path})
			return err
		}
	}
	d := newDesk(t, quay(t))
	claim := underpin.Claim{ID: "c9", Subject: "dalal", Relation: "ownz", Object: "quay"}
	for _, c := range []struct {
		name string
		do   func() error
		want Problem
	}{
		{"a schema of a casebook", casebook("underpin: casebook/1\ncase: {id: x, title: y}\nentities:\n  - id: a\n    schema: Persn\n    name: A\n"),
			Problem{Place: Place{File: "b.yaml", Line: 5, Column: 13}, Record: underpin.RecordRef{Kind: underpin.KindEntity, ID: "a"}, Field: "schema"}},
		{"a weight of a table", graph("source,target,weight\na,b,1\nc,d,x\n"), Problem{Place: Place{File: "ties.csv", Line: 3, Column: 5}}},
		{"a relation of a claim that is added", func() error {
			_, err := d.Change(t.Context(), "", Drafted(claim), false)
			return err
		}, Problem{Record: underpin.RecordRef{Kind: underpin.KindClaim, ID: "c9"}, Field: "relation"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			f, ok := errors.AsType[*Fault](c.do())
			if !ok || len(f.Problems) == 0 || f.Problems[0].Message == "" {
				t.Fatalf("%+v", f)
			}
			got := f.Problems[0]
			got.File = filepath.Base(got.File)
			if c.want.File == "" {
				got.File = ""
			}
			if diff := cmp.Diff(c.want, got, cmpopts.IgnoreFields(Problem{}, "Message", "Hint")); diff != "" {
				t.Error(diff)
			}
		})
	}
}
