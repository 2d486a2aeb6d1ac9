package shock_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"underpin"
	"underpin/internal/shock"
	"underpin/internal/snapshot"
	"underpin/internal/synth/property"
)

var relationNames = []string{"leads", "commands", "directs", "heads", "holds_post", "part_of", "member_of", "controls", "holds", "owns", "owns", "sponsors",
	"allied", "opposes"}

var names = []string{"maryam", "yusuf", "salma", "chair", "quay", "cranes", "gangs", "north-gang", "south-gang", "crane-co", "tug-co", "ministry"}

// bits are worlds drawn at random: claim then world.
type bits struct {
	claims [][]bool
	same   [][]bool
}

func (b bits) Holds(_, world, claim int) bool { return b.claims[claim][world] }
func (b bits) Same(world, sameness int) bool  { return b.same[sameness][world] }

const worlds = 40

// drawCase draws a case and its worlds.
func drawCase(t *rapid.T, tb testing.TB) (*underpin.Case, bits) {
	claims := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) string {
		return rapid.SampledFrom(names).Draw(t, "subject") + " " + rapid.SampledFrom(relationNames).Draw(t, "relation") + " " +
			rapid.SampledFrom(names).Draw(t, "object")
	}), 1, 25).Draw(t, "claims")
	c := harbour(tb, append(claims, "ministry controls quay", "maryam controls quay")...)
	for i := range c.Claims {
		// Shares of a thing may sum past the whole here: it is the fixed point that is asked.
		if share := rapid.SampledFrom([]float64{0, 20, 30, 50, 60}).Draw(t, "share"); c.Claims[i].Relation == "owns" && share > 0 {
			c.Claims[i].Share = underpin.Quantity{Text: fmt.Sprint(share), Low: share, High: share}
		}
	}
	if rapid.Bool().Draw(t, "unsure") {
		c.Samenesses = []underpin.Sameness{{ID: "s", A: "maryam", B: "quay", Verdict: underpin.Unsure, P: .5}}
		if last := c.Entities[len(c.Entities)-1].ID; last != "maryam" {
			c.Samenesses[0].B = last
		}
	}
	rng := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 3))
	draw := func(n int) [][]bool {
		out := make([][]bool, n)
		for i := range out {
			for range worlds {
				out[i] = append(out[i], rng.Float64() < .7)
			}
		}
		return out
	}
	return c, bits{draw(len(c.Claims)), draw(len(c.Samenesses))}
}

// drawLost draws one of the entities of a case.
func drawLost(t *rapid.T, c *underpin.Case) underpin.EntityID {
	return rapid.SampledFrom(c.Entities).Draw(t, "lost").ID
}

