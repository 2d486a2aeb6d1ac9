package evidence

import (
	"slices"

	"underpin/internal/worldset"
)

// maxEnumerated is the number of soundness variables up to which a shift is
// solved by enumeration; beyond, over auxiliaryDraws fixed draws.
const maxEnumerated = 12

// In a world some testimony of a rival set is silent, because a source that it passed is
// not sound. What a claim comes to hangs on which is, and on nothing else: testimony
// that passed the same sources is silent together and has one bit of a pattern, that
// of a claim within one word where it fits.

// A silence is one bit of a pattern, set where any of the links is not sound.
type silence struct {
	bit   int
	links []link
}

// place gives the silences of a claim their bits and returns the first.
func (t *shiftTable) place(own [][]link) (first int) {
	if len(own) == 0 {
		return 0
	}
	if first = t.length; first%worldset.Lanes+len(own) > worldset.Lanes {
		first = worldset.Lanes * worldset.Words(first)
	}
	for k, links := range own {
		t.silences = append(t.silences, silence{first + k, links})
	}
	t.length = first + len(own)
	t.words = worldset.Words(t.length)
	return first
}

// lanesOf fills in the patterns of the draws of one word, given by variable and
// threshold in which draws it is sound.
func (t *shiftTable) lanesOf(sound [][]worldset.Set, word int, out []uint64) {
	clear(out)
	for _, s := range t.silences {
		silent := uint64(0)
		for _, l := range s.links {
			silent |= ^sound[l.at][l.rank][word]
		}
		at, place := worldset.At(s.bit)
		for lane := range worldset.In(silent) {
			out[lane*t.words+at] |= 1 << place
		}
	}
}

// states lists the patterns over which the shifts are solved, t.words words each,
// with their weights. They are the scratch's.
func (d *decider) states(t *shiftTable) (weight []float64, patterns []uint64) {
	if len(d.vars) > maxEnumerated {
		return d.drawnStates(t)
	}
	n := 1
	for k := range d.vars {
		n *= len(d.vars[k].h) + 1
	}
	weight, patterns = resized(d.s.weight, n), resized(d.s.patterns, n*t.words)
	d.s.weight, d.s.patterns = weight, patterns
	weight[0] = 1
	clear(patterns[:t.words])
	have := 1
	for k := range d.vars {
		if silent := d.silencedBy(t, k); silent != nil {
			d.vars[k].branch(weight, patterns, have, t.words, silent)
			have *= len(d.vars[k].h) + 1
		}
	}
	return weight[:have], patterns[:have*t.words]
}

// silencedBy returns what a variable silences in each of its states, or nil where
// it silences nothing.
func (d *decider) silencedBy(t *shiftTable, k int) []uint64 {
	states := len(d.vars[k].h) + 1
	var out []uint64
	for _, s := range t.silences {
		i := slices.IndexFunc(s.links, func(l link) bool { return l.at == k })
		if i < 0 {
			continue
		}
		if out == nil {
			out = make([]uint64, states*t.words)
		}
		for state := int(s.links[i].rank) + 1; state < states; state++ {
			worldset.Set(out[state*t.words:]).Add(s.bit)
		}
	}
	return out
}

// branch replaces each of the states there are by one for every state of a variable.
func (dv *drawVar) branch(weight []float64, patterns []uint64, have, words int, silent []uint64) {
	states := len(dv.h) + 1
	for i := have - 1; i >= 0; i-- {
		w := weight[i]
		for state := states - 1; state >= 0; state-- {
			to := i*states + state
			weight[to] = w * dv.chance(state)
			for k := words - 1; k >= 0; k-- {
				patterns[to*words+k] = patterns[i*words+k] | silent[state*words+k]
			}
		}
	}
}

// drawnStates draws states with numbers that belong to no seed and no world.
func (d *decider) drawnStates(t *shiftTable) (weight []float64, patterns []uint64) {
	sound := make([][]worldset.Set, len(d.vars))
	for k := range d.vars {
		sound[k] = d.auxiliary(k)
	}
	weight, patterns = resized(d.s.weight, auxiliaryDraws), resized(d.s.patterns, auxiliaryDraws*t.words)
	d.s.weight, d.s.patterns = weight, patterns
	for i := range weight {
		weight[i] = 1.0 / auxiliaryDraws
	}
	for word := range worldset.Words(auxiliaryDraws) {
		t.lanesOf(sound, word, patterns[worldset.Lanes*t.words*word:worldset.Lanes*t.words*(word+1)])
	}
	return weight, patterns
}

// resized returns a slice of a length, the old one where it is large enough.
func resized[T any](old []T, n int) []T {
	if cap(old) < n {
		return make([]T, n)
	}
	return old[:n]
}
