package evidence

import (
	"context"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"underpin"
	"underpin/internal/exchange/casebook"
	"underpin/internal/worldset"
)

// examples reads the cases that come with the program.
func examples(t *testing.T) map[string]*underpin.Case {
	t.Helper()
	files, err := filepath.Glob("../../examples/*/casebook.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no example cases: %v", err)
	}
	out := map[string]*underpin.Case{}
	for _, name := range files {
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		c, err := casebook.Read(f, name)
		f.Close()
		if err != nil {
			t.Fatal(err)
		}
		out[filepath.Base(filepath.Dir(name))] = c
	}
	return out
}

// askedDates are the date of a case, that of its what-if, and others around.
func askedDates(c *underpin.Case) []underpin.Day {
	as := c.Settings.AsOf.Last
	return []underpin.Day{as, c.Settings.ShockAt.Last, as - 400, as - 1500, as + 500}
}

func TestInTheExamplesTheMeanOverSoundnessIsTheStanding(t *testing.T) {
	for name, c := range examples(t) {
		m, err := Compile(c, Config{Known: underpin.MaxDay})
		if err != nil {
			t.Fatal(err)
		}
		for _, on := range askedDates(c) {
			checked := 0
			for i := range c.Claims {
				if slices.ContainsFunc(m.spots[i], func(s spot) bool { return m.undecided(m.rivalSets[s.rivalSet], on) }) {
					continue // a date within a vague bound goes by the draw
				}
				checked++
				if p, want := exactMean(m, i, on), m.Standing(i, on); math.Abs(p-want) > within {
					t.Errorf("%s, %s on %s: mean %.12f, standing %.12f", name, c.Claims[i].ID, on, p, want)
				}
			}
			if 2*checked < len(c.Claims) {
				t.Errorf("%s on %s: only %d of %d claims lie outside vague bounds", name, on, checked, len(c.Claims))
			}
		}
	}
}

// undecided reports whether a date lies within a vague bound of a rival set's claims.
func (m *Model) undecided(c *rivalSet, d underpin.Day) bool {
	return len(m.newDecider(c, d, new(scratch)).vague) > 0
}

func TestInTheExamplesWorkersChangeNothing(t *testing.T) {
	for name, c := range examples(t) {
		m, err := Compile(c, Config{Known: underpin.MaxDay})
		if err != nil {
			t.Fatal(err)
		}
		cfg := SampleConfig{Worlds: 500, Seed: 11, Dates: askedDates(c)[:2], Workers: 1}
		one, err := m.Sample(context.Background(), cfg)
		if err != nil {
			t.Fatal(err)
		}
		cfg.Workers = 5
		five, err := m.Sample(context.Background(), cfg)
		if err != nil {
			t.Fatal(err)
		}
		if d := firstDifference(one, five); d >= 0 {
			t.Errorf("%s: claim %d differs between 1 and 5 workers", name, d)
		}
	}
}

// firstDifference returns the first claim that two samples decide otherwise, or -1.
func firstDifference(a, b *Sample) int {
	changed := worldset.New(a.Worlds)
	for d := range a.holds {
		for i := range a.holds[d] {
			changed.OrXor(a.holds[d][i], b.holds[d][i])
			if changed.Any() {
				return i
			}
		}
	}
	return -1
}

func TestInTheExamplesResolvedEqualsBruteForceForEverySource(t *testing.T) {
	for name, c := range examples(t) {
		f := &fixture{c: c}
		m, err := Compile(c, Config{Known: underpin.MaxDay})
		if err != nil {
			t.Fatal(err)
		}
		cfg := SampleConfig{Worlds: 300, Seed: 12, Dates: askedDates(c)[:2]}
		base, err := m.Sample(context.Background(), cfg)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range c.Sources {
			edited, err := m.Edited(Edits{Without: []underpin.SourceID{s.ID}})
			if err != nil {
				t.Fatal(err)
			}
			got, changed, err := edited.Resolve(context.Background(), base)
			if err != nil {
				t.Fatal(err)
			}
			never, ok := f.without(m, s.ID)
			if !ok {
				continue
			}
			want, err := never.compile().Sample(context.Background(), cfg)
			if err != nil {
				t.Fatal(err)
			}
			if d := firstDifference(got, want); d >= 0 {
				t.Errorf("%s without %s: claim %d is not as by brute force", name, s.ID, d)
			}
			if differs := exactDifference(base, want); !slices.Equal(differs, changed) {
				t.Errorf("%s without %s: the worlds marked as changed are not those that did", name, s.ID)
			}
		}
	}
}

// exactDifference is the row of worlds in which two samples decide any claim
// otherwise, found world by world.
func exactDifference(a, b *Sample) worldset.Set {
	out := worldset.New(a.Worlds)
	for w := range a.Worlds {
		for d := range a.Dates {
			for i := range a.holds[d] {
				if a.Holds(d, w, i) != b.Holds(d, w, i) {
					out.Add(w)
				}
			}
		}
		for pair := range a.same {
			if a.Same(w, pair) != b.Same(w, pair) {
				out.Add(w)
			}
		}
	}
	return out
}