func run(t *rapid.T, tb testing.TB, c *underpin.Case, w snapshot.Worlds, workers int, lose ...underpin.EntityID) *shock.Report {
	f := frame(tb, c, w, worlds)
	cmp, err := shock.Compare(f, shock.Config{Entities: lose, Roots: []underpin.EntityID{"ministry", "maryam"}})
	if errors.Is(err, shock.ErrNotThere) {
		t.Skip("what is lost has no tie in this draw, so that it cannot be lost")
	}
	if err != nil {
		t.Fatal(err)
	}
	r, err := cmp.Report(context.Background(), snapshot.RunConfig{Workers: workers})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestALossNeverAddsReach(t *testing.T) {
	property.Check(t, func(rt *rapid.T) {
		c, w := drawCase(rt, t)
		r := run(rt, t, c, w, 0, drawLost(rt, c))
		for _, i := range r.Items {
			if i.CommandAfter > i.CommandBefore || i.SupportAfter > i.SupportBefore || i.ChannelsAfter > i.ChannelsBefore {
				rt.Fatalf("%+v", i)
			}
			if i.CommandBefore > i.SupportBefore || i.ChannelsBefore < i.CommandBefore-1e-12 {
				rt.Fatalf("command beyond support, or channels below command: %+v", i)
			}
			sum := 0.0
			for _, p := range i.Classes {
				sum += p
			}
			if sum < 1-1e-9 || sum > 1+1e-9 || i.Classes[i.Class] != i.PClass {
				rt.Fatalf("the shares of the classes sum to %g: %+v", sum, i)
			}
		}
		if r.After.FOld.Mean < r.Before.FOld.Mean-1e-12 || r.After.DFOld.Mean < r.Before.DFOld.Mean-1e-12 {
			rt.Fatalf("a loss joins what was apart: %+v, %+v", r.Before, r.After)
		}
	})
}

func TestWithoutALossAfterIsBefore(t *testing.T) {
	property.Check(t, func(rt *rapid.T) {
		c, w := drawCase(rt, t)
		r := run(rt, t, c, w, 0)
		if diff := cmp.Diff(r.Before, r.After); diff != "" {
			rt.Fatal(diff)
		}
		for _, i := range r.Items {
			if i.Class != shock.Untouched || i.PClass != 1 {
				rt.Fatalf("%+v", i)
			}
		}
		if len(r.Posts) > 0 || r.Rifts.Vanish != 0 {
			rt.Fatalf("%+v, %+v", r.Posts, r.Rifts)
		}
	})
}

func TestOneWorkerOrManyReportTheSameBits(t *testing.T) {
	property.Check(t, func(rt *rapid.T) {
		c, w := drawCase(rt, t)
		lost := drawLost(rt, c)
		if diff := cmp.Diff(run(rt, t, c, w, 1, lost), run(rt, t, c, w, 7, lost)); diff != "" {
			rt.Fatal(diff)
		}
	})
}

func TestTheOrderOfACaseDoesNotMatter(t *testing.T) {
	property.Check(t, func(rt *rapid.T) {
		c, w := drawCase(rt, t)
		lost := drawLost(rt, c)
		turned, tw := *c, bits{same: w.same}
		turned.Entities = shuffled(rt, c.Entities)
		order := make([]int, len(c.Claims))
		for i := range order {
			order[i] = i
		}
		order = shuffled(rt, order)
		turned.Claims = nil
		for _, i := range order {
			turned.Claims = append(turned.Claims, c.Claims[i])
			tw.claims = append(tw.claims, w.claims[i])
		}
		a, b := run(rt, t, c, w, 2, lost), run(rt, t, &turned, tw, 2, lost)
		if diff := cmp.Diff(a, b); diff != "" {
			rt.Fatal(diff)
		}
	})
}

func shuffled[T any](t *rapid.T, list []T) []T {
	return rapid.Permutation(list).Draw(t, "order")
}

func TestTheStatesOfEveryPatternAgreeWithTheReport(t *testing.T) {
	property.Check(t, func(rt *rapid.T) {
		c, w := drawCase(rt, t)
		lost := drawLost(rt, c)
		r := run(rt, t, c, w, 2, lost)
		f := frame(t, c, w, worlds)
		both := compare(t, f, shock.Config{Entities: []underpin.EntityID{lost}, Roots: []underpin.EntityID{"ministry", "maryam"}})
		counts := map[string]int{}
		for world := range worlds {
			_, after := both.At(world)
			for _, i := range r.Items {
				counts[fmt.Sprint(i.Entity, after.Class(i.Entity))]++
			}
		}
		for _, i := range r.Items {
			for class, p := range i.Classes {
				if counts[fmt.Sprint(i.Entity, class)] != int(p*worlds+.5) {
					rt.Fatalf("%s is %s in %g of worlds by the report, in %d by their states", i.Entity, class, p, counts[fmt.Sprint(i.Entity, class)])
				}
			}
		}
	})
}

func BenchmarkReport(b *testing.B) {
	c := harbour(b, "ministry commands maryam", "maryam controls quay", "ministry controls crane-co", "crane-co controls quay",
		"gangs controls cranes", "maryam commands gangs", "north-gang member_of gangs", "south-gang member_of gangs")
	f := frame(b, c, every{}, 256)
	both := compare(b, f, shock.Config{Entities: []underpin.EntityID{"maryam"}, Roots: []underpin.EntityID{"ministry"}})
	for b.Loop() {
		if _, err := both.Report(context.Background(), snapshot.RunConfig{}); err != nil {
			b.Fatal(err)
		}
	}
}
