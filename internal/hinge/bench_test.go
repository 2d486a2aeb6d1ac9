package hinge_test

import (
	"syscall"
	"testing"
	"time"

	"underpin"
	"underpin/internal/evidence"
	"underpin/internal/hinge"
	"underpin/internal/synth"
	"underpin/internal/worldset"
)

// large is the case of the benchmarks against brute force: 5,000 entities and 20,000
// claims of 200 sources, 1,000 worlds, a conclusion on components.
func large() *underpin.Case {
	return synth.Case(synth.CaseConfig{Entities: 5000, Claims: 20_000, Sources: 200, Seed: 1})
}

func largeBench(b *testing.B, c *underpin.Case) *bench {
	return newBench(b, c, evidence.Edits{}, "after.components - before.components", []underpin.EntityID{"person-0"}, 1000, 1)
}

// takenOut takes sources out by brute force, everything drawn and answered afresh.
func takenOut(b *testing.B, x *bench, sources []string) {
	all := worldset.All(x.sample.Worlds)
	for _, id := range sources {
		m, err := x.model.Edited(evidence.Edits{Without: []underpin.SourceID{underpin.SourceID(id)}})
		if err != nil {
			b.Fatal(err)
		}
		s, err := m.Sample(b.Context(), evidence.SampleConfig{Worlds: x.sample.Worlds, Seed: x.sample.Seed, Dates: x.sample.Dates})
		if err != nil {
			b.Fatal(err)
		}
		if _, err := x.judge.Answer(b.Context(), s, all, 0); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkScreenAgainstBruteForce screens the 200 sources of the large case, the
// drawing and answering of the worlds included. Brute force takes 5 of them out, and
// counts 40 times.
func BenchmarkScreenAgainstBruteForce(b *testing.B) {
	c := large()
	var ours, brute cost
	for b.Loop() {
		var x *bench
		ours.of(b, 1, func() {
			x = largeBench(b, c)
			r, err := hinge.Find(b.Context(), x.base, hinge.Config{Largest: 1, Kinds: []hinge.PremiseKind{hinge.Source}, Conditioning: true})
			if err != nil {
				b.Fatal(err)
			}
			if len(r.Screen) < 190 {
				b.Fatalf("%d screened", len(r.Screen))
			}
		})
		brute.of(b, 40, func() { takenOut(b, x, []string{"s010", "s050", "s090", "s130", "s170"}) })
	}
	report(b, ours, brute)
}

// BenchmarkSolveAgainstBruteForce computes the 20 largest of the screen, given the
// worlds of the base. Brute force takes every fourth of them out, and counts 4 times.
func BenchmarkSolveAgainstBruteForce(b *testing.B) {
	x := largeBench(b, large())
	r, err := hinge.Find(b.Context(), x.base, hinge.Config{Largest: 1, Kinds: []hinge.PremiseKind{hinge.Source}, Conditioning: true})
	if err != nil {
		b.Fatal(err)
	}
	var named []hinge.Ref
	var some []string
	for k, s := range r.Screen[:20] {
		named = append(named, s.Ref)
		if k%4 == 0 {
			some = append(some, s.ID)
		}
	}
	var ours, brute cost
	for b.Loop() {
		ours.of(b, 1, func() {
			if _, err := hinge.Find(b.Context(), x.base, hinge.Config{Largest: -1, Named: named}); err != nil {
				b.Fatal(err)
			}
		})
		brute.of(b, 4, func() { takenOut(b, x, some) })
	}
	report(b, ours, brute)
}

// A cost is what work took: by the clock, and of the processors.
type cost struct{ wall, busy time.Duration }

func (c *cost) of(b *testing.B, times time.Duration, work func()) {
	start, before := time.Now(), busy(b)
	work()
	c.wall += times * time.Since(start)
	c.busy += times * (busy(b) - before)
}

// busy is the processor time of the process so far. On a busy machine the clock tells
// little, and little of it is left to the side that takes less.
func busy(b *testing.B) time.Duration {
	var r syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &r); err != nil {
		b.Fatal(err)
	}
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}

func report(b *testing.B, ours, brute cost) {
	b.ReportMetric(ours.wall.Seconds()/float64(b.N), "s-ours")
	b.ReportMetric(brute.wall.Seconds()/float64(b.N), "s-brute-force")
	b.ReportMetric(brute.wall.Seconds()/ours.wall.Seconds(), "times-faster")
	b.ReportMetric(ours.busy.Seconds()/float64(b.N), "cpu-s-ours")
	b.ReportMetric(brute.busy.Seconds()/float64(b.N), "cpu-s-brute-force")
	b.ReportMetric(brute.busy.Seconds()/ours.busy.Seconds(), "cpu-times-faster")
}

// BenchmarkFindOnTheCentre finds the hinges of a conclusion about who is at the
// centre, from the case on: premises of all kinds, and sources alone.
func BenchmarkFindOnTheCentre(b *testing.B) {
	c := synth.Case(synth.CaseConfig{Entities: 2000, Claims: 8000, Sources: 100, Seed: 1})
	for _, run := range []struct {
		name  string
		kinds []hinge.PremiseKind
	}{{"all", nil}, {"sources", []hinge.PremiseKind{hinge.Source}}} {
		b.Run("entities=2000,claims=8000,sources=100,worlds=1000/"+run.name, func(b *testing.B) {
			for b.Loop() {
				x := newBench(b, c, evidence.Edits{}, `after.top("betweenness", "Person")`, []underpin.EntityID{"person-0"}, 1000, 1)
				r, err := hinge.Find(b.Context(), x.base, hinge.Config{Kinds: run.kinds})
				if err != nil {
					b.Fatal(err)
				}
				answered := 0
				for _, h := range r.Hinges {
					answered += h.Changed
				}
				b.ReportMetric(float64(answered), "worlds-answered-again")
				b.ReportMetric(float64(len(r.Hinges)), "hinges")
			}
		})
	}
}
