package evidence

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"underpin"
	"underpin/internal/synth"
)

// shelf reads single records of a case that is held.
type shelf struct {
	x      *underpin.Index
	claims map[underpin.EntityID][]*underpin.Claim
}

func newShelf(c *underpin.Case) *shelf {
	s := &shelf{c.Index(), map[underpin.EntityID][]*underpin.Claim{}}
	for i := range c.Claims {
		cl := &c.Claims[i]
		for _, e := range slices.Compact([]underpin.EntityID{cl.Subject, cl.Object}) {
			s.claims[e] = append(s.claims[e], cl)
		}
	}
	return s
}

func (s *shelf) Record(ref underpin.RecordRef) (any, error) { return s.x.Find(ref), nil }

func (s *shelf) Claims(e underpin.EntityID, r underpin.RelationName) (out []underpin.ClaimID, _ error) {
	for _, c := range s.claims[e] {
		if r == "" || c.Relation == r {
			out = append(out, c.ID)
		}
	}
	return out, nil
}

func (s *shelf) Samenesses(e underpin.EntityID) (out []string, _ error) {
	for id, j := range s.x.Samenesses {
		if j.A == e || j.B == e {
			out = append(out, id)
		}
	}
	slices.Sort(out)
	return out, nil
}

func (s *shelf) Testimony(c underpin.ClaimID) (out []underpin.TestimonyID, _ error) {
	for _, t := range s.x.ByClaim[c] {
		out = append(out, t.ID)
	}
	return out, nil
}

// closed is the closure of some claims of a case.
func closed(tb rapid.TB, c *underpin.Case, s *shelf, claims ...underpin.ClaimID) *underpin.Case {
	part := &underpin.Case{ID: c.ID, Settings: c.Settings, Relations: slices.Clone(c.Relations), Groups: slices.Clone(c.Groups)}
	k := NewClosure(part, s)
	for _, id := range claims {
		if err := k.Claim(id); err != nil {
			tb.Fatal(err)
		}
	}
	part, err := k.Case()
	if err != nil {
		tb.Fatal(err)
	}
	return part
}

// sameInClosure compares what is told of a claim in the whole case and in its closure.
func sameInClosure(tb rapid.TB, c *underpin.Case, s *shelf, whole *Model, id underpin.ClaimID, days ...underpin.Day) *Model {
	tb.Helper()
	part, err := Compile(closed(tb, c, s, id), Config{Known: underpin.MaxDay})
	if err != nil {
		tb.Fatal(err)
	}
	i, _ := whole.Claim(id)
	j, ok := part.Claim(id)
	if !ok {
		tb.Fatalf("%s is not in its closure", id)
	}
	opaque := cmp.AllowUnexported(Voice{})
	for _, day := range days {
		if diff := cmp.Diff(whole.Assess(i, day), part.Assess(j, day), opaque); diff != "" {
			tb.Fatalf("%s on %s (-whole +closure):\n%s", id, day, diff)
		}
	}
	ids := func(m *Model, list []int) (out []underpin.ClaimID) {
		for _, k := range list {
			out = append(out, m.Case().Claims[k].ID)
		}
		return out
	}
	for _, everywhere := range []bool{true, false} {
		if diff := cmp.Diff(ids(whole, whole.Together(i, everywhere)), ids(part, part.Together(j, everywhere))); diff != "" {
			tb.Fatalf("%s together (-whole +closure):\n%s", id, diff)
		}
	}
	if diff := cmp.Diff(whole.Turns(i), part.Turns(j)); diff != "" {
		tb.Fatalf("the turns of %s (-whole +closure):\n%s", id, diff)
	}
	return part
}

// A claim reads in its closure as in the whole case, to the last bit.
func TestAClaimReadsInItsClosureAsInTheCase(t *testing.T) {
	holds(t, func(t *rapid.T) {
		f := anything.draw(t)
		f.c.Sort()
		if one(t, "shares", 0, 1) == 1 {
			for i := range f.c.Relations {
				if f.c.Relations[i].Name == "backs" {
					f.c.Relations[i].Control = underpin.ControlShare
				}
			}
			for i := range f.c.Claims {
				if c := &f.c.Claims[i]; c.Relation == "backs" && c.Object != "" {
					share := float64(one(t, "share", 20, 45, 60, 100))
					c.Share = underpin.Quantity{Text: fmt.Sprint(share), Low: share, High: share, Unit: "%"}
				}
			}
		}
		whole, s := f.compile(), newShelf(f.c)
		for i := range f.c.Claims {
			sameInClosure(t, f.c, s, whole, f.c.Claims[i].ID, on, day(2016, 5, 5).First)
		}
	})
}

// So it does in a case of the size of an article, with everything that such a case has,
// and its worlds are the same too.
func TestAClaimOfALargerCaseReadsInItsClosureAsInTheCase(t *testing.T) {
	for seed := range uint64(3) {
		c := synth.Case(synth.CaseConfig{Entities: 80, Claims: 320, Sources: 14, MaxTestimonies: 4, Seed: seed})
		c.Sort()
		whole, err := Compile(c, Config{Known: underpin.MaxDay})
		if err != nil {
			t.Fatal(err)
		}
		asOf := c.Settings.AsOf.Last
		cfg := SampleConfig{Worlds: 256, Seed: 1, Dates: []underpin.Day{asOf}}
		worlds, err := whole.Sample(t.Context(), cfg)
		if err != nil {
			t.Fatal(err)
		}
		s, most := newShelf(c), 0
		for i := range c.Claims {
			id := c.Claims[i].ID
			part := sameInClosure(t, c, s, whole, id, asOf, asOf-700)
			most = max(most, len(part.Case().Claims))
			if i%16 > 0 {
				continue
			}
			few, err := part.Sample(t.Context(), cfg)
			if err != nil {
				t.Fatal(err)
			}
			j, _ := part.Claim(id)
			for world := range cfg.Worlds {
				if worlds.Holds(0, world, i) != few.Holds(0, world, j) {
					t.Fatalf("seed %d: %s is otherwise in world %d of its closure", seed, id, world)
				}
			}
		}
		if most > len(c.Claims)/2 {
			t.Errorf("seed %d: a closure has %d of %d claims", seed, most, len(c.Claims))
		}
	}
}

// ExampleClosure gathers what one claim hangs on.
func ExampleClosure() {
	c := synth.Case(synth.CaseConfig{Seed: 2})
	c.Sort()
	part := &underpin.Case{ID: c.ID, Settings: c.Settings, Relations: c.Relations, Groups: c.Groups}
	k := NewClosure(part, newShelf(c))
	if err := k.Claim(c.Claims[0].ID); err != nil {
		fmt.Println(err)
	}
	part, err := k.Case()
	fmt.Println(len(part.Claims) < len(c.Claims), err)
	// Output: true <nil>
}
