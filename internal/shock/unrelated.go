package shock

import "underpin/internal/snapshot"

// A relatedness tells in which worlds of a word two who stand after the losses neither reach
// each other by command or support nor have a superior by command in common.
//
// Nearly all have the one in common who commands most, or lead to each other through that one:
// that is looked up. The rest is searched for from the side that has few on it, away from the
// one who commands most, where searches are short, and kept: of a generated case of 5,000
// entities seven of eight pairs are asked about again as holders of something else.
type relatedness struct {
	ties *wordTies
	// The two who command most: for things that are the first of them there is the second.
	hubs [2]commonHub
	// What is reached along and against ties of command, and of support.
	down, up, backed, backers *snapshot.LaneSearch
	pairs                     map[[2]int32]pairWorlds
	circles                   map[int32]circle
	members                   []inWorlds // storage for those of the circles
}

// A commonHub is somebody with whom many are related, and who is, in the worlds of a word.
type commonHub struct {
	entity int32
	known  bool
	// By entity: the worlds in which the hub commands and supports it, and in which it
	// commands and supports the hub.
	under, backing, over, backs []uint64
}

// pairWorlds are the worlds of a word in which it is known whether two are related, and in
// which they are.
type pairWorlds struct{ known, related uint64 }

func newRelatedness(ties *wordTies) *relatedness {
	later := ties.lost
	r := &relatedness{
		ties: ties, pairs: map[[2]int32]pairWorlds{}, circles: map[int32]circle{},
		down: later.Search(snapshot.Command, false), up: later.Search(snapshot.Command, true),
		backed: later.Search(snapshot.Support, false), backers: later.Search(snapshot.Support, true),
	}
	for i, e := range ties.c.mostTied() {
		r.hubs[i].entity = e
	}
	return r
}

// mostTied returns the two who have most ties of command over others that stand after the
// losses, over all worlds.
func (c *Comparison) mostTied() (most [2]int32) {
	s := c.standingTies()
	ties := make([]int, len(s.over))
	for _, over := range s.over {
		for _, t := range over {
			ties[t.holder] += s.after[t.at].Count()
		}
	}
	for e := range ties {
		switch {
		case ties[e] > ties[most[0]]:
			most = [2]int32{int32(e), most[0]}
		case ties[e] > ties[most[1]] || most[1] == most[0]:
			most[1] = int32(e)
		}
	}
	return most
}

// set turns to a word.
func (r *relatedness) set(k int) {
	for _, s := range []*snapshot.LaneSearch{r.down, r.up, r.backed, r.backers} {
		s.Set(k)
	}
	r.hubs[0].known, r.hubs[1].known = false, false
	clear(r.pairs)
	clear(r.circles)
	r.members = r.members[:0]
}

// hubFor returns somebody with whom many are related and who is not a thing.
func (r *relatedness) hubFor(thing int32) *commonHub {
	h := &r.hubs[0]
	if r.ties.one(h.entity, thing) != 0 {
		h = &r.hubs[1]
	}
	if h.known {
		return h
	}
	h.known = true
	for _, side := range []struct {
		search *snapshot.LaneSearch
		of     *[]uint64
	}{{r.down, &h.under}, {r.up, &h.over}, {r.backed, &h.backing}, {r.backers, &h.backs}} {
		if *side.of == nil {
			*side.of = make([]uint64, len(r.ties.over))
		}
		clear(*side.of)
		side.search.Reset()
		side.search.Enter(h.entity, r.ties.all()&^r.ties.gone(h.entity))
		side.search.Run(h.entity, 0)
		for _, e := range side.search.Met() {
			(*side.of)[e] = side.search.Reached(e)
		}
	}
	return h
}

// unrelated returns those of some worlds in which two holders of a thing are not related, by
// a superior other than that thing or otherwise.
func (r *relatedness) unrelated(a, b, thing int32, worlds uint64) uint64 {
	h := r.hubFor(thing)
	worlds &^= h.under[a] & h.under[b] &^ r.ties.one(h.entity, thing)
	if worlds &^= h.backs[a]&h.backing[b] | h.backs[b]&h.backing[a]; worlds == 0 {
		return 0
	}
	pair := [2]int32{a, b}
	p := r.pairs[pair]
	if open := worlds &^ p.known; open != 0 {
		p.related |= r.related(h, a, b, -1, open)
		p.known |= open
		r.pairs[pair] = p
	}
	related := worlds & p.related
	// The thing itself may be the superior: then it commands the one who is not under the hub.
	sole := reaches(r.up, a, thing, related&^h.under[a]) | reaches(r.up, b, thing, related&h.under[a])
	if sole != 0 {
		related = related&^sole | r.related(h, a, b, thing, sole)
	}
	return worlds &^ related
}

// related searches for those of some worlds in which two are related, by a superior other than
// a thing or otherwise; -1 for no thing.
func (r *relatedness) related(h *commonHub, a, b, thing int32, worlds uint64) (found uint64) {
	for _, search := range []func(uint64) uint64{
		// Circles are kept, so that these cost least.
		func(open uint64) uint64 { return r.answer(h, b, a, thing, open&h.under[a]) },
		func(open uint64) uint64 { return r.answer(h, a, b, thing, open&^h.under[a]) },
		func(open uint64) uint64 { return r.leads(h, a, b, open) },
		func(open uint64) uint64 { return r.leads(h, b, a, open) },
	} {
		found |= search(worlds &^ found)
	}
	return found
}

// leads returns those of some worlds in which one leads to another by command or support.
func (r *relatedness) leads(h *commonHub, from, to int32, worlds uint64) uint64 {
	many := worlds & h.backing[to] // lead to it, through the hub
	return reaches(r.backed, from, to, many) | reaches(r.backers, to, from, worlds&^many)
}

// reaches returns those of some worlds in which a search from one place meets another.
func reaches(s *snapshot.LaneSearch, from, to int32, worlds uint64) uint64 {
	if worlds == 0 {
		return 0
	}
	s.Reset()
	s.Enter(from, worlds)
	s.Run(to, worlds)
	return s.Reached(to) & worlds
}

// answer returns those of some worlds in which one over whom few are, itself among them, and
// another answer to somebody other than a thing.
func (r *relatedness) answer(h *commonHub, low, other, thing int32, worlds uint64) uint64 {
	if worlds == 0 {
		return 0
	}
	if thing < 0 {
		if c := r.circleOf(h, low); worlds&^c.known == 0 {
			return c.has(other) & worlds
		}
	}
	through := r.goDown(h, low, thing, worlds) & h.under[other]
	r.down.Run(other, worlds&^through)
	return (through | r.down.Reached(other)) & worlds
}

// goDown sets out to find whom those command who command somebody, itself among them, but for
// a thing. In the worlds in which they command the hub, which it returns, they command all that
// are under it, and the search passes these over.
func (r *relatedness) goDown(h *commonHub, low, thing int32, worlds uint64) (through uint64) {
	r.up.Reset()
	r.up.Enter(low, worlds)
	r.up.Run(low, 0)
	but := func(e int32) uint64 {
		if thing < 0 {
			return 0
		}
		return r.ties.one(e, thing)
	}
	over := r.up.Met()
	for _, e := range over {
		through |= r.up.Reached(e) & h.over[e] &^ but(e)
	}
	r.down.Reset()
	r.down.Bar(h.under, through)
	for _, e := range over {
		r.down.Enter(e, r.up.Reached(e)&^but(e))
	}
	return through
}
