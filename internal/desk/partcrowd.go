package desk

import (
	"underpin"
	"underpin/internal/measure"
)

// crowded reports, once, whether more claims than a crowd has say who stands behind some
// entities, and counts them then.
func (u *ownerAscent) crowded(all []underpin.EntityID, crowd int) (bool, error) {
	if _, counted := u.behindOf[all[0]]; counted {
		return false, nil
	}
	var list [][]underpin.ClaimID // that may say so, by entity
	most := 0
	for _, e := range all {
		ids, err := u.mayBehind(e)
		if err != nil {
			return false, err
		}
		list = append(list, ids)
		most += len(ids)
	}
	if most <= crowd {
		return false, nil
	}
	sum := 0
	for i, e := range all {
		n, err := u.countBehind(e, list[i])
		if err != nil {
			return false, err
		}
		u.behindOf[e] = n
		sum += n
	}
	return sum > crowd, nil
}

// mayBehind lists the claims of an entity of relations that say who stands behind such a one.
func (g *gathering) mayBehind(e underpin.EntityID) (out []underpin.ClaimID, err error) {
	entity, err := g.entityOf(e)
	if entity == nil || err != nil {
		return nil, err
	}
	for i := range g.c.Relations {
		if r := &g.c.Relations[i]; r.Behind(entity.Schema) {
			ids, err := g.read.Claims(e, r.Name)
			if err != nil {
				return nil, err
			}
			out = append(out, ids...)
		}
	}
	return out, nil
}

// countBehind counts the claims of a list that say who stands behind an entity.
func (g *gathering) countBehind(e underpin.EntityID, ids []underpin.ClaimID) (n int, err error) {
	entity, err := g.entityOf(e)
	if entity == nil || err != nil {
		return 0, err
	}
	relations := map[underpin.RelationName]*underpin.Relation{}
	for i := range g.c.Relations {
		relations[g.c.Relations[i].Name] = &g.c.Relations[i]
	}
	if err := g.read.Ahead(underpin.KindClaim, wordsOf(ids)); err != nil {
		return 0, err
	}
	for _, id := range ids {
		record, err := g.read.Record(underpin.RecordRef{Kind: underpin.KindClaim, ID: string(id)})
		if err != nil {
			return 0, err
		}
		if c, _ := record.(*underpin.Claim); c != nil && measure.SaysBehind(c, relations[c.Relation], entity) {
			n++
		}
	}
	return n, nil
}
