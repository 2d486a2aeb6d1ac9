package evidence

import (
	"encoding/binary"
	"math"
	"slices"

	"underpin/internal/worldset"
)

// A weighed is one claim of a rival set in worlds in which the vague bounds lie on the
// same sides. Silences that leave it the same log-odds are one class.
type weighed struct {
	prior float64
	parts []weighedChain
	// first and bits say where its silences stand in a pattern.
	first, bits int
	class       []int32          // by its bits, or -1; nil where they are too many
	wide        map[string]int32 // instead
	byScore     map[float64]int32
	score       []float64 // by class, before any shift
	// chance is, by class, the probability of the claim where it competes with
	// none, else the mean time at which it arrives in the race of winner.
	chance []float64
	shift  float64
	race   bool
}

// A weighedChain is one testimony that counts, silent in the worlds of a bit; -1 for none.
type weighedChain struct {
	edge
	affirm bool
	silent int
	// rho is its correlation, plus what its weight has beyond that of rho; cuts are the
	// parts that cut what persists of it, each by whole, its correlation before any
	// fading.
	rho, plus, whole float64
	cuts             []int
}

// nearlySure bounds a correlation in a world: a sound source of the highest grade
// speaks with one of 1.
const nearlySure = 1 - 1e-12

// maxBits is the number of silences up to which a claim's classes are in a table.
const maxBits = 12

// weighed lines up what counts for the claim at a position of the rival set. Strengths
// are divided by the probability that all sources of their way are sound. What is
// taken off the prior is what the claim competes with in every world.
func (d *decider) weighed(t *shiftTable, v int, off float64) weighed {
	cl := d.m.claims[d.c.claims[v]]
	c := weighed{prior: cl.prior - off, byScore: map[float64]int32{}, race: !t.binary}
	how := weighOptions{day: d.day, days: d.drawn[v]}
	var own [][]link
	for k := range cl.says {
		s := &cl.says[k]
		rho, affirm, _ := cl.strength(s, &how)
		if rho <= 0 || s.h == 0 {
			continue
		}
		p := weighedChain{affirm: affirm, silent: -1, rho: min(rho/s.h, nearlySure), whole: min(s.base/s.h, nearlySure)}
		p.edge = cl.edge(k, p.rho, affirm)
		p.plus = p.l - logRatio(p.rho)
		if links := d.linksOf(v, s); len(links) > 0 {
			at := slices.IndexFunc(own, func(other []link) bool { return slices.Equal(other, links) })
			if at < 0 {
				at = len(own)
				own = append(own, links)
			}
			p.silent = at
		}
		c.parts = append(c.parts, p)
	}
	d.cuts(cl, &how, &c)
	c.first, c.bits = t.place(own), len(own)
	if c.bits > maxBits {
		c.wide = map[string]int32{}
		return c
	}
	c.class = make([]int32, 1<<c.bits)
	for k := range c.class {
		c.class[k] = -1
	}
	return c
}

// linksOf lists the variables that must be sound for a testimony to speak.
func (d *decider) linksOf(v int, s *compiledChain) []link {
	var out []link
	for k, sv := range d.m.claims[d.c.claims[v]].vars {
		if sv.source == rumourVar && s.rumour || slices.Contains(s.passed, sv.source) {
			out = append(out, d.links[v][k])
		}
	}
	return out
}

// known returns the claim's class under a pattern, or -1 where it is not known yet or
// has to be looked up.
func (c *weighed) known(pattern worldset.Set) int32 {
	if c.class == nil {
		return -1
	}
	return c.class[c.key(pattern)]
}

// key is the claim's part of a pattern, where it has at most maxBits.
func (c *weighed) key(pattern worldset.Set) uint64 {
	word, lane := worldset.At(c.first)
	return pattern[word] >> lane & uint64(len(c.class)-1)
}

// classIn returns the claim's class under a pattern.
func (c *weighed) classIn(sc *weigher, pattern worldset.Set) int32 {
	if c.class != nil {
		key := c.key(pattern)
		if c.class[key] < 0 {
			c.class[key] = c.classify(sc, pattern)
		}
		return c.class[key]
	}
	var name []byte
	from, _ := worldset.At(c.first)
	for k := from; k < worldset.Words(c.first+c.bits); k++ {
		word := pattern[k] & worldset.AllIn(c.first+c.bits, k)
		if k == from {
			word &^= worldset.AllIn(c.first, k)
		}
		name = binary.LittleEndian.AppendUint64(name, word)
	}
	class, ok := c.wide[string(name)]
	if !ok {
		class = c.classify(sc, pattern)
		c.wide[string(name)] = class
	}
	return class
}

// cuts notes which parts cut what persists of which.
func (d *decider) cuts(cl *compiledClaim, how *weighOptions, c *weighed) {
	if len(cl.bounds) == 0 {
		return
	}
	at := make([]int, len(cl.says)) // of chains among the parts, from 1
	for i := range c.parts {
		at[c.parts[i].says] = i + 1
	}
	for i := range c.parts {
		p := &c.parts[i]
		cl.cut(&cl.says[p.says], how.day, how.daysOf(cl), func(k int) float64 {
			if at[k] > 0 {
				p.cuts = append(p.cuts, at[k]-1)
			}
			return 0
		})
	}
}

func (c *weighed) silent(p *weighedChain, pattern worldset.Set) bool {
	return p.silent >= 0 && pattern.Has(c.first+p.silent)
}

// weight is the weight of a part under a pattern: what persists of it is cut by those
// that speak.
func (c *weighed) weight(p *weighedChain, pattern worldset.Set) float64 {
	most := 0.0
	for _, k := range p.cuts {
		if x := &c.parts[k]; !c.silent(x, pattern) {
			most = max(most, x.whole)
		}
	}
	return p.plus + logRatio(p.rho*(1-most))
}

// classify weighs the testimony that a pattern leaves.
func (c *weighed) classify(sc *weigher, pattern worldset.Set) int32 {
	sc.pro.reset()
	sc.con.reset()
	for k := range c.parts {
		p := &c.parts[k]
		if c.silent(p, pattern) {
			continue
		}
		e := p.edge
		if len(p.cuts) > 0 {
			e.l = c.weight(p, pattern)
		}
		if p.affirm {
			sc.pro.add(e)
		} else {
			sc.con.add(e)
		}
	}
	x := c.prior + sc.pro.solve() - sc.con.solve()
	class, ok := c.byScore[x]
	if !ok {
		class = int32(len(c.score))
		c.byScore[x] = class
		c.score = append(c.score, x)
		c.chance = append(c.chance, c.chanceOf(x))
	}
	return class
}

func (c *weighed) chanceOf(score float64) float64 {
	if c.race {
		return math.Exp(-(score + c.shift))
	}
	return sigmoid(score + c.shift)
}

// move sets the shift.
func (c *weighed) move(shift float64) {
	c.shift = shift
	for k, x := range c.score {
		c.chance[k] = c.chanceOf(x)
	}
}
