package desk

import (
	"slices"
	"strings"
	"testing"
)

func TestAWorldOfTheMapIsOneOfThoseThatAnswersAreWorkedOutIn(t *testing.T) {
	d := newDesk(t, example(t, "harbour"))
	const worlds = 200
	q := Query{At: "2019-06-01", Worlds: worlds}
	m, err := d.Map(t.Context(), q, MapSelection{})
	if err != nil {
		t.Fatal(err)
	}
	holds := map[int]int{}
	for world := 1; world <= worlds; world++ {
		w, err := d.MapWorld(t.Context(), q, world)
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range w.Numbers {
			holds[n]++
			if k := slices.Index(m.Ties.Numbers, n); k < 0 || m.Ties.Standing[k] == 0 {
				t.Fatalf("in world %d a tie holds that the map does not have or that does not stand: %d", world, n)
			}
		}
	}
	s, err := d.study(t.Context(), q, false)
	if err != nil {
		t.Fatal(err)
	}
	sample, err := s.Sample(t.Context(), s.At)
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range m.Ties.Numbers {
		if got, want := holds[n], sample.ClaimRow(0, n).Count(); got != want {
			t.Errorf("tie %d holds in %d worlds, in the sample in %d", n, got, want)
		}
	}
}

func TestAWorldOfTheMapSaysWhatItIsAndIsTheSameEachTime(t *testing.T) {
	first, err := newDesk(t, example(t, "harbour")).MapWorld(t.Context(), Query{}, 12)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(first.Sentence, "World 12 of 2,000, one possible state of affairs") {
		t.Error(first.Sentence)
	}
	again, err := newDesk(t, example(t, "harbour")).MapWorld(t.Context(), Query{}, 12)
	if err != nil || again.Sentence != first.Sentence || !slices.Equal(again.Numbers, first.Numbers) {
		t.Errorf("%v, %v", again, err)
	}
	t.Log(first.Sentence)
}
