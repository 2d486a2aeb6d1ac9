package evidence

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"underpin"
)

// someEdges draws up to nine chains of up to three of few nodes, so that many share
// one, with strengths that are often equal.
func someEdges(r *rand.Rand) []edge {
	deltas := []float64{0, .4, .8, 1} // of four declared groups
	shared := r.IntN(2) == 0
	var out []edge
	for k := range 1 + r.IntN(9) {
		o := r.IntN(4)
		e := edge{says: k, group: len(deltas) + o, l: float64(1+r.IntN(4)) / 2}
		e.nodes.add(o)
		for range r.IntN(3) {
			e.nodes.add(4 + r.IntN(6))
		}
		if shared && o < 3 {
			e.group = o % 2
			e.delta = deltas[e.group+1]
		}
		out = append(out, e)
	}
	return out
}

// bruteForce tries every set of chains that share no node, and returns the most that
// one of them supports.
func bruteForce(edges []edge) (most float64) {
	for mask := range 1 << len(edges) {
		var set []edge
		for i := range edges {
			if mask>>i&1 == 1 {
				set = append(set, edges[i])
			}
		}
		if disjoint(set) {
			most = max(most, supportOf(set))
		}
	}
	return most
}

func disjoint(set []edge) bool {
	for i := range set {
		for j := range i {
			if set[i].nodes.meets(&set[j].nodes) {
				return false
			}
		}
	}
	return true
}

// supportOf is the support of a set of voices, written down anew from the rule.
func supportOf(set []edge) float64 {
	groups := map[int][]float64{}
	delta := map[int]float64{}
	m, s := 0.0, 0.0
	for _, e := range set {
		groups[e.group] = append(groups[e.group], e.l)
		delta[e.group] = e.delta
		m = max(m, e.l)
	}
	for g, ls := range groups {
		slices.Sort(ls)
		for k := range ls {
			s += math.Pow(1-delta[g], float64(k)) * ls[len(ls)-1-k]
		}
	}
	return m + .7*math.Log(1+s-m)
}

func TestTheVoicesAreTheDisjointChainsThatSupportMost(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 4))
	for range 20_000 {
		edges := someEdges(r)
		var pk setPacking
		for _, e := range edges {
			pk.add(e)
		}
		got, want := pk.solve(), bruteForce(edges)
		var set []edge
		for i, on := range pk.best {
			if on {
				set = append(set, pk.edges[i])
			}
		}
		if math.Abs(got-want) > 1e-9 || math.Abs(supportOf(set)-want) > 1e-9 || !disjoint(set) {
			t.Fatalf("support %v by %+v, over all sets of disjoint chains %v\n%+v", got, set, want, edges)
		}
	}
}

func TestOfVoicesAlikeTheFirstCounts(t *testing.T) {
	for between, want := range map[float64][]bool{1.4: {true, false, true}, 1.6: {false, true, false}} {
		var pk setPacking
		for i, l := range []float64{1, between, 1} {
			pk.add(edge{nodes: nodes{few: 0b11 << i}, group: i, l: l, says: i})
		}
		if pk.solve(); !slices.Equal(pk.best, want) {
			t.Errorf("a chain of %v that shares a node with two of 1: voices %v, want %v", between, pk.best, want)
		}
	}
	var pk setPacking
	for i := range 4 {
		pk.add(edge{nodes: nodes{few: 0b11 << (i % 2)}, group: i, l: 1, says: i})
	}
	if pk.solve(); !slices.Equal(pk.best, []bool{true, false, false, false}) {
		t.Errorf("of four alike %v speak, want the first", pk.best)
	}
}

func TestPastTwentyChainsThatHangTogetherTheExplanationSaysSo(t *testing.T) {
	f := newFixture()
	for i := range 6 {
		for j := range 6 {
			f.c.Origins = append(f.c.Origins, underpin.Origin{ID: underpin.OriginID(fmt.Sprintf("N%d", j))})
			f.says("c0", fmt.Sprintf("s%d", i), []underpin.Grade{"A", "B", "C"}[(i+j)%3], origin(fmt.Sprintf("N%d", j)))
		}
	}
	f.c.Groups = []underpin.Group{{ID: "g", Delta: .4, Members: []underpin.OriginID{"N0", "N1", "N2"}}}
	a := f.compile().Assess(0, on)
	if !a.Greedy || len(a.Voices) != 6 || len(a.Asides) != 30 {
		t.Errorf("greedy %v, %d voices, %d not counted; want true, 6 and 30", a.Greedy, len(a.Voices), len(a.Asides))
	}
}

func TestWhatCountsAsAVoice(t *testing.T) {
	note := func(f *fixture, ids ...underpin.OriginID) {
		for _, id := range ids {
			f.c.Origins = append(f.c.Origins, underpin.Origin{ID: id, CitedBy: "article"})
		}
	}
	for _, tt := range []struct {
		name    string
		build   func(*fixture)
		voices  int
		origins int
		counted []underpin.TestimonyID
	}{
		{"two papers quoting one official are one voice", func(f *fixture) {
			note(f, "official")
			f.says("c0", "paper", "B", origin("official"))
			f.says("c0", "other", "C", origin("official"))
		}, 1, 1, []underpin.TestimonyID{"t2"}},
		{"one paper citing two notes is one voice, the first", func(f *fixture) {
			note(f, "N1", "N2")
			f.says("c0", "article", "B", origin("N1"))
			f.says("c0", "article", "B", origin("N2"))
		}, 1, 1, []underpin.TestimonyID{"t2"}},
		{"a paper that shares a note and has one of its own adds its own", func(f *fixture) {
			note(f, "N1", "N2")
			f.says("c0", "article", "B", origin("N1"))
			f.says("c0", "other", "B", origin("N1"))
			f.says("c0", "other", "B", origin("N2"))
		}, 2, 2, []underpin.TestimonyID{"t2"}},
		{"two notes of one group are two voices and one independent origin", func(f *fixture) {
			note(f, "N1", "N2")
			f.c.Groups = []underpin.Group{{ID: "g", Delta: .8, Members: []underpin.OriginID{"N1", "N2"}}}
			f.says("c0", "article", "B", origin("N1"))
			f.says("c0", "other", "B", origin("N2"))
		}, 2, 1, nil},
		{"two notes resolved to one person are one origin", func(f *fixture) {
			note(f, "N1", "N2")
			f.source("porter", "B")
			f.c.Origins[0].Resolved, f.c.Origins[1].Resolved = "porter", "porter"
			f.says("c0", "article", "B", origin("N1"))
			f.says("c0", "other", "B", origin("N2"))
		}, 1, 1, []underpin.TestimonyID{"t2"}},
		{"an E is no voice", func(f *fixture) {
			f.says("c0", "s", "B", nil)
			f.says("c0", "idle", "E", nil)
		}, 1, 1, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := newFixture()
			tt.build(f)
			a := f.compile().Assess(0, on)
			var counted []underpin.TestimonyID
			for _, x := range a.Asides {
				if x.Why == Repeats && x.Voice != "" {
					counted = append(counted, x.Testimony)
				}
			}
			if len(a.Voices) != tt.voices || a.Origins != tt.origins || !slices.Equal(counted, tt.counted) {
				t.Errorf("%d voices of %d origins, counted already %v; want %d of %d, %v",
					len(a.Voices), a.Origins, counted, tt.voices, tt.origins, tt.counted)
			}
		})
	}
}
