package desk

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"underpin"
	"underpin/internal/measure"
	"underpin/internal/name"
	"underpin/internal/store"
	"underpin/internal/synth"
)

// keptDesk has a generated case that is large enough for a snapshot, which is there.
func keptDesk(t *testing.T, seed uint64) (*Desk, *underpin.Case) {
	t.Helper()
	c := synth.Case(synth.CaseConfig{Entities: 220, Claims: 880, Sources: 30, MaxTestimonies: 3, Seed: seed})
	d := newDesk(t, c)
	c, err := d.store.Load(t.Context(), c.ID)
	if err != nil {
		t.Fatal(err)
	}
	return d, c
}

// both answers a question on the part that it gathers and on the whole. It reports whether
// the part sufficed.
func both[T any](t *testing.T, d *Desk, q Query, gather func(*gathering) error, answer func(*Study) (T, error)) bool {
	t.Helper()
	whole, err := d.study(t.Context(), q, false)
	if err != nil {
		t.Fatal(err)
	}
	want, err := answer(whole)
	if err != nil {
		t.Fatal(err)
	}
	part, _, err := another(t, d).part(t.Context(), q, gather)
	if errors.Is(err, store.ErrWhole) {
		return false
	}
	if err != nil {
		t.Fatal(err)
	}
	got, err := answer(part)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatalf("(-whole +part):\n%s", diff)
	}
	return true
}

// queries are the ways in which a case is read in these tests.
func queries(c *underpin.Case) map[string]Query {
	known := Query{Known: c.Testimonies[len(c.Testimonies)/2].Learned.EDTF, At: "2017-06"}
	whatIf := Query{At: "2016"}
	whatIf.Edits.Without = []underpin.SourceID{c.Sources[1].ID}
	whatIf.Edits.Reject = []underpin.ClaimID{c.Claims[2].ID}
	whatIf.Edits.MergeOrigins = [][2]underpin.OriginID{{underpin.OriginID(c.Sources[0].ID), underpin.OriginID(c.Sources[3].ID)}}
	whatIf.Lose = []underpin.LossID{underpin.LossID(c.Entities[0].ID)}
	return map[string]Query{"as it is": {}, "as known earlier": known, "under a what-if": whatIf}
}

// Claims are shown from their closure as from the whole case; that all of any case are
// assessed alike in it, internal/evidence tests.
func TestShowReadsTheClosure(t *testing.T) {
	d, c := keptDesk(t, 11)
	for name, q := range queries(c) {
		t.Run(name, func(t *testing.T) {
			whole, err := d.study(t.Context(), q, false)
			if err != nil {
				t.Fatal(err)
			}
			fresh := another(t, d)
			for i := 0; i < len(c.Claims); i += 4 {
				id := c.Claims[i].ID
				part, _, err := fresh.part(t.Context(), q, func(g *gathering) error { return g.shown(id) })
				if err != nil {
					t.Fatal(err)
				}
				want, err := whole.showAll(t.Context(), id)
				if err != nil {
					t.Fatal(err)
				}
				got, err := part.showAll(t.Context(), id)
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(want, got); diff != "" {
					t.Fatalf("%s (-whole +closure):\n%s", id, diff)
				}
			}
		})
	}
}

// A row of the matrix, and all rows of an entity, are those of the whole case.
func TestMatrixReadsTheClosure(t *testing.T) {
	d, c := keptDesk(t, 12)
	enough := 0
	for i := 0; i < len(c.Entities); i += 3 {
		e := &c.Entities[i]
		for _, word := range []underpin.EntityID{e.ID, underpin.EntityID(strings.ToUpper(e.Name))} {
			about := []underpin.EntityID{word}
			if both(t, d, Query{}, func(g *gathering) error { return g.about(about) }, func(s *Study) (*Matrix, error) { return s.matrix(about, i%3) }) {
				enough++
			}
		}
	}
	if enough == 0 {
		t.Error("the whole case was always needed")
	}
}

