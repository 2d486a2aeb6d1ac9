package desk

import (
	"slices"
	"strings"
	"testing"

	"underpin"
)

// called is a case in which two bodies have one name, and one a second in accents.
func calledCase() *underpin.Case {
	return &underpin.Case{
		Relations: []underpin.Relation{{Name: "holds_post"}},
		Entities: []underpin.Entity{
			{ID: "maryam-dalal", Name: "Maryam Dalal", Label: "Dalal M.", Aliases: []underpin.Alias{{Name: "Mme Dalál"}}},
			{ID: "orel", Name: "Tomas Orel"},
			{ID: "port-a", Name: "The Port"}, {ID: "port-b", Name: "the port"},
			{ID: "yard", Name: "orel"},
		},
		Sources: []underpin.Source{
			{ID: "gazette", Name: "Official Gazette"},
			{ID: "HERON", Protected: true, Descriptor: "a clerk"},
		},
		Claims: []underpin.Claim{{ID: "c1", Text: "Dalal leads the port."}},
	}
}

func TestANameWillDoWhereAnIDIsExpected(t *testing.T) {
	t.Parallel()
	c := calledCase()
	n := newNaming(c.Index())
	for _, x := range []struct {
		name, word string
		kinds      []underpin.RecordKind
		id         string
	}{
		{"an id", "maryam-dalal", []underpin.RecordKind{underpin.KindEntity}, "maryam-dalal"},
		{"a name in other letters", "MARYAM dalal", []underpin.RecordKind{underpin.KindEntity}, "maryam-dalal"},
		{"a label", "Dalal M.", []underpin.RecordKind{underpin.KindEntity}, "maryam-dalal"},
		{"another name without its accents", "mme dalal", []underpin.RecordKind{underpin.KindEntity}, "maryam-dalal"},
		{"an id that is another's name", "orel", []underpin.RecordKind{underpin.KindEntity}, "orel"},
		{"an id in other letters", "heron", []underpin.RecordKind{underpin.KindSource}, "HERON"},
		{"the name of a source where an origin is expected", "official gazette", []underpin.RecordKind{underpin.KindOrigin, underpin.KindSource}, "gazette"},
		{"a relation with blanks", "holds post", []underpin.RecordKind{underpin.KindRelation}, "holds_post"},
		{"a claim by its sentence", "Dalal leads the port.", []underpin.RecordKind{underpin.KindClaim}, "c1"},
	} {
		t.Run(x.name, func(t *testing.T) {
			if id, err := n.find(x.word, x.kinds...); err != nil || id != x.id {
				t.Errorf("%q is %q, %v; want %q", x.word, id, err, x.id)
			}
		})
	}
}

func TestAWordThatNamesNoneOrSeveralIsRefusedWithWhatIsNear(t *testing.T) {
	t.Parallel()
	c := calledCase()
	n := newNaming(c.Index())
	for _, x := range []struct {
		name, word string
		kind       underpin.RecordKind
		code       string
		hint       string
	}{
		{"two of one name", "the PORT", underpin.KindEntity, "ambiguous_name", "The Port (port-a) or the port (port-b)"},
		{"a slip in a name", "Tomas Orell", underpin.KindEntity, "unknown_entity", "did you mean Tomas Orel (orel)?"},
		{"a slip in an id", "gazete", underpin.KindSource, "unknown_source", "did you mean gazette?"},
		{"a part of a name", "Maryam", underpin.KindEntity, "unknown_entity", "did you mean maryam-dalal?"},
		{"nothing near", "Zebra", underpin.KindEntity, "unknown_entity", ""},
		{"no word at all", "", underpin.KindEntity, "unknown_entity", ""},
	} {
		t.Run(x.name, func(t *testing.T) {
			_, err := n.find(x.word, x.kind)
			f, ok := err.(*Fault)
			if !ok || f.Code.Word != x.code || !strings.HasSuffix(f.Hint, x.hint) || (x.hint == "") != (f.Hint == "") {
				t.Errorf("%q: %+v; want %s and %q", x.word, f, x.code, x.hint)
			}
		})
	}
}

func TestRecordsAreWrittenWithIDsForNames(t *testing.T) {
	t.Parallel()
	c := calledCase()
	n := newNaming(c.Index())
	put := underpin.Case{
		Claims:      []underpin.Claim{{ID: "c2", Subject: "Maryam Dalal", Relation: "holds post", Object: "nobody", Holders: []underpin.EntityID{"Tomas Orel"}}},
		Conclusions: []underpin.Conclusion{{ID: "k", Expr: `after.command("Maryam Dalal", 'orel') && after.value("degree", "Mme Dalal") > 1`}},
	}
	named, err := n.records(&put)
	if err != nil {
		t.Fatal(err)
	}
	if cl := named.Claims[0]; cl.Subject != "maryam-dalal" || cl.Relation != "holds_post" || cl.Object != "nobody" || !slices.Equal(cl.Holders, []underpin.EntityID{"orel"}) {
		t.Errorf("the claim is %+v", cl)
	}
	if want := `after.command("maryam-dalal", 'orel') && after.value("degree", "maryam-dalal") > 1`; named.Conclusions[0].Expr != want {
		t.Errorf("the expression is %s", named.Conclusions[0].Expr)
	}
	if put.Claims[0].Subject != "Maryam Dalal" || put.Claims[0].Holders[0] != "Tomas Orel" {
		t.Error("the records that were given changed")
	}
	if _, err := n.records(&underpin.Case{Claims: []underpin.Claim{{ID: "c3", Subject: "the port"}}}); err == nil {
		t.Error("a name of two is taken")
	}
}
