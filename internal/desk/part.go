package desk

import (
	"context"
	"errors"
	"slices"
	"strings"

	"underpin"
	"underpin/internal/evidence"
	"underpin/internal/store"
)

// A question about a few records does not load a case that is not open: it gathers their
// closure, and is answered on that as on the whole. Whenever that cannot be, the whole is
// loaded, and so it is for every fault, so that the hint is the same.

// mostGathered is the number of claims above which loading the case is faster than
// gathering them; ownersGathered where a whole case answers more slowly, too, as it has
// the shares of all.
const mostGathered, ownersGathered = 400, 40000

// A gathering adds to a part of a case what a question needs. It fails with
// [store.ErrWhole] where the question needs the whole case.
type gathering struct {
	*evidence.Closure
	read *store.Reader
	c    *underpin.Case
	// most is the number of claims above which loading the case is faster.
	most int
	// known is the day of whose knowledge is asked; speakers are as in an openCase.
	known    underpin.Day
	speakers map[underpin.SourceID]bool
	// behindOf is as in an openCase.
	behindOf map[underpin.EntityID]int
	// study reads what has been gathered so far; whole is the last such study, where
	// nothing was gathered after it.
	study func() (*Study, error)
	whole *Study
	// amiss is the word at which gathering ended, as nothing, or more than one thing, is
	// called so; nil for none.
	amiss *amiss
}

// answered answers a question on the part of the case that gather gathers for it, else on
// the whole.
func answered[T any](ctx context.Context, d *Desk, q Query, gather func(*gathering) error, answer func(*Study) (T, error)) (T, error) {
	var none T
	s, word, err := d.part(ctx, q, gather)
	if err == nil {
		var out T
		if out, err = answer(s); err == nil && word == nil {
			return out, nil
		}
	}
	if f := word.fault(err); f != nil {
		return none, f
	}
	s, err = d.study(ctx, q, false)
	if err != nil {
		return none, err
	}
	return answer(s)
}

// part reads by a query the part of a case that is gathered, up to a word that names nothing
// in the case, or more than one thing.
func (d *Desk) part(ctx context.Context, q Query, gather func(*gathering) error) (s *Study, word *amiss, err error) {
	id, err := d.store.Resolve(ctx, q.Case)
	if err != nil {
		return nil, nil, err
	}
	if d.cases.holds(id) {
		return nil, nil, store.ErrWhole
	}
	err = d.store.ReadSome(ctx, id, func(r *store.Reader) error {
		few := &underpin.Case{ID: id}
		if err := r.All(few, underpin.KindSettings, underpin.KindRelation, underpin.KindGroup); err != nil {
			return err
		}
		first, last, err := r.Extent()
		if err != nil {
			return err
		}
		few.Whole = &underpin.DayRange{First: first, Last: last}
		known, err := q.knownOn(d.cfg.Now())
		if err != nil {
			return err
		}
		g := &gathering{Closure: evidence.NewClosure(few, r), read: r, c: few, most: mostGathered, known: known, behindOf: map[underpin.EntityID]int{}}
		g.study = func() (*Study, error) {
			gathered, err := g.Case()
			if err != nil {
				return nil, err
			}
			c := newOpenCase(gathered, r.Head())
			c.speakers, c.behindOf = g.speakers, g.behindOf
			return newStudy(ctx, c, q, d.cfg.Now(), false)
		}
		if err = g.query(q); err == nil {
			err = gather(g)
		}
		if word = g.amiss; err != nil && !errors.Is(err, errAmiss) {
			return err
		}
		if s = g.whole; s == nil {
			s, err = g.study()
		}
		return err
	})
	return s, word, err
}

