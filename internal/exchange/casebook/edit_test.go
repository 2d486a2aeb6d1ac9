package casebook

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"underpin"
	"underpin/internal/synth"

	"github.com/google/go-cmp/cmp"
)

func TestEveryKindHasAForm(t *testing.T) {
	var kinds []underpin.RecordKind
	for _, f := range forms() {
		kinds = append(kinds, f.kind)
		if len(Fields(f.kind)) == 0 || f.id == "" {
			t.Errorf("a %s has no fields", f.kind)
		}
	}
	if diff := cmp.Diff(underpin.RecordKinds, kinds); diff != "" {
		t.Errorf("kinds - forms +\n%s", diff)
	}
}

// lined is a text that a casebook writes as the list of its lines.
func lined(v outValue) string {
	var texts []string
	for _, item := range v.items {
		texts = append(texts, item.text)
	}
	return strings.Join(texts, "\n")
}

// TestEveryFieldGivenItsOwnValueStaysAsItIs edits each field of each record to what a
// casebook has there already.
func TestEveryFieldGivenItsOwnValueStaysAsItIs(t *testing.T) {
	for _, c := range []*underpin.Case{full(t), synth.Case(synth.CaseConfig{Seed: 3})} {
		seen := map[string]bool{}
		for ref, record := range c.Records() {
			f := formOf(ref.Kind)
			o := f.write(record)
			for i, key := range o.keys {
				if key == f.id {
					continue
				}
				seen[string(ref.Kind)+"."+key] = true
				value := o.items[i].text
				if lone := slices.ContainsFunc(f.fields, func(x keyed) bool { return x.key == key && x.shape == lone }); lone && o.items[i].kind == outList {
					value = lined(o.items[i]) // one text, which is written as the list of its lines
				} else if o.items[i].kind == outList || o.items[i].kind == outMap {
					var b strings.Builder
					o.items[i].flow(&b, false)
					value = b.String()
				}
				got, found := Edit(record, []Assignment{{key, Set, value}})
				if len(found) > 0 || !cmp.Equal(got, record) {
					t.Fatalf("%s: %s=%s: %v\n%s", ref, key, value, found, cmp.Diff(record, got))
				}
			}
		}
		if len(seen) < 20 {
			t.Errorf("only %d fields were edited", len(seen))
		}
	}
}

func TestEditsOfARecord(t *testing.T) {
	c := full(t)
	x := c.Index()
	for _, tt := range []struct {
		name string
		ref  underpin.RecordRef
		edit string // assignments, one a line
		want string // lines of the record that are new
	}{
		{"a text is taken as it stands", ref("claim", "c2"), `text=[Dalal: owns] "it" # all`, `text: "[Dalal: owns] \"it\" # all"`},
		{"a span", ref("testimony", "c2.1"), "held=2014/2015", "held: 2014/2015"},
		{"a one-of date, which looks like a list", ref("testimony", "c2.1"), "said=[2019-03,2019-05]\nnote=x", "note: x"},
		{"a word that is yes", ref("entity", "dalal"), "collective=yes", "collective: true"},
		{"testimony moves to another claim", ref("testimony", "c2.1"), "claim=c10", "claim: c10"},
		{"ids with commas between them", ref("claim", "c2"), "view_of=dalal, meeting", "view_of: [dalal, meeting]"},
		{"ids in brackets", ref("claim", "c2"), "view_of=[dalal, meeting]", "view_of: [dalal, meeting]"},
		{"one more of a list", ref("settings", ""), "roots+=dalal", "roots: [authority, dalal]"},
		{"one less of a list", ref("group", "g1"), "members-=KESTREL", "members: [N1]"},
		{"a name more", ref("entity", "dalal"), "aka+=Dalal, Maryam", "aka: [\"Dalal, M.\", {name: \"no\", source: gazette}, \"Dalal, Maryam\"]"},
		{"a name less, by its name", ref("entity", "dalal"), "aka-=no", `aka: ["Dalal, M."]`},
		{"a name with its source", ref("entity", "dalal"), "aka={name: D., source: gazette}", "aka: [{name: D., source: gazette}]"},
		{"the source of a name that was a word", ref("entity", "dalal"), "aka.1.source=gazette", "aka: [{name: \"Dalal, M.\", source: gazette}, {name: \"no\", source: gazette}]"},
		{"terms by their kind", ref("encounter", "e1"), "terms=on_record", "terms: on_record"},
		{"a part of terms", ref("testimony", "c2.1"), "terms.embargo=2021", "terms: {kind: on_record, embargo: 2021}"},
		{"a part of terms that is emptied", ref("encounter", "e1"), "terms.embargo=", "terms: {kind: background, words: a port official}"},
		{"a part of one grade", ref("source", "gazette"), "grades.2.why=heard", "- {grade: C, why: heard}"},
		{"one grade more", ref("source", "gazette"), "grades+={grade: D, on: 2021}", "- {grade: D, on: 2021}"},
		{"a first grade", ref("source", "KESTREL"), "grade=B", "grades:\n  - {grade: B}"},
		{"a role's entity", ref("claim", "c3"), "roles.1.entity=authority", "roles: [{role: guest, entity: authority}]"},
		{"the what-if of the case", ref("settings", ""), "shock.at=2021", "shock: {at: 2021, lose: [dalal]}"},
		{"one grade of the table", ref("settings", ""), "grade_table.C=.65", "grade_table: {A: 0.9, B: 0.8, C: 0.65}"},
		{"a half-life", ref("relation", "owns"), "half_life=none", "half_life: none"},
		{"a retraction where there was none", ref("testimony", "c2.2"), "retracted.why=wrong", "retracted: {why: wrong}"},
		{"two fields at once", ref("request", "r1"), "state=open\nanswered=", "state: open"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			record := x.Find(tt.ref)
			before := Text(record)
			got, found := Edit(record, assigned(t, tt.edit))
			if len(found) > 0 {
				t.Fatal(found)
			}
			if text := Text(got); !strings.Contains(text, tt.want) {
				t.Errorf("want %s in\n%s", tt.want, text)
			}
			if Text(record) != before {
				t.Error("the record itself was changed")
			}
		})
	}
}

