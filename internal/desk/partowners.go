package desk

import (
	"context"
	"errors"
	"slices"

	"underpin"
	"underpin/internal/measure"
)

// shown adds a claim, and of a share or a payment who stands behind its ends.
func (g *gathering) shown(word underpin.ClaimID) error {
	id, err := g.claimMeant(word)
	if err != nil {
		return err
	}
	x := g.c.Index()
	if c := x.Claims[id]; hangsOnOwners(c, x.Relations[c.Relation]) {
		return g.newAscent().over(c.Subject, c.Object)
	}
	return nil
}

// held adds whoever has spoken, whose grades are told with every computed answer, and an
// entity with all who hold power over it, and of those behind them those that are listed,
// within
// some bounds.
func (g *gathering) held(ctx context.Context, word underpin.EntityID, b measure.HeldBounds) error {
	if err := g.spoken(); err != nil {
		return err
	}
	all, err := g.entity(word)
	if err != nil {
		return err
	}
	up := g.newAscent()
	if err := up.over(all...); err != nil {
		return err
	}
	// Who is listed hangs on how probable those are that were read before.
	for read := map[underpin.EntityID]bool{}; ; {
		s, err := g.study()
		if err != nil {
			return err
		}
		unread, err := s.unread(ctx, word, b, read)
		if err != nil {
			return err
		}
		if len(unread) == 0 {
			g.whole = s
			return nil
		}
		for _, e := range unread {
			if err := up.behind(e, read, b.Crowd); err != nil {
				return err
			}
		}
	}
}

// spoken adds whoever has spoken.
func (g *gathering) spoken() (err error) {
	g.speakers, err = g.read.Spoken(g.known)
	for s := range g.speakers {
		if err := g.named(string(s), underpin.KindSource); err != nil {
			return err
		}
	}
	return err
}

// An ownerAscent adds the claims that give power over some entities, and so on up: over
// posts those of who holds them, over firms those of who owns them, and over nominees
// those of whom they hold for.
type ownerAscent struct {
	*gathering
	met   map[underpin.EntityID]bool
	queue []underpin.EntityID
}

func (g *gathering) newAscent() *ownerAscent {
	g.most = ownersGathered
	return &ownerAscent{gathering: g, met: map[underpin.EntityID]bool{}}
}

// over adds all claims that give power over some entities, and those above their holders.
func (u *ownerAscent) over(ends ...underpin.EntityID) error {
	if err := u.enter(ends...); err != nil {
		return err
	}
	ends, u.queue = u.queue, nil
	for _, e := range ends {
		holders, err := u.powerOver(e, true, false)
		if err != nil {
			return err
		}
		if err := u.enter(holders...); err != nil {
			return err
		}
	}
	return u.climb()
}

// behind adds the claims by which somebody stands behind a holder, or one that may be one
// with it, and what is above the holder itself. Of a crowd it only counts them, until it is
// asked again: of those that may be one with it only some are judged to be.
func (u *ownerAscent) behind(holder underpin.EntityID, read map[underpin.EntityID]bool, crowd int) error {
	all, err := u.Entity(holder)
	if err != nil {
		return err
	}
	if crowded, err := u.crowded(all, crowd); err != nil {
		return err
	} else if crowded {
		if err := u.enter(all...); err != nil {
			return err
		}
		return u.climb()
	}
	for _, e := range all {
		read[e] = true
		holders, err := u.powerOver(e, false, true)
		if err != nil {
			return err
		}
		for _, over := range holders {
			if _, err := u.Entity(over); err != nil {
				return err
			}
		}
	}
	if err := u.enter(all...); err != nil {
		return err
	}
	return u.climb()
}

// entityOf adds an entity and returns it, nil where there is none.
func (g *gathering) entityOf(e underpin.EntityID) (*underpin.Entity, error) {
	record, err := g.Record(underpin.RecordRef{Kind: underpin.KindEntity, ID: string(e)})
	entity, _ := record.(*underpin.Entity)
	return entity, err
}

func (u *ownerAscent) enter(entities ...underpin.EntityID) error {
	for _, e := range entities {
		all, err := u.Entity(e)
		if err != nil {
			return err
		}
		for _, one := range all {
			if !u.met[one] {
				u.met[one] = true
				u.queue = append(u.queue, one)
			}
		}
	}
	return nil
}

// climb adds what is above those that have been entered.
func (u *ownerAscent) climb() error {
	for at := 0; at < len(u.queue); at++ {
		holders, err := u.powerOver(u.queue[at], false, false)
		if err != nil {
			return err
		}
		if err := u.enter(holders...); err != nil {
			return err
		}
	}
	u.queue = u.queue[:0]
	return nil
}

// powerOver adds the claims that give power over an entity and lists who holds it: by
// titles and as over a nominee, unless it is a post or all are asked for; with behind, also
// who stands behind it.
func (g *gathering) powerOver(e underpin.EntityID, all, behind bool) (holders []underpin.EntityID, err error) {
	entity, err := g.entityOf(e)
	if entity == nil || err != nil {
		return nil, err
	}
	all = all || entity.Schema == underpin.Position
	var found []underpin.ClaimID
	by := map[underpin.ClaimID]*underpin.Relation{}
	for i := range g.c.Relations {
		r := &g.c.Relations[i]
		title := r.Shared() || r.Sign == "+" && r.Class.Traits().Gives == underpin.GivesTitle
		if !title && !r.Fronts() && !(behind && r.Behind(entity.Schema)) && !(all && r.Sign == "+") {
			continue
		}
		ids, err := g.read.Claims(e, r.Name)
		if err != nil {
			return nil, err
		}
		for _, id := range ids {
			found = append(found, id)
			by[id] = r
		}
	}
	if err := g.read.Ahead(underpin.KindClaim, wordsOf(found)); err != nil {
		return nil, err
	}
	over := map[underpin.ClaimID]underpin.EntityID{}
	for _, id := range found {
		holder, err := g.holder(id, by[id], e)
		if err != nil {
			return nil, err
		}
		if holder != "" {
			over[id] = holder
			holders = append(holders, holder)
		}
	}
	found = slices.DeleteFunc(found, func(id underpin.ClaimID) bool { return over[id] == "" })
	return holders, g.claims(found, holders)
}

// claims adds claims, each as claim does, of which some entities are the other ends.
func (g *gathering) claims(ids []underpin.ClaimID, ends []underpin.EntityID) error {
	var said []string
	for _, id := range ids {
		on, err := g.read.Testimony(id)
		if err != nil {
			return err
		}
		said = append(said, wordsOf(on)...)
	}
	if err := errors.Join(g.read.Ahead(underpin.KindTestimony, said), g.read.Ahead(underpin.KindEntity, wordsOf(ends))); err != nil {
		return err
	}
	for _, id := range ids {
		if err := g.claim(id); err != nil {
			return err
		}
	}
	return nil
}

// holder is who has power over an entity by a claim of a relation; empty where nobody has.
func (g *gathering) holder(id underpin.ClaimID, r *underpin.Relation, e underpin.EntityID) (underpin.EntityID, error) {
	record, err := g.read.Record(underpin.RecordRef{Kind: underpin.KindClaim, ID: string(id)})
	c, _ := record.(*underpin.Claim)
	switch {
	case c == nil || err != nil || c.Object == "":
		return "", err
	case c.Object == e && (r.Power == underpin.PowerSubject || r.Power == underpin.PowerBoth):
		return c.Subject, nil
	case c.Subject == e && (r.Power == underpin.PowerObject || r.Power == underpin.PowerBoth):
		return c.Object, nil
	}
	return "", nil
}
