package desk

import (
	"context"
	"encoding/json"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"underpin"
	"underpin/internal/evidence"
	"underpin/internal/exchange/casebook"
	"underpin/internal/hinge"
)

// bad calls every method of a desk with something that cannot be taken, and names the
// word of the code that it is refused with.
var bad = map[string]struct {
	code string
	call func(context.Context, *Desk) error
}{
	"Add": {"id_taken", func(ctx context.Context, d *Desk) error {
		_, err := d.Add(ctx, "", Drafted(underpin.Claim{ID: "c1"}), false)
		return err
	}},
	"Agenda": {"outside_case", func(ctx context.Context, d *Desk) error {
		_, err := d.Agenda(ctx, Query{At: "1900"})
		return err
	}},
	"AnswersStand": {"out_of_range", func(ctx context.Context, d *Desk) error {
		_, err := d.AnswersStand(ctx, Query{Worlds: -1})
		return err
	}},
	"Ask": {"bad_expression", func(ctx context.Context, d *Desk) error {
		_, err := d.Ask(ctx, Query{}, "after.components >")
		return err
	}},
	"Brief": {"brief_refused", func(ctx context.Context, d *Desk) error {
		_, err := d.Brief(ctx, Query{}, "b.md", []byte("# Quay\n\n[[claim c9]]\n"), filepath.Join(os.TempDir(), "never.html"), "")
		return err
	}},
	"Briefs": {"no_case", func(ctx context.Context, d *Desk) error {
		_, err := d.Briefs(ctx, "pier")
		return err
	}},
	"BriefText": {"unknown_brief", func(ctx context.Context, d *Desk) error {
		_, err := d.BriefText(ctx, "", "report")
		return err
	}},
	"BriefPast": {"unknown_brief", func(ctx context.Context, d *Desk) error {
		_, err := d.BriefPast(ctx, "", "report")
		return err
	}},
	"KeptTextOf": {"unknown_brief", func(ctx context.Context, d *Desk) error {
		_, err := d.KeptTextOf(ctx, "", "report", 1)
		return err
	}},
	"Release": {"no_such_record", func(ctx context.Context, d *Desk) error {
		_, err := d.Release(ctx, "", "report", 0)
		return err
	}},
	"ReleaseBrief": {"unknown_brief", func(ctx context.Context, d *Desk) error {
		_, err := d.ReleaseBrief(ctx, Query{}, "report")
		return err
	}},
	"PutBriefDraft": {"draft_changed", func(ctx context.Context, d *Desk) error {
		_, err := d.PutBriefDraft(ctx, "", "report", 3, "# Quay")
		return err
	}},
	"DropBriefDraft": {"draft_changed", func(ctx context.Context, d *Desk) error {
		if _, err := d.PutBriefDraft(ctx, "", "report", 0, "# Quay"); err != nil {
			return err
		}
		return d.DropBriefDraft(ctx, "", "report", 7)
	}},
	"SketchBrief": {"not_a_brief", func(ctx context.Context, d *Desk) error {
		_, err := d.SketchBrief(ctx, Query{}, "\xff")
		return err
	}},
	"WriteBrief": {"brief_refused", func(ctx context.Context, d *Desk) error {
		_, err := d.WriteBrief(ctx, Query{}, "# Quay\n\n[[claim c9]]\n", "html")
		return err
	}},
	"Page": {"no_such_record", func(ctx context.Context, d *Desk) error {
		_, err := d.Page(ctx, "aaaaaaaaaaaaaaaa")
		return err
	}},
	"BriefFile": {"no_file", func(ctx context.Context, d *Desk) error {
		_, err := d.BriefFile(ctx, Query{}, "none.md", "b.html", "")
		return err
	}},
	"Cases": {"database_failed", func(ctx context.Context, d *Desk) error {
		d.Close()
		_, err := d.Cases(ctx)
		return err
	}},
	"Change": {"unchanged", func(ctx context.Context, d *Desk) error {
		_, err := d.Change(ctx, "", Draft{}, false)
		return err
	}},
	"Dossier": {"unknown_entity", func(ctx context.Context, d *Desk) error {
		_, err := d.Dossier(ctx, Query{}, "pier")
		return err
	}},
	"Entities": {"not_a_date", func(ctx context.Context, d *Desk) error {
		_, err := d.Entities(ctx, Query{Known: "soon"}, EntityFilter{})
		return err
	}},
	"Evidence": {"unknown_entity", func(ctx context.Context, d *Desk) error {
		_, err := d.Evidence(ctx, Query{}, EvidenceFilter{About: "pier"})
		return err
	}},
	"EntityHistory": {"unknown_entity", func(ctx context.Context, d *Desk) error {
		_, err := d.EntityHistory(ctx, "", "pier")
		return err
	}},
	"SourceDossier": {"unknown_source", func(ctx context.Context, d *Desk) error {
		_, err := d.SourceDossier(ctx, Query{}, "gazete")
		return err
	}},
	"Whom": {"unknown_claim", func(ctx context.Context, d *Desk) error {
		_, err := d.Whom(ctx, Query{}, "c9")
		return err
	}},
	"Edit": {"bad_record", func(ctx context.Context, d *Desk) error {
		_, err := d.Edit(ctx, "", underpin.RecordRef{Kind: underpin.KindClaim, ID: "c1"}, []casebook.Assignment{{Field: "phone", Op: casebook.Set}}, How{})
		return err
	}},
	"Write": {"bad_record", func(ctx context.Context, d *Desk) error {
		_, err := d.Write(ctx, "", []Filling{{Kind: underpin.KindClaim, To: []casebook.Assignment{{Field: "phone", Op: casebook.Set}}}}, How{})
		return err
	}},
	"ReadLine": {"no_case", func(ctx context.Context, d *Desk) error {
		_, err := d.ReadLine(ctx, "pier", SheetLine{})
		return err
	}},
	"KeepLine": {"bad_record", func(ctx context.Context, d *Desk) error {
		_, err := d.KeepLine(ctx, "", SheetLine{})
		return err
	}},
	"LineConclusions": {"out_of_range", func(ctx context.Context, d *Desk) error {
		_, err := d.LineConclusions(ctx, Query{Worlds: -1}, SheetLine{}, false)
		return err
	}},
	"CaptureSheet": {"no_case", func(ctx context.Context, d *Desk) error {
		_, err := d.CaptureSheet(ctx, "pier")
		return err
	}},
	"Said": {"unknown_source", func(ctx context.Context, d *Desk) error {
		_, err := d.Said(ctx, "", "nobody")
		return err
	}},
	"Suggest": {"no_case", func(ctx context.Context, d *Desk) error {
		_, err := d.Suggest(ctx, "pier", "dalal", 7)
		return err
	}},
	"SuggestWords": {"no_case", func(ctx context.Context, d *Desk) error {
		_, err := d.SuggestWords(ctx, "pier", "leads", 7)
		return err
	}},
	"PasteLines": {"too_much_text", func(ctx context.Context, d *Desk) error {
		_, err := d.PasteLines(ctx, "", strings.Repeat("Dalal leads the quay.\n", 201))
		return err
	}},
	"Drafts": {"no_case", func(ctx context.Context, d *Desk) error {
		_, err := d.Drafts(ctx, "pier")
		return err
	}},
	"PutDraft": {"draft_changed", func(ctx context.Context, d *Desk) error {
		_, err := d.PutDraft(ctx, "", "aaaaaaaaaaaaaaaa", 3, SheetLine{})
		return err
	}},
	"DropDraft": {"draft_changed", func(ctx context.Context, d *Desk) error {
		if _, err := d.PutDraft(ctx, "", "aaaaaaaaaaaaaaaa", 0, SheetLine{}); err != nil {
			return err
		}
		return d.DropDraft(ctx, "", "aaaaaaaaaaaaaaaa", 3)
	}},
	"Blank": {"not_a_kind", func(ctx context.Context, d *Desk) error {
		_, err := d.Blank(ctx, "", "person", nil)
		return err
	}},
	"FormOf": {"unknown_claim", func(ctx context.Context, d *Desk) error {
		_, err := d.FormOf(ctx, "", underpin.RecordRef{Kind: underpin.KindClaim, ID: "c9"})
		return err
	}},
	"Records": {"not_a_kind", func(ctx context.Context, d *Desk) error {
		_, err := d.Records(ctx, "", "person", "")
		return err
	}},
	"Export": {"bad_format", func(ctx context.Context, d *Desk) error {
		_, err := d.Export(ctx, "", "quay.xyz", ExportHow{Format: "xyz"})
		return err
	}},
	"ExportTo": {"failed", func(ctx context.Context, d *Desk) error { return d.ExportTo(ctx, "", broken{}, ExportHow{}) }},
	"Copy": {"database_exists", func(ctx context.Context, d *Desk) error {
		_, err := d.Copy(ctx, os.TempDir(), CopyHow{})
		return err
	}},
	"Soundness": {"database_failed", func(ctx context.Context, d *Desk) error {
		d.Close()
		_, err := d.Soundness(ctx)
		return err
	}},
	"Find": {"not_a_kind", func(ctx context.Context, d *Desk) error {
		_, err := d.Find(ctx, Query{}, "", []underpin.RecordKind{"person"}, 1)
		return err
	}},
	"Search": {"not_a_date", func(ctx context.Context, d *Desk) error {
		_, err := d.Search(ctx, Query{At: "soon"}, "dalal", 10)
		return err
	}},
	"Take": {"no_such_screen", func(ctx context.Context, d *Desk) error {
		_, err := d.Take(ctx, Query{}, Taking{Screen: "cinema"})
		return err
	}},
	"WorkOut": {"bad_expression", func(ctx context.Context, d *Desk) error {
		_, err := d.WorkOut(ctx, Query{}, "after.components >", func(WorkOut) {})
		return err
	}},
	"FirstLook": {"outside_case", func(ctx context.Context, d *Desk) error {
		_, err := d.FirstLook(ctx, Query{At: "1900"})
		return err
	}},
	"Grade": {"unknown_source", func(ctx context.Context, d *Desk) error {
		_, err := d.Grade(ctx, "", "gazete", underpin.Grading{Grade: "A"}, false)
		return err
	}},
	"Held": {"unknown_entity", func(ctx context.Context, d *Desk) error {
		_, err := d.Held(ctx, Query{}, "pier")
		return err
	}},
	"Hinges": {"unknown_premise", func(ctx context.Context, d *Desk) error {
		_, err := d.Hinges(ctx, Query{}, "after.components > 1", 10, []hinge.Ref{{Kind: hinge.Source, ID: "nobody"}})
		return err
	}},
	"Import": {"bad_record", func(ctx context.Context, d *Desk) error {
		_, err := d.Import(ctx, []Parcel{{Name: "quay.yaml", Case: &underpin.Case{ID: "quay", Claims: []underpin.Claim{{ID: "c2"}}}}}, false)
		return err
	}},
	"Log": {"no_case", func(ctx context.Context, d *Desk) error {
		_, err := d.Log(ctx, "pier", 0)
		return err
	}},
	"Matrix": {"not_a_date", func(ctx context.Context, d *Desk) error {
		_, err := d.Matrix(ctx, Query{Known: "soon"}, nil, 10)
		return err
	}},
	"Begin": {"case_exists", func(ctx context.Context, d *Desk) error {
		_, err := d.Begin(ctx, &underpin.Case{ID: "quay"})
		return err
	}},
	"Network": {"out_of_range", func(ctx context.Context, d *Desk) error {
		_, err := d.Network(ctx, Query{Worlds: -1}, 10)
		return err
	}},
	"Payments": {"unknown_entity", func(ctx context.Context, d *Desk) error {
		_, err := d.Payments(ctx, Query{}, PaymentQuery{From: []underpin.EntityID{"pier"}})
		return err
	}},
	"Reach": {"no_roots", func(ctx context.Context, d *Desk) error {
		_, err := d.Reach(ctx, Query{}, nil)
		return err
	}},
	"Record": {"not_a_kind", func(ctx context.Context, d *Desk) error {
		_, err := d.Record(ctx, "", underpin.RecordRef{Kind: "person"})
		return err
	}},
	"Erase": {"is_referred_to", func(ctx context.Context, d *Desk) error {
		_, err := d.Erase(ctx, "", underpin.RecordRef{Kind: underpin.KindClaim, ID: "c1"}, EraseHow{})
		return err
	}},
	"Remove": {"is_referred_to", func(ctx context.Context, d *Desk) error {
		_, err := d.Remove(ctx, "", []underpin.RecordRef{{Kind: underpin.KindClaim, ID: "c1"}}, How{})
		return err
	}},
	"Redo": {"nothing_to_undo", func(ctx context.Context, d *Desk) error {
		_, err := d.Redo(ctx, "", 0, false)
		return err
	}},
	"Retract": {"unknown_testimony", func(ctx context.Context, d *Desk) error {
		_, err := d.Retract(ctx, "", "c9.1", underpin.Retraction{}, false)
		return err
	}},
	"Same": {"bad_record", func(ctx context.Context, d *Desk) error {
		_, err := d.Same(ctx, "", underpin.Sameness{A: "dalal", B: "dalal", Verdict: underpin.Same}, false)
		return err
	}},
	"Shock": {"nothing_lost", func(ctx context.Context, d *Desk) error {
		_, err := d.Shock(ctx, Query{}, nil)
		return err
	}},
	"Reseal": {"no_signer", func(ctx context.Context, d *Desk) error {
		_, err := d.Reseal(ctx, "", []underpin.RecordRef{{Kind: underpin.KindSealed, ID: "x1"}}, nil)
		return err
	}},
	"Seal": {"bad_record", func(ctx context.Context, d *Desk) error {
		_, err := d.Seal(ctx, "", []underpin.Sealed{{ID: "x1", Source: "OSPREY", Kind: underpin.SealedKey, Box: []string{"AAAA"}}})
		return err
	}},
	"Sealed": {"nothing_sealed", func(ctx context.Context, d *Desk) error {
		_, err := d.Sealed(ctx, "", "gazette")
		return err
	}},
	"SealedIn": {"unknown_source", func(ctx context.Context, d *Desk) error {
		_, err := d.SealedIn(ctx, "", "OSPREY")
		return err
	}},
	"SourceNamed": {"unknown_source", func(ctx context.Context, d *Desk) error {
		_, err := d.SourceNamed(ctx, "", "OSPREY")
		return err
	}},
	"Unsealed": {"no_case", func(ctx context.Context, d *Desk) error {
		_, err := d.Unsealed(ctx, "nowhere", underpin.Sealed{ID: "x1"})
		return err
	}},
	"Show": {"unknown_claim", func(ctx context.Context, d *Desk) error {
		_, err := d.Show(ctx, Query{}, "c9")
		return err
	}},
	"Undo": {"no_entry", func(ctx context.Context, d *Desk) error {
		_, err := d.Undo(ctx, "", 99, false)
		return err
	}},
	"Voices": {"not_a_kind", func(ctx context.Context, d *Desk) error {
		_, err := d.Voices(ctx, Query{}, VoiceFilter{Of: underpin.KindClaim})
		return err
	}},
	"Checkpoint": {"no_signer", func(ctx context.Context, d *Desk) error {
		_, err := d.Checkpoint(ctx, "")
		return err
	}},
	"Entry": {"no_entry", func(ctx context.Context, d *Desk) error {
		_, err := d.Entry(ctx, "", 99)
		return err
	}},
	"Verify": {"no_case", func(ctx context.Context, d *Desk) error {
		_, err := d.Verify(ctx, "pier", nil)
		return err
	}},
	"Who": {"unknown_measure", func(ctx context.Context, d *Desk) error {
		_, err := d.Who(ctx, Query{}, []string{"fame"}, "")
		return err
	}},
	"MapWorld": {"no_worlds", func(ctx context.Context, d *Desk) error {
		_, err := d.MapWorld(ctx, Query{}, 2001)
		return err
	}},
	"Standings": {"not_a_date", func(ctx context.Context, d *Desk) error {
		_, err := d.Standings(ctx, Query{At: "soon"})
		return err
	}},
	"Timeline": {"not_a_date", func(ctx context.Context, d *Desk) error {
		_, err := d.Timeline(ctx, Query{At: "soon"})
		return err
	}},
	"CaseKey": {"database_failed", func(ctx context.Context, d *Desk) error {
		d.Close()
		_, err := d.CaseKey(ctx, "pier")
		return err
	}},
	"CaseKeys": {"database_failed", func(ctx context.Context, d *Desk) error {
		d.Close()
		_, err := d.CaseKeys(ctx)
		return err
	}},
	"Head": {"no_case", func(ctx context.Context, d *Desk) error {
		_, err := d.Head(ctx, "pier")
		return err
	}},
	"CodeNames": {"no_case", func(ctx context.Context, d *Desk) error {
		_, err := d.CodeNames(ctx, "pier")
		return err
	}},
	"Keys": {"no_case", func(ctx context.Context, d *Desk) error {
		_, err := d.Keys(ctx, "pier")
		return err
	}},
	"Map": {"outside_case", func(ctx context.Context, d *Desk) error {
		_, err := d.Map(ctx, Query{At: "1900"}, MapSelection{})
		return err
	}},
	"MapTurns": {"outside_case", func(ctx context.Context, d *Desk) error {
		_, err := d.MapTurns(ctx, Query{}, MapSelection{And: "1900"})
		return err
	}},
	"TellTies": {"not_a_date", func(ctx context.Context, d *Desk) error {
		_, err := d.TellTies(ctx, Query{At: "soon"}, []int{0})
		return err
	}},
	"Outline": {"not_a_date", func(ctx context.Context, d *Desk) error {
		_, err := d.Outline(ctx, Query{Known: "soon"})
		return err
	}},
	"WhatIf": {"nothing_lost", func(ctx context.Context, d *Desk) error {
		_, err := d.WhatIf(ctx, Query{}, nil)
		return err
	}},
	"WriteCheckpoint": {"no_signer", func(ctx context.Context, d *Desk) error {
		return d.WriteCheckpoint(ctx, "", filepath.Join(os.TempDir(), "never.checkpoint"))
	}},
}

