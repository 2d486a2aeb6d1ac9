package hinge_test

import (
	"math"
	"os"
	"testing"

	"underpin"
	"underpin/examples"
	"underpin/internal/evidence"
	"underpin/internal/exchange/casebook"
	"underpin/internal/hinge"
)

// readCase reads an example case.
func readCase(t testing.TB, name string) *underpin.Case {
	t.Helper()
	path := "../../examples/" + name + "/casebook.yaml"
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	c, err := casebook.Read(f, path)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// lost are the entities that an example case loses; none of them loses a claim.
func lost(c *underpin.Case) (out []underpin.EntityID) {
	for _, id := range c.Settings.Lose {
		out = append(out, underpin.EntityID(id))
	}
	return out
}

// TestInTheExampleCasesSolvedEqualsBruteForce is the oracle on all example cases,
// for every conclusion that they name: the same with the same seed, and within the
// stated errors with another.
func TestInTheExampleCasesSolvedEqualsBruteForce(t *testing.T) {
	for _, name := range examples.Names {
		t.Run(name, func(t *testing.T) {
			c := readCase(t, name)
			lose := lost(c)
			misses, all := 0, 0
			for _, k := range c.Conclusions {
				b := newBench(t, c, evidence.Edits{}, k.ID, lose, 400, 9)
				r, err := hinge.Find(t.Context(), b.base, hinge.Config{Largest: 3})
				if err != nil {
					t.Fatalf("%s: %v", k.ID, err)
				}
				other := newBench(t, c, evidence.Edits{}, k.ID, lose, 400, 77)
				var named []hinge.Ref
				for _, h := range r.Hinges {
					brute(t, c, k.ID, lose, h, r.Base)
					named = append(named, h.Ref)
				}
				again, err := hinge.Find(t.Context(), other.base, hinge.Config{Largest: -1, Named: named})
				if err != nil {
					t.Fatal(err)
				}
				if b.judge.Kind() == "who" && b.base.Summary.Who != other.base.Summary.Who {
					continue // another answer is counted
				}
				for _, h := range r.Hinges {
					for _, g := range again.Hinges {
						if g.Ref != h.Ref {
							continue
						}
						all++
						if math.Abs(g.Delta-h.Delta) > 3*math.Hypot(g.SE, h.SE)+1e-9 {
							misses++
							t.Logf("%s without %s: %.4f ± %.4f, with another seed %.4f ± %.4f", k.ID, h.ID, h.Delta, h.SE, g.Delta, g.SE)
						}
					}
				}
			}
			if misses*10 > all {
				t.Errorf("of %d differences %d lie more than three errors from those of another seed", all, misses)
			}
		})
	}
}

// TestTheExampleCasesTellWhatTheyHangOn shows it; run with -v to read it.
func TestTheExampleCasesTellWhatTheyHangOn(t *testing.T) {
	for _, name := range examples.Names {
		t.Run(name, func(t *testing.T) {
			c := readCase(t, name)
			flips := 0
			for _, k := range c.Conclusions {
				b := newBench(t, c, evidence.Edits{}, k.ID, lost(c), 250, 1)
				r, err := hinge.Find(t.Context(), b.base, hinge.Config{Largest: 5})
				if err != nil {
					t.Fatal(err)
				}
				t.Logf("%s: %.3f %s", k.Text, r.Base.Value, r.Base.Who)
				for _, h := range r.Hinges {
					if h.Flips {
						flips++
					}
					t.Logf("  without %s %s: %.3f (%+.3f ± %.3f) flips %v %s; screened %+.3f by %s", h.Kind, h.ID, h.Without, h.Delta, h.SE, h.Flips, h.Answer, h.Screened.Delta, h.Screened.By)
				}
				for _, q := range hinge.Ask(b.base, hinge.AskConfig{Known: underpin.MaxDay, Today: today, Claims: 2}) {
					t.Logf("  ask: %.4f ± %.4f %s", q.Gain, q.SE, q.Text)
				}
			}
			if name == "harbour" && flips == 0 {
				t.Error("no conclusion of the harbour hangs on anything")
			}
		})
	}
}

// BenchmarkHarbour answers every conclusion of the invented case in 2,000 worlds,
// solves five hinges of each and ranks the questions.
func BenchmarkHarbour(b *testing.B) {
	c := readCase(b, "harbour")
	for b.Loop() {
		for _, k := range c.Conclusions {
			x := newBench(b, c, evidence.Edits{}, k.ID, lost(c), 2000, 1)
			if _, err := hinge.Find(b.Context(), x.base, hinge.Config{Largest: 5}); err != nil {
				b.Fatal(err)
			}
			hinge.Ask(x.base, hinge.AskConfig{Known: underpin.MaxDay, Today: today})
		}
	}
	b.ReportMetric(float64(len(c.Conclusions)), "conclusions")
}
