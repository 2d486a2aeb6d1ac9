package snapshot_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"underpin"
	"underpin/internal/evidence"
	"underpin/internal/snapshot"
	"underpin/internal/synth"
)

// sharesOnly turns the claims of a generated case into shares of a few bodies in each
// other: circles, intervals, shares that nobody states, holders and firms who may be one,
// and lots that one source tells of.
func sharesOnly(seed uint64) *underpin.Case {
	c := synth.Case(synth.CaseConfig{Entities: 40, Claims: 90, Sources: 9, Seed: seed})
	rng := rand.New(rand.NewPCG(seed, 1))
	var few []underpin.EntityID
	for i := range c.Entities {
		switch c.Entities[i].Schema {
		case underpin.Company, underpin.Organization, underpin.Person:
			few = append(few, c.Entities[i].ID)
		}
	}
	few = few[:min(len(few), 18)]
	for i := range c.Claims {
		a, b := few[rng.IntN(len(few))], few[rng.IntN(len(few))]
		if a == b {
			continue
		}
		claim := underpin.Claim{ID: c.Claims[i].ID, Subject: a, Object: b, Relation: "owns"}
		if rng.IntN(4) == 0 {
			claim.Relation = "shareholder_of"
		}
		switch low := float64(5 * (1 + rng.IntN(12))); rng.IntN(4) {
		case 0:
		case 1:
			claim.Share = underpin.Quantity{Text: "some", Low: low, High: min(low+30, 100)}
		default:
			claim.Share = underpin.Quantity{Text: "some", Low: low, High: low}
		}
		c.Claims[i] = claim
	}
	c.Samenesses = nil
	for k := range 4 {
		s := underpin.Sameness{ID: fmt.Sprint("s", k), A: few[3*k], B: few[3*k+1], Verdict: underpin.Unsure, P: .5}
		if k == 0 {
			s.Verdict, s.P = underpin.Same, 0
		}
		c.Samenesses = append(c.Samenesses, s)
	}
	return c
}

// holdingsIn lists the shares of a world that are not lost, by who stands for whom: of
// those of one holder in one thing the greatest, or the sum of the lots that one source
// tells of beside each other.
func holdingsIn(f *snapshot.Frame, s *evidence.Sample, w *snapshot.World, world int, loss *snapshot.Loss) map[[2]int32]float64 {
	type lots [][]int // ties
	share := func(t int) float64 { return s.Share(0, world, f.Ties[t].Claim) }
	told := func(t int) map[underpin.SourceID]bool {
		out := map[underpin.SourceID]bool{}
		for _, x := range f.Index.ByClaim[f.Case.Claims[f.Ties[t].Claim].ID] {
			if x.Polarity == underpin.Affirm {
				out[x.Source] = true
			}
		}
		return out
	}
	apart := func(t, u int) bool {
		if f.Ties[t].Subject == f.Ties[u].Subject {
			return false
		}
		for source := range told(t) {
			if told(u)[source] {
				return true
			}
		}
		return false
	}
	of := map[[2]int32]lots{}
	for t := range f.Projection.Ties {
		tie := &f.Ties[t]
		if !tie.Shares || share(t) <= 0 || w.Gone(tie.Subject) || w.Gone(tie.Object) || loss != nil && loss.Ties[t] {
			continue
		}
		pair := [2]int32{w.One(tie.Subject), w.One(tie.Object)}
		if pair[0] == pair[1] {
			continue
		}
		at := slices.IndexFunc(of[pair], func(lot []int) bool {
			return !slices.ContainsFunc(lot, func(u int) bool { return apart(t, u) })
		})
		if at < 0 {
			of[pair] = append(of[pair], []int{t})
		} else {
			of[pair][at] = append(of[pair][at], t)
		}
	}
	out := map[[2]int32]float64{}
	for pair, all := range of {
		for _, lot := range all {
			most := 0.0
			for _, t := range lot {
				most = max(most, share(t))
			}
			out[pair] += most
		}
		if len(all) > 1 && !math.IsInf(out[pair], 1) {
			out[pair] = min(out[pair], 100)
		}
	}
	return out
}

// controlledBy is what one controls by some holdings, by the rule itself.
func controlledBy(holdings map[[2]int32]float64, x int32) map[int32]bool {
	inside := map[int32]bool{x: true}
	for grown := -1; grown < len(inside); {
		grown = len(inside)
		sum := map[int32]float64{}
		for pair, share := range holdings {
			if inside[pair[0]] {
				sum[pair[1]] += share
			}
		}
		for c, s := range sum {
			if s > 50+1e-9 {
				inside[c] = true
			}
		}
	}
	delete(inside, x)
	return inside
}

