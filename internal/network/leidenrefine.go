package network

import "math"

// refine splits each community into well-connected parts: nodes, taken in
// random order, join parts of their own community at random, better ones far
// more likely.
func (l *leiden) refine(c *clustering, labels []int32, count int) []int32 {
	n := c.n()
	whole := make([]float64, count)
	l.cut = resized(l.cut, n)
	clear(l.cut)
	for v, label := range labels {
		whole[label] += c.strength[v]
		for i := c.offsets[v]; i < c.offsets[v+1]; i++ {
			if labels[c.targets[i]] == label {
				l.cut[v] += c.tie(i)
			}
		}
	}
	fine := make([]int32, n)
	for v := range fine {
		fine[v] = int32(v)
	}
	l.prepare(c, fine)
	order := resized(l.queue, n)
	copy(order, fine)
	l.random.Shuffle(n, func(i, j int) { order[i], order[j] = order[j], order[i] })
	for _, v := range order {
		all := whole[labels[v]]
		if l.size[v] == 1 && fine[v] == v && l.connected(c, v, all) {
			l.gatherWithin(c, labels, fine, v)
			if to := l.draw(c, v, all); to >= 0 {
				l.cut[to] += l.cut[v] - float64(2*l.to[to])
				l.sum[to] += c.strength[v]
				l.size[to]++
				l.sum[v], l.size[v] = 0, 0
				fine[v] = to
			}
			l.forget()
		}
	}
	return fine
}

// connected reports whether a part is tied to the rest of its community, of
// strength all, at least as well as expected.
func (l *leiden) connected(c *clustering, part int32, all float64) bool {
	s := l.sum[part]
	return l.cut[part] >= float64(l.resolution*s*(all-s)/c.total)
}

// draw picks one of the parts near v, or -1 to stay alone.
func (l *leiden) draw(c *clustering, v int32, all float64) int32 {
	const randomness = 0.01
	share := float64(l.resolution * c.strength[v] / c.total)
	l.chance = l.chance[:0]
	most := 0.0 // of staying alone
	for _, part := range l.near {
		gain := l.to[part] - float64(share*l.sum[part])
		if gain < 0 || !l.connected(c, part, all) {
			gain = math.Inf(-1)
		}
		most = max(most, gain)
		l.chance = append(l.chance, gain)
	}
	// Only what is less than the most counts: gains of condensed nodes are large, and
	// their exponentials would overflow.
	alone := math.Exp(-most / randomness)
	total := alone
	for i, gain := range l.chance {
		total += math.Exp((gain - most) / randomness)
		l.chance[i] = total
	}
	at := l.random.Float64() * total
	if at < alone {
		return -1
	}
	for i, bound := range l.chance {
		if at < bound {
			return l.near[i]
		}
	}
	return -1
}

// gatherWithin sums the ties of v to each part near it of v's own community.
func (l *leiden) gatherWithin(c *clustering, labels, fine []int32, v int32) {
	l.near = l.near[:0]
	for i := c.offsets[v]; i < c.offsets[v+1]; i++ {
		u := c.targets[i]
		if labels[u] != labels[v] {
			continue
		}
		if l.to[fine[u]] == 0 {
			l.near = append(l.near, fine[u])
		}
		l.to[fine[u]] += c.tie(i)
	}
}
