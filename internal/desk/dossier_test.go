package desk

import (
	"slices"
	"strings"
	"testing"

	"underpin"
)

// laneOf finds the lane of a claim in a dossier, with the heading that it stands under.
func laneOf(t *testing.T, d *Dossier, id underpin.ClaimID) (ClaimLane, string) {
	t.Helper()
	for _, s := range d.Sections {
		for _, l := range s.Lanes {
			if l.Claim == id {
				return l, s.Heading
			}
		}
	}
	t.Fatalf("there is no lane of %s", id)
	return ClaimLane{}, ""
}

func TestADossierTellsOneEntityOnAPage(t *testing.T) {
	d := newDesk(t, example(t, "harbour"))
	x, err := d.Dossier(t.Context(), Query{}, "maryam-dalal")
	if err != nil {
		t.Fatal(err)
	}
	if n := x.Names; len(n) != 2 || n[1].Script != "Arabic" || n[1].Source != "official-gazette" {
		t.Errorf("the names are %+v", n)
	}
	if want := "Arabic as Official Gazette of Selmora spells it. Nobody else is held to be the same."; x.NamesSay != want {
		t.Errorf("it says %q of the names", x.NamesSay)
	}
	for id, want := range map[underpin.ClaimID]string{"c01": "Posts", "c03": "Power over others", "c25": "Held by", "c88": "With whom, against whom"} {
		if _, heading := laneOf(t, x, id); heading != want {
			t.Errorf("%s stands under %q, want %q", id, heading, want)
		}
	}
	if x.First > "2012-07-01" || x.Last < "2019-12-31" {
		t.Errorf("the lanes run from %s to %s", x.First, x.Last)
	}
	if x.Open < len(x.Askable) || len(x.Askable) == 0 || x.Askable[0].Whom.Warning == "" {
		t.Errorf("of %d open claims these can be asked about: %+v", x.Open, x.Askable)
	}
}

func TestABandTapersOverWhatIsNotCertain(t *testing.T) {
	d := newDesk(t, example(t, "harbour"))
	x, err := d.Dossier(t.Context(), Query{}, "maryam-dalal")
	if err != nil {
		t.Fatal(err)
	}
	chaired, _ := laneOf(t, x, "c01")
	first, last := chaired.Band[0], chaired.Band[len(chaired.Band)-1]
	if first.Day != "2014-03-17" || first.Height != 1 || last.Day != "2016-12-31" || last.Height < .5 || chaired.Uncertain {
		t.Errorf("where one voice knows the days, others only about when, it is drawn %+v", chaired.Band)
	}
	directed, _ := laneOf(t, x, "c98")
	if b := directed.Band; b[0] != (LanePoint{"2011-01-01", 0}) || b[1] != (LanePoint{"2013-12-31", 1}) || b[3] != (LanePoint{"2014-03-31", 0}) || !directed.Uncertain {
		t.Errorf("2012, perhaps, to March 2014 is drawn %+v", b)
	}
	lasting, _ := laneOf(t, x, "c25")
	end := lasting.Band[len(lasting.Band)-1]
	if end.Height >= 1 || end.Height < .9 || end.Day != x.Last {
		t.Errorf("what nobody repeats does not fade: %+v", lasting.Band)
	}
	for _, v := range lasting.Voices {
		if !v.Lasts || v.From == "" || v.To > x.Last {
			t.Errorf("the line of a voice that states no end is %+v", v)
		}
	}
	point, _ := laneOf(t, x, "c88")
	if v := point.Voices[0]; v.From != v.To || v.Lasts {
		t.Errorf("what is so on one date is no dot: %+v", v)
	}
}

func TestAnOfficeListsItsHoldersInTurn(t *testing.T) {
	d := newDesk(t, example(t, "harbour"))
	x, err := d.Dossier(t.Context(), Query{}, "harbour-authority")
	if err != nil {
		t.Fatal(err)
	}
	at := slices.IndexFunc(x.Sections, func(s LaneSection) bool { return s.Heading == holdersInTurn })
	if at < 0 {
		t.Fatalf("nobody has headed the Authority")
	}
	lanes := x.Sections[at].Lanes
	if len(lanes) < 2 || !slices.IsSortedFunc(lanes, func(a, b ClaimLane) int { return int(a.begins - b.begins) }) {
		t.Errorf("its heads are not in turn: %+v", lanes)
	}
}