// broken is a stream that takes nothing.
type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errors.New("the pipe is closed") }

func TestEveryMethodFailsWithAFault(t *testing.T) {
	t.Parallel()
	desks := reflect.TypeFor[*Desk]()
	for i := range desks.NumMethod() {
		m := desks.Method(i)
		if n := m.Type.NumOut(); n == 0 || m.Type.Out(n-1) != reflect.TypeFor[error]() || m.Name == "Close" {
			continue
		}
		t.Run(m.Name, func(t *testing.T) {
			tried, ok := bad[m.Name]
			if !ok {
				t.Fatal("no bad input is tried on it: add a call to the table")
			}
			err := tried.call(t.Context(), newDesk(t, quay(t)))
			f, ok := err.(*Fault)
			if !ok || f.Code.Word != tried.code || f.Message == "" {
				t.Fatalf("it fails with %#v, and not with the code %s", err, tried.code)
			}
			if _, err := json.Marshal(f); err != nil {
				t.Error(err)
			}
			ended, cancel := context.WithCancel(t.Context())
			cancel()
			if f, ok := tried.call(ended, newDesk(t, quay(t))).(*Fault); !ok || f.Code != Interrupted {
				t.Errorf("once the context has ended it fails with %v", f)
			}
		})
	}
}

func TestEveryFunctionFailsWithAFault(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	ignore := func(_ any, err error) error { return err }
	for _, x := range []struct {
		name string
		code Code
		err  error
	}{
		{"a database that is not there", NoDatabase, ignore(Open(t.Context(), filepath.Join(dir, "none.db"), Config{}))},
		{"a file that is not there", NoFile, ignore(Unpack(filepath.Join(dir, "none.yaml"), ""))},
		{"a folder", IsFolder, ignore(Unpack(dir, ""))},
		{"a format that nobody writes", BadFormat, ignore(UnpackFrom("x", strings.NewReader(""), "xyz"))},
		{"a file that says nothing of its format", NoFormat, ignore(UnpackFrom("x", strings.NewReader("a,b\n"), ""))},
		{"a casebook that is encrypted", BadFormat, ignore(UnpackFrom("x.yaml", strings.NewReader("-----BEGIN AGE ENCRYPTED FILE-----\n"), "casebook"))},
		{"a database in place of a casebook", BadFormat, ignore(UnpackFrom("x.db", strings.NewReader("SQLite format 3\x00"), "casebook"))},
		{"a casebook with mistakes", BadCasebook, ignore(UnpackFrom("x", strings.NewReader("case: 5\nclaims: 3\n"), "casebook"))},
		{"a case without a name", BadCaseName, ignore(NewCase("", "A title", true))},
		{"an assignment without a value", NotAnAssignment, ignore(Assignments([]string{"text"}))},
		{"a regrading without a grade", NotARegrading, ignore(ParseEdits(nil, []string{"gazette"}, nil, nil))},
		{"a pair of one", NotAPair, ignore(ParseEdits(nil, nil, nil, []string{"gazette"}))},
		{"a day that is none", NotADate, ignore(ParseDate("on", "soon"))},
		{"a span that is none", NotADate, ignore(ParseSpan("held", "soon"))},
		{"a quantity that is none", NotAQuantity, ignore(ParseValue("value", "many"))},
		{"a graph with a broken line", BadGraphFile, ignore(MeasureGraph(t.Context(), GraphQuery{Path: "g", In: strings.NewReader("a b c d e\nx\n")}))},
		{"more memory than there is", TooMuchMemory, ignore(MeasureGraph(t.Context(), GraphQuery{Path: "g", In: strings.NewReader("a b\n"), Memory: 1}))},
	} {
		t.Run(x.name, func(t *testing.T) {
			if f, ok := x.err.(*Fault); !ok || f.Code != x.code {
				t.Errorf("it is %#v, and not of the code %v", x.err, x.code)
			}
		})
	}
}

