package snapshot_test

import (
	"context"
	"testing"

	"underpin"
	"underpin/internal/evidence"
	"underpin/internal/snapshot"
	"underpin/internal/synth"
)

// single hides the rows of a sample.
type single struct{ s *evidence.Sample }

func (w single) Holds(date, world, claim int) bool { return w.s.Holds(date, world, claim) }
func (w single) Same(world, sameness int) bool     { return w.s.Same(world, sameness) }

func TestAFrameReadsRowsAsItReadsWorldByWorld(t *testing.T) {
	for seed := range uint64(6) {
		c := synth.Case(synth.CaseConfig{Entities: 300, Claims: 250 * (1 + int(seed)), Seed: seed})
		day := c.Settings.AsOf.Last
		m, err := evidence.Compile(c, evidence.Config{Known: day, Today: day})
		if err != nil {
			t.Fatal(err)
		}
		n := 50 + 64*int(seed%3)
		s, err := m.Sample(context.Background(), evidence.SampleConfig{Worlds: n, Seed: seed, Dates: []underpin.Day{day}})
		if err != nil {
			t.Fatal(err)
		}
		p, err := snapshot.New(c, nil, snapshot.TieFilter{})
		if err != nil {
			t.Fatal(err)
		}
		for _, worlds := range []int{n, n - 1, 1} {
			rows, plain := p.On(s, 0, worlds), p.On(single{s}, 0, worlds)
			if rows.Patterns() != plain.Patterns() {
				t.Fatalf("%d patterns, want %d", rows.Patterns(), plain.Patterns())
			}
			for w := range worlds {
				if rows.Pattern(w) != plain.Pattern(w) {
					t.Fatalf("world %d has pattern %d, want %d", w, rows.Pattern(w), plain.Pattern(w))
				}
				for tie := range p.Ties {
					want := s.Holds(0, w, p.Ties[tie].Claim)
					if p.Ties[tie].Shares { // a share without room gives way
						want = want && s.Share(0, w, p.Ties[tie].Claim) > 0
					}
					if got := rows.Holds(rows.Pattern(w), tie); got != want {
						t.Fatalf("world %d, tie %d: got %v", w, tie, got)
					}
				}
			}
		}
	}
}
