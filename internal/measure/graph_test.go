package measure_test

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"underpin"
	"underpin/internal/measure"
	"underpin/internal/snapshot"
)

// graph returns a case of persons and ties "a-b" between them, each a claim.
func graph(ties string) *underpin.Case {
	c := &underpin.Case{ID: "graph", Relations: []underpin.Relation{{
		Name: "allied_with", Class: underpin.ClassAlliance, Power: underpin.PowerNone, Sign: "+",
		Control: underpin.ControlNone, HalfLife: underpin.HalfLife{Years: 2},
	}}}
	known := map[string]bool{}
	for i, tie := range strings.Fields(ties) {
		a, b, _ := strings.Cut(tie, "-")
		for _, id := range []string{a, b} {
			if !known[id] {
				known[id] = true
				c.Entities = append(c.Entities, underpin.Entity{ID: underpin.EntityID(id), Schema: underpin.Person, Name: id})
			}
		}
		c.Claims = append(c.Claims, underpin.Claim{
			ID: underpin.ClaimID(fmt.Sprint("c", i)), Subject: underpin.EntityID(a), Relation: "allied_with", Object: underpin.EntityID(b),
		})
	}
	return c
}

// always is any number of worlds in which every claim holds.
type always struct{}

func (always) Holds(int, int, int) bool { return true }
func (always) Same(int, int) bool       { return false }

// every is all 2^m worlds of m claims, each of probability one half.
type every struct{}

func (every) Holds(_, world, claim int) bool { return world>>claim&1 != 0 }
func (every) Same(int, int) bool             { return false }

// drawn are worlds in which each claim holds on its own with one probability.
type drawn struct{ holds [][]bool }

func draw(claims, worlds int, p float64, seed uint64) drawn {
	rng := rand.New(rand.NewPCG(seed, 1))
	d := drawn{make([][]bool, worlds)}
	for w := range d.holds {
		for range claims {
			d.holds[w] = append(d.holds[w], rng.Float64() < p)
		}
	}
	return d
}

func (d drawn) Holds(_, world, claim int) bool { return d.holds[world][claim] }
func (d drawn) Same(int, int) bool             { return false }

func frame(t testing.TB, c *underpin.Case, w snapshot.Worlds, n int) *snapshot.Frame {
	t.Helper()
	p, err := snapshot.New(c, nil, snapshot.TieFilter{})
	if err != nil {
		t.Fatal(err)
	}
	return p.On(w, 0, n)
}

// who ranks by one measure.
func who(ctx context.Context, f *snapshot.Frame, m *measure.Measure, o measure.RankingOptions) (out []measure.Ranked, how measure.Method, err error) {
	run := func(*measure.Measure) snapshot.RunConfig { return o.RunConfig }
	err = measure.Who(ctx, f, []*measure.Measure{m}, o, run, func(_ *measure.Measure, rows []measure.Ranked, method measure.Method) {
		out, how = rows, method
	})
	return out, how, err
}

func rank(t testing.TB, f *snapshot.Frame, name string, o measure.RankingOptions) []measure.Ranked {
	t.Helper()
	m, err := measure.Node(name)
	if err != nil {
		t.Fatal(err)
	}
	out, _, err := who(context.Background(), f, m, o)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func find(t testing.TB, list []measure.Ranked, id underpin.EntityID) measure.Ranked {
	t.Helper()
	for _, r := range list {
		if r.Entity == id {
			return r
		}
	}
	t.Fatalf("%s is not ranked", id)
	return measure.Ranked{}
}

func whole(t testing.TB, f *snapshot.Frame, name string) measure.Distribution {
	t.Helper()
	m, err := measure.Global(name)
	if err != nil {
		t.Fatal(err)
	}
	out, err := measure.Outline(context.Background(), f, []*measure.Measure{m}, nil, true, snapshot.RunConfig{})
	if err != nil {
		t.Fatal(err)
	}
	return out[0].Distribution
}

func near(t testing.TB, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%s: got %.9f, want %.9f within %g", what, got, want, tolerance)
	}
}
