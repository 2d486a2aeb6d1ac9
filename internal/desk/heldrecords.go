package desk

import (
	"slices"
	"sync"

	"underpin"
)

// heldRecords reads single records of a case that is held, as an [evidence.Reader]. It is
// safe for concurrent use.
type heldRecords struct {
	x      *underpin.Index
	claims map[underpin.EntityID][]*underpin.Claim
	judged map[underpin.EntityID][]string
	// spoken lists, by a source or an origin, the claims of which something has come by
	// way of it.
	spoken func() map[underpin.OriginID][]underpin.ClaimID
}

func newHeldRecords(c *underpin.Case, x *underpin.Index) *heldRecords {
	h := &heldRecords{x: x, claims: make(map[underpin.EntityID][]*underpin.Claim, len(c.Entities)), judged: map[underpin.EntityID][]string{}}
	for i := range c.Claims {
		cl := &c.Claims[i]
		h.claims[cl.Subject] = append(h.claims[cl.Subject], cl)
		if cl.Object != "" && cl.Object != cl.Subject {
			h.claims[cl.Object] = append(h.claims[cl.Object], cl)
		}
	}
	for i := range c.Samenesses {
		s := &c.Samenesses[i]
		h.judged[s.A] = append(h.judged[s.A], s.ID)
		if s.B != s.A {
			h.judged[s.B] = append(h.judged[s.B], s.ID)
		}
	}
	h.spoken = sync.OnceValue(func() map[underpin.OriginID][]underpin.ClaimID { return spokenOf(c, x) })
	return h
}

// spokenOf lists the claims of each source and origin.
func spokenOf(c *underpin.Case, x *underpin.Index) map[underpin.OriginID][]underpin.ClaimID {
	out := map[underpin.OriginID][]underpin.ClaimID{}
	note := func(o underpin.OriginID, claim underpin.ClaimID) {
		if list := out[o]; o != "" && (len(list) == 0 || list[len(list)-1] != claim) {
			out[o] = append(list, claim)
		}
	}
	for i := range c.Testimonies {
		t := &c.Testimonies[i]
		note(underpin.OriginID(t.Source), t.Claim)
		note(t.Origin, t.Claim)
		if o := x.Origins[t.Origin]; o != nil {
			note(underpin.OriginID(o.Resolved), t.Claim)
		}
		for _, v := range t.Via {
			note(underpin.OriginID(v), t.Claim)
		}
	}
	return out
}

// Record implements [evidence.Reader].
func (h *heldRecords) Record(ref underpin.RecordRef) (any, error) { return h.x.Find(ref), nil }

// Claims implements [evidence.Reader].
func (h *heldRecords) Claims(e underpin.EntityID, r underpin.RelationName) (out []underpin.ClaimID, _ error) {
	for _, c := range h.claims[e] {
		if r == "" || c.Relation == r {
			out = append(out, c.ID)
		}
	}
	return out, nil
}

// Samenesses implements [evidence.Reader].
func (h *heldRecords) Samenesses(e underpin.EntityID) ([]string, error) { return h.judged[e], nil }

// Testimony implements [evidence.Reader].
func (h *heldRecords) Testimony(c underpin.ClaimID) (out []underpin.TestimonyID, _ error) {
	for _, t := range h.x.ByClaim[c] {
		out = append(out, t.ID)
	}
	return out, nil
}

// laidOver reads single records of a case with a draft laid over it.
type laidOver struct {
	*heldRecords
	put *heldRecords
}

// Record implements [evidence.Reader].
func (l *laidOver) Record(ref underpin.RecordRef) (any, error) {
	if r, _ := l.put.Record(ref); r != nil {
		return r, nil
	}
	return l.heldRecords.Record(ref)
}

// Claims implements [evidence.Reader].
func (l *laidOver) Claims(e underpin.EntityID, r underpin.RelationName) ([]underpin.ClaimID, error) {
	put, _ := l.put.Claims(e, r)
	held, _ := l.heldRecords.Claims(e, r)
	return join(put, held), nil
}

// Samenesses implements [evidence.Reader].
func (l *laidOver) Samenesses(e underpin.EntityID) ([]string, error) {
	return join(l.put.judged[e], l.judged[e]), nil
}

// Testimony implements [evidence.Reader].
func (l *laidOver) Testimony(c underpin.ClaimID) ([]underpin.TestimonyID, error) {
	put, _ := l.put.Testimony(c)
	held, _ := l.heldRecords.Testimony(c)
	return join(put, held), nil
}

// join lists what is in one of two lists, each once.
func join[T comparable](a, b []T) []T {
	out := slices.Clone(a)
	for _, x := range b {
		if !slices.Contains(a, x) {
			out = append(out, x)
		}
	}
	return out
}
