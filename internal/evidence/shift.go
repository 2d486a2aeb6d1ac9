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
	// odds are e^score, state by state, where all scores are moderate; bound is how
	// large a shift may be with them.
	odds     []float64
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
	n := len(mx.score)
	odds := make([]float64, n*len(mx.weight))
	for v, column := range mx.score {
		for k, x := range column {
			if math.Abs(x) > bound {
				return
			}
			odds[k*n+v] = math.Exp(x)
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
	s, step, trial := make([]float64, n), make([]float64, n), make([]float64, n)
	at, next := newSlope(n), newSlope(n)
	mx.slope(s, target, at)
	for range 200 {
		if largest(at.grad) < 1e-12 {
			break
		}
		newtonStep(at.hess, at.grad, step)
		size := 1.0
		for {
			for v := range s {
				trial[v] = s[v] - float64(size*clampStep(step[v]))
			}
			mx.slope(trial, target, next)
			// A gradient of half the length is progress enough to need no value.
			if 2*largest(next.grad) < largest(at.grad) || size < 1e-9 ||
				mx.value(trial, target) <= mx.value(s, target)+1e-13 {
				copy(s, trial)
				at, next = next, at
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

// A slope is the gradient (mean less target) of what solveShifts minimises, and its
// Hessian.
type slope struct{ grad, hess, p, factor []float64 }

func newSlope(n int) *slope {
	return &slope{make([]float64, n), make([]float64, n*n), make([]float64, n), make([]float64, n)}
}

// byOdds reports whether the odds serve for shifts, and fills in their factors e^s.
func (mx *mixture) byOdds(s, factor []float64) bool {
	for v := range s {
		factor[v] = math.Exp(s[v])
	}
	return mx.odds != nil && largest(s) < mx.bound
}

// value is what solveShifts minimises.
func (mx *mixture) value(s, target []float64) float64 {
	p, factor := make([]float64, len(s)), make([]float64, len(s))
	byOdds := mx.byOdds(s, factor)
	value := 0.0
	for v := range s {
		value -= float64(s[v] * target[v])
	}
	for k, w := range mx.weight {
		if byOdds {
			value += float64(w * math.Log(mx.share(k, factor, p)))
		} else {
			value += float64(w * mx.partition(k, s, p))
		}
	}
	return value
}

// slope fills in the gradient and the Hessian.
func (mx *mixture) slope(s, target []float64, out *slope) {
	n, p := len(s), out.p
	clear(out.hess)
	for v := range s {
		out.grad[v] = -target[v]
	}
	byOdds := mx.byOdds(s, out.factor)
	for k, w := range mx.weight {
		if byOdds {
			mx.share(k, out.factor, p)
		} else {
			mx.partition(k, s, p)
		}
		for v, q := range p {
			q *= w
			out.grad[v] += q
			row := out.hess[v*n : v*n+v+1]
			for u := range row {
				row[u] -= float64(q * p[u])
			}
			row[v] += q
		}
		if mx.subject != nil {
			mx.addTogether(k, s, byOdds, out)
		}
	}
	for v := range n {
		for u := range v {
			out.hess[u*n+v] = out.hess[v*n+u]
		}
	}
}

// addTogether adds to the lower half of the Hessian that claims of one subject can be
// true together.
func (mx *mixture) addTogether(k int, s []float64, byOdds bool, out *slope) {
	n := len(s)
	for v := range s {
		for u := range v {
			if mx.subject[u] != mx.subject[v] {
				continue
			}
			other := 0.0
			if byOdds {
				o := mx.odds[k*n+u] * out.factor[u]
				other = o / (1 + o)
			} else {
				other = sigmoid(mx.score[u][k] + s[u])
			}
			out.hess[v*n+u] += float64(mx.weight[k] * out.p[v] * other)
		}
	}
}

// share fills p with the probabilities in state k from the odds, and returns the
// partition function: factor holds e^s.
func (mx *mixture) share(k int, factor, p []float64) float64 {
	if mx.subject != nil {
		return mx.shareBySubject(k, factor, p)
	}
	sum := 1.0
	for v, o := range mx.odds[k*len(p) : (k+1)*len(p)] {
		p[v] = o * factor[v]
		sum += p[v]
	}
	part := 1 / sum
	for v := range p {
		p[v] *= part
	}
	return sum
}

// shareBySubject is share where a subject has more than one claim.
func (mx *mixture) shareBySubject(k int, factor, p []float64) float64 {
	for i := range mx.products {
		mx.products[i] = 1
	}
	for v := range p {
		o := mx.odds[k*len(p)+v] * factor[v]
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
	return sum
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
