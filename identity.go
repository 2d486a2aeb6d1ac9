package underpin

import "slices"

// Ones says which entities are one: it holds, for each that another stands for, who
// does. Who stands for all is the one whose id comes first in natural order.
type Ones map[EntityID]EntityID

// Of returns the entity that stands for an entity, itself where none else does.
func (o Ones) Of(e EntityID) EntityID {
	for next, ok := o[e]; ok; next, ok = o[e] {
		e = next
	}
	return e
}

// Join takes two entities, and all that are one with either, as one.
func (o Ones) Join(a, b EntityID) {
	a, b = o.Of(a), o.Of(b)
	switch n := CompareIDs(string(a), string(b)); {
	case n < 0:
		o[b] = a
	case n > 0:
		o[a] = b
	}
}

// JudgedSame returns the entities that are judged the same, as known.
func (x *Index) JudgedSame(k Knowledge) Ones {
	o := Ones{}
	for _, s := range x.Samenesses {
		if s.Verdict == Same && k.Judged(s) {
			o.Join(s.A, s.B)
		}
	}
	return o
}

// A Pair is two entities that are or may be one: a judgement says so or leaves it
// open, or a claim of identity does. A comes before B in natural order.
type Pair struct {
	A, B EntityID
	// Sameness is the judgement on them, nil where there is none.
	Sameness *Sameness
	// Claims say that they are one.
	Claims []ClaimID
}

// Pairs lists the pairs of a case on whom there is a judgement or a claim, in natural
// order of their ids. What it lists does not hang on what is known when.
func (x *Index) Pairs() []Pair {
	var out []Pair
	at := map[[2]EntityID]int{}
	of := func(a, b EntityID) *Pair {
		if CompareIDs(string(a), string(b)) > 0 {
			a, b = b, a
		}
		k, ok := at[[2]EntityID{a, b}]
		if !ok {
			k = len(out)
			at[[2]EntityID{a, b}] = k
			out = append(out, Pair{A: a, B: b})
		}
		return &out[k]
	}
	for _, s := range x.Samenesses {
		if s.A != s.B {
			of(s.A, s.B).Sameness = s
		}
	}
	for _, c := range x.Claims {
		r := x.Relations[c.Relation]
		if r != nil && r.Class.Traits().Identity && !c.View() && c.Object != "" && c.Object != c.Subject {
			p := of(c.Subject, c.Object)
			p.Claims = append(p.Claims, c.ID)
		}
	}
	for k := range out {
		slices.SortFunc(out[k].Claims, func(a, b ClaimID) int { return CompareIDs(string(a), string(b)) })
	}
	slices.SortFunc(out, func(p, q Pair) int {
		if n := CompareIDs(string(p.A), string(q.A)); n != 0 {
			return n
		}
		return CompareIDs(string(p.B), string(q.B))
	})
	return out
}
