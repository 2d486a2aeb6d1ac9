package synth_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"underpin"
	"underpin/internal/synth"
)

func TestAGeneratedCaseIsValidAtEverySize(t *testing.T) {
	for _, cfg := range []synth.CaseConfig{
		{}, {Seed: 7}, {Entities: 1, Claims: 1, Sources: 1}, {Entities: 12, Claims: 300, Sources: 2, Seed: 3},
		{Entities: 500, Claims: 2000, Sources: 80, Seed: 11}, {MinTestimonies: 4, MaxTestimonies: 4, Seed: 2},
	} {
		c := synth.Case(cfg)
		for _, p := range c.Validate() {
			t.Errorf("%+v: %v", cfg, p)
		}
	}
}

func TestAGeneratedCaseHasTheSizeAskedFor(t *testing.T) {
	c := synth.Case(synth.CaseConfig{Entities: 5000, Claims: 20000, Sources: 300, Seed: 1})
	if len(c.Entities) != 5000 || len(c.Claims) != 20000 || len(c.Sources) != 300 {
		t.Fatalf("%d entities, %d claims, %d sources", len(c.Entities), len(c.Claims), len(c.Sources))
	}
	if p := c.Validate(); len(p) > 0 {
		t.Fatal(p[0])
	}
	most, denials, relayed, views := 0, 0, 0, 0
	for _, list := range c.Index().ByClaim {
		most = max(most, len(list))
	}
	for _, x := range c.Testimonies {
		if x.Polarity == underpin.Deny {
			denials++
		}
		if len(x.Via) > 0 {
			relayed++
		}
	}
	for _, x := range c.Claims {
		if x.View() {
			views++
		}
	}
	if most != 6 || denials == 0 || relayed == 0 || views == 0 {
		t.Errorf("most testimonies a claim %d, denials %d, relayed %d, views %d", most, denials, relayed, views)
	}
	t.Logf("%d testimonies, %d denials, %d relayed, %d views, %d origins, %d groups", len(c.Testimonies), denials, relayed, views, len(c.Origins), len(c.Groups))
}

func TestEqualSeedsGiveEqualCases(t *testing.T) {
	cfg := synth.CaseConfig{Entities: 60, Claims: 150, Sources: 20, Seed: 5}
	if d := cmp.Diff(synth.Case(cfg), synth.Case(cfg)); d != "" {
		t.Error(d)
	}
	other := cfg
	other.Seed = 6
	if cmp.Equal(synth.Case(cfg).Claims, synth.Case(other).Claims) {
		t.Error("another seed gives the same claims")
	}
}

func BenchmarkCase(b *testing.B) {
	b.Run("entities=5000,claims=20000,sources=300", func(b *testing.B) {
		for b.Loop() {
			synth.Case(synth.CaseConfig{Entities: 5000, Claims: 20000, Sources: 300, Seed: 1})
		}
	})
}
