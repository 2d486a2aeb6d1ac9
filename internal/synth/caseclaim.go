package synth

import (
	"fmt"
	"slices"
	"strconv"

	"underpin"
)

// claims generates the claims and the testimony on each.
func (b *caseGenerator) claims() {
	total := 0
	for _, s := range claimShapes {
		total += s.weight
	}
	for k := range b.cfg.Claims {
		draw := b.rng.IntN(total)
		for _, shape := range claimShapes {
			if draw -= shape.weight; draw < 0 {
				b.claim(k, shape)
				break
			}
		}
	}
}

func (b *caseGenerator) claim(k int, shape claimShape) {
	c := underpin.Claim{ID: underpin.ClaimID(fmt.Sprintf("c%05d", k)), Relation: shape.relation}
	b.ends(&c, shape)
	key := episodeLink{c.Subject, c.Object, c.Relation}
	c.Episode = b.episodes[key]
	b.episodes[key]++
	r := b.relation(shape.relation)
	switch traits := r.Class.Traits(); {
	case traits.Value:
		n := (1 + b.rng.IntN(60)) * 1000
		c.Value = underpin.Quantity{Text: strconv.Itoa(n), Low: float64(n), High: float64(n)}
	case traits.Bare:
		for _, p := range b.distinctPersons(2 + b.rng.IntN(3)) {
			c.Roles = append(c.Roles, underpin.Role{Role: "present", Entity: p})
		}
	case r.Control == underpin.ControlShare && b.chance(.7):
		n := 5 * (1 + b.rng.IntN(20))
		if b.stated[c.Object]+n > 100 {
			break // the share is not known
		}
		b.stated[c.Object] += n
		c.Share = underpin.Quantity{Text: strconv.Itoa(n), Low: float64(n), High: float64(n)}
	case r.Ties() && r.Sign == "-" && b.chance(.4):
		c.Holders = []underpin.EntityID{b.pick(underpin.Person)}
		c.Tie = b.chance(.2)
	}
	if b.chance(.03) {
		c.Prior = .2 + .6*b.rng.Float64()
	}
	if b.chance(.1) {
		c.Topic = "money"
	}
	b.c.Claims = append(b.c.Claims, c)
	b.testimonies(&c)
}

// ends draws the ends of a claim, two different ones. The parts of a group come
// after it in order, so that no group is a part of itself.
func (b *caseGenerator) ends(c *underpin.Claim, shape claimShape) {
	c.Subject = b.pick(shape.subject...)
	if shape.object == nil {
		return
	}
	c.Object = b.object(shape)
	for tries := 0; c.Object == c.Subject; tries++ {
		if tries > 50 {
			c.Subject = b.pick(underpin.Person)
			c.Relation = membership
			c.Object = b.pick(underpin.Organization)
			return
		}
		c.Object = b.object(shape)
	}
	nested := b.relation(shape.relation).Class.Traits().Contains && slices.Equal(shape.subject, shape.object)
	if nested && number(c.Object) > number(c.Subject) {
		c.Subject, c.Object = c.Object, c.Subject
	}
}

// object draws the object of a claim: hubs more often, but all alike where the
// relation is exclusive, for nothing real has a hundred rival leaders.
func (b *caseGenerator) object(shape claimShape) underpin.EntityID {
	if b.relation(shape.relation).Exclusive {
		list := b.byKind[shape.object[b.rng.IntN(len(shape.object))]]
		return list[b.rng.IntN(len(list))]
	}
	return b.pick(shape.object...)
}

// relation finds a word of the generated vocabulary.
func (b *caseGenerator) relation(name underpin.RelationName) *underpin.Relation {
	return &b.c.Relations[slices.IndexFunc(b.c.Relations, func(r underpin.Relation) bool { return r.Name == name })]
}

// number is the number at the end of a generated id.
func number(id underpin.EntityID) int {
	s := string(id)
	i := len(s)
	for i > 0 && s[i-1] >= '0' && s[i-1] <= '9' {
		i--
	}
	n, _ := strconv.Atoi(s[i:])
	return n
}

func (b *caseGenerator) distinctPersons(n int) []underpin.EntityID {
	var out []underpin.EntityID
	persons := b.byKind[underpin.Person]
	first := b.rng.IntN(len(persons))
	for k := range min(n, len(persons)) {
		out = append(out, persons[(first+k)%len(persons)])
	}
	return out
}
