package conclusion

import (
	"math/bits"

	"underpin/internal/evidence"
)

// A part is some of the worlds of a sample, seen as worlds of their own: those
// asked for first, then a witness for each tie that holds in none of these, so that
// the networks of the part have the entities of the whole sample.
type part struct {
	*evidence.Sample
	index []int // the world of the sample
	asked int
	whole bool // all worlds, in their order
}

// Holds implements [snapshot.Worlds].
func (p *part) Holds(date, world, claim int) bool {
	return p.Sample.Holds(date, p.index[world], claim)
}

// ClaimRow returns the worlds of the part in which a claim holds, or nil.
func (p *part) ClaimRow(date, claim int) evidence.Row {
	row := p.Sample.ClaimRow(date, claim)
	if row == nil || p.whole {
		return row
	}
	out := make(evidence.Row, (len(p.index)+63)/64)
	for k, world := range p.index {
		if row.Has(world) {
			out[k>>6] |= 1 << (k & 63)
		}
	}
	return out
}

// Same implements [snapshot.Worlds].
func (p *part) Same(world, sameness int) bool { return p.Sample.Same(p.index[world], sameness) }

func (j *Judge) part(s *evidence.Sample, worlds evidence.Row) *part {
	p := &part{Sample: s}
	if worlds == nil {
		p.index, p.asked, p.whole = make([]int, s.Worlds), s.Worlds, true
		for w := range p.index {
			p.index[w] = w
		}
		return p
	}
	for k, word := range worlds {
		for ; word != 0; word &= word - 1 {
			if w := 64*k + bits.TrailingZeros64(word); w < s.Worlds {
				p.index = append(p.index, w)
			}
		}
	}
	if p.asked = len(p.index); p.asked == s.Worlds {
		p.whole = true
		return p
	}
	witness := map[int]bool{}
	for i := range j.p.Ties {
		row := s.ClaimRow(0, j.p.Ties[i].Claim)
		if w := first(row); w >= 0 && !meets(row, worlds) && !witness[w] {
			witness[w] = true
			p.index = append(p.index, w)
		}
	}
	return p
}

// meets reports whether two rows share a world.
func meets(a, b evidence.Row) bool {
	for k := range a {
		if a[k]&b[k] != 0 {
			return true
		}
	}
	return false
}
