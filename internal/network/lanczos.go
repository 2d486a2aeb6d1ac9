package network

import "math"

// A krylov improves an estimate of the leading eigenvector of a symmetric matrix
// by Lanczos's method: the best vector is taken of all that the matrix makes of the
// estimate when it is applied again and again. The basis is not orthogonalised anew,
// as it is lost only once an eigenvalue has converged, which is when this ends
// (Paige 1971, The computation of eigenvalues and eigenvectors of very large sparse
// matrices).
type krylov struct {
	back        *Graph
	basis       [][]float64
	alpha, beta []float64 // the matrix on the basis: its diagonal and the one beside it
	mixture     []float64
	// first is the leading eigenvalue on the basis as it last was, of that size, and left
	// what its vector left over.
	first, left float64
	size        int
}

// basisValues bounds the numbers in a basis, beyond its first few vectors.
const basisValues = 4_000_000

// smoothing is how many power steps follow, which make small values of their
// neighbours' values: rounding, small beside the largest, is not beside them.
const smoothing = 3

// improve replaces x, whose image is given, by the best vector after as many steps as
// are needed for the tolerance of its values, allowed, or worth the memory. It returns
// how many it took, and whether they were enough. The vector keeps to values of at least
// 0, the largest of them 1; image is overwritten.
func (k *krylov) improve(x, image []float64, tolerance float64, allowed int) (steps int, settled bool) {
	most := max(1, min(allowed-smoothing, max(12, min(160, basisValues/len(x)))))
	k.alpha, k.beta, k.size = k.alpha[:0], k.beta[:0], 0
	norm := math.Sqrt(dot(x, x))
	if k.basis == nil {
		k.basis = [][]float64{make([]float64, len(x))}
	}
	for v := range x {
		k.basis[0][v] = x[v] / norm
		image[v] /= norm
	}
	for step := 1; ; step++ {
		k.project(image)
		size := k.beta[step-1]
		// Each step is looked at: a step too many lets the eigenvector in once more.
		settled = size <= float64(1e-14*math.Abs(k.alpha[0])) || k.settled(tolerance)
		if settled || step == most {
			k.mix(x)
			for range smoothing {
				apply(k.back, x, image)
				normed(image, x)
			}
			return step + smoothing, settled
		}
		if step == len(k.basis) {
			k.basis = append(k.basis, make([]float64, len(x)))
		}
		for v := range x {
			k.basis[step][v] = image[v] / size
		}
		apply(k.back, k.basis[step], image)
	}
}

// project takes off image, which the matrix made of the last vector of the basis, what
// lies along that and the one before it, and notes how much that was and what is left.
func (k *krylov) project(image []float64) {
	last := len(k.alpha)
	along := dot(k.basis[last], image)
	rest := 0.0
	if last == 0 {
		for v, b := range k.basis[0] {
			image[v] -= float64(along * b)
			rest += float64(image[v] * image[v])
		}
	} else {
		before := k.beta[last-1]
		earlier := k.basis[last-1]
		for v, b := range k.basis[last] {
			image[v] -= float64(along*b) + float64(before*earlier[v])
			rest += float64(image[v] * image[v])
		}
	}
	k.alpha, k.beta = append(k.alpha, along), append(k.beta, math.Sqrt(rest))
}

// settled reports whether the best vector of the basis differs from the eigenvector by
// less than the tolerance at every node: by at most what is left over, divided by how
// far the eigenvalue lies from the next (Davis and Kahan 1970).
func (k *krylov) settled(tolerance float64) bool {
	first := k.leading()
	k.left = k.resolve(first)
	if k.left > float64(tolerance*first) {
		return false
	}
	return k.left <= max(float64(tolerance/10*(first-k.eigenvalue(2, k.bounds()))), 1e-13*first)
}

// leading is the greatest eigenvalue of the matrix on the basis.
func (k *krylov) leading() float64 {
	if k.size != len(k.alpha) {
		k.first, k.size = k.eigenvalue(1, k.narrowed(k.bounds())), len(k.alpha)
	}
	return k.first
}

// An eigenInterval holds an eigenvalue: above its low end, and not above its high end.
type eigenInterval struct{ low, high float64 }

// bounds hold all eigenvalues of the matrix on the basis (Gershgorin 1931).
func (k *krylov) bounds() eigenInterval {
	in := eigenInterval{k.alpha[0], k.alpha[0]}
	for i, a := range k.alpha {
		around := 0.0
		if i > 0 {
			around += k.beta[i-1]
		}
		if i+1 < len(k.alpha) {
			around += k.beta[i]
		}
		in.low, in.high = min(in.low, a-around), max(in.high, a+around)
	}
	return in
}