// query gathers what a query names.
func (g *gathering) query(q Query) error {
	for _, word := range q.Lose {
		if _, err := g.meant(string(word), underpin.KindEntity, underpin.KindClaim); err != nil {
			return err
		}
	}
	for _, s := range q.Edits.Without {
		if _, err := g.meant(string(s), underpin.KindSource); err != nil {
			return err
		}
	}
	for s := range q.Edits.Regrade {
		if _, err := g.meant(string(s), underpin.KindSource); err != nil {
			return err
		}
	}
	for _, o := range slices.Concat(q.Edits.DropOrigins, slices.Concat(pairs(q.Edits.MergeOrigins)...)) {
		if _, err := g.meant(string(o), underpin.KindOrigin, underpin.KindSource); err != nil {
			return err
		}
	}
	for _, c := range q.Edits.Reject {
		if _, err := g.claimMeant(c); err != nil {
			return err
		}
	}
	return nil
}

func pairs[T any](list [][2]T) [][]T {
	out := make([][]T, len(list))
	for i := range list {
		out[i] = list[i][:]
	}
	return out
}

// named adds a record of one of some kinds that a word is the id of.
func (g *gathering) named(word string, kinds ...underpin.RecordKind) error {
	for _, kind := range kinds {
		if record, err := g.Record(underpin.RecordRef{Kind: kind, ID: word}); record != nil || err != nil {
			return err
		}
	}
	return store.ErrWhole
}

// claim adds a claim with all that an assessment of it hangs on.
func (g *gathering) claim(id underpin.ClaimID) error {
	if g.Size() > g.most {
		return store.ErrWhole
	}
	if err := g.named(string(id), underpin.KindClaim); err != nil {
		return err
	}
	return g.Claim(id)
}

// entity finds the entity that a word means, and adds it with all that may be one with it.
func (g *gathering) entity(word underpin.EntityID) ([]underpin.EntityID, error) {
	if err := g.named(string(word), underpin.KindEntity); err == nil {
		return g.Entity(word)
	} else if !errors.Is(err, store.ErrWhole) {
		return nil, err
	}
	ids, n, err := g.read.Search(underpin.KindEntity, strings.Fields(plainName(string(word))), mostGathered)
	if err != nil {
		return nil, err
	}
	if n > mostGathered {
		return g.entityMeant(word)
	}
	for _, id := range ids {
		if err := g.named(id, underpin.KindEntity); err != nil {
			return nil, err
		}
	}
	if id, err := newNaming(g.c.Index()).entity(word); err == nil {
		return g.Entity(id)
	}
	return g.entityMeant(word)
}

// about adds the claims that have one of some entities as an end.
func (g *gathering) about(words []underpin.EntityID) error {
	if len(words) == 0 {
		return store.ErrWhole
	}
	for _, word := range words {
		all, err := g.entity(word)
		if err != nil {
			return err
		}
		for _, e := range all {
			ids, err := g.read.Claims(e, "")
			if err != nil {
				return err
			}
			for _, id := range ids {
				if err := g.claim(id); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// gather finds the records and adds those that are to be shown. Entities that are judged
// the same are found by the words of all of them together.
func (f *wordSearch) gather(g *gathering) error {
	if looksThrough(f.kinds, underpin.KindEntity) {
		if err := g.judgedSame(); err != nil {
			return err
		}
	}
	if err := f.look(g.read, g.c.Index()); err != nil {
		return err
	}
	f.looked = false // unless all of it can be shown
	for _, kind := range underpin.Findable {
		for _, id := range f.first[kind] {
			var err error
			if kind == underpin.KindClaim {
				err = g.claim(underpin.ClaimID(id))
			} else {
				err = g.named(id, kind)
			}
			if err != nil {
				return err
			}
		}
	}
	f.looked = true
	return nil
}

// judgedSame adds the entities that are judged the same as others.
func (g *gathering) judgedSame() error {
	judged := &underpin.Case{}
	if err := g.read.All(judged, underpin.KindSameness); err != nil {
		return err
	}
	for i := range judged.Samenesses {
		if s := &judged.Samenesses[i]; s.Verdict == underpin.Same {
			if err := g.named(s.ID, underpin.KindSameness); err != nil {
				return err
			}
		}
	}
	return nil
}
