package underpin

// samenesses checks the judgements on who is one, each and together: two entities are
// judged once, and no judgement contradicts what the others come to.
func (v *validator) samenesses() {
	judged := map[[2]EntityID]string{}
	for _, s := range v.c.Samenesses {
		v.id(KindSameness, s.ID)
		v.entity(KindSameness, s.ID, "a", s.A)
		v.entity(KindSameness, s.ID, "b", s.B)
		if s.A == s.B {
			v.add(KindSameness, s.ID, "b", "name two different entities", "%q is compared with itself", s.A)
		}
		oneOf(v, KindSameness, s.ID, "verdict", s.Verdict, []Verdict{Same, NotSame, Unsure})
		if s.Verdict == Unsure {
			v.probability(KindSameness, s.ID, "p", s.P)
		}
		pair := [2]EntityID{min(s.A, s.B), max(s.A, s.B)}
		if first, ok := judged[pair]; ok {
			v.add(KindSameness, s.ID, "b", "keep the later of the two", "%s and %s are judged already, by %s", s.A, s.B, first)
			continue
		}
		judged[pair] = s.ID
	}
	v.apart()
}

// apart finds entities that are judged not the same, and the same by way of others.
func (v *validator) apart() {
	one := map[EntityID]EntityID{}
	of := func(e EntityID) EntityID {
		for one[e] != "" {
			if further := one[one[e]]; further != "" {
				one[e] = further
			}
			e = one[e]
		}
		return e
	}
	for _, s := range v.c.Samenesses {
		if a, b := of(s.A), of(s.B); s.Verdict == Same && a != b {
			one[a] = b
		}
	}
	for _, s := range v.c.Samenesses {
		if s.Verdict == NotSame && s.A != s.B && of(s.A) == of(s.B) {
			v.add(KindSameness, s.ID, "verdict", "take one of the judgements back", "%s and %s are judged not the same here, and the same by other judgements", s.A, s.B)
		}
	}
}
