package evidence

import (
	"math"
)

// A rivalSet is a set of claims that are decided together: one claim, or all claims
// of different subjects under one exclusive relation to one object, of which at
// most one is true at a time.
type rivalSet struct {
	claims []int
	// rivals marks a rival set of an exclusive relation; values one of values that
	// exclude each other.
	rivals, values bool
	// subject numbers the subjects of rival claims, so that episodes of one
	// subject do not compete.
	subject []int
	// hash names the draw for "none of these": by its first claim, so that what the
	// relation is called draws nothing.
	hash uint64
	// bundle is that of its claims; others the number of false values that a value
	// competes with.
	bundle, others int
	// mortals are the ends of which somebody says when they began or ended; ends are
	// those of each claim.
	mortals []mortal
	ends    []endLives
}

// compete reports whether two claims of one rival set, by position in it, exclude each
// other: different subjects, or values that no number satisfies both of.
func (m *Model) compete(c *rivalSet, v, u int) bool {
	if c.values {
		return !m.claims[c.claims[v]].value.Overlaps(m.claims[c.claims[u]].value)
	}
	return c.rivals && c.subject[v] != c.subject[u]
}

// probabilities turns the scores of a rival set's asserted claims into probabilities,
// clipped: o/(1 + o + sum of rivals' o). Claims that are not asserted must have the
// score -Inf and get 0.
func (m *Model) probabilities(c *rivalSet, score []float64) []float64 {
	out := make([]float64, len(score))
	for v, s := range score {
		if !math.IsInf(s, -1) {
			out[v] = clip(sigmoid(s - m.contest(c, v, score)))
		}
	}
	if c.rivals && m.contended(c, score) {
		c.makeRoom(out)
	}
	return out
}

// makeRoom lowers the probabilities of rivals where clipping from below has left
// none for "none of these": what each has above the floor shrinks alike. Claims of
// one subject can be true together.
func (c *rivalSet) makeRoom(p []float64) {
	most := make([]float64, len(p)) // by subject
	for v := range p {
		most[c.subject[v]] = max(most[c.subject[v]], p[v])
	}
	sum := total(most)
	if sum <= spoken {
		return
	}
	low := floor
	for _, q := range most {
		if q > 0 {
			sum -= floor
		}
	}
	room := spoken - (total(most) - sum)
	if room <= 0 { // too many rivals for a floor
		low, sum, room = 0, total(most), spoken
	}
	for v := range p {
		if p[v] > 0 {
			p[v] = low + (p[v]-low)*room/sum
		}
	}
}

// spoken is the most that rivals can have together.
const spoken = .999

// contestedShare is what rivals must take of a credence for it to be contested.
const contestedShare = .05

// contested is the mark of a claim, by its position in the rival set, weighed as told: a
// denial of any weight, or rivals that take contestedShare or more of its credence.
// Every page that says "contested" has it from here.
func (m *Model) contested(c *rivalSet, v int, w *weighing, score []float64) bool {
	if math.IsInf(score[v], -1) {
		return false
	}
	if w.denial > 0 {
		return true
	}
	alone := make([]float64, len(score))
	for u := range alone {
		alone[u] = math.Inf(-1)
	}
	alone[v] = score[v]
	return m.probabilities(c, alone)[v]-m.probabilities(c, score)[v] >= contestedShare
}

// contended reports whether two asserted claims of a rival set exclude each other.
func (m *Model) contended(c *rivalSet, score []float64) bool {
	for v := range score {
		for u := range v {
			if !math.IsInf(score[v], -1) && !math.IsInf(score[u], -1) && m.compete(c, v, u) {
				return true
			}
		}
	}
	return false
}

// contest is the log of what a claim competes with: the weight of "none of these"
// and the odds of its asserted rivals.
func (m *Model) contest(c *rivalSet, v int, score []float64) float64 {
	if !c.values && len(score) == 1 {
		return 0
	}
	var few [8]float64
	odds := few[:0]
	for u, s := range score {
		if u != v && !math.IsInf(s, -1) && m.compete(c, v, u) {
			odds = append(odds, math.Exp(s))
		}
	}
	none := 1.0
	if c.values {
		none = float64(m.claims[c.claims[v]].others - len(odds)) // n + 1 - k of k listed, itself among them
	}
	return math.Log(none + total(odds))
}

// scores weighs every claim of a rival set; claims that nobody asserts on the date
// get -Inf. With told, the claim v is read as told and its rivals on its last day.
func (m *Model) scores(sc *weigher, c *rivalSet, v int, how weighOptions) []float64 {
	out := make([]float64, len(c.claims))
	rivalDay := how.day
	days := m.daysWithout(c, how.drop)
	if how.told && len(c.claims) > 1 {
		own := how
		if days != nil {
			own.days = days[v]
		}
		rivalDay = m.lastTold(sc, c, v, &own)
	}
	for u, i := range c.claims {
		r := how
		if days != nil {
			r.days = days[u]
		}
		if u != v {
			r.told, r.day = false, rivalDay
		}
		w := sc.weigh(m.claims[i], &r)
		out[u] = w.score
		if !w.asserted {
			out[u] = math.Inf(-1)
		}
	}
	return out
}
