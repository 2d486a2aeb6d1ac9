package desk

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"underpin"
	"underpin/internal/conclusion"
	"underpin/internal/hinge"
	"underpin/internal/snapshot"
	"underpin/internal/store"
)

// A conclusion about who reaches whom hangs on what lies between the two: of a generated case
// of 120,000 claims on 50,000. Where the case is large, that part of it is weighed and drawn
// alone, and of a case that is not open no more than that is kept in memory. All worlds answer as
// in the whole case, and the same things are hinges; what never was one is not screened.

// leastBetween is the number of claims from which on weighing and drawing all of them takes
// longer than finding out which matter.
const leastBetween = 10_000

// between reads by a query the part of a large case that is not open on which the answer of
// a conclusion hangs, of one that has at least so many claims. It fails with
// [store.ErrWhole] where that takes the whole case.
func (d *Desk) between(ctx context.Context, q Query, nameOrExpr string, named []hinge.Ref, least int) (*Study, error) {
	id, err := d.store.Resolve(ctx, q.Case)
	if err != nil {
		return nil, err
	}
	if d.cases.holds(id) || d.at != (store.At{}) {
		return nil, store.ErrWhole
	}
	if n, err := d.store.Records(ctx, id); err != nil || n < int64(least) {
		return nil, cmp.Or(err, store.ErrWhole)
	}
	var s *Study
	err = d.store.ReadSome(ctx, id, func(r *store.Reader) error {
		d.tell("reading the case")
		part, err := withoutSayings(r, id)
		if err == nil && len(part.Claims) < least {
			err = store.ErrWhole
		}
		if err != nil {
			return err
		}
		if s, err = readBy(newOpenCase(part, r.Head()), q, d.cfg.Now(), true); err != nil {
			return err
		}
		keep, err := s.keptBetween(named)
		if err != nil {
			return err
		}
		kept, err := s.chooseBetween(nameOrExpr, keep)
		if err != nil {
			return err
		}
		if kept == nil {
			return store.ErrWhole
		}
		part.Claims = among(part.Claims, kept)
		if err := d.roomFor(int64(part.Count() + 2*len(part.Claims))); err != nil {
			return err
		}
		spoken, err := r.Said(part, s.Known)
		s.open = newOpenCase(part, r.Head())
		s.open.speakers = spoken
		return err
	})
	if err != nil {
		return nil, err
	}
	s.whole, s.naming, s.between = s.open, s.open.naming(), true
	return s, s.weigh(ctx)
}

// withoutSayings reads a case without its testimony, and without what takes no part in answers.
func withoutSayings(r *store.Reader, id underpin.CaseID) (*underpin.Case, error) {
	c := &underpin.Case{ID: id}
	kinds := slices.DeleteFunc(slices.Clone(underpin.RecordKinds), func(k underpin.RecordKind) bool {
		return k == underpin.KindTestimony || k == underpin.KindBrief || k == underpin.KindMapView || k == underpin.KindSealed
	})
	if err := r.All(c, kinds...); err != nil {
		return nil, err
	}
	first, last, err := r.Extent()
	c.Whole = &underpin.DayRange{First: first, Last: last}
	return c, err
}

// chooseBetween reports which claims a conclusion needs, by position: of all cases of one
// register the same ones, whatever is known. It is nil where it needs all.
func (s *Study) chooseBetween(nameOrExpr string, keep conclusion.Kept) ([]bool, error) {
	c, err := s.conclusion(nameOrExpr)
	if err != nil {
		return nil, err
	}
	p, err := snapshot.New(s.open.Case, s.open.index(), snapshot.TieFilter{})
	if err != nil {
		return nil, err
	}
	return c.Relevant(p, keep), nil
}

// keptBetween is what else must be there: what is lost, and the claims that a what-if or a
// question names.
func (s *Study) keptBetween(named []hinge.Ref) (conclusion.Kept, error) {
	named, err := s.premises(named)
	if err != nil {
		return conclusion.Kept{}, err
	}
	keep := conclusion.Kept{Entities: s.lost, Claims: slices.Concat(s.lostClaims, s.Query.Edits.Reject)}
	for _, ref := range named {
		if ref.Kind == hinge.Claim {
			keep.Claims = append(keep.Claims, underpin.ClaimID(ref.ID))
		}
	}
	return keep, nil
}

// betweenOf is the study of the part of the case on which the answer of a conclusion hangs;
// the study itself where that takes the whole, or where it has no more already.
func (s *Study) betweenOf(ctx context.Context, nameOrExpr string, named []hinge.Ref) (*Study, error) {
	if s.between {
		return s, nil
	}
	keep, err := s.keptBetween(named)
	if err != nil {
		return nil, err
	}
	key := fmt.Sprintf("%q %v %v %q", nameOrExpr, s.Known, s.Query.purpose, keep)
	open, err := s.open.between.of(ctx, key, func() (*openCase, error) {
		kept, err := s.chooseBetween(nameOrExpr, keep)
		if kept == nil || err != nil {
			return nil, err
		}
		o := newOpenCase(s.partOf(kept), s.open.head)
		o.speakers = s.haveSpoken()
		return o, nil
	})
	if err != nil {
		return nil, err
	}
	if open == nil {
		return s, nil
	}
	part := *s
	part.open, part.between = open, true
	part.from, part.moved = nil, nil
	return &part, part.weigh(ctx)
}

// partOf is the case with some of its claims and what is said of them.
func (s *Study) partOf(kept []bool) *underpin.Case {
	c := *s.open.Case
	claims := make(map[underpin.ClaimID]bool)
	c.Claims = among(c.Claims, kept)
	for i := range c.Claims {
		claims[c.Claims[i].ID] = true
	}
	said := make([]bool, len(c.Testimonies))
	for i := range said {
		said[i] = claims[c.Testimonies[i].Claim]
	}
	c.Testimonies = among(c.Testimonies, said)
	first, last := s.open.Extent()
	c.Whole = &underpin.DayRange{First: first, Last: last}
	return &c
}

// among are those of a list that are kept, in a list of their own.
func among[T any](list []T, kept []bool) []T {
	n := 0
	for _, is := range kept {
		if is {
			n++
		}
	}
	out := make([]T, 0, n)
	for i, is := range kept {
		if is {
			out = append(out, list[i])
		}
	}
	return out
}