// eigenvalue is the one of the matrix on the basis that is the rank-th from the top, found
// by bisection of an interval that holds it.
func (k *krylov) eigenvalue(rank int, in eigenInterval) float64 {
	for {
		middle := in.low + (in.high-in.low)/2
		if !(in.low < middle && middle < in.high) {
			return in.high
		}
		if k.above(middle) >= rank {
			in.low = middle
		} else {
			in.high = middle
		}
	}
}

// above counts the eigenvalues above a number: as many as the factors of the matrix less the
// number have positive pivots.
func (k *krylov) above(x float64) int {
	above, pivot := 0, 1.0
	for i, a := range k.alpha {
		beside := 0.0
		if i > 0 {
			beside = float64(k.beta[i-1]*k.beta[i-1]) / pivot
		}
		if pivot = a - x - beside; pivot == 0 {
			pivot = -1e-300
		}
		if pivot > 0 {
			above++
		}
	}
	return above
}

// narrowed is an interval of a few numbers around the leading eigenvalue, which bisection
// brings to the same end. Newton's method comes down on it from above, from what the last
// step left over: bisection from the bounds took a quarter of the time of measuring 2,000
// networks of fifty nodes by everything.
func (k *krylov) narrowed(in eigenInterval) eigenInterval {
	const most, about = 12, 0x1p-49
	x := in.high
	if k.size > 0 && k.above(k.first+k.left) == 0 {
		x = min(x, k.first+k.left)
	}
	for range most {
		by := k.newton(x)
		if !(by > 0) || math.IsInf(by, 1) {
			break
		}
		if x -= by; by < float64(about*math.Abs(x)) {
			break
		}
	}
	beside := float64(about * math.Abs(x))
	if low := x - beside; low > in.low && k.above(low) >= 1 {
		in.low = low
	}
	if high := x + beside; high < in.high && k.above(high) == 0 {
		in.high = high
	}
	return in
}

// newton is by how much Newton's method lowers a number above all eigenvalues: one over the
// derivative of the logarithm of the characteristic polynomial, the product of the pivots.
func (k *krylov) newton(x float64) float64 {
	sum, pivot, slope := 0.0, 1.0, 0.0
	for i, a := range k.alpha {
		if i > 0 {
			beside := float64(k.beta[i-1]*k.beta[i-1]) / pivot
			pivot, slope = x-a-beside, 1+float64(beside/pivot)*slope
		} else {
			pivot, slope = x-a, 1
		}
		if pivot <= 0 {
			return 0
		}
		sum += slope / pivot
	}
	return 1 / sum
}

// resolve finds the eigenvector of the matrix on the basis and returns the norm of what
// is left over by the vector that it mixes. It goes upwards from the last row, along
// which the numbers grow, so that errors do not.
func (k *krylov) resolve(eigenvalue float64) float64 {
	n := len(k.alpha)
	k.mixture = resized(k.mixture, n)
	k.mixture[n-1] = 1
	least := float64(1e-16 * eigenvalue) // pivots are positive but for rounding
	square, pivot := 1.0, max(eigenvalue-k.alpha[n-1], least)
	for i := n - 2; i >= 0; i-- {
		k.mixture[i] = float64(k.mixture[i+1]*pivot) / k.beta[i]
		if by := k.mixture[i]; by > 1e100 { // what is below has no share left
			for j := i; j < n; j++ {
				k.mixture[j] /= by
			}
			square /= float64(by * by)
		}
		square += float64(k.mixture[i] * k.mixture[i])
		pivot = max(eigenvalue-k.alpha[i]-float64(k.beta[i]*k.beta[i])/pivot, least)
	}
	norm := math.Sqrt(square)
	for i := range k.mixture {
		k.mixture[i] /= norm
	}
	return math.Abs(float64(k.beta[n-1] * k.mixture[n-1]))
}

// mix sets x to the best vector of the basis.
func (k *krylov) mix(x []float64) {
	k.resolve(k.leading())
	clear(x)
	for i, share := range k.mixture {
		for v, b := range k.basis[i] {
			x[v] += float64(share * b)
		}
	}
	normed(x, x)
}

// normed sets out to x with what is below 0 raised to 0 and the largest value 1.
func normed(x, out []float64) {
	most := 0.0
	for v := range x {
		out[v] = max(x[v], 0)
		most = max(most, out[v])
	}
	for v := range out {
		out[v] /= most
	}
}

func dot(x, y []float64) float64 {
	sum := 0.0
	for i, a := range x {
		sum += float64(a * y[i])
	}
	return sum
}
