package network

import "math"

// margin is how many standard errors make a lead: more while few sources tell how
// large the error is.
func margin(searched int) float64 {
	if searched <= firstLook {
		return 5
	}
	return 4.5
}

// compared is how many runners are set beside the first by all that is known.
const compared = 48

// leads looks whether one runner leads all others by a margin of standard errors, and
// leaves those out of the race who are far behind.
func (r *race) leads(margin float64) (int32, bool) {
	for i := range r.runners {
		x := &r.runners[i]
		total, err := 0.0, 0.0
		if x.at >= 0 {
			total, err = r.scaled(x.terms)
		}
		x.estimate, x.err = x.known+total, err
	}
	best := 0
	for i := range r.runners {
		if r.runners[i].estimate > r.runners[best].estimate {
			best = i
		}
	}
	if len(r.runners) > 0 {
		r.runners[0], r.runners[best] = r.runners[best], r.runners[0]
	}
	for turn := 0; turn < 4 && len(r.runners) > 0; turn++ {
		rival := r.rival(margin)
		if len(r.runners) == 1 {
			return r.runners[0].node, r.runners[0].estimate > 0
		}
		if rival == 0 {
			break
		}
		// It seems to lead the first: let it be the first.
		r.runners[0], r.runners[rival] = r.runners[rival], r.runners[0]
	}
	return -1, false
}

// rival sets the first beside the others and leaves out those that it leads. It
// returns the place of the one that seems to lead it by most, else 0.
func (r *race) rival(margin float64) int {
	first := &r.runners[0]
	r.drop(func(x *runner) bool {
		if first.estimate-x.estimate > float64(margin*(first.err+x.err)) {
			return true
		}
		lead, err := r.duel.plain(r, first, x)
		return lead > float64(margin*err)
	})
	if len(r.runners) > compared {
		return 0
	}
	place, rival, worst := 0, 0, 0.0
	r.drop(func(x *runner) bool {
		lead, err := r.duel.assisted(r, first, x)
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

// drop leaves out some of those who run with the first.
func (r *race) drop(beaten func(x *runner) bool) {
	left := 1
	for i := 1; i < len(r.runners); i++ {
		if beaten(&r.runners[i]) {
			continue
		}
		r.runners[left], r.runners[i] = r.runners[i], r.runners[left]
		left++
	}
	r.spare = append(r.spare, r.runners[left:]...)
	r.runners = r.runners[:left]
}

// scaled is the sum of terms over all sources from those that were searched, with its
// standard error. One source more, as far off as the farthest, is reckoned with: a few
// that agree are no certainty.
func (r *race) scaled(terms []float64) (sum, err float64) {
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
	return known + float64(r.all()*mean), r.error(squares + most)
}

// all is the number of sources that are drawn from.
func (r *race) all() float64 { return float64(len(r.order) - r.sure) }

// error is the standard error of a sum over all sources, given the squares of what
// those drawn are off by.
func (r *race) error(squares float64) float64 {
	k := float64(r.searched - r.sure)
	return r.all() * math.Sqrt(squares/(k-1)/k*(1-k/r.all()))
}

// finish compares the runners once all sources were searched from.
func (r *race) finish() int32 {
	var place FirstPlace
	for i := range r.runners {
		x := &r.runners[i]
		sum := x.known
		for _, t := range x.terms {
			sum += t
		}
		place.Add(x.node, sum)
	}
	return place.Alone()
}
