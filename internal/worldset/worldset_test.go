package worldset_test

import (
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"underpin/internal/synth/property"
	"underpin/internal/worldset"
)

// A drawn set is kept twice: as bits, and as a map of bools that cannot be wrong.
type drawn struct {
	bits worldset.Set
	in   map[int]bool
}

func draw(rt *rapid.T, name string, n int) drawn {
	d := drawn{worldset.New(n), map[int]bool{}}
	if n == 0 {
		return d
	}
	for _, w := range rapid.SliceOfN(rapid.IntRange(0, n-1), 0, 2*n).Draw(rt, name) {
		d.bits.Add(w)
		d.in[w] = true
	}
	return d
}

func (d drawn) worlds() []int { return slices.Sorted(maps.Keys(d.in)) }

func worlds(n int) *rapid.Generator[int] {
	return rapid.OneOf(rapid.IntRange(0, n), rapid.SampledFrom([]int{0, 1, 63, 64, 65, 128}))
}

func TestASetSaysWhatAMapOfBoolsSays(t *testing.T) {
	property.Check(t, func(rt *rapid.T) {
		n := worlds(200).Draw(rt, "n")
		d := draw(rt, "worlds", n)
		for w := range n + 70 {
			if d.bits.Has(w) != d.in[w] {
				rt.Errorf("Has(%d) is %v", w, !d.in[w])
			}
		}
		if got := d.bits.Count(); got != len(d.in) {
			rt.Errorf("Count is %d, want %d", got, len(d.in))
		}
		if got := d.bits.Any(); got != (len(d.in) > 0) {
			rt.Errorf("Any is %v", got)
		}
		first := -1
		if len(d.in) > 0 {
			first = d.worlds()[0]
		}
		if got := d.bits.First(); got != first {
			rt.Errorf("First is %d, want %d", got, first)
		}
		if got := slices.Collect(d.bits.Each()); !slices.Equal(got, d.worlds()) {
			rt.Errorf("Each gives %v, want %v", got, d.worlds())
		}
	})
}

func TestSetsArePutTogetherAsMapsOfBoolsAre(t *testing.T) {
	property.Check(t, func(rt *rapid.T) {
		n := worlds(200).Draw(rt, "n")
		a, b, c := draw(rt, "a", n), draw(rt, "b", n), draw(rt, "c", n)
		if rapid.Bool().Draw(rt, "b is nil") {
			b = drawn{nil, map[int]bool{}}
		}
		for name, put := range map[string]struct {
			do   func(s worldset.Set)
			want func(w int) bool
		}{
			"Or":     {func(s worldset.Set) { s.Or(b.bits) }, func(w int) bool { return a.in[w] || b.in[w] }},
			"And":    {func(s worldset.Set) { s.And(b.bits) }, func(w int) bool { return a.in[w] && b.in[w] }},
			"AndNot": {func(s worldset.Set) { s.AndNot(b.bits) }, func(w int) bool { return a.in[w] && !b.in[w] }},
			"OrXor":  {func(s worldset.Set) { s.OrXor(b.bits, c.bits) }, func(w int) bool { return a.in[w] || b.in[w] != c.in[w] }},
		} {
			got := slices.Clone(a.bits)
			put.do(got)
			for w := range n {
				if got.Has(w) != put.want(w) {
					rt.Errorf("%s: world %d is wrong", name, w)
				}
			}
		}
		meet := slices.ContainsFunc(a.worlds(), func(w int) bool { return b.in[w] })
		if a.bits.Meets(b.bits) != meet || b.bits.Meets(a.bits) != meet {
			rt.Errorf("Meets is not %v", meet)
		}
	})
}

func TestAllHoldsTheFirstWorldsAndNoOther(t *testing.T) {
	for _, n := range []int{0, 1, 63, 64, 65, 127, 128, 129, 1000} {
		all := worldset.All(n)
		if len(all) != worldset.Words(n) || all.Count() != n {
			t.Errorf("All(%d) has %d words and %d worlds", n, len(all), all.Count())
		}
		for w := range n + 64 {
			if all.Has(w) != (w < n) {
				t.Errorf("All(%d).Has(%d) is %v", n, w, w >= n)
			}
		}
	}
}

func TestAWordIsReadLaneByLane(t *testing.T) {
	property.Check(t, func(rt *rapid.T) {
		d := draw(rt, "worlds", 128)
		for k, word := range d.bits {
			var lanes []int
			for w := range d.in {
				if w/worldset.Lanes == k {
					lanes = append(lanes, w%worldset.Lanes)
					if word&worldset.Lane(w) == 0 {
						rt.Errorf("Lane(%d) is not in its word", w)
					}
				}
			}
			slices.Sort(lanes)
			if got := slices.Collect(worldset.In(word)); !slices.Equal(got, lanes) {
				rt.Errorf("In gives %v, want %v", got, lanes)
			}
			if d.bits.Word(k) != word || worldset.Count(word) != len(lanes) {
				rt.Errorf("word %d: Word %x, Count %d", k, d.bits.Word(k), worldset.Count(word))
			}
		}
		if d.bits.Word(2) != 0 || worldset.Set(nil).Word(0) != 0 {
			rt.Error("a word that is not there is not 0")
		}
	})
}

func TestGoingOverWorldsCanBeLeftEarly(t *testing.T) {
	s := worldset.New(130)
	for _, w := range []int{3, 70, 129} {
		s.Add(w)
	}
	var met []int
	for w := range s.Each() {
		if met = append(met, w); w == 70 {
			break
		}
	}
	if !slices.Equal(met, []int{3, 70}) {
		t.Errorf("met %v", met)
	}
}

func TestOnlyOnePieceOfMemoryIsOneSet(t *testing.T) {
	a, b := worldset.All(70), worldset.All(70)
	for _, x := range []struct {
		sentence string
		s, t     worldset.Set
		want     bool
	}{
		{"a set is itself", a, a, true},
		{"an equal set elsewhere is another", a, b, false},
		{"nil and the set of no room are one", nil, worldset.New(0), true},
		{"nil is not a set with room", nil, a, false},
		{"a set with room is not nil", a, nil, false},
	} {
		if got := x.s.Is(x.t); got != x.want {
			t.Errorf("%s: %v", x.sentence, got)
		}
	}
}

func TestRowsAreReadByWordInAnyOrder(t *testing.T) {
	property.Check(t, func(rt *rapid.T) {
		const n = 40 * worldset.Lanes
		rows := []worldset.Set{draw(rt, "a", n).bits, nil, draw(rt, "b", n).bits}
		by := worldset.NewByWord(rows)
		for _, k := range rapid.SliceOfN(rapid.IntRange(0, n/worldset.Lanes-1), 1, 20).Draw(rt, "words") {
			for i, word := range by.Word(k) {
				if word != rows[i].Word(k) {
					rt.Errorf("word %d of row %d is %b, want %b", k, i, word, rows[i].Word(k))
				}
			}
		}
	})
}
