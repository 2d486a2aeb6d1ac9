package network

// A linkedPair is a chain seen from one end, which sends from its links what the
// shortest ways lead through this end.
type linkedPair struct {
	end  chainEnd
	near *chainRow // search from this end
	far  *chainRow // and from the other
	load []float64 // weight of each link, counted from this end; [0] is unused
	span []float64 // and of all links up to it
}

func (p *linkedPair) set(c *chains, end chainEnd, near, far *chainRow) {
	p.end, p.near, p.far = end, near, far
	p.load, p.span = append(p.load[:0], 0), append(p.span[:0], 0)
	for i := int32(1); i < end.length; i++ {
		x := c.load[c.place(end, i)]
		p.load = append(p.load, x)
		p.span = append(p.span, p.span[i-1]+x)
	}
}

// sent is the weight of the links from which ways through this end are shortest,
// to what is so much farther from the other end: i is twice the place where both
// ways are equally long, and of the link there share counts.
func (p *linkedPair) sent(twice int32, near, far float64) float64 {
	last := p.end.length - 1
	sum := p.span[max(0, min(last, (twice-1)/2))]
	if i := twice / 2; twice&1 == 0 && 0 < i && i <= last {
		sum += float64(p.load[i] * (near / (near + far)))
	}
	return sum
}

// meetOthers adds what the links send to those of all other chains: to extra the
// weights of pairs by the junction where the way enters the other chain, and what
// passes on the links there, for both orders, as ways out of a chain are the same
// as those into it.
//
// Let the chains be a-b and c-d. From the k-th link behind c both ways out, and
// from a and b both ways there are of equal length at one place each; up to the
// nearer of the two places, and from the farther on, all links of c-d are alike.
func (p *linkedPair) meetOthers(c *chains, extra []float64, t *chainTally) {
	near, far, length := p.near, p.far, p.end.length
	for i := range c.linked {
		to := &c.linked[i]
		if to.chain == p.end.chain {
			continue
		}
		links := to.length - 1
		ac, ad := near.length[to.from], near.length[to.to]
		bc, bd := far.length[to.from], far.length[to.to]
		one, two := ad+to.length-ac, bd+to.length-bc // twice the places
		first := to.first
		alike := max(0, min(links, (min(one, two)-1)/2))
		if alike > 0 {
			sent := p.sent(length+bc-ac, near.paths[to.from], far.paths[to.from])
			t.upTo[0][first+alike-1] += 2 * sent
			extra[to.from] += float64(sent * (c.before[first+alike] - c.before[first]))
		}
		last := first + links
		behind := max(0, min(links, links-max(one, two)/2))
		if behind > 0 {
			sent := p.sent(length+bd-ad, near.paths[to.to], far.paths[to.to])
			t.upTo[1][last-behind] += 2 * sent
			extra[to.to] += float64(sent * (c.before[last] - c.before[last-behind]))
		}
		for k := alike + 1; k <= links-behind; k++ {
			p.meetLink(c, to, k, extra, t)
		}
	}
}

// meetBoth is meetOthers for both ends of a chain: what does not go through the one end
// goes through the other.
func meetBoth(c *chains, p, q *linkedPair, extra, others []float64, t *chainTally) {
	near, far, length := p.near, p.far, p.end.length
	all := p.span[length-1]
	for i := range c.linked {
		to := &c.linked[i]
		if to.chain == p.end.chain {
			continue
		}
		links, first := to.length-1, to.first
		ac, ad := near.length[to.from], near.length[to.to]
		bc, bd := far.length[to.from], far.length[to.to]
		one, two := ad+to.length-ac, bd+to.length-bc
		alike := max(0, min(links, (min(one, two)-1)/2))
		if alike > 0 {
			sent := p.sent(length+bc-ac, near.paths[to.from], far.paths[to.from])
			load := c.before[first+alike] - c.before[first]
			t.upTo[0][first+alike-1] += 2 * all
			extra[to.from] += float64(sent * load)
			others[to.from] += float64((all - sent) * load)
		}
		last := first + links
		behind := max(0, min(links, links-max(one, two)/2))
		if behind > 0 {
			sent := p.sent(length+bd-ad, near.paths[to.to], far.paths[to.to])
			load := c.before[last] - c.before[last-behind]
			t.upTo[1][last-behind] += 2 * all
			extra[to.to] += float64(sent * load)
			others[to.to] += float64((all - sent) * load)
		}
		for k := alike + 1; k <= links-behind; k++ {
			p.meetLink(c, to, k, extra, t)
			q.meetLink(c, to, k, others, t)
		}
	}
}

// meetLink is meetOthers for the k-th link of a chain.
func (p *linkedPair) meetLink(c *chains, to *linkedChain, k int32, extra []float64, t *chainTally) {
	near, share := p.near.reach(to, k)
	far, _ := p.far.reach(to, k)
	sent := p.sent(p.end.length+far.length-near.length, near.paths, far.paths)
	place := to.first + k - 1
	from := float64(sent * share)
	back := float64(sent * (1 - share))
	t.shared[0][place] += 2 * from
	t.shared[1][place] += 2 * back
	extra[to.from] += float64(from * c.load[place])
	extra[to.to] += float64(back * c.load[place])
}

// reach is the way to the k-th link of a chain, and the share of paths that enter
// it at its from.
func (r *chainRow) reach(to *linkedChain, k int32) (distancePaths, float64) {
	from := distancePaths{r.paths[to.from], r.length[to.from] + k}
	back := distancePaths{r.paths[to.to], r.length[to.to] + to.length - k}
	switch {
	case from.length < back.length:
		return from, 1
	case from.length > back.length:
		return back, 0
	}
	paths := from.paths + back.paths
	return distancePaths{paths, from.length}, from.paths / paths
}

// meetOwn is meetOthers for the chain's own links, which lie farther from this end
// than the sender: around by the other end. From one of the two ends it adds what
// goes straight, too.
func (p *linkedPair) meetOwn(c *chains, extra []float64, t *chainTally) {
	end := p.end
	around, paths := p.near.length[end.far]+end.length, p.near.paths[end.far]
	side := 1
	if end.reverse {
		side = 0
	}
	for k := around/2 + 1; k < end.length; k++ {
		sent := p.sent(2*k-around, paths, 1)
		place := c.place(end, k)
		t.shared[side][place] += 2 * sent
		extra[end.far] += float64(sent * p.load[k])
	}
	if !end.reverse {
		p.meetStraight(around, paths, t.link[c.first[end.chain]:])
	}
}

// meetStraight adds to every link the pairs of links on either side of it that are
// nearest straight along the chain: two less than half of around apart, or just
// half, by the share of this one path. Weights are whole numbers, so that what is
// added and taken away along the chain leaves nothing behind.
func (p *linkedPair) meetStraight(around int32, paths float64, link []float64) {
	most, half := (around-1)/2, around/2
	last := p.end.length - 1
	pairs, ties := 0.0, 0.0
	for j := int32(1); j < last; j++ { // from link j to the next
		pairs -= float64(p.load[j+1] * (p.span[j-1] - p.span[min(max(j-most, 0), j-1)]))
		pairs += float64(p.load[j] * (p.span[min(j+most, last)] - p.span[j+1]))
		if around&1 == 0 {
			if i := j + 1 - half; i >= 1 {
				ties -= float64(p.load[j+1] * p.load[i])
			}
			if k := j + half; k <= last {
				ties += float64(p.load[j] * p.load[k])
			}
		}
		link[j] += 2 * (pairs + ties/(1+paths))
	}
}
