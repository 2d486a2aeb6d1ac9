package desk

import "underpin"

// shown adds a claim, and of a share or a payment who stands behind its ends.
func (g *gathering) shown(id underpin.ClaimID) error {
	if err := g.claim(id); err != nil {
		return err
	}
	x := g.c.Index()
	if c := x.Claims[id]; hangsOnOwners(c, x.Relations[c.Relation]) {
		return g.above(false, c.Subject, c.Object)
	}
	return nil
}

// above adds the claims that give power over some entities, and so on up: over posts those
// of who holds them, over firms those of who owns them, and over nominees those of whom
// they hold for; with behind, over any holder those of who stands behind it.
func (g *gathering) above(behind bool, ends ...underpin.EntityID) error {
	g.most = ownersGathered
	met := map[underpin.EntityID]bool{}
	var queue []underpin.EntityID
	enter := func(e underpin.EntityID) error {
		all, err := g.Entity(e)
		for _, one := range all {
			if !met[one] {
				met[one] = true
				queue = append(queue, one)
			}
		}
		return err
	}
	for _, e := range ends {
		if err := enter(e); err != nil {
			return err
		}
	}
	first := len(queue)
	for at := 0; at < len(queue); at++ {
		holders, err := g.powerOver(queue[at], at < first, behind)
		if err != nil {
			return err
		}
		for _, e := range holders {
			if err := enter(e); err != nil {
				return err
			}
		}
	}
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
