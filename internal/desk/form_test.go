package desk

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"underpin"
	"underpin/internal/exchange/casebook"
)

// shorthands are fields of a casebook that stand for others, and are in no form.
var shorthands = map[string]bool{"grade": true}

// inForm lists the fields of a casebook that a form of a kind must have.
func inForm(kind underpin.RecordKind) []string {
	return slices.DeleteFunc(casebook.Fields(kind), func(name string) bool { return shorthands[name] })
}

func TestAFormHasTheFieldsOfACasebook(t *testing.T) {
	for _, kind := range Writable() {
		var got []string
		for _, f := range formFields(kind) {
			got = append(got, f.Name)
			if f.Words == "" || f.Sort == SortChoice && len(f.Choices) == 0 || (f.Sort == SortRecord || f.Sort == SortRecords) != (len(f.Kinds) > 0) {
				t.Errorf("%s.%s is not whole: %+v", kind, f.Name, f)
			}
		}
		want := inForm(kind)
		slices.Sort(got)
		slices.Sort(want)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: casebook - form +\n%s", kind, diff)
		}
	}
}

func TestAFormThatIsSentBackChangesNothing(t *testing.T) {
	d := harbour(t)
	o, err := d.load(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	for _, kind := range Writable() {
		list, err := d.Records(t.Context(), "", kind, "")
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range list.Records {
			f, err := d.FormOf(t.Context(), "", underpin.RecordRef{Kind: kind, ID: r.ID})
			if err != nil {
				t.Fatal(err)
			}
			for _, x := range f.Fields {
				if v, ok := f.Values[x.Name]; ok && x.Sort == SortRecord && f.Shown[v.(string)] == "" && v != string(underpin.OriginUnknown) {
					t.Errorf("%s %s: %s names %v, which nothing is called", kind, r.ID, x.Name, v)
				}
			}
		}
	}
	if f, err := d.Blank(t.Context(), o.ID, underpin.KindConclusion, nil); err != nil || len(f.Patterns) == 0 {
		t.Errorf("%+v, %v", f, err)
	}
}

func TestANewRecordNamesWhatItIsAskedForFrom(t *testing.T) {
	d := harbour(t)
	keys, err := d.Keys(t.Context(), "harbour")
	if err != nil {
		t.Fatal(err)
	}
	of := func(kind underpin.RecordKind, id string) string {
		return keys.Of(underpin.RecordRef{Kind: kind, ID: id})
	}
	claim, source, entity := of(underpin.KindClaim, "c27"), of(underpin.KindSource, "KESTREL"), of(underpin.KindEntity, "maryam-dalal")
	for _, tt := range []struct {
		kind  underpin.RecordKind
		about []string
		want  map[string]any
	}{
		{underpin.KindRequest, []string{claim, source}, map[string]any{"claim": claim, "source": source, "state": "open"}},
		{underpin.KindTestimony, []string{claim}, map[string]any{"claim": claim}},
		{underpin.KindEncounter, []string{source}, map[string]any{"source": source}},
		{underpin.KindSameness, []string{entity}, map[string]any{"a": entity}},
		{underpin.KindClaim, []string{entity}, map[string]any{"subject": entity}},
	} {
		f, err := d.Blank(t.Context(), "harbour", tt.kind, tt.about)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(tt.want, f.Values); diff != "" {
			t.Errorf("a new %s:\n%s", tt.kind, diff)
		}
		for _, key := range tt.about {
			if f.Shown[key] == "" {
				t.Errorf("a new %s does not say what %s is", tt.kind, key)
			}
		}
	}
	if _, err := d.Blank(t.Context(), "harbour", underpin.KindQuestion, []string{claim}); err == nil {
		t.Error("a question was asked about what it cannot name")
	}
}

func TestAGradeIsChosenByTheWordsOfTheScale(t *testing.T) {
	method, err := os.ReadFile("../../docs/method.md")
	if err != nil {
		t.Fatal(err)
	}
	for i, g := range underpin.GradeLetters {
		if got, want := gradeField().Choices[i].Words, string(g)+", "+g.Words(); got != want || g.Words() == "" {
			t.Errorf("grade %s is chosen as %q, want %q", g, got, want)
		}
		if !strings.Contains(string(method), "| "+string(g)+" | "+g.Words()+" |") {
			t.Errorf("docs/method.md has other words for grade %s than %q", g, g.Words())
		}
	}
}

func TestTheExpressionInAFormNamesEntitiesByWhatAPersonCanRead(t *testing.T) {
	d := harbour(t)
	o, err := d.load(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	c := &o.Conclusions[0]
	f, err := d.FormOf(t.Context(), "", underpin.RecordRef{Kind: underpin.KindConclusion, ID: c.ID})
	if err != nil || f.Values["expr"] != c.Expr {
		t.Errorf("%v, want %s, %v", f, c.Expr, err)
	}
}
