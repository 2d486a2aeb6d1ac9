package evidence

import (
	"math"
	"slices"
)

// A mixture is the scores of one or more competing claims over the states of
// their sources: score[v][k] in state k, which has the probability weight[k].
// Claims of different subjects exclude each other; subject is nil where all differ.
type mixture struct {
	weight  []float64
	score   [][]float64
	subject []int
	// odds are e^score, where all scores are moderate; bound is how large a shift
	// may be with them.
	odds     [][]float64
	bound    float64
	products []float64 // by subject
}

// moderate bounds the scores whose odds can be multiplied without overflow by the
// odds of a shift; where up to manySiblings claims of a subject are multiplied too,
// moderateSiblings does.
const moderate, moderateSiblings, manySiblings = 200, 30, 8

// fillOdds works out the odds, once for all shifts that are tried.
func (mx *mixture) fillOdds() {
	bound := float64(moderate)
	if mx.subject != nil {
		mx.products = make([]float64, slices.Max(mx.subject)+1)
		claims := make([]int, len(mx.products))
		for _, subject := range mx.subject {
			claims[subject]++
		}
		if bound = moderateSiblings; slices.Max(claims) > manySiblings {
			return
		}
	}
	odds := make([][]float64, len(mx.score))
	for v, column := range mx.score {
		odds[v] = make([]float64, len(column))
		for k, x := range column {
			if math.Abs(x) > bound {
				return
			}
			odds[v][k] = math.Exp(x)
		}
	}
	mx.odds, mx.bound = odds, bound
}

// solveShifts returns the shifts s for which the mean over states of
// e^(score+s) / (1 + sum e^(score+s)) equals target for every claim; claims of one
// subject enter the sum as product of (1 + e^(score+s)), less 1. It is the minimum of a strictly convex function (the mean log-partition less s·target),
// found by Newton's method with step halving; the means come within 1e-11.
func (mx *mixture) solveShifts(target []float64) []float64 {
	mx.fillOdds()
	n := len(target)
	s := make([]float64, n)
	step := make([]float64, n)
	trial := make([]float64, n)
	grad := make([]float64, n)
	hess := make([]float64, n*n)
	value := mx.objective(s, target, grad, hess)
	for range 200 {
		if largest(grad) < 1e-12 {
			break
		}
		newtonStep(hess, grad, step)
		size := 1.0
		for {
			for v := range s {
				trial[v] = s[v] - size*clampStep(step[v])
			}
			next := mx.objective(trial, target, grad, hess)
			if next <= value+1e-13 || size < 1e-9 {
				copy(s, trial)
				value = next
				break
			}
			size /= 2
		}
	}
	return s
}

// solveShift is solveShifts for a claim that competes with none: the root of the
// mean of sigmoid(score + s) less target, which rises with s, by Newton's method
// within a bracket.
func solveShift(weight, score []float64, target float64) float64 {
	s, low, high := 0.0, math.Inf(-1), math.Inf(1)
	against := make([]float64, len(score)) // the odds against, before any shift
	for k, x := range score {
		against[k] = math.Exp(-min(max(x, -moderate), moderate))
	}
	for range 200 {
		mean, slope := -target, 0.0
		factor := math.Exp(-s)
		for k, w := range weight {
			p := 1 / (1 + against[k]*factor)
			mean += w * p
			slope += w * p * (1 - p)
		}
		if math.Abs(mean) < 1e-12 {
			break
		}
		if mean > 0 {
			high = s
		} else {
			low = s
		}
		next := s - clampStep(mean/max(slope, 1e-14))
		if next <= low || next >= high {
			next = (low + high) / 2
		}
		s = next
	}
	return s
}

// clampStep keeps a Newton step within a range in which the logistic is not flat.
func clampStep(x float64) float64 { return min(max(x, -4), 4) }

// objective returns the function that solveShifts minimises, with its gradient
// (mean less target) and Hessian.
func (mx *mixture) objective(s, target, grad, hess []float64) float64 {
	n := len(s)
	clear(hess)
	value := 0.0
	for v := range s {
		grad[v] = -target[v]
		value -= s[v] * target[v]
	}
	p, factor := make([]float64, n), make([]float64, n)
	for v := range s {
		factor[v] = math.Exp(s[v])
	}
	byOdds := mx.odds != nil && largest(s) < mx.bound
	for k, w := range mx.weight {
		if byOdds {
			value += w * mx.share(k, factor, p)
		} else {
			value += w * mx.partition(k, s, p)
		}
		for v := range p {
			grad[v] += w * p[v]
			hess[v*n+v] += w * p[v]
			for u := range p {
				hess[v*n+u] -= w * p[v] * p[u]
				if u == v || !mx.together(u, v) {
					continue
				}
				if byOdds {
					o := mx.odds[u][k] * factor[u]
					hess[v*n+u] += w * p[v] * (o / (1 + o))
				} else {
					hess[v*n+u] += w * p[v] * sigmoid(mx.score[u][k]+s[u])
				}
			}
		}
	}
	return value
}

