package network

import "math"

// margin is how many standard errors make a lead: more while few sources tell how
// large the error is.
func margin(searched int) float64 {
	switch {
	case searched <= earlyCheck:
		return 8
	case searched <= firstCheck:
		return 5
	}
	return 4.5
}

// mostCompared is how many candidates are compared with the first by regression.
const mostCompared = 48

// leader looks whether one candidate leads all others by a margin of standard errors,
// and eliminates those who are far behind.
func (r *adaptivePivots) leader(margin float64) (int32, bool) {
	for i := range r.candidates {
		x := &r.candidates[i]
		total, err := 0.0, 0.0
		if x.at >= 0 {
			total, err = r.expanded(x.terms)
		}
		x.estimate, x.err = x.known+total, err
	}
	best := 0
	for i := range r.candidates {
		if r.candidates[i].estimate > r.candidates[best].estimate {
			best = i
		}
	}
	if len(r.candidates) > 0 {
		r.candidates[0], r.candidates[best] = r.candidates[best], r.candidates[0]
	}
	for turn := 0; turn < 4 && len(r.candidates) > 0; turn++ {
		rival := r.eliminateBehind(margin)
		if len(r.candidates) == 1 {
			return r.candidates[0].node, r.candidates[0].estimate > 0
		}
		if rival == 0 {
			break
		}
		// It seems to lead the first: let it be the first.
		r.candidates[0], r.candidates[rival] = r.candidates[rival], r.candidates[0]
	}
	return -1, false
}

// eliminateBehind sets the first beside the others and leaves out those that it leads. It
// returns the place of the one that seems to lead it by most, else 0.
func (r *adaptivePivots) eliminateBehind(margin float64) int {
	first := &r.candidates[0]
	r.eliminate(func(x *candidate) bool {
		if first.estimate-x.estimate > float64(margin*(first.err+x.err)) {
			return true
		}
		lead, err := r.difference.expansion(r, first, x)
		return lead > float64(margin*err)
	})
	if len(r.candidates) > mostCompared {
		return 0
	}
	place, rival, worst := 0, 0, 0.0
	r.eliminate(func(x *candidate) bool {
		lead, err := r.difference.regression(r, first, x)
		if lead > float64(margin*err) {
			return true
		}
		place++
		if lead < worst {
			worst, rival = lead, place
		}
		return false
	})
	return rival
}

// eliminate leaves out some of those who run with the first.
func (r *adaptivePivots) eliminate(beaten func(x *candidate) bool) {
	left := 1
	for i := 1; i < len(r.candidates); i++ {
		if beaten(&r.candidates[i]) {
			continue
		}
		r.candidates[left], r.candidates[i] = r.candidates[i], r.candidates[left]
		left++
	}
	r.spare = append(r.spare, r.candidates[left:]...)
	r.candidates = r.candidates[:left]
}

// expanded is the sum of terms over all sources from those that were searched, with its
// standard error. One source more, as far off as the farthest, is reckoned with: a few
// that agree are no certainty.
func (r *adaptivePivots) expanded(terms []float64) (sum, err float64) {
	known, mean := 0.0, 0.0
	for _, t := range terms[:r.sure] {
		known += t
	}
	drawn := terms[r.sure:]
	for _, t := range drawn {
		mean += t
	}
	mean /= float64(len(drawn))
	squares, most := 0.0, 0.0
	for _, t := range drawn {
		d := t - mean
		squares += float64(d * d)
		most = max(most, float64(d*d))
	}
	return known + float64(r.population()*mean), r.standardError(squares + most)
}

// population is the number of sources that are drawn from.
func (r *adaptivePivots) population() float64 { return float64(len(r.order) - r.sure) }

// standardError is the standard error of a sum over all sources, given the squares of what
// those drawn are off by.
func (r *adaptivePivots) standardError(squares float64) float64 {
	k := float64(r.searched - r.sure)
	return r.population() * math.Sqrt(squares/(k-1)/k*(1-k/r.population()))
}

// compareExact compares the candidates once all sources were searched from.
func (r *adaptivePivots) compareExact() int32 {
	var place FirstPlace
	for i := range r.candidates {
		x := &r.candidates[i]
		sum := x.known
		for _, t := range x.terms {
			sum += t
		}
		place.Add(x.node, sum)
	}
	return place.Alone()
}
