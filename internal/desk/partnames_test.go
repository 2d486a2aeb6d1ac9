package desk

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"underpin"
	"underpin/internal/synth"
)

// What names nothing, or more than one thing, is said to be so in the words of the whole
// case, and what has a name is found by it, without the case being loaded.
func TestAWordIsUnderstoodAsInTheWholeCase(t *testing.T) {
	c := synth.Case(synth.CaseConfig{Entities: 220, Claims: 880, Sources: 30, MaxTestimonies: 3, Seed: 17})
	twin := c.Entities[3]
	twin.ID = "twin"
	c.Entities = append(c.Entities, twin)
	d := newDesk(t, c)
	if _, err := d.store.Load(t.Context(), c.ID); err != nil {
		t.Fatal(err)
	}
	whole := another(t, d)
	if _, err := whole.study(t.Context(), Query{}, false); err != nil {
		t.Fatal(err)
	}
	claim, entity, source := string(c.Claims[40].ID), c.Entities[9], string(c.Sources[2].ID)
	x := c.Index()
	words := []string{
		claim + "x", strings.Replace(claim, "0", "", 1), "c999999", "", "nobody at all", x.Sentence(&c.Claims[40]), x.Sentence(&c.Claims[40]) + "s",
		strings.ToUpper(entity.Name), entity.Name[1:], string(entity.ID) + "x", twin.Name, strings.Fields(entity.Name)[0], source + "x", c.Relations[0].Reads,
	}
	asks := map[string]func(d *Desk, word string) (any, error){
		"show": func(d *Desk, word string) (any, error) { return d.Show(t.Context(), Query{}, underpin.ClaimID(word)) },
		"held": func(d *Desk, word string) (any, error) {
			return d.Held(t.Context(), Query{Worlds: 100}, underpin.EntityID(word))
		},
		"matrix": func(d *Desk, word string) (any, error) {
			return d.Matrix(t.Context(), Query{}, []underpin.EntityID{entity.ID, underpin.EntityID(word)}, 5)
		},
		"without": func(d *Desk, word string) (any, error) {
			q := Query{}
			q.Edits.Without = []underpin.SourceID{underpin.SourceID(word)}
			return d.Show(t.Context(), q, c.Claims[0].ID)
		},
		"lose": func(d *Desk, word string) (any, error) {
			return d.Show(t.Context(), Query{Lose: []underpin.LossID{underpin.LossID(word)}}, "c00x")
		},
		"reject, in a year outside the case": func(d *Desk, word string) (any, error) {
			q := Query{At: "1200"}
			q.Edits.Reject = []underpin.ClaimID{underpin.ClaimID(word)}
			return d.Find(t.Context(), q, "a", nil, 3)
		},
	}
	understood, refused := 0, 0
	for verb, ask := range asks {
		for _, word := range words {
			cold := another(t, d)
			got, err := ask(cold, word)
			want, wantErr := ask(whole, word)
			f, _ := errors.AsType[*Fault](err)
			g, _ := errors.AsType[*Fault](wantErr)
			if diff := cmp.Diff(g, f, cmpopts.IgnoreFields(Fault{}, "Err")) + cmp.Diff(want, got); diff != "" {
				t.Errorf("%s %q (-whole +part):\n%s", verb, word, diff)
			}
			if !cold.cases.holds(c.ID) {
				if err == nil {
					understood++
				} else {
					refused++
				}
			}
		}
	}
	if all := len(asks) * len(words); refused < all/2 || understood < 3 {
		t.Errorf("of %d words %d were refused and %d understood without the whole case", all, refused, understood)
	}
}
