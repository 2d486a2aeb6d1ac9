package underpin

// meaning checks the fields of a relation that mean something for some classes only:
// one that nothing would read is refused rather than passed over.
func (v *validator) meaning(r *Relation) {
	id, traits := string(r.Name), r.Class.Traits()
	if r.Unstated != "" {
		oneOf(v, KindRelation, id, "unstated", r.Unstated, UnstatedShares)
		if r.Control != ControlShare {
			v.add(KindRelation, id, "unstated", "write control: share beside it, or leave it out", "%q does not hand on control by share, so no share can be left unstated", r.Name)
		}
	}
	if r.Bound != "" {
		oneOf(v, KindRelation, id, "bound", r.Bound, LifeBounds)
		if !traits.Value {
			v.add(KindRelation, id, "bound", "write class: attribute, whose claims have a value, or leave it out", "%q has no value that could be the date of a beginning or an end", r.Name)
		}
	}
	if r.Succession != "" {
		oneOf(v, KindRelation, id, "succession", r.Succession, Successions)
		if !r.Ties() {
			v.add(KindRelation, id, "succession", `give it a class whose claims are ties, for example class: act, and sign: "+"`, "%q does not form a tie, and a succession is one", r.Name)
		}
	}
	if r.Vacancy != "" && !r.Seat() {
		v.add(KindRelation, id, "vacancy", "leave it out, or write exclusive: true for what one leads alone", "nothing that is held by %q can fall vacant", r.Name)
	}
	if traits.Identity {
		v.identity(r)
	}
}

// identity checks that a relation which says that two are one says nothing else.
func (v *validator) identity(r *Relation) {
	for _, x := range []struct {
		field string
		wrong bool
	}{
		{"power", r.Power != "" && r.Power != PowerNone},
		{"control", r.Control != "" && r.Control != ControlNone},
		{"exclusive", r.Exclusive},
	} {
		if x.wrong {
			v.add(KindRelation, string(r.Name), x.field, "leave it out", "%q says that its ends are one, and one has no power over itself and no rival", r.Name)
		}
	}
}