// share is partition from the odds: factor holds e^s.
func (mx *mixture) share(k int, factor, p []float64) float64 {
	if mx.subject != nil {
		return mx.shareBySubject(k, factor, p)
	}
	sum := 1.0
	for v := range p {
		p[v] = mx.odds[v][k] * factor[v]
		sum += p[v]
	}
	for v := range p {
		p[v] /= sum
	}
	return math.Log(sum)
}

// shareBySubject is share where a subject has more than one claim.
func (mx *mixture) shareBySubject(k int, factor, p []float64) float64 {
	for i := range mx.products {
		mx.products[i] = 1
	}
	for v := range p {
		o := mx.odds[v][k] * factor[v]
		p[v] = o / (1 + o)
		mx.products[mx.subject[v]] *= 1 + o
	}
	sum := 1.0
	for _, product := range mx.products {
		sum += product - 1
	}
	for v := range p {
		p[v] *= mx.products[mx.subject[v]] / sum
	}
	return math.Log(sum)
}

// partition fills p with the probabilities in state k and returns the log of the
// partition function.
func (mx *mixture) partition(k int, s, p []float64) float64 {
	if mx.subject != nil {
		return mx.partitionBySubject(k, s, p)
	}
	top := 0.0
	for v := range p {
		top = max(top, mx.score[v][k]+s[v])
	}
	sum := math.Exp(-top)
	for v := range p {
		p[v] = math.Exp(mx.score[v][k] + s[v] - top)
		sum += p[v]
	}
	for v := range p {
		p[v] /= sum
	}
	return top + math.Log(sum)
}

// together reports whether two claims can be true in one world.
func (mx *mixture) together(u, v int) bool {
	return mx.subject != nil && mx.subject[u] == mx.subject[v]
}

// partitionBySubject is partition where a subject has more than one claim.
func (mx *mixture) partitionBySubject(k int, s, p []float64) float64 {
	logs := make([]float64, slices.Max(mx.subject)+1) // by subject, of the product of 1 + e^x
	for v := range p {
		logs[mx.subject[v]] += softplus(mx.score[v][k] + s[v])
	}
	top := slices.Max(logs)
	sum := math.Exp(-top)
	for _, l := range logs {
		sum += math.Exp(l-top) * -math.Expm1(-l)
	}
	for v := range p {
		p[v] = sigmoid(mx.score[v][k]+s[v]) * math.Exp(logs[mx.subject[v]]-top) / sum
	}
	return top + math.Log(sum)
}

// softplus is ln(1 + e^x).
func softplus(x float64) float64 { return max(x, 0) + math.Log1p(math.Exp(-math.Abs(x))) }

// newtonStep solves hess·step = grad by elimination with pivoting; the Hessian is
// positive definite up to rounding.
func newtonStep(hess, grad, step []float64) {
	n := len(grad)
	a := append([]float64(nil), hess...)
	copy(step, grad)
	for i := range n {
		pivot := i
		for r := i + 1; r < n; r++ {
			if math.Abs(a[r*n+i]) > math.Abs(a[pivot*n+i]) {
				pivot = r
			}
		}
		for c := range n {
			a[i*n+c], a[pivot*n+c] = a[pivot*n+c], a[i*n+c]
		}
		step[i], step[pivot] = step[pivot], step[i]
		d := a[i*n+i]
		if math.Abs(d) < 1e-14 {
			d = 1e-14
		}
		for r := i + 1; r < n; r++ {
			f := a[r*n+i] / d
			for c := i; c < n; c++ {
				a[r*n+c] -= f * a[i*n+c]
			}
			step[r] -= f * step[i]
		}
	}
	for i := n - 1; i >= 0; i-- {
		for c := i + 1; c < n; c++ {
			step[i] -= a[i*n+c] * step[c]
		}
		d := a[i*n+i]
		if math.Abs(d) < 1e-14 {
			d = 1e-14
		}
		step[i] /= d
	}
}

func largest(x []float64) float64 {
	m := 0.0
	for _, v := range x {
		m = max(m, math.Abs(v))
	}
	return m
}
