package measure_test

import (
	"math"
	"slices"
	"testing"

	"underpin"
	"underpin/internal/measure"
	"underpin/internal/network"
	"underpin/internal/snapshot"
	"underpin/internal/synth"
)

// twoRings are two circles of friends, a to e and v to z, with one tie between them.
const twoRings = `a-b a-c a-d a-e b-c b-d b-e c-d c-e d-e v-w v-x v-y v-z w-x w-y w-z x-y x-z y-z a-v`

func divide(t testing.TB, f *snapshot.Frame) *measure.Communities {
	t.Helper()
	c, err := measure.Divide(t.Context(), f, false, snapshot.RunConfig{})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestCirclesOfFriendsAreCommunities(t *testing.T) {
	c := divide(t, frame(t, graph(twoRings), always{}, 3))
	if len(c.Groups) != 2 || c.Worlds != 3 {
		t.Fatalf("%d communities in %d worlds", len(c.Groups), c.Worlds)
	}
	for i, ids := range []string{"abcde", "vwxyz"} {
		members := ""
		for _, m := range c.Groups[i].Members {
			members += string(m.Entity)
		}
		if members != ids || c.Groups[i].Together != 1 {
			t.Errorf("community %d: got %s, together %g", i+1, members, c.Groups[i].Together)
		}
	}
	// 20 of 21 ties lie within; each side has 21 of the 42 ends.
	near(t, "modularity", c.Modularity, 20/21.-.5, 1e-12)
}

func TestAMemberWhoseTiesMayAllFailIsSeldomBesideItsCommunity(t *testing.T) {
	// p is tied to the first circle by one tie, which holds in every second world.
	f := frame(t, graph(twoRings+" p-e"), lastInEverySecond(21), 64)
	groups := divide(t, f).Groups
	if len(groups) != 2 || len(groups[0].Members) != 6 {
		t.Fatalf("got %+v", groups)
	}
	last := groups[0].Members[5]
	if last.Entity != "p" || last.Together != .5 {
		t.Errorf("%s is beside the others in %g of the worlds, want p in half", last.Entity, last.Together)
	}
	// The others have each other always, and p in every second world.
	near(t, "its circle", groups[0].Members[0].Together, (4+.5)/5, 1e-12)
}

// lastInEverySecond are worlds in which one claim holds in every second and all
// others always.
type lastInEverySecond int

func (l lastInEverySecond) Holds(_, world, claim int) bool { return claim != int(l) || world%2 == 0 }
func (lastInEverySecond) Same(int, int) bool               { return false }

func TestExpectedTiesWeighTheWorldsInWhichTheyHold(t *testing.T) {
	c := graph(`a-b b-c b-a`)
	c.Samenesses = []underpin.Sameness{{ID: "s", A: "c", B: "d", Verdict: underpin.Same}}
	c.Entities = append(c.Entities, underpin.Entity{ID: "d", Schema: underpin.Person, Name: "d"}, underpin.Entity{ID: "alone", Schema: underpin.Person, Name: "alone"})
	// a-b holds in worlds 1, 3, b-a in worlds 2, 3, b-c in none of the first and in 4 to 7.
	g, node, err := frame(t, c, every{}, 8).Expected()
	if err != nil {
		t.Fatal(err)
	}
	if g.N() != 3 || node[3] != node[2] || node[4] != -1 {
		t.Fatalf("%d nodes, numbered %v", g.N(), node)
	}
	weight := func(a, b int) float64 {
		for i, v := range g.Neighbours(node[a]) {
			if v == node[b] {
				return g.Weights(node[a])[i]
			}
		}
		return math.NaN()
	}
	if ab, bc := weight(0, 1), weight(1, 2); ab != .75 || bc != .5 {
		t.Errorf("a-b weighs %g, b-c %g; want .75 and .5", ab, bc)
	}
}

func TestBrokersStandBetweenWhoIsNotTied(t *testing.T) {
	f := frame(t, graph(twoRings), always{}, 2)
	brokers, worlds, err := measure.Brokers(t.Context(), f, divide(t, f), 10, false, snapshot.RunConfig{})
	if err != nil || worlds != 2 {
		t.Fatal(worlds, err)
	}
	if len(brokers) != 2 {
		t.Fatalf("got %+v, want a and v alone", brokers)
	}
	for i, id := range []underpin.EntityID{"a", "v"} {
		// Four of its own ring, each with the one beyond.
		b := brokers[i]
		if b.Entity != id || b.Mean != 4 || b.Gatekeeper != 4 || b.Coordinator+b.Itinerant+b.Liaison != 0 || b.Low != 4 || b.High != 4 {
			t.Errorf("got %+v", b)
		}
	}
	star := frame(t, graph(`hub-a hub-b hub-c hub-d`), every{}, 16)
	brokers, _, err = measure.Brokers(t.Context(), star, divide(t, star), 10, false, snapshot.RunConfig{})
	if err != nil || len(brokers) != 1 {
		t.Fatal(brokers, err)
	}
	// Each of the six pairs in a quarter of the worlds.
	near(t, "pairs of the hub", brokers[0].Mean, 1.5, 1e-12)
	near(t, "its roles together", brokers[0].Coordinator+brokers[0].Gatekeeper+brokers[0].Itinerant+brokers[0].Liaison, 1.5, 1e-12)
}

func TestTheOutlineSaysWhatEachMeasureSaysInEveryWorld(t *testing.T) {
	const worlds = 100
	f := generated(t, synth.CaseConfig{Entities: 60, Claims: 150, Sources: 12, Seed: 3}, worlds)
	lines, err := measure.Outline(t.Context(), f, measure.Wholes, nil, false, snapshot.RunConfig{Workers: 3})
	if err != nil {
		t.Fatal(err)
	}
	divided, err := measure.Outline(t.Context(), f, measure.Wholes, divide(t, f), false, snapshot.RunConfig{})
	if err != nil || !slices.Equal(divided, lines) {
		t.Errorf("where communities are at hand %+v, %v; else %+v", divided, err, lines)
	}
	if len(lines) != len(measure.Wholes) {
		t.Fatalf("%d lines", len(lines))
	}
	w, k := f.World(), new(measure.Kernels)
	for i, m := range measure.Wholes {
		values := make([]float64, worlds)
		for world := range values {
			w.Set(f.Pattern(world), nil)
			values[world] = k.Value(m, w)
		}
		want := measure.Summarise(values)
		if l := lines[i]; l.Name != m.Name || l.Distribution != want || l.Worlds != worlds {
			t.Errorf("%s: got %s %+v in %d worlds, want %+v", m.Name, l.Name, l.Distribution, l.Worlds, want)
		}
	}
}

func TestTheOutlineHoldsTheMeasuresAskedFor(t *testing.T) {
	f := frame(t, graph(twoRings), always{}, 2)
	var some []*measure.Measure
	for _, name := range []string{"density", "components", "ties"} {
		m, err := measure.Global(name)
		if err != nil {
			t.Fatal(err)
		}
		some = append(some, m)
	}
	lines, err := measure.Outline(t.Context(), f, some, nil, false, snapshot.RunConfig{})
	if err != nil || len(lines) != len(some) {
		t.Fatal(lines, err)
	}
	for i, want := range []float64{21. / 45, 1, 21} {
		if l := lines[i]; l.Name != some[i].Name || l.Mean != want || l.Low != want || l.High != want || l.Worlds != 2 {
			t.Errorf("got %+v, want %s to be %g", l, some[i].Name, want)
		}
	}
}

func TestTheNetworkIsTheSameForAnyNumberOfWorkers(t *testing.T) {
	f := generated(t, synth.CaseConfig{Entities: 120, Claims: 400, Sources: 20, Seed: 5}, 200)
	type all struct {
		groups  []measure.Community
		brokers []measure.Broker
	}
	of := func(workers int) all {
		run := snapshot.RunConfig{Workers: workers}
		c, err := measure.Divide(t.Context(), f, false, run)
		if err != nil {
			t.Fatal(err)
		}
		b, _, err := measure.Brokers(t.Context(), f, c, 20, false, run)
		if err != nil {
			t.Fatal(err)
		}
		return all{c.Groups, b}
	}
	one, four := of(1), of(4)
	if len(one.groups) != len(four.groups) || len(one.brokers) == 0 {
		t.Fatalf("%d and %d communities, %d brokers", len(one.groups), len(four.groups), len(one.brokers))
	}
	for i := range one.groups {
		if one.groups[i].Together != four.groups[i].Together {
			t.Errorf("community %d: %g and %g", i+1, one.groups[i].Together, four.groups[i].Together)
		}
	}
	for i := range one.brokers {
		if one.brokers[i] != four.brokers[i] {
			t.Errorf("broker %d: %+v and %+v", i+1, one.brokers[i], four.brokers[i])
		}
		if roles := one.brokers[i].Coordinator + one.brokers[i].Gatekeeper + one.brokers[i].Itinerant + one.brokers[i].Liaison; network.Rounded(roles) != network.Rounded(one.brokers[i].Mean) {
			t.Errorf("the roles of %s add up to %g of %g", one.brokers[i].Entity, roles, one.brokers[i].Mean)
		}
	}
}
