package snapshot

import "underpin"

// A Tie is what a claim is to a network: two ends and how they bear on each other.
type Tie struct {
	// Claim is the position of the claim in the case, or -1 for control by ownership,
	// which several claims can give together.
	Claim int
	// Subject and Object are the positions of the ends in the case's entities.
	Subject, Object int32
	// Relation is the word of the vocabulary.
	Relation *underpin.Relation
	// Binding, Command and Support say in which readings the tie takes part; each
	// tie of command is one of support, and each of support a binding one.
	Binding, Command, Support bool
	// Shares marks a tie of ownership that hands on control by its share. It is no tie of
	// command itself: a [Frame] finds who controls what by all shares of a world.
	Shares bool
	// Negative marks a tie that divides (sign "-"). It takes part in no reading.
	Negative bool
}

// Down reports whether the subject holds power over the object.
func (t *Tie) Down() bool {
	return t.Claim < 0 || t.Relation.Power == underpin.PowerSubject || t.Relation.Power == underpin.PowerBoth
}

// Up reports whether the object holds power over the subject.
func (t *Tie) Up() bool {
	return t.Claim >= 0 && (t.Relation.Power == underpin.PowerObject || t.Relation.Power == underpin.PowerBoth)
}

// Controllers yields the pairs (holder, held) of a tie of command or support: none
// for any other tie, two where both ends hold power.
func (t *Tie) Controllers(yield func(holder, held int32) bool) {
	if !t.Support {
		return
	}
	if t.Down() && !yield(t.Subject, t.Object) {
		return
	}
	if t.Up() {
		yield(t.Object, t.Subject)
	}
}

// makeTie returns the tie that a claim forms, and whether it forms one.
func (p *Projection) makeTie(position int) (Tie, bool) {
	c := &p.Case.Claims[position]
	r := p.Index.Relations[c.Relation]
	if r == nil || !c.Ties(r) {
		return Tie{}, false
	}
	subject, okS := p.position[c.Subject]
	object, okO := p.position[c.Object]
	if !okS || !okO || subject == object || !p.tieable(subject) || !p.tieable(object) {
		return Tie{}, false
	}
	t := Tie{Claim: position, Subject: subject, Object: object, Relation: r, Negative: r.Sign == "-", Binding: r.Sign == "+"}
	switch {
	case r.Shared():
		t.Shares = r.Command()
	case !p.membership(r, object):
		t.Command, t.Support = r.Command(), r.Support()
	}
	return t, true
}

// membership reports whether a relation makes its subject one of a plural. To be
// counted among others is to be commanded by none of them: it ties, and hands on no
// power, in no direction, whatever the row of the relation says of bodies.
func (p *Projection) membership(r *underpin.Relation, object int32) bool {
	return r.Class.Traits().Contains && p.Case.Entities[object].Collective
}

// tieable reports whether an entity can be a node: events and places are none.
func (p *Projection) tieable(entity int32) bool {
	switch p.Case.Entities[entity].Schema {
	case underpin.Event, underpin.Address:
		return false
	}
	return true
}
