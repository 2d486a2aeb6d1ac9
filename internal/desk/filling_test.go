package desk

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"underpin"
	"underpin/examples"
	"underpin/internal/exchange/casebook"
)

// harbour is a desk with the example of that name.
func harbour(t *testing.T) *Desk {
	t.Helper()
	text, err := examples.Files.ReadFile("harbour/casebook.yaml")
	if err != nil {
		t.Fatal(err)
	}
	c, err := casebook.Read(strings.NewReader(string(text)), "harbour.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return newDesk(t, c)
}

// filling is a filling with assignments as the command line has them.
func filling(t *testing.T, kind underpin.RecordKind, key, as string, to ...string) Filling {
	t.Helper()
	list, err := Assignments(to)
	if err != nil {
		t.Fatal(err)
	}
	return Filling{Kind: kind, Key: key, As: as, To: list}
}

func TestAFormNamesRecordsByTheirKeys(t *testing.T) {
	d := harbour(t)
	keys, err := d.Keys(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	key := func(kind underpin.RecordKind, id string) string {
		return keys.Of(underpin.RecordRef{Kind: kind, ID: id})
	}
	entity := func(id string) string { return key(underpin.KindEntity, id) }
	source := func(id string) string { return key(underpin.KindSource, id) }
	relation := func(id string) string { return key(underpin.KindRelation, id) }
	for _, tt := range []struct {
		name     string
		fillings []Filling
		want     string // the records that are written
	}{
		{"a claim with its testimony", []Filling{
			filling(t, underpin.KindClaim, "", "#1", "subject="+entity("maryam-dalal"), "relation="+relation("opposes"), "object="+entity("harbour-authority")),
			filling(t, underpin.KindTestimony, "", "", "claim=#1", "source="+source("HERON"), "held=since 2019", "terms=deep_background"),
		}, "claim c99, testimony c99.1"},
		{"with somebody new", []Filling{
			filling(t, underpin.KindEntity, "", "#1", "name=Ana Ruiz", "schema=Person"),
			filling(t, underpin.KindClaim, "", "#2", "subject=#1", "relation="+relation("opposes"), "object="+entity("harbour-authority")),
		}, "entity ana-ruiz, claim c99"},
		{"a second of the same name", []Filling{
			filling(t, underpin.KindEntity, "", "", "name=Maryam Dalal", "schema=Person"),
		}, "entity maryam-dalal-2"},
		{"a name in another script", []Filling{filling(t, underpin.KindEntity, "", "", "name=مريم", "schema=Person")}, "entity مريم"},
		{"testimony on a claim that is there", []Filling{
			filling(t, underpin.KindTestimony, "", "", "claim="+key(underpin.KindClaim, "c01"), "source="+source("HERON"), "origin=unknown", "terms=deep_background"),
		}, "testimony c01.4"},
		{"an encounter", []Filling{filling(t, underpin.KindEncounter, "", "", "source="+source("HERON"), "kind=interview", "date=2 May 2019")}, "encounter HERON-1"},
		{"a request", []Filling{filling(t, underpin.KindRequest, "", "", "source="+source("HERON"), "question=Who signed?")}, "request r08"},
		{"a conclusion", []Filling{filling(t, underpin.KindConclusion, "", "", "text=The port is held.", `expr=after.command("`+entity("harbour-authority")+`", "`+entity("maryam-dalal")+`")`)}, "conclusion the-port-is-held"},
		{"a conclusion written by hand, by id and by name", []Filling{filling(t, underpin.KindConclusion, "", "", "text=The port is held.", `expr=after.command("harbour-authority", "Maryam Dalal")`)}, "conclusion the-port-is-held"},
		{"a correction", []Filling{filling(t, underpin.KindClaim, key(underpin.KindClaim, "c01"), "", "object="+entity("ports-ministry"))}, "claim c01"},
		{"the settings", []Filling{filling(t, underpin.KindSettings, "", "", "roots="+entity("maryam-dalal"))}, "settings"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			done, err := d.Write(t.Context(), "", tt.fillings, How{Preview: true})
			if err != nil {
				t.Fatalf("%v %+v", err, err.(*Fault).Problems)
			}
			if got := listed(done.Put); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

func TestAFormIsToldWhatIsWrongBesideItsField(t *testing.T) {
	d := harbour(t)
	keys, err := d.Keys(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name     string
		fillings []Filling
		code     Code
		want     string // As and field of each problem
	}{
		{"an id in the place of a key", []Filling{filling(t, underpin.KindClaim, "", "#1", "subject=maryam-dalal", "relation=opposes", "object=x")}, BadRecord, "#1 subject, #1 relation, #1 object"},
		{"a name that nobody has in an expression", []Filling{filling(t, underpin.KindConclusion, "", "#1", "text=The port is held.", `expr=after.command("harbour-authority", "Mariam Dall")`)}, BadRecord, "#1 expr"},
		{"two mistakes in two records", []Filling{
			filling(t, underpin.KindEntity, "", "#1", "name=A", "collective=perhaps"), filling(t, underpin.KindSource, "", "#2", "published=soon"),
		}, BadRecord, "#1 collective, #2 published"},
		{"what the case does not allow", []Filling{filling(t, underpin.KindEntity, "", "#1", "name=A", "schema=Nobody")}, BadRecord, "#1 schema"},
		{"a record that stands after it", []Filling{
			filling(t, underpin.KindTestimony, "", "#1", "claim=#2", "source="+keys.Of(underpin.RecordRef{Kind: underpin.KindSource, ID: "HERON"})),
			filling(t, underpin.KindClaim, "", "#2"),
		}, BadRecord, "#1 claim"},
		{"a protected source without a code name", []Filling{filling(t, underpin.KindSource, "", "#1", "kind=person", "protected=yes")}, BadRecord, "#1 id"},
		{"an id that is taken", []Filling{{Kind: underpin.KindSource, As: "#1", ID: "HERON", To: []casebook.Assignment{{Field: "kind", Op: casebook.Set, Value: "person"}}}}, IDTaken, "#1 id"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := d.Write(t.Context(), "", tt.fillings, How{})
			f, ok := errors.AsType[*Fault](err)
			if !ok || f.Code != tt.code {
				t.Fatalf("got %v", err)
			}
			var got []string
			for _, p := range f.Problems {
				got = append(got, p.As+" "+p.Field)
			}
			if strings.Join(got, ", ") != tt.want {
				t.Errorf("got %q of %+v", got, f.Problems)
			}
		})
	}
}

func TestAnIDThatWasTakenBackIsNotGivenAgain(t *testing.T) {
	d := harbour(t)
	add := []Filling{filling(t, underpin.KindQuestion, "", "", "text=Who pays?")}
	first, err := d.Write(t.Context(), "", add, How{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.Undo(t.Context(), "", first.Entry, false); err != nil {
		t.Fatal(err)
	}
	second, err := d.Write(t.Context(), "", add, How{})
	if err != nil {
		t.Fatal(err)
	}
	if slices.Equal(first.Put, second.Put) {
		t.Errorf("%s was given twice", listed(second.Put))
	}
}