func TestEntitiesAreListedByNameInAnyScript(t *testing.T) {
	d := newDesk(t, example(t, "harbour"))
	for _, c := range []struct {
		name  string
		which EntityFilter
		first underpin.EntityID
		total int
	}{
		{"by a name in Arabic", EntityFilter{Words: "مريم"}, "maryam-dalal", 1},
		{"of a kind only", EntityFilter{Words: "qorvat", Kind: "person"}, "idris-qorvat", 2},
		{"none", EntityFilter{Words: "nobody at all"}, "", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := d.Entities(t.Context(), Query{}, c.which)
			if err != nil || got.Total != c.total || c.total > 0 && got.Entities[0].Entity != c.first {
				t.Errorf("lists %+v, %v", got, err)
			}
		})
	}
	all, err := d.Entities(t.Context(), Query{}, EntityFilter{})
	if err != nil {
		t.Fatal(err)
	}
	page, err := d.Entities(t.Context(), Query{}, EntityFilter{After: all.Entities[9].Entity, Limit: 5})
	if err != nil || len(page.Entities) != 5 || page.Entities[0].Entity != all.Entities[10].Entity || page.Total != all.Total {
		t.Errorf("the page behind the tenth is %+v, %v", page, err)
	}
}

func TestTheDossierOfASourceHoldsNothingOfItsIdentity(t *testing.T) {
	c := example(t, "harbour")
	c.Sealed = []underpin.Sealed{
		{ID: "k1", Source: "KESTREL", Kind: underpin.SealedKey, Readers: []string{"one", "two"}, Box: []string{"aGVsbG8="}},
		{ID: "s1", Source: "KESTREL", Kind: underpin.SealedIdentity, Key: "k1", Box: []string{"aGVsbG8="}},
		{ID: "s2", Source: "KESTREL", Kind: underpin.SealedNote, Key: "k1", Box: []string{"aGVsbG8="}},
		{ID: "s3", Source: "KESTREL", Kind: underpin.SealedNote, Key: "k1", Box: []string{"aGVsbG8="}},
	}
	d := newDesk(t, c)
	x, err := d.SourceDossier(t.Context(), Query{}, "KESTREL")
	if err != nil {
		t.Fatal(err)
	}
	if x.Is != "protected source, at risk" || x.InPrint != "a person close to the Presidency" || x.Statements != 15 || len(x.Occasions) != 3 {
		t.Errorf("it is %q, in print %q, with %d statements on %d occasions", x.Is, x.InPrint, x.Statements, len(x.Occasions))
	}
	if o := x.Occasions[2]; o.Heading != "Message of 2 December 2019" || o.Terms != "off the record" || !o.Statements[0].Withheld {
		t.Errorf("the last occasion is %+v", o)
	}
	if len(x.Sealed) != 2 || x.Sealed[0].Label != "Name" || x.Sealed[1].Count != 2 || x.Readers != 2 {
		t.Errorf("sealed are %+v to %d", x.Sealed, x.Readers)
	}
	if len(x.Alone) != 1 || x.Alone[0].Claim != "c26" {
		t.Errorf("on it alone stand %+v", x.Alone)
	}
	if len(x.Asked) != 1 || x.Asked[0].State != "due 20 January 2020" || x.Gradings[0].By != "the desk, on 2 May 2019" {
		t.Errorf("asked %+v, graded %+v", x.Asked, x.Gradings)
	}
}

func TestWhatChangedAboutAnEntityIsToldWithWhatBecameOfIt(t *testing.T) {
	d := newDesk(t, example(t, "harbour"))
	ctx := t.Context()
	if _, err := d.Add(ctx, "", Drafted(underpin.Testimony{Claim: "c26", Source: "dalia-nasreh", Polarity: underpin.Affirm}), false); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Undo(ctx, "", 0, false); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Add(ctx, "", Drafted(underpin.Entity{ID: "elsewhere", Schema: underpin.Person, Name: "Nobody Near"}), false); err != nil {
		t.Fatal(err)
	}
	got, err := d.EntityHistory(ctx, "", "maryam-dalal")
	if err != nil {
		t.Fatal(err)
	}
	var told []string
	for _, e := range got {
		told = append(told, e.Op)
	}
	if strings.Join(told, " ") != "undo add import" || got[1].TakenBackBy != 3 || got[0].TakenBackBy != 0 {
		t.Errorf("its history is %+v", got)
	}
}