func TestEditsThatAreRefused(t *testing.T) {
	c := full(t)
	x := c.Index()
	for _, tt := range []struct {
		name string
		ref  underpin.RecordRef
		edit string
		want string // of the sentence and its hint
	}{
		{"a field that is not there", ref("claim", "c2"), "texts=x", "did you mean text?"},
		{"a field that is nowhere near", ref("question", "q1"), "answer=x", "a question has text"},
		{"an identity", ref("source", "KESTREL"), "phone=+88 555 0100 100", "never hold an identity"},
		{"a name of a protected source", ref("source", "KESTREL"), "name=N. N.", "a protected source must have no name"},
		{"the id", ref("claim", "c2"), "id=c9", "cannot be edited"},
		{"the name of a relation", ref("relation", "owns"), "relation=has", "cannot be edited"},
		{"the id of the case", ref("settings", ""), "id=x", "cannot be edited"},
		{"testimony under its claim", ref("claim", "c2"), "says=x", "by its own id"},
		{"a date that is none", ref("testimony", "c2.1"), "said=soon", "not a date"},
		{"a flag that is neither", ref("entity", "dalal"), "collective=perhaps", "true"},
		{"a probability of nought", ref("claim", "c2"), "prior=0", "not a probability"},
		{"an element of what is no list", ref("claim", "c2"), "text+=x", "is not a list"},
		{"an element that is not there", ref("group", "g1"), "members-=N9", "it has N1, KESTREL"},
		{"an element of an empty list", ref("estimate", "f1"), "about=\nabout-=dalal", "it is empty"},
		{"nothing to add", ref("group", "g1"), "members+=", "nothing to add"},
		{"a part of one value", ref("claim", "c2"), "text.en=x", "has no parts"},
		{"an element too far on", ref("source", "gazette"), "grades.4.why=x", "count from 1 to 2"},
		{"an element that is counted in words", ref("source", "gazette"), "grades.last.why=x", "count from 1 to 2"},
		{"one of several grades", ref("source", "gazette"), "grade=A", "grades.2.grade"},
		{"a grade that is none", ref("source", "KESTREL"), "grade=G", "one of A, B"},
		{"a part that terms have not", ref("encounter", "e1"), "terms.wording=x", "terms has no field"},
		{"brackets that are not closed", ref("claim", "c2"), "view_of=[dalal", "not closed"},
		{"an anchor", ref("entity", "dalal"), "aka=[&a x]", "anchor"},
		{"a half-life that is emptied", ref("relation", "owns"), "half_life=", "no half-life"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, found := Edit(x.Find(tt.ref), assigned(t, tt.edit))
			if got != nil || len(found) == 0 {
				t.Fatalf("it was made: %s", Text(got))
			}
			if p := found[0]; !strings.Contains(p.Error(), tt.want) || p.Record != tt.ref {
				t.Errorf("got %s, want … %s …", p.Error(), tt.want)
			}
			for _, p := range found {
				if strings.Contains(p.Error(), "0100") || strings.Contains(p.Error(), "N. N.") {
					t.Errorf("an identity is repeated: %s", p.Error())
				}
			}
		})
	}
}

func ref(kind underpin.RecordKind, id string) underpin.RecordRef {
	return underpin.RecordRef{Kind: kind, ID: id}
}

// assigned reads assignments, one a line.
func assigned(t *testing.T, lines string) []Assignment {
	t.Helper()
	var list []Assignment
	for line := range strings.SplitSeq(lines, "\n") {
		a, ok := ParseAssignment(line)
		if !ok {
			t.Fatalf("%q is no assignment", line)
		}
		list = append(list, a)
	}
	return list
}

func TestAssignmentsAreReadFromText(t *testing.T) {
	for text, want := range map[string]Assignment{
		"text=a=b": {"text", Set, "a=b"}, "aka+=x": {"aka", Add, "x"}, "aka-=x": {"aka", Take, "x"}, "note=": {"note", Set, ""},
	} {
		if got, ok := ParseAssignment(text); !ok || !reflect.DeepEqual(got, want) {
			t.Errorf("%s is read as %+v", text, got)
		}
	}
	for _, text := range []string{"", "text", "=x", "+=x"} {
		if a, ok := ParseAssignment(text); ok {
			t.Errorf("%q is read as %+v", text, a)
		}
	}
}

func TestDecimalsThatStandAreNotAskedForAgain(t *testing.T) {
	c := full(t)
	record := c.Index().Find(ref("claim", "c2"))
	for _, edit := range []string{"value=1.2340 EUR", "text=a rate", "value=1.234 EUR"} {
		next, found := Edit(record, assigned(t, edit))
		if len(found) > 0 {
			t.Fatalf("%s: %v", edit, found)
		}
		record = next
	}
	if text := Text(record); !strings.Contains(text, "value: 1.234 EUR") {
		t.Error(text)
	}
	if _, found := Edit(record, assigned(t, "value=1.235 EUR")); len(found) != 1 {
		t.Errorf("another value of three decimals: %v", found)
	}
}
