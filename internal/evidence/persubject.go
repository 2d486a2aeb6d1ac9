package evidence

import (
	"math"
	"slices"
)

// severalPerSubject reports whether some subject has more than one claim in the rival set.
func (c *rivalSet) severalPerSubject() bool {
	return len(c.subject) > 0 && slices.Max(c.subject)+1 < len(c.claims)
}

// bySubject returns the scores with which subjects compete: that of a subject with
// several claims, ln(product of (1 + e^x) - 1), stands at the first of them.
func (c *rivalSet) bySubject(score []float64) []float64 {
	if !c.severalPerSubject() {
		return score
	}
	out := make([]float64, len(score))
	logs := make([]float64, len(score))
	first := make([]int, len(score))
	for v, x := range score {
		out[v] = math.Inf(-1)
		k := c.subject[v]
		if math.IsInf(x, -1) {
			continue
		}
		if logs[k] == 0 {
			first[k] = v
			out[v] = x
		} else {
			l := logs[k] + softplus(x)
			out[first[k]] = l + math.Log(-math.Expm1(-l))
		}
		logs[k] += softplus(x)
	}
	return out
}

// drawOfSubject draws which claims hold of the subject that has won with claim v, at
// least one of them, and passes them to hold.
func (c *rivalSet) drawOfSubject(again []stream, score []float64, v, world int, hold func(claim int)) {
	none := 0.0 // log of the probability that none of those still to come holds
	for u := v; u < len(score); u++ {
		if c.subject[u] == c.subject[v] && !math.IsInf(score[u], -1) {
			none -= softplus(score[u])
		}
	}
	any := false
	for u := v; u < len(score); u++ {
		if c.subject[u] != c.subject[v] || math.IsInf(score[u], -1) {
			continue
		}
		p := sigmoid(score[u])
		if !any {
			p /= -math.Expm1(none) // given that one must
		}
		none += softplus(score[u])
		if again[u].at(world) < p {
			hold(u)
			any = true
		}
	}
}
