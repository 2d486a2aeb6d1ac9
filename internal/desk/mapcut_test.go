package desk

import (
	"slices"
	"strings"
	"testing"

	"underpin"
	"underpin/internal/chart"
	"underpin/internal/synth"
)

func TestALargeMapDrawsTheStrongestOfWhatIsShownAndCountsAll(t *testing.T) {
	d := newDesk(t, synth.Case(synth.CaseConfig{Entities: 3000, Claims: 6000, Sources: 100, Seed: 1}))
	s, err := d.study(t.Context(), Query{}, false)
	if err != nil {
		t.Fatal(err)
	}
	ties, err := s.tied(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	standing, err := s.standings(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	hiddenClass := ties.claims[0].relation.Class
	named := ties.graph.entities[7]
	for name, tc := range map[string]struct {
		which  MapSelection
		says   string
		capped bool
	}{
		"nothing is hidden":    {MapSelection{}, "have a tie of what is shown: the 2,000 with the strongest ties are drawn", true},
		"all are asked for":    {MapSelection{All: true}, "with a tie of what is shown are drawn", false},
		"a class is hidden":    {MapSelection{HideClasses: []underpin.RelationClass{hiddenClass}, All: true}, "with a tie of what is shown are drawn", false},
		"steps are hidden":     {MapSelection{HideBands: underpin.StandingBands[:3]}, "with a tie of what is shown are drawn", false},
		"a kind is hidden":     {MapSelection{HideKinds: []string{"person"}}, "with a tie of what is shown are drawn", false},
		"somebody is named":    {MapSelection{Around: []underpin.EntityID{named}}, "the 2,000 with the strongest ties are drawn", true},
		"the named is by name": {MapSelection{Around: []underpin.EntityID{underpin.EntityID(s.Index.NameOf(named))}}, "the 2,000 with the strongest ties are drawn", true},
	} {
		t.Run(name, func(t *testing.T) {
			drawn, cut, err := s.cutMap(t.Context(), ties, tc.which)
			if err != nil || cut == nil || !strings.Contains(cut.Says, tc.says) {
				t.Fatalf("%+v, %v", cut, err)
			}
			strength, stand, near := make([]float64, len(drawn)), 0, map[int]bool{}
			for k := range ties.claims {
				from, to, p := ties.graph.from[k], ties.graph.to[k], standing[ties.claims[k].claim]
				if p > 0 {
					stand++
				}
				kind := func(end int) string { return s.Case.Entities[ties.entities[end]].Schema.Kind() }
				if p == 0 || slices.Contains(tc.which.HideClasses, ties.claims[k].relation.Class) || slices.Contains(tc.which.HideBands, underpin.StandingBands[chart.StandingBand(p)]) ||
					slices.Contains(tc.which.HideKinds, kind(from)) || slices.Contains(tc.which.HideKinds, kind(to)) {
					continue
				}
				strength[from], strength[to] = strength[from]+p, strength[to]+p
				if len(tc.which.Around) > 0 && (from == 7 || to == 7) {
					near[from], near[to] = true, true
				}
			}
			n, weakest := 0, 1e9
			for k, is := range drawn {
				switch {
				case is && strength[k] == 0:
					t.Errorf("%s is drawn without a tie of what is shown", ties.graph.entities[k])
				case !is && near[k]:
					t.Errorf("%s is tied to what was named and not drawn", ties.graph.entities[k])
				case !is && strength[k] > 0 && !tc.capped:
					t.Errorf("%s is not drawn", ties.graph.entities[k])
				}
				if is {
					n++
				}
				if is && !near[k] {
					weakest = min(weakest, strength[k])
				}
			}
			for k, is := range drawn {
				if !is && strength[k] > weakest {
					t.Errorf("%s with ties of %v is left out, and one of %v is drawn", ties.graph.entities[k], strength[k], weakest)
				}
			}
			if tc.capped != (n == mapMost) || cut.Standing != stand || cut.Entities != len(drawn) || cut.Ties != len(ties.claims) {
				t.Errorf("%d drawn, %+v; %d stand", n, cut, stand)
			}
			sum := 0
			for _, b := range cut.Bands {
				sum += b
			}
			for _, c := range cut.Classes {
				sum -= c
			}
			if sum != 0 {
				t.Errorf("by class and by step other ties are counted: %+v", cut)
			}
		})
	}
	if _, _, err := s.cutMap(t.Context(), ties, MapSelection{Around: []underpin.EntityID{"nobody-there"}}); err == nil {
		t.Error("nobody is drawn by name")
	}
}

func TestTwoDatesOfALargeMapAreComparedInAllOfIt(t *testing.T) {
	d := newDesk(t, synth.Case(synth.CaseConfig{Entities: 3000, Claims: 6000, Sources: 100, Seed: 1}))
	const other = "2017-06-30"
	got, err := d.MapTurns(t.Context(), Query{}, MapSelection{And: other})
	if err != nil {
		t.Fatal(err)
	}
	m, err := d.Map(t.Context(), Query{}, MapSelection{And: other})
	if err != nil || m.Cut == nil {
		t.Fatalf("%+v, %v", m, err)
	}
	standing := func(at string) []float64 {
		p, err := d.Standings(t.Context(), Query{At: at})
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	all, err := d.Map(t.Context(), Query{}, MapSelection{And: other, All: true})
	if err != nil {
		t.Fatal(err)
	}
	now, then, either, same := standing(""), standing(other), 0, 0
	for _, i := range all.Ties.Numbers {
		if now[i] > 0 || then[i] > 0 {
			either++
		}
		if now[i] > 0 && then[i] > 0 {
			same++
		}
	}
	sum, bands := 0, 0
	for _, turn := range got.Turns {
		if sum += turn.Count; turn.Turn == underpin.TieSame && turn.Count != same {
			t.Errorf("%d are as before, of %d", turn.Count, same)
		}
	}
	for _, n := range m.Cut.Bands {
		bands += n
	}
	if sum != either || bands != either || len(m.Ties.Numbers) >= len(all.Ties.Numbers) {
		t.Errorf("of %d ties that stand on one of the dates %d are counted, and %d by band; %d of %d are drawn", either, sum, bands, len(m.Ties.Numbers), len(all.Ties.Numbers))
	}
}