// How an entity is held is read from its closure as from the whole case.
func TestHeldReadsTheClosure(t *testing.T) {
	d, c := keptDesk(t, 15)
	enough, ended, crowds := 0, 0, 0
	for name, q := range queries(c) {
		q.Worlds = 200
		t.Run(name, func(t *testing.T) {
			for i := 0; i < len(c.Entities); i += 5 {
				// Few end the list, and what is read.
				e, bounds := c.Entities[i].ID, []measure.HeldBounds{measure.UsualBounds, {Titles: 1, Behind: 1, Crowd: 250}, {Titles: 7, Behind: 7, Crowd: 2}, {Titles: 250, Behind: 50, Crowd: 3}}[i%4]
				cut := false
				if both(t, d, q, func(g *gathering) error { return g.held(t.Context(), e, bounds) }, func(s *Study) (*HowHeld, error) {
					h, err := s.held(t.Context(), e, bounds)
					if cut = err == nil && h.Cut; err == nil {
						crowds += len(h.Crowds)
					}
					return h, err
				}) {
					enough++
				}
				if cut {
					ended++
				}
			}
		})
	}
	if enough < 2*len(c.Entities)/5 || ended == 0 || crowds == 0 {
		t.Errorf("the part sufficed for %d entities, %d lists ended, and behind %d crowds it did not go on", enough, ended, crowds)
	}
}

// What is found, and what is said of it, is what is found in the whole case.
func TestFindReadsTheClosure(t *testing.T) {
	d, c := keptDesk(t, 13)
	texts := []string{"the same as", "zz", c.Relations[0].Reads, string(c.Claims[7].ID), string(c.Claims[7].ID)[1:]}
	for i := 0; i < len(c.Entities); i += 9 {
		called := c.Entities[i].Name
		texts = append(texts, called, called[1:], strings.ToUpper(called), called+" leads")
	}
	for _, s := range c.Samenesses {
		texts = append(texts, string(s.A)+" "+string(s.B), "("+string(s.B)+")")
	}
	enough := 0
	for _, text := range texts {
		for _, kinds := range [][]underpin.RecordKind{nil, {underpin.KindEntity}, {underpin.KindRelation, underpin.KindClaim}} {
			f := &wordSearch{words: strings.Fields(name.Fold(text)), kinds: kinds, top: 1 + enough%40}
			if both(t, d, Query{}, f.gather, f.in) {
				enough++
			}
		}
	}
	if enough < 2*len(texts) {
		t.Errorf("the part sufficed for %d of %d questions", enough, 3*len(texts))
	}
}

// A case for which there is not the memory is refused before it is loaded, and what reads
// single records of it is answered.
func TestACaseThatDoesNotFitIsRefused(t *testing.T) {
	d, c := keptDesk(t, 16)
	small, err := Open(t.Context(), d.store.Path(), Config{Now: d.cfg.Now, Memory: func() int64 { return 100 << 10 }})
	if err != nil {
		t.Fatal(err)
	}
	defer small.Close()
	var f *Fault
	if _, err := small.Standings(t.Context(), Query{}); !errors.As(err, &f) || f.Code != CaseTooLarge || !strings.Contains(f.Message, "100 KiB is left") {
		t.Errorf("all standings: %v", err)
	}
	if _, err := small.Show(t.Context(), Query{}, c.Claims[0].ID); err != nil {
		t.Errorf("one claim: %v", err)
	}
}

// Faults are those of the whole case, with the same hints, and so are answers on a case
// without a snapshot.
func TestAPartThatCannotBeReadIsNoFault(t *testing.T) {
	d, c := keptDesk(t, 14)
	_, err := d.Show(t.Context(), Query{}, c.Claims[0].ID+"x")
	f, ok := errors.AsType[*Fault](err)
	if !ok || f.Kind != NotFound || f.Hint == "" {
		t.Errorf("a claim that is not there: %v", err)
	}
	if _, err := d.Show(t.Context(), Query{At: "1200"}, c.Claims[0].ID); err == nil {
		t.Error("a date outside the case is answered")
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if _, err := d.Show(ctx, Query{}, c.Claims[0].ID); err == nil {
		t.Error("it answers after the interrupt")
	}
	small := newDesk(t, quay(t))
	if _, _, err := small.part(t.Context(), Query{}, func(*gathering) error { return nil }); !errors.Is(err, store.ErrWhole) {
		t.Errorf("a case without a snapshot: %v", err)
	}
	if _, err := small.Show(t.Context(), Query{}, "c1"); err != nil {
		t.Error(err)
	}
}
