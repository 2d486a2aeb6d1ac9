package desk

import (
	"slices"
	"strings"
	"testing"

	"underpin"
	"underpin/internal/evidence"
	"underpin/internal/exchange/casebook"
	"underpin/internal/synth"
)

// places is where the map of a desk has its entities.
func places(t *testing.T, d *Desk) map[underpin.EntityID][2]float64 {
	t.Helper()
	m, err := d.Map(t.Context(), Query{}, MapSelection{})
	if err != nil {
		t.Fatal(err)
	}
	out := map[underpin.EntityID][2]float64{}
	for _, n := range m.Nodes {
		out[n.Entity] = [2]float64{n.X, n.Y}
	}
	return out
}

func TestAPinMovesOneEntityAndIsTakenBack(t *testing.T) {
	d := newDesk(t, example(t, "harbour"))
	before := places(t, d)
	drawn := mapTaken(t, d)
	ref := underpin.RecordRef{Kind: underpin.KindEntity, ID: "idris-qorvat"}
	done, err := d.Edit(t.Context(), "", ref, []casebook.Assignment{{Field: "pin", Op: casebook.Set, Value: "-40,1200"}}, How{})
	if err != nil {
		t.Fatal(err)
	}
	for e, at := range places(t, d) {
		if want := before[e]; e != "idris-qorvat" && at != want || e == "idris-qorvat" && at != [2]float64{-40, 1200} {
			t.Errorf("%s stands at %v, before at %v", e, at, want)
		}
	}
	if pinned := mapTaken(t, d); pinned == drawn {
		t.Error("the picture that leaves is not that of the map")
	}
	if _, err := d.Undo(t.Context(), "", done.Entry, false); err != nil {
		t.Fatal(err)
	}
	if after := places(t, d); after["idris-qorvat"] != before["idris-qorvat"] {
		t.Errorf("taken back it stands at %v, before at %v", after["idris-qorvat"], before["idris-qorvat"])
	}
	if mapTaken(t, d) != drawn {
		t.Error("the picture is another one")
	}
	for _, bad := range []string{"here", "1", "1,NaN", "1e9,0", "1,2,3"} {
		if _, err := d.Edit(t.Context(), "", ref, []casebook.Assignment{{Field: "pin", Op: casebook.Set, Value: bad}}, How{}); err == nil {
			t.Errorf("%q is taken for a place", bad)
		}
	}
}

// mapTaken is the picture of the map that leaves.
func mapTaken(t *testing.T, d *Desk) string {
	t.Helper()
	x, err := d.Take(t.Context(), Query{}, Taking{Screen: "map"})
	if err != nil || len(x.Exhibits) != 1 || !strings.HasPrefix(x.Exhibits[0].SVG, "<svg") {
		t.Fatalf("%+v, %v", x, err)
	}
	return x.Exhibits[0].SVG
}

func TestANewEntitySettlesAmongThoseThatStand(t *testing.T) {
	d := newDesk(t, example(t, "harbour"))
	before := places(t, d)
	_, err := d.Add(t.Context(), "", Drafted(underpin.Entity{ID: "new-body", Schema: underpin.PublicBody, Name: "New Body"}), false)
	if err == nil {
		_, err = d.Add(t.Context(), "", Drafted(
			underpin.Claim{ID: "c900", Subject: "new-body", Relation: "controls", Object: "harbour-authority"},
			underpin.Testimony{ID: "c900.1", Claim: "c900", Source: "official-gazette", Polarity: underpin.Affirm, Said: date(t, "2019-06-01")},
		), false)
	}
	if err != nil {
		t.Fatal(err)
	}
	after := places(t, d)
	for e, at := range before {
		if after[e] != at {
			t.Errorf("%s moved from %v to %v", e, at, after[e])
		}
	}
	if _, ok := after["new-body"]; !ok {
		t.Error("it is nowhere")
	}
}

func TestAMapHasOfEveryTieWhatItsClaimIsAssessedAt(t *testing.T) {
	d := newDesk(t, synth.Case(synth.CaseConfig{Entities: 40, Claims: 200, Seed: 5}))
	for _, q := range []Query{{}, {At: "2019-03-01"}, {Edits: evidence.Edits{Without: []underpin.SourceID{"s001"}}}} {
		m, err := d.Map(t.Context(), q, MapSelection{})
		if err != nil {
			t.Fatal(err)
		}
		told, err := d.TellTies(t.Context(), q, m.Ties.Numbers)
		if err != nil || len(told) != len(m.Ties.Numbers) || len(told) == 0 {
			t.Fatalf("%d ties, %d told, %v", len(m.Ties.Numbers), len(told), err)
		}
		s, err := d.study(t.Context(), q, false)
		if err != nil {
			t.Fatal(err)
		}
		for k, i := range m.Ties.Numbers {
			c, a := &s.Case.Claims[i], s.model.Assess(i, s.At)
			r := m.Relations[m.Ties.Relations[k]]
			ends := []underpin.EntityID{m.Nodes[m.Ties.From[k]].Entity, m.Nodes[m.Ties.To[k]].Entity}
			if m.Ties.Claims[k] != string(c.ID) || told[k].Claim != c.ID || r.Relation != c.Relation || !slices.Contains(ends, c.Subject) || !slices.Contains(ends, c.Object) {
				t.Errorf("%s: %s, %s, between %s", c.ID, told[k].Claim, r.Relation, ends)
			}
			if m.Ties.Standing[k] != a.Standing || m.Ties.Origins[k] != a.Origins || slices.Contains(m.Ties.Contested, k) != a.Contested || slices.Contains(m.Ties.Readings, k) != (s.reading(c.ID) != "") {
				t.Errorf("%s: standing %v of %v, origins %d of %d", c.ID, m.Ties.Standing[k], a.Standing, m.Ties.Origins[k], a.Origins)
			}
		}
	}
}

func TestATieOfAMapThatIsOutOfDateIsPassedOver(t *testing.T) {
	d := newDesk(t, example(t, "harbour"))
	if told, err := d.TellTies(t.Context(), Query{}, []int{-1, 1 << 20}); err != nil || len(told) != 0 {
		t.Errorf("%v, %v", told, err)
	}
}
