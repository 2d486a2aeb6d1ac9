package evidence

import "underpin"

// Bearing reports, by position, which claims of a case bear on whether those marked hold on
// any day and in any world, whatever is known: the marked themselves, and of each what a
// [Closure] has of it. It goes through the whole case once and so is for many claims; it
// looks at no testimony. Compiled with these claims alone, and what is said of
// them, the case has the same worlds of the marked, to the last bit.
func Bearing(c *underpin.Case, x *underpin.Index, marked []bool) []bool {
	b := newBearings(c, x)
	for i, is := range marked {
		if is {
			b.ask(int32(i))
		}
	}
	for len(b.asked) > 0 {
		last := len(b.asked) - 1
		i := b.asked[last]
		b.asked = b.asked[:last]
		b.follow(i)
	}
	return b.in
}

// bearings are the claims of a case by what they have in common, and which of them bear on
// some.
type bearings struct {
	c   *underpin.Case
	x   *underpin.Index
	one underpin.Ones // who may be one
	// together are those that may be weighed together, shares those of one relation in one
	// company, ends those that say who is one or when somebody began or ended, by whoever
	// stands for all that may be one.
	together, shares, ends claimLists

	in       []bool
	met      []bool                     // those that were asked for
	asked    []int32                    // of these the ones that are not followed yet
	lived    map[underpin.EntityID]bool // whose ends are in
	gathered map[claimsKey]bool         // of together
}

// A claimsKey is what claims have in common that bear on each other.
type claimsKey struct {
	relation        underpin.RelationName
	subject, object underpin.EntityID
}

// claimLists are claims by a key: the last of each, and by claim the one before it.
type claimLists struct {
	last map[claimsKey]int32
	prev []int32
}

func (l *claimLists) add(k claimsKey, i int) {
	before, ok := l.last[k]
	if !ok {
		before = none
	}
	l.prev[i], l.last[k] = before, int32(i)
}

// each hands on the claims of a key.
func (l *claimLists) each(k claimsKey, do func(i int32)) {
	i, ok := l.last[k]
	for ; ok && i != none; i = l.prev[i] {
		do(i)
	}
}

func newClaimLists(n int) claimLists { return claimLists{map[claimsKey]int32{}, make([]int32, n)} }

func newBearings(c *underpin.Case, x *underpin.Index) *bearings {
	n := len(c.Claims)
	b := &bearings{
		c: c, x: x, one: underpin.Ones{}, together: newClaimLists(n), shares: newClaimLists(n), ends: newClaimLists(n),
		in: make([]bool, n), met: make([]bool, n), lived: map[underpin.EntityID]bool{}, gathered: map[claimsKey]bool{},
	}
	for _, p := range x.Pairs() {
		b.one.Join(p.A, p.B)
	}
	for i := range c.Claims {
		cl := &c.Claims[i]
		r := x.Relations[cl.Relation]
		if r == nil {
			continue
		}
		b.together.add(b.togetherAs(cl, r), i)
		if r.Shared() && cl.Object != "" {
			b.shares.add(b.sharesAs(cl, r), i)
		}
		if r.Bound != "" || r.Class.Traits().Identity && !cl.View() {
			b.ends.add(claimsKey{subject: b.one.Of(cl.Subject)}, i)
		}
	}
	return b
}

// togetherAs is the key by which claims may be weighed together, or exclude each other, in some
// reading of who is one; see [bundleKey].
func (b *bearings) togetherAs(c *underpin.Claim, r *underpin.Relation) claimsKey {
	k := claimsKey{c.Relation, b.one.Of(c.Subject), b.one.Of(c.Object)}
	switch {
	case r.Exclusive && !c.View() && c.Object != "":
		k.subject = ""
	case r.Class.Traits().Value && !c.View():
		k.object = ""
	}
	return k
}

func (b *bearings) sharesAs(c *underpin.Claim, r *underpin.Relation) claimsKey {
	_, held := r.Holder(c)
	return claimsKey{relation: c.Relation, object: b.one.Of(held)}
}

// ask takes a claim as one that is marked.
func (b *bearings) ask(i int32) {
	if !b.met[i] {
		b.met[i] = true
		b.asked = append(b.asked, i)
	}
}

// follow adds what bears on a claim.
func (b *bearings) follow(i int32) {
	c := &b.c.Claims[i]
	b.add(i)
	r := b.x.Relations[c.Relation]
	if r == nil {
		return
	}
	if k := b.togetherAs(c, r); !b.gathered[k] {
		b.gathered[k] = true
		b.together.each(k, b.add)
	}
	if r.Shared() && c.Object != "" {
		b.shares.each(b.sharesAs(c, r), b.ask)
	}
}

// add adds a claim with what says when its ends began and ended, and who is one with them.
func (b *bearings) add(i int32) {
	if b.in[i] {
		return
	}
	b.in[i] = true
	for _, e := range []underpin.EntityID{b.c.Claims[i].Subject, b.c.Claims[i].Object} {
		if e = b.one.Of(e); e != "" && !b.lived[e] {
			b.lived[e] = true
			b.ends.each(claimsKey{subject: e}, b.add)
		}
	}
}
