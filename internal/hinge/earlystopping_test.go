package hinge_test

import (
	"context"
	"math"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"

	"underpin"
	"underpin/internal/conclusion"
	"underpin/internal/evidence"
	"underpin/internal/hinge"
	"underpin/internal/worldset"
)

// costly is a judge that says that answering takes long, and counts the worlds that
// it answers.
type costly struct {
	*conclusion.Judge
	answered atomic.Int64
}

func (j *costly) Steps() float64 { return 1e9 }

func (j *costly) Answer(ctx context.Context, s *evidence.Sample, worlds worldset.Set, workers int) ([]conclusion.Value, error) {
	j.answered.Add(int64(worlds.Count()))
	return j.Judge.Answer(ctx, s, worlds, workers)
}

// slowly answers a conclusion on a generated case as one that takes long.
func slowly(t *testing.T, seed uint64, expr string, worlds int) (*hinge.Answers, *costly) {
	t.Helper()
	b := newBench(t, generated(seed), evidence.Edits{}, expr, []underpin.EntityID{"person-0"}, worlds, 4)
	j := &costly{Judge: b.judge}
	base, err := hinge.Answer(t.Context(), b.model, b.sample, j, 0)
	if err != nil {
		t.Fatal(err)
	}
	return base, j
}

func find(t *testing.T, base *hinge.Answers, cfg hinge.Config) *hinge.Findings {
	t.Helper()
	r, err := hinge.Find(t.Context(), base, cfg)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestFewerWorldsAnswerWithinTheStatedError sets hinges computed in some of the
// worlds beside the same in all.
func TestFewerWorldsAnswerWithinTheStatedError(t *testing.T) {
	hinges, fewer, misses := 0, 0, 0
	for seed := range uint64(3) {
		for _, expr := range expressions {
			base, _ := slowly(t, seed, expr, 2000)
			var named []hinge.Ref
			for _, s := range generated(seed).Sources {
				named = append(named, hinge.Ref{Kind: hinge.Source, ID: string(s.ID)})
			}
			all := find(t, base, hinge.Config{Largest: -1, Named: named, Precision: -1})
			some := find(t, base, hinge.Config{Largest: -1, Named: named})
			for _, h := range some.Hinges {
				exact := of(t, all, h.Ref)
				if exact.Worlds != 2000 || h.Worlds < 256 || h.Worlds == 2000 && !cmp.Equal(h, exact) {
					t.Errorf("%s: %+v, in all worlds %+v", expr, h, exact)
				}
				hinges++
				if h.Worlds < 2000 {
					fewer++
				}
				if math.Abs(h.Delta-exact.Delta) > 3*h.SE {
					misses++
					t.Logf("%s without %s: %.4f ± %.4f in %d worlds, %.4f in all", expr, h.ID, h.Delta, h.SE, h.Worlds, exact.Delta)
				}
			}
		}
	}
	t.Logf("%d hinges, %d in fewer worlds, %d off by more than three errors", hinges, fewer, misses)
	if fewer < hinges/4 || misses*100 > hinges {
		t.Errorf("of %d hinges %d are of fewer worlds, and %d off by more than three errors", hinges, fewer, misses)
	}
}

func of(t *testing.T, r *hinge.Findings, ref hinge.Ref) hinge.Hinge {
	t.Helper()
	for _, h := range r.Hinges {
		if h.Ref == ref {
			return h
		}
	}
	t.Fatalf("no hinge %+v", ref)
	return hinge.Hinge{}
}

func TestThePrecisionAskedForIsReached(t *testing.T) {
	base, _ := slowly(t, 1, expressions[3], 2000)
	named := []hinge.Ref{{Kind: hinge.Source, ID: "s000"}}
	last := 0
	for _, precision := range []float64{.5, .05, .03, 1e-9} {
		h := find(t, base, hinge.Config{Largest: -1, Named: named, Precision: precision}).Hinges[0]
		if h.SE > precision && h.Worlds < 2000 || h.Worlds < last {
			t.Errorf("asked for %v: %v in %d worlds", precision, h.SE, h.Worlds)
		}
		last = h.Worlds
	}
	if last != 2000 {
		t.Errorf("the last was computed in %d worlds", last)
	}
}

// TestTheScreenOfACostlyConclusionTakesNoLongerThanAnswering: apart from what is
// shown, no more worlds are answered than the base has.
func TestTheScreenOfACostlyConclusionTakesNoLongerThanAnswering(t *testing.T) {
	base, j := slowly(t, 2, expressions[0], 1000)
	r := find(t, base, hinge.Config{Largest: 1})
	shown := int64(0)
	for _, h := range r.Hinges {
		shown += int64(h.Changed)
	}
	if n := j.answered.Load() - shown; n > 1000 {
		t.Errorf("the screen answered %d worlds of 1,000", n)
	}
	byWorlds := 0
	for _, s := range r.Screen {
		if s.Kind == hinge.Claim && s.By == hinge.Conditioned {
			byWorlds++
		}
	}
	if byWorlds == 0 {
		t.Error("no claim was screened by conditioning")
	}
}

// TestWhatIsShownUnaskedIsBounded: no hinge is begun once four times the worlds of
// the base are answered, unless it is named.
func TestWhatIsShownUnaskedIsBounded(t *testing.T) {
	base, _ := slowly(t, 2, expressions[3], 1000)
	some := find(t, base, hinge.Config{Largest: 20, Precision: 1e-9})
	answered := 0
	for _, h := range some.Hinges {
		answered += h.Changed
	}
	if answered < 4000 || answered >= 5000 || len(some.Hinges) >= 20 {
		t.Errorf("%d worlds answered for %d hinges", answered, len(some.Hinges))
	}
	var named []hinge.Ref
	for _, s := range some.Screen[:20] {
		named = append(named, s.Ref)
	}
	if all := find(t, base, hinge.Config{Largest: -1, Named: named, Precision: 1e-9}); len(all.Hinges) != 20 {
		t.Errorf("%d of the 20 that were named", len(all.Hinges))
	}
}

func TestWhatCouldNotBeScreenedIsCounted(t *testing.T) {
	base, _ := slowly(t, 2, expressions[0], 12)
	slow := find(t, base, hinge.Config{})
	quick := newBench(t, generated(2), evidence.Edits{}, expressions[0], []underpin.EntityID{"person-0"}, 12, 4)
	all := find(t, quick.base, hinge.Config{})
	if all.Unscreened != 0 {
		t.Errorf("%d of a small case", all.Unscreened)
	}
	if slow.Unscreened == 0 || len(slow.Screen)+slow.Unscreened != len(all.Screen) {
		t.Errorf("%d screened and %d not, of %d", len(slow.Screen), slow.Unscreened, len(all.Screen))
	}
}

func TestACostlySearchDoesNotDependOnTheWorkers(t *testing.T) {
	base, _ := slowly(t, 0, expressions[0], 1000)
	first := find(t, base, hinge.Config{Workers: 1})
	for _, workers := range []int{2, 7} {
		if d := cmp.Diff(first, find(t, base, hinge.Config{Workers: workers})); d != "" {
			t.Errorf("%d workers: %s", workers, d)
		}
	}
}
