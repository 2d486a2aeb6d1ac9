package desk

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"underpin/internal/synth"
)

func TestAnAnswerComesAtOnceAndABetterOneLater(t *testing.T) {
	d := newDesk(t, synth.Case(synth.CaseConfig{Entities: 24, Claims: 60, Seed: 3}))
	shock := func(ctx context.Context, q Query) (*Shock, error) { return d.Shock(ctx, q, nil) }
	want, err := shock(t.Context(), Query{})
	if err != nil {
		t.Fatal(err)
	}
	var worlds []int
	var last Answer[*Shock]
	for a, err := range Answers(t.Context(), Query{}, shock) {
		if err != nil {
			t.Fatal(err)
		}
		if a.Value.Caption.Worlds != a.Worlds || a.Of != 2000 || a.SE <= 0 {
			t.Errorf("an answer from %d of %d worlds, ± %v: %+v", a.Worlds, a.Of, a.SE, a.Value.Caption)
		}
		worlds, last = append(worlds, a.Worlds), a
	}
	if fmt.Sprint(worlds) != "[64 2000]" || !last.Final() {
		t.Errorf("asked in %v worlds", worlds)
	}
	if diff := cmp.Diff(want, last.Value); diff != "" {
		t.Errorf("- asked once + after a first answer\n%s", diff)
	}
}

func TestWhoHasSeenEnoughIsAskedNoFurther(t *testing.T) {
	asked, cut := 0, errors.New("interrupted")
	ask := func(_ context.Context, q Query) (int, error) {
		if asked++; asked == 3 {
			return 0, cut
		}
		return q.Worlds, nil
	}
	for a := range Answers(t.Context(), Query{Worlds: 100_000}, ask) {
		if a.Value == 64*16 {
			break
		}
	}
	if asked != 2 {
		t.Errorf("asked %d times", asked)
	}
	for a, err := range Answers(t.Context(), Query{Worlds: 100}, ask) {
		if asked != 3 || !errors.Is(err, cut) || a.Worlds != 100 {
			t.Errorf("time %d: %+v, %v", asked, a, err)
		}
	}
}

func TestAFirstAnswerTakesFewerSearchesUnlessTheyAreAskedFor(t *testing.T) {
	for _, test := range []struct {
		name        string
		q           Query
		first, last int
	}{
		{"few at first, as many as usual in the end", Query{}, 64 * 256, 0},
		{"a budget that was set is kept", Query{Budget: 7}, 7, 7},
	} {
		t.Run(test.name, func(t *testing.T) {
			var budgets []int
			for range Answers(t.Context(), test.q, func(_ context.Context, q Query) (int, error) {
				budgets = append(budgets, q.Budget)
				return 0, nil
			}) {
			}
			if want := []int{test.first, test.last}; !slices.Equal(budgets, want) {
				t.Errorf("budgets %v, want %v", budgets, want)
			}
		})
	}
}
