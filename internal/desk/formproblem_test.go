package desk

import (
	"errors"
	"strings"
	"testing"

	"underpin"
	"underpin/internal/exchange/casebook"
)

// Who fills in a form has never seen a casebook: what is wrong stands beside its field, in
// the words that can be chosen there.
func TestAFormSaysBesideItsFieldWhatIsWrong(t *testing.T) {
	d := harbour(t)
	for _, tt := range []struct {
		name              string
		kind              underpin.RecordKind
		field, value      string
		at, message, hint string
	}{
		{"a kind that is not chosen", underpin.KindSource, "", "", "kind", "nothing is chosen here", "choose person, body,"},
		{"a schema that is not chosen", underpin.KindEntity, "name", "Ana", "schema", "nothing is chosen here", "Person, Organization"},
		{"agreed words without terms", underpin.KindEncounter, "terms", `{"words": "a port official"}`, "terms.kind", "nothing is chosen here", "on the record, on background"},
		{"an embargo that is no date", underpin.KindEncounter, "terms", `{"kind": "background", "embargo": "soon"}`, "terms.embargo", "is not a date", "3 January 2020"},
		{"a grade beyond its bounds", underpin.KindSettings, "grade_table", `{"A": "1.5"}`, "grade_table", "cannot stand for 1.5", "from 0.5 to 0.97"},
		{"a grade that is no number", underpin.KindSettings, "grade_table", `{"A": "high"}`, "grade_table.A", "is not a number", "0.5"},
		{"a count of a grading", underpin.KindSource, "grades", `[{"grade": "B", "checked": "some"}]`, "grades.1.checked", "is not a whole number", "0, 1, 2"},
		{"a relation without a half-life", underpin.KindRelation, "reads", "X helps Y", "half_life", "has no half-life", "write 2y for two years"},
		{"a role without who it is", underpin.KindClaim, "roles", `[{"role": "bidder"}]`, "roles.1", "a role or its entity is missing", "say both"},
		{"one of two that may be one", underpin.KindSameness, "", "", "b", "does not name two", "name both of them"},
		{"a fact of which nothing is filled in", underpin.KindFact, "", "", "text", "nothing is filled in yet", "begin with “statement”"},
		{"an origin of which nothing is filled in", underpin.KindOrigin, "", "", "label", "nothing is filled in yet", "begin with “what it is”"},
		{"an expression about nobody", underpin.KindConclusion, "expr", `after.vacant("nobody")`, "expr", "there is no entity", "or choose a form"},
		{"a text with what no text has", underpin.KindEntity, "note", "seen\x00there", "note", "cannot be seen, U+0000", "type it by hand"},
		{"a share in words", underpin.KindClaim, "share", "most of it", "share", "is not a quantity", "60000"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var to []casebook.Assignment
			if tt.field != "" {
				to = append(to, casebook.Assignment{Field: tt.field, Op: casebook.Set, Value: tt.value})
			}
			_, err := d.Write(t.Context(), "", []Filling{{Kind: tt.kind, To: to}}, How{Preview: true})
			f, ok := errors.AsType[*Fault](err)
			if !ok {
				t.Fatal(err)
			}
			if strings.Contains(f.Message, string(tt.kind)+" ") && strings.Contains(f.Message, ": ") {
				t.Errorf("it names what is not there: %s", f.Message)
			}
			for _, p := range f.Problems {
				if strings.Contains(p.Hint, "{") || strings.Contains(p.Message, `""`) {
					t.Errorf("it speaks of casebooks: %s; %s", p.Message, p.Hint)
				}
				if p.Field == tt.at && strings.Contains(p.Message, tt.message) && strings.Contains(p.Hint, tt.hint) {
					return
				}
			}
			t.Errorf("%+v", f.Problems)
		})
	}
}

func TestAnExpressionIsWrittenByHandWithNamesAsWithIDs(t *testing.T) {
	d := harbour(t)
	for _, expr := range []string{`after.command("maryam-dalal", "presidency")`, `after.command("Maryam Dalal", "presidency")`} {
		out, err := d.Write(t.Context(), "", []Filling{{Kind: underpin.KindConclusion, ID: "by-hand", To: []casebook.Assignment{{Field: "expr", Op: casebook.Set, Value: expr}}}}, How{})
		if err != nil {
			t.Errorf("%s: %v", expr, err)
			continue
		}
		r, err := d.Record(t.Context(), "", out.Put[0])
		if err != nil || r.Value.(*underpin.Conclusion).Expr != `after.command("maryam-dalal", "presidency")` {
			t.Errorf("%s becomes %+v, %v", expr, r, err)
		}
		if _, err := d.Undo(t.Context(), "", 0, false); err != nil {
			t.Fatal(err)
		}
	}
}