func TestAFaultTellsItsPlaces(t *testing.T) {
	t.Parallel()
	_, err := UnpackFrom("quay.yaml", strings.NewReader("case: quay\nentities:\n  - id: dalal\n    schema: Persn\n"), "casebook")
	f := FaultOf(t.Context(), err)
	if len(f.Problems) == 0 || f.Problems[0].File != "quay.yaml" || f.Problems[0].Line < 1 || f.Problems[0].Column < 1 || f.Problems[0].Hint == "" {
		t.Errorf("of a casebook: %+v", f)
	}
	d := newDesk(t, quay(t))
	f = FaultOf(t.Context(), bad["Brief"].call(t.Context(), d))
	if len(f.Problems) != 1 || f.Problems[0].Place != (Place{File: "b.md", Line: 3, Column: 1}) || f.Problems[0].Rule == "" || f.Problems[0].Severity != "error" {
		t.Errorf("of a brief: %+v", f)
	}
	_, err = d.Ask(t.Context(), Query{}, "after.component > 1")
	f = FaultOf(t.Context(), err)
	if f.Place.Line != 1 || f.Place.Column < 1 || !strings.Contains(f.Place.Excerpt, "^") || strings.Contains(f.Message, "\n") {
		t.Errorf("of an expression: %+v", f)
	}
	f = FaultOf(t.Context(), bad["Show"].call(t.Context(), d))
	if f.Record != (underpin.RecordRef{Kind: underpin.KindClaim, ID: "c9"}) {
		t.Errorf("of a claim: %+v", f)
	}
	_, err = d.Show(t.Context(), Query{Edits: evidence.Edits{Without: []underpin.SourceID{"gazete"}}}, "c1")
	if f = FaultOf(t.Context(), err); f.Hint != "did you mean gazette?" {
		t.Errorf("of a source: %+v", f)
	}
}

