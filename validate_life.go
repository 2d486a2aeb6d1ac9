package underpin

// lives finds where one source has a thing end before it begins.
func (v *validator) lives() {
	type said struct {
		source SourceID
		of     EntityID
	}
	type bound struct {
		claim *Claim
		at    Date
	}
	one := v.x.JudgedSame(v.x.KnownOn(MaxDay))
	begins := map[said][]bound{}
	each := func(which LifeBound, do func(said, bound)) {
		for i := range v.c.Claims {
			c := &v.c.Claims[i]
			r := v.x.Relations[c.Relation]
			at, dated := c.Value.AsDate()
			if r == nil || r.Bound != which || c.View() || !dated {
				continue
			}
			for _, t := range v.x.ByClaim[c.ID] {
				if t.Polarity == Affirm {
					do(said{t.Source, one.Of(c.Subject)}, bound{c, at})
				}
			}
		}
	}
	each(LifeBegins, func(s said, b bound) { begins[s] = append(begins[s], b) })
	reported := map[*Claim]bool{}
	each(LifeEnds, func(s said, end bound) {
		for _, begin := range begins[s] {
			if end.at.Last < begin.at.First && !reported[end.claim] {
				reported[end.claim] = true
				v.add(KindClaim, string(end.claim.ID), "value", "check the two dates, and who says which",
					"%s dates the end of %s %s, before the beginning, %s (%s)", v.x.SourceName(s.source), v.x.NameOf(end.claim.Subject), end.at, begin.at, begin.claim.ID)
			}
		}
	})
}
