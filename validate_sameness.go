package underpin

// sameness checks a judgement on who is one: two entities are judged once.
func (v *validator) sameness(s *Sameness) {
	if s.A == "" || s.B == "" {
		v.add(KindSameness, s.ID, "b", "name the two entities, a and b", "the judgement is not on two entities")
	} else if s.A == s.B {
		v.add(KindSameness, s.ID, "b", "name two different entities", "%q is compared with itself", s.A)
	}
	oneOf(v, KindSameness, s.ID, "verdict", s.Verdict, Verdicts)
	if s.Verdict == Unsure {
		v.probability(KindSameness, s.ID, "p", s.P)
	}
	pair := [2]EntityID{min(s.A, s.B), max(s.A, s.B)}
	if first, ok := v.judged[pair]; ok {
		v.add(KindSameness, s.ID, "b", "keep the later of the two", "%s and %s are judged already, by %s", s.A, s.B, first)
		return
	}
	v.judged[pair] = s.ID
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
