package evidence

import "sync"

// auxiliary draws states with numbers that belong to no seed and no world.
func (d *decider) auxiliary() ([]float64, [][]byte) {
	drawn := cut(auxiliaryDraws, len(d.vars))
	for k := range d.vars {
		for j, u := range d.numbers(k) {
			drawn[j][k] = d.vars[k].state(u)
		}
	}
	at := map[string]int{}
	var weight []float64
	var states [][]byte
	for _, st := range drawn {
		i, ok := at[string(st)]
		if !ok {
			i = len(states)
			at[string(st)] = i
			weight, states = append(weight, 0), append(states, st)
		}
		weight[i] += 1.0 / auxiliaryDraws
	}
	return weight, states
}

// numbers returns the auxiliary numbers of a variable. Those of a source are the same
// in every cell.
func (d *decider) numbers(k int) []float64 {
	dv := &d.vars[k]
	if dv.source == rumourVar {
		return auxiliaryNumbers(dv.hash)
	}
	return d.m.aux.of(hashOf("source", string(d.m.c.Sources[dv.source].ID)))
}

func auxiliaryNumbers(hash uint64) []float64 {
	name := mix(hash + 1)
	out := make([]float64, auxiliaryDraws)
	for j := range out {
		out[j] = uniform(0, name, j)
	}
	return out
}

// keptNumbers bounds the sources whose auxiliary numbers are kept, 32 kB each.
const keptNumbers = 512

// An auxiliaries keeps the auxiliary numbers of sources, for a model and all that
// are edited from it. It is safe for concurrent use.
type auxiliaries struct {
	lock sync.RWMutex
	by   map[uint64][]float64
}

func (a *auxiliaries) of(hash uint64) []float64 {
	a.lock.RLock()
	out := a.by[hash]
	a.lock.RUnlock()
	if out != nil {
		return out
	}
	out = auxiliaryNumbers(hash)
	a.lock.Lock()
	defer a.lock.Unlock()
	if len(a.by) < keptNumbers {
		a.by[hash] = out
	}
	return out
}
