package evidence

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"underpin"
)

// someEdges draws up to nine edges among few origins and reporters, so that many
// conflict, with strengths that are often equal.
func someEdges(r *rand.Rand) []edge {
	deltas := []float64{0, .4, .8, 1} // of four declared groups
	shared := r.IntN(2) == 0
	seen := map[[2]int]bool{}
	var out []edge
	for k := range 1 + r.IntN(9) {
		o, rep := r.IntN(4), r.IntN(4)
		if seen[[2]int{o, rep}] {
			continue
		}
		seen[[2]int{o, rep}] = true
		e := edge{origin: o, reporter: rep, says: k, group: len(deltas) + o, l: float64(1+r.IntN(4)) / 2}
		if shared && o < 3 {
			e.group = o + r.IntN(2)
			e.delta = deltas[e.group]
		}
		out = append(out, e)
	}
	return out
}

// bruteForce tries every set of edges, those with the first edges first, and keeps
// the first that is a matching of greatest value.
func bruteForce(edges []edge, value func([]edge) float64) (best []int, most float64) {
	most = -1
	n := len(edges)
	for mask := 1<<n - 1; mask >= 0; mask-- {
		var at []int
		var set []edge
		for i := range n {
			if mask>>(n-1-i)&1 == 1 {
				at, set = append(at, edges[i].says), append(set, edges[i])
			}
		}
		if matches(set) {
			if v := value(set); v > most+1e-12 {
				best, most = at, v
			}
		}
	}
	return best, most
}

func matches(set []edge) bool {
	for i := range set {
		for j := range i {
			if set[i].conflicts(&set[j]) {
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

func (ch *chorus) voicesAt() []int {
	var out []int
	for i, on := range ch.best {
		if on {
			out = append(out, ch.edges[i].says)
		}
	}
	return out
}

func TestTheVoicesAreTheMatchingThatSupportsMost(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 4))
	for range 20_000 {
		edges := someEdges(r)
		var ch chorus
		for _, e := range edges {
			ch.add(e)
		}
		got := ch.solve()
		best, want := bruteForce(edges, supportOf)
		if ch.greedy {
			continue // past twenty conflicting pairs the search is not exact
		}
		if math.Abs(got-want) > 1e-9 {
			t.Fatalf("support %v, over all matchings %v\n%+v", got, want, edges)
		}
		if !slices.Equal(ch.voicesAt(), best) {
			t.Fatalf("voices %v, the first of the best matchings is %v\n%+v", ch.voicesAt(), best, edges)
		}
	}
}

func TestTheHeaviestMatchingIsTheHeaviest(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	strength := func(set []edge) (sum float64) {
		for _, e := range set {
			sum += e.l
		}
		return sum
	}
	for range 20_000 {
		edges := someEdges(r)
		for i := range edges {
			edges[i].l = r.Float64() + .01
		}
		var ch chorus
		for _, e := range edges {
			ch.add(e)
		}
		ch.best, ch.chosen, ch.free = resize(nil, len(edges)), resize(nil, len(edges)), resize(nil, len(edges))
		ch.sort()
		ch.heaviest()
		var chosen []edge
		for i, on := range ch.best {
			if on {
				chosen = append(chosen, ch.edges[i])
			}
		}
		_, want := bruteForce(edges, strength)
		if got := strength(chosen); !matches(chosen) || math.Abs(got-want) > 1e-9 {
			t.Fatalf("strength %v, over all matchings %v\n%+v", got, want, edges)
		}
	}
}

func TestPastTwentyConflictsTheExplanationSaysSo(t *testing.T) {
	f := newFixture()
	for i := range 6 {
		for j := range 6 {
			f.c.Origins = append(f.c.Origins, underpin.Origin{ID: underpin.OriginID(fmt.Sprintf("N%d", j))})
			f.says("c0", fmt.Sprintf("s%d", i), []underpin.Grade{"A", "B", "C"}[(i+j)%3], origin(fmt.Sprintf("N%d", j)))
		}
	}
	f.c.Groups = []underpin.Group{{ID: "g", Delta: .4, Members: []underpin.OriginID{"N0", "N1", "N2"}}}
	a := f.compile().Assess(0, on)
	if !a.Greedy || len(a.Voices) != 6 || len(a.Counted) != 30 {
		t.Errorf("greedy %v, %d voices, %d counted already; want true, 6 and 30", a.Greedy, len(a.Voices), len(a.Counted))
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
			if len(a.Voices) != tt.voices || a.Origins != tt.origins || !slices.Equal(a.Counted, tt.counted) {
				t.Errorf("%d voices of %d origins, counted already %v; want %d of %d, %v",
					len(a.Voices), a.Origins, a.Counted, tt.voices, tt.origins, tt.counted)
			}
		})
	}
}
