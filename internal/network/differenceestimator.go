package network

import "math"

// covariates is how many numbers of a source the difference of two nodes is regressed
// on.
const covariates = 5

// A differenceEstimator estimates by how much one candidate leads another.
type differenceEstimator struct {
	covariates [][covariates]float64 // by source drawn
	diff       []float64
}

// expansion scales up the differences seen from the sources drawn.
func (d *differenceEstimator) expansion(r *adaptivePivots, a, b *candidate) (lead, err float64) {
	d.subtract(r, a, b)
	sum, err := r.expanded(d.diff)
	return a.known - b.known + sum, err
}

func (d *differenceEstimator) subtract(r *adaptivePivots, a, b *candidate) {
	d.diff = resized(d.diff, r.searched)
	clear(d.diff)
	for k, x := range a.terms {
		d.diff[k] += x
	}
	for k, x := range b.terms {
		d.diff[k] -= x
	}
}

// regression is plain after what the distances of a source from both tell.
func (d *differenceEstimator) regression(r *adaptivePivots, a, b *candidate) (lead, err float64) {
	if a.at < 0 || b.at < 0 {
		return d.expansion(r, a, b)
	}
	d.subtract(r, a, b)
	fa, fb := r.distances(a), r.distances(b)
	var total [covariates]float64
	d.covariates = d.covariates[:0]
	for k, v := range r.order[r.sure:] {
		x := covariatesOf(r.field.weight[v], fa[v], fb[v])
		for i := range x {
			total[i] += x[i]
		}
		if r.sure+k < r.searched {
			d.covariates = append(d.covariates, x)
		}
	}
	fit := leastSquares(d.covariates, d.diff[r.sure:])
	sum := 0.0
	for _, x := range d.diff[:r.sure] {
		sum += x
	}
	for i := range total {
		sum += float64(fit.coefficient[i] * total[i])
	}
	squares, most, rest := 0.0, 0.0, 0.0
	for k, y := range d.diff[r.sure:] {
		e, h := fit.residual(&d.covariates[k], y)
		rest += e
		// What the source itself has bent the fit by is taken off (the jackknife).
		e /= max(1-h, .1)
		squares += float64(e * e)
		most = max(most, float64(e*e))
	}
	sum += r.population() * rest / float64(len(d.covariates))
	return a.known - b.known + sum, r.standardError(squares + most)
}

// covariatesOf a source with its weight and its distances from both: what hangs at a
// source counts as often as the source, and most of all sides matter.
func covariatesOf(weight float64, a, b int32) [covariates]float64 {
	near := 1/float64(1+a) - 1/float64(1+b)
	side := 0.0
	if a < b {
		side = weight
	} else if b < a {
		side = -weight
	}
	return [covariates]float64{1, weight, float64(weight * float64(b-a)), side, float64(weight * near)}
}

// A linearFit is a linear regression by least squares.
type linearFit struct {
	coefficient [covariates]float64
	inverse     [covariates][covariates]float64 // lower factor of the normal matrix, inverted
}

// leastSquares fits y to the features. Those that others explain are left out.
func leastSquares(of [][covariates]float64, y []float64) linearFit {
	var m [covariates][covariates]float64
	var right [covariates]float64
	for k := range of {
		x := &of[k]
		for i := range x {
			for j := range i + 1 {
				m[i][j] += float64(x[i] * x[j])
			}
			right[i] += float64(x[i] * y[k])
		}
	}
	return solved(m, right)
}

// solved is the solution by Cholesky's factors, of which the inverse is kept.
func solved(m [covariates][covariates]float64, right [covariates]float64) linearFit {
	var l [covariates][covariates]float64
	var out linearFit
	for i := range covariates {
		for j := range i + 1 {
			x := m[i][j]
			for k := range j {
				x -= float64(l[i][k] * l[j][k])
			}
			switch {
			case i != j && l[j][j] != 0:
				l[i][j] = x / l[j][j]
			case i == j && x > float64(1e-9*m[i][i]):
				l[i][i] = math.Sqrt(x)
			}
		}
		if l[i][i] == 0 {
			l[i] = [covariates]float64{}
			continue
		}
		out.inverse[i][i] = 1 / l[i][i]
		for j := range i {
			x := 0.0
			for k := j; k < i; k++ {
				x -= float64(l[i][k] * out.inverse[k][j])
			}
			out.inverse[i][j] = x / l[i][i]
		}
	}
	var z [covariates]float64
	for i := range covariates {
		for j := range i + 1 {
			z[i] += float64(out.inverse[i][j] * right[j])
		}
	}
	for i := range covariates {
		for j := i; j < covariates; j++ {
			out.coefficient[i] += float64(out.inverse[j][i] * z[j])
		}
	}
	return out
}

// residual is what of y the fit does not explain, and the leverage of x, in [0, 1].
func (f *linearFit) residual(x *[covariates]float64, y float64) (residual, leverage float64) {
	for i := range x {
		y -= float64(f.coefficient[i] * x[i])
		z := 0.0
		for j := range i + 1 {
			z += float64(f.inverse[i][j] * x[j])
		}
		leverage += float64(z * z)
	}
	return y, leverage
}