func TestControlInAllWorldsAtOnceIsTheFixedPointOfEachWorld(t *testing.T) {
	for seed := range uint64(6) {
		t.Run(fmt.Sprint("case ", seed), func(t *testing.T) {
			t.Parallel()
			c := sharesOnly(seed)
			m, err := evidence.Compile(c, evidence.Config{Known: underpin.MaxDay})
			if err != nil {
				t.Fatal(err)
			}
			p, s := project(t, c, snapshot.TieFilter{}), sample(t, m)
			f, controls, chains := p.On(s, 0, worlds), 0, 0
			w, few, alone := f.World(), int32(len(c.Entities)), p.Shareholdings(s, 0, worlds)
			for _, loss := range []*snapshot.Loss{nil, someLoss(p)} {
				for world := range worlds {
					w.Set(f.Pattern(world), loss)
					holdings := holdingsIn(f, s, w, world, loss)
					of := make([]map[int32]bool, few)
					for x := range few {
						of[x] = controlledBy(holdings, x)
					}
					for x := range few {
						for y := range few {
							if w.One(x) != x || w.One(y) != y {
								continue
							}
							if got := w.Owns(x, y); got != of[x][y] {
								t.Fatalf("world %d, loss %v: %d controls %d: %v", world, loss != nil, x, y, got)
							}
							if got := alone.Owns(x, y).Has(world); loss == nil && got != of[x][y] {
								t.Fatalf("world %d: asked alone, %d controls %d: %v", world, x, y, got)
							}
							controls += len(of[x])
						}
					}
					chains += checkNear(t, f, w, holdings, of)
				}
			}
			if controls == 0 || chains == 0 {
				t.Errorf("%d cases of control, %d by a chain alone", controls, chains)
			}
		})
	}
}

func TestWhoControlsOneThingIsFoundForAllAtOnce(t *testing.T) {
	for seed := range uint64(6) {
		c := sharesOnly(seed)
		m, err := evidence.Compile(c, evidence.Config{Known: underpin.MaxDay})
		if err != nil {
			t.Fatal(err)
		}
		h := project(t, c, snapshot.TieFilter{}).Shareholdings(sample(t, m), 0, worlds)
		for thing := range int32(len(c.Entities)) {
			of := h.ControlOf(thing)
			for x := range int32(len(c.Entities)) {
				got, want := of.By(x), h.Owns(x, thing)
				if !slices.Equal(got, want) {
					t.Fatalf("case %d: %d controls %d in the worlds %b, want %b", seed, x, thing, got, want)
				}
				if got.Any() && !of.May(x) {
					t.Errorf("case %d: %d may not control %d, and does", seed, x, thing)
				}
			}
		}
	}
}

// checkNear compares which ties of control stand by themselves with the definition, and
// counts those that a chain alone gives.
func checkNear(t *testing.T, f *snapshot.Frame, w *snapshot.World, holdings map[[2]int32]float64, of []map[int32]bool) int {
	t.Helper()
	chains := 0
	for k := len(f.Projection.Ties); k < len(f.Ties); k++ {
		x, c := f.Ties[k].Subject, f.Ties[k].Object
		want := of[x][c] && w.One(x) == x && w.One(c) == c
		for y := range of[x] {
			if want && of[y][c] && !of[y][x] && !of[c][y] && !(holdings[[2]int32{x, c}] > 50+1e-9) {
				want = false
				chains++
			}
		}
		if got := w.Stands(k); got != want {
			t.Fatalf("pattern %d: control of %d by %d stands by itself: %v, want %v", w.Pattern(), c, x, got, want)
		}
	}
	return chains
}

// One source lists 60 percent each for two who are one: the two lots are theirs, and come
// to the whole and no more.
func TestLotsOfOneHolderComeToTheWholeAtMost(t *testing.T) {
	for _, one := range []struct {
		shares [2]float64
		want   float64
	}{{[2]float64{60, 60}, 100}, {[2]float64{30, 40}, 70}, {[2]float64{50, 50}, 100}} {
		c := synth.Case(synth.CaseConfig{Seed: 1})
		people, firm := []underpin.EntityID{"a", "b"}, underpin.EntityID("firm")
		c.Entities = []underpin.Entity{{ID: "a", Schema: underpin.Person, Name: "A"}, {ID: "b", Schema: underpin.Person, Name: "B"}, {ID: firm, Schema: underpin.Company, Name: "Firm"}}
		c.Samenesses = []underpin.Sameness{{ID: "s", A: "a", B: "b", Verdict: underpin.Same}}
		c.Claims, c.Testimonies = nil, nil
		for i, x := range one.shares {
			id := fmt.Sprint("c", i)
			c.Claims = append(c.Claims, underpin.Claim{ID: underpin.ClaimID(id), Subject: people[i], Object: firm, Relation: "owns", Share: underpin.Quantity{Text: id, Low: x, High: x}})
			c.Testimonies = append(c.Testimonies, underpin.Testimony{ID: underpin.TestimonyID(id), Claim: underpin.ClaimID(id), Source: c.Sources[0].ID, Polarity: underpin.Affirm})
		}
		h := project(t, c, snapshot.TieFilter{}).Shareholdings(always{}, 0, 1)
		thing, _ := h.Entity(firm)
		got := h.Behind(thing).Behind(0)
		if len(got) != 1 || got[0].Share != one.want {
			t.Errorf("shares of %v percent: %v, want one of %v percent", one.shares, got, one.want)
		}
	}
}

// always is a world in which all holds.
type always struct{}

func (always) Holds(int, int, int) bool { return true }
func (always) Same(int, int) bool       { return true }
