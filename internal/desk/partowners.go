package desk

import (
	"context"

	"underpin"
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
// as many as most.
func (g *gathering) held(ctx context.Context, word underpin.EntityID, most int) error {
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
		unread, err := s.unread(ctx, word, most, read)
		if err != nil {
			return err
		}
		if len(unread) == 0 {
			g.whole = s
			return nil
		}
		for _, e := range unread {
			if err := up.behind(e, read); err != nil {
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
// with it, and what is above the holder itself.
func (u *ownerAscent) behind(holder underpin.EntityID, read map[underpin.EntityID]bool) error {
	all, err := u.Entity(holder)
	if err != nil {
		return err
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
	record, err := g.Record(underpin.RecordRef{Kind: underpin.KindEntity, ID: string(e)})
	if err != nil {
		return nil, err
	}
	entity, _ := record.(*underpin.Entity)
	if entity == nil {
		return nil, nil
	}
	all = all || entity.Schema == underpin.Position
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
			over, err := g.holder(id, r, e)
			if err != nil {
				return nil, err
			}
			if over == "" {
				continue
			}
			if err := g.claim(id); err != nil {
				return nil, err
			}
			holders = append(holders, over)
		}
	}
	return holders, nil
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
