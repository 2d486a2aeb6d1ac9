package measure_test

import (
	"context"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"underpin"
	"underpin/internal/measure"
	"underpin/internal/snapshot"
	"underpin/internal/synth/property"
)

func TestCollectivesAndPostsAreDrawnAndNeverRanked(t *testing.T) {
	c := graph("maryam-crew maryam-chair maryam-authority")
	c.Entities[1].Collective, c.Entities[1].Schema = true, underpin.Organization
	c.Entities[2].Schema, c.Entities[3].Schema = underpin.Position, underpin.PublicBody
	f := frame(t, c, always{}, 1)
	var got []underpin.EntityID
	for _, r := range rank(t, f, "degree", measure.RankingOptions{}) {
		got = append(got, r.Entity)
	}
	if diff := cmp.Diff([]underpin.EntityID{"maryam", "authority"}, got); diff != "" {
		t.Error(diff)
	}
	if got := rank(t, f, "degree", measure.RankingOptions{Schema: underpin.Person}); len(got) != 1 || got[0].Mean != 3 {
		t.Errorf("persons alone: got %+v", got)
	}
}

func TestEntitiesThatAreOneAreOneCompetitor(t *testing.T) {
	c := graph("maryam-a m-dalal-b yusuf-a")
	c.Claims[1].Subject, c.Entities[2].ID, c.Entities[2].Name = "m-dalal", "m-dalal", "m-dalal"
	c.Claims[1].Object = "b"
	c.Entities = append(c.Entities, underpin.Entity{ID: "b", Schema: underpin.Person, Name: "b"})
	c.Samenesses = []underpin.Sameness{{ID: "s", A: "maryam", B: "m-dalal", Verdict: underpin.Same}}
	who := rank(t, frame(t, c, sameAlways{}, 1), "degree", measure.RankingOptions{})
	if slices.ContainsFunc(who, func(r measure.Ranked) bool { return r.Entity == "maryam" }) {
		t.Error("maryam has a row beside that of m-dalal, by whose name both go")
	}
	for _, id := range []underpin.EntityID{"m-dalal"} {
		if r := find(t, who, id); r.Mean != 2 || r.RankLow != 1 || r.PTop != 0 {
			t.Errorf("%s: got %+v; want degree 2, the first place shared with a", id, r)
		}
	}
	for _, id := range []underpin.EntityID{"m-dalal"} {
		alone := rank(t, frame(t, withTie(c, "maryam", "yusuf"), sameAlways{}, 1), "degree", measure.RankingOptions{})
		if r := find(t, alone, id); r.Mean != 3 || r.PTop != 1 {
			t.Errorf("%s: got %+v; want the first place to be that of both ids", id, r)
		}
	}
	if r := find(t, who, "yusuf"); r.RankLow != 3 {
		t.Errorf("yusuf comes after two competitors: got rank %d", r.RankLow)
	}
}

// withTie returns a case with one claim more.
func withTie(c *underpin.Case, a, b underpin.EntityID) *underpin.Case {
	out := *c
	out.Claims = append(slices.Clip(c.Claims), underpin.Claim{ID: "more", Subject: a, Relation: c.Claims[0].Relation, Object: b})
	return &out
}

type sameAlways struct{ always }

func (sameAlways) Same(int, int) bool { return true }

func TestAnIntervalIsReadByNearestRank(t *testing.T) {
	var values []float64
	for i := range 100 {
		values = append(values, float64(100-i))
	}
	if got, want := measure.Summarise(values), (measure.Distribution{Mean: 50.5, Low: 5, High: 95}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if got := measure.Summarise(nil); got != (measure.Distribution{}) {
		t.Errorf("no values: got %+v", got)
	}
}

func TestAnUnknownMeasureIsRefusedWithTheNearest(t *testing.T) {
	_, err := measure.Node("betweeness")
	if !errors.Is(err, measure.ErrUnknownMeasure) || !strings.Contains(err.Error(), "did you mean betweenness?") {
		t.Errorf("got %v", err)
	}
	if _, err := measure.Global("zzz"); !errors.Is(err, measure.ErrUnknownMeasure) {
		t.Errorf("got %v", err)
	}
}

func TestAnEmptyNetworkHasDefinedResults(t *testing.T) {
	f := frame(t, graph(""), always{}, 5)
	if got := rank(t, f, "betweenness", measure.RankingOptions{}); len(got) != 0 {
		t.Errorf("somebody is ranked: %+v", got)
	}
	for _, m := range measure.Wholes {
		if got := whole(t, f, m.Name); got != (measure.Distribution{}) {
			t.Errorf("%s: got %+v, want 0", m.Name, got)
		}
	}
}

func TestOneWorkerOrManyGiveTheSameBits(t *testing.T) {
	property.Check(t, func(t *rapid.T) {
		c := graph(kite)
		w := draw(len(c.Claims), 200, rapid.Float64Range(.1, .9).Draw(t, "p"), rapid.Uint64().Draw(t, "seed"))
		p, _ := snapshot.New(c, nil, snapshot.TieFilter{})
		f := p.On(w, 0, 200)
		m := measure.Nodes[rapid.IntRange(0, len(measure.Nodes)-1).Draw(t, "measure")]
		one, how, _ := who(context.Background(), f, m, measure.RankingOptions{RunConfig: snapshot.RunConfig{Workers: 1}})
		many, _, _ := who(context.Background(), f, m, measure.RankingOptions{RunConfig: snapshot.RunConfig{Workers: 5}})
		if diff := cmp.Diff(one, many); diff != "" {
			t.Fatal(diff)
		}
		first := 0.0
		for _, r := range one {
			first += r.PTop
			if r.Low > r.High || r.RankLow > r.RankHigh || r.RankLow < 1 {
				t.Fatalf("%+v has its bounds crossed", r)
			}
		}
		if math.Abs(first+how.Shared-1) > 1e-9 {
			t.Fatalf("the shares of coming first sum to %g, and %g is shared", first, how.Shared)
		}
	})
}

func TestACancelledRunSaysSo(t *testing.T) {
	f := frame(t, graph(kite), always{}, 1)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	m, _ := measure.Node("degree")
	if _, _, err := who(ctx, f, m, measure.RankingOptions{}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if _, err := measure.Reach(ctx, f, "0", snapshot.RunConfig{}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func BenchmarkWho(b *testing.B) {
	c := graph(kite)
	f := frame(b, c, draw(len(c.Claims), 2000, .8, 1), 2000)
	m, _ := measure.Node("betweenness")
	for b.Loop() {
		if _, _, err := who(context.Background(), f, m, measure.RankingOptions{}); err != nil {
			b.Fatal(err)
		}
	}
}
