package underpin

import (
	"slices"
	"strings"
)

// sameness checks a judgement on who is one: two entities are judged once.
func (v *validator) sameness(s *Sameness) {
	if s.A == "" || s.B == "" {
		v.add(KindSameness, s.ID, "b", "name both of them", "the judgement does not name two entities")
	} else if s.A == s.B {
		v.add(KindSameness, s.ID, "b", "name two different entities", "%q is compared with itself", s.A)
	}
	oneOf(v, KindSameness, s.ID, "verdict", s.Verdict, Verdicts)
	if s.Verdict == Unsure && s.P != 0 {
		v.probability(KindSameness, s.ID, "p", s.P)
	}
	pair := [2]EntityID{min(s.A, s.B), max(s.A, s.B)}
	if first, ok := v.judged[pair]; ok {
		v.add(KindSameness, s.ID, "b", "keep the later of the two", "%s and %s have already been judged, by %s", s.A, s.B, first)
		return
	}
	v.judged[pair] = s.ID
}

// apart finds entities that are judged not the same, and the same by way of others.
func (v *validator) apart() {
	for i := range v.c.Samenesses {
		s := &v.c.Samenesses[i]
		if s.Verdict != NotSame || s.A == s.B {
			continue
		}
		if chain := v.sameChain(s.A, s.B); chain != nil {
			v.add(KindSameness, s.ID, "verdict", "take one of the judgements back: "+strings.Join(chain, ", ")+" or this one",
				"%s and %s are judged not the same here, and the same by way of %s", s.A, s.B, strings.Join(chain, " and "))
		}
	}
}

// sameChain returns the ids of the judgements by which two entities are one, the
// fewest; nil where they are not.
func (v *validator) sameChain(a, b EntityID) []string {
	by := map[EntityID]*Sameness{a: nil} // the judgement by which each was found
	for queue := []EntityID{a}; len(queue) > 0; queue = queue[1:] {
		if queue[0] == b {
			break
		}
		for i := range v.c.Samenesses {
			s := &v.c.Samenesses[i]
			if s.Verdict != Same || s.A != queue[0] && s.B != queue[0] {
				continue
			}
			next := s.other(queue[0])
			if _, found := by[next]; !found {
				by[next] = s
				queue = append(queue, next)
			}
		}
	}
	var chain []string
	for s := by[b]; s != nil; s = by[b] {
		chain = append(chain, s.ID)
		b = s.other(b)
	}
	slices.Reverse(chain)
	return chain
}

// other returns the other of the two entities.
func (s *Sameness) other(e EntityID) EntityID {
	if e == s.A {
		return s.B
	}
	return s.A
}