// The words of a fault hold for every surface: they name no flag and no verb.
func TestNoFaultOfTheDeskNamesAFlag(t *testing.T) {
	t.Parallel()
	flag := regexp.MustCompile("--[a-z]|underpin [a-z]")
	inspect(t, "*.go", func(path string, n ast.Node) {
		switch x := n.(type) {
		case *ast.CallExpr:
			if f, ok := x.Fun.(*ast.Ident); !ok || f.Name != "faultf" {
				return
			}
		case *ast.CompositeLit:
			if f, ok := x.Type.(*ast.Ident); !ok || f.Name != "Fault" {
				return
			}
		default:
			return
		}
		ast.Inspect(n, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && flag.MatchString(lit.Value) {
				t.Errorf("%s: %s: put it among the hints of the command", path, lit.Value)
			}
			return true
		})
	})
}

// inspect visits what stands in the files of a pattern that are no tests.
func inspect(t *testing.T, pattern string, visit func(path string, n ast.Node)) {
	t.Helper()
	paths, err := filepath.Glob(pattern)
	if err != nil || len(paths) == 0 {
		t.Fatalf("%s: %d files, %v", pattern, len(paths), err)
	}
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			visit(path, n)
			return true
		})
	}
}

func TestCodesAreWordsEachUsedOnce(t *testing.T) {
	t.Parallel()
	used := map[string]bool{}
	for _, pattern := range []string{"*.go", "../../cmd/underpin/*.go"} {
		inspect(t, pattern, func(path string, n ast.Node) {
			if id, ok := n.(*ast.Ident); ok && path != "code.go" {
				used[id.Name] = true
			}
		})
	}
	words := map[string]bool{}
	for _, kind := range underpin.RecordKinds {
		words[Unknown(kind).Word] = true
	}
	inspect(t, "code.go", func(_ string, n ast.Node) {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || len(spec.Values) != 1 {
			return
		}
		lit, ok := spec.Values[0].(*ast.CompositeLit)
		if !ok {
			return
		}
		word, _ := strconv.Unquote(lit.Elts[0].(*ast.BasicLit).Value)
		if words[word] || !regexp.MustCompile(`^[a-z]+(_[a-z]+)*$`).MatchString(word) {
			t.Errorf("%q is not a word of its own", word)
		}
		words[word] = true
		if name := spec.Names[0].Name; !used[name] {
			t.Errorf("nothing fails with %s", name)
		}
	})
	if len(words) < 50 {
		t.Errorf("%d codes were found", len(words))
	}
}
