package snapshot

import (
	"errors"
	"fmt"
	"slices"

	"underpin"
)

// ErrUnknown is wrapped by errors on a filter that names what the case does not
// have. Ask the user to correct the name.
var ErrUnknown = errors.New("not in the case")

// A TieFilter says which ties a projection keeps. The zero TieFilter keeps all.
type TieFilter struct {
	// Classes keeps relations of these classes; empty keeps all.
	Classes []underpin.RelationClass
	// Entities keeps ties with both ends among these; empty keeps all.
	Entities []underpin.EntityID
	// Keep, where set, keeps the claims for which it is true, by their position in
	// the case: a least credence, for instance.
	Keep func(claim int) bool
}

// A Projection is a case compiled for networks. It is read only and safe for
// concurrent use; the case must not change while it is used.
type Projection struct {
	Case  *underpin.Case
	Index *underpin.Index
	// Ties are what the claims form, in the order of the claims.
	Ties []Tie

	position map[underpin.EntityID]int32
	tieOf    map[int]int
	judged   []int32 // the entities of samenesses
	place    []int32 // by entity: its place among the judged, or -1
	rank     []int32 // by place: the rank of its id in natural order
	stands   []int32 // by entity: who stands for those judged the same
	clusters []identityCluster
	merges   []mergedPair
	unsure   []mergedPair
	apart    [][2]int32
}

// New compiles a case. The index may be nil. It fails with [ErrUnknown] where the
// options name a class or an entity that is none.
func New(c *underpin.Case, x *underpin.Index, o TieFilter) (*Projection, error) {
	if x == nil {
		x = c.Index()
	}
	p := &Projection{Case: c, Index: x, position: make(map[underpin.EntityID]int32, len(c.Entities)), tieOf: map[int]int{}}
	for i := range c.Entities {
		if _, taken := p.position[c.Entities[i].ID]; !taken {
			p.position[c.Entities[i].ID] = int32(i)
		}
	}
	keep, err := p.filter(o)
	if err != nil {
		return nil, err
	}
	for i := range c.Claims {
		if t, ok := p.makeTie(i); ok && keep(&t) {
			p.tieOf[i] = len(p.Ties)
			p.Ties = append(p.Ties, t)
		}
	}
	p.compileSamenesses()
	return p, nil
}

// filter returns the test that a tie must pass.
func (p *Projection) filter(o TieFilter) (func(*Tie) bool, error) {
	for _, class := range o.Classes {
		if !slices.Contains(underpin.RelationClasses, class) {
			return nil, fmt.Errorf("class of relations %q: %w", class, ErrUnknown)
		}
	}
	inside := make([]bool, len(p.Case.Entities))
	for _, id := range o.Entities {
		e, ok := p.position[id]
		if !ok {
			return nil, fmt.Errorf("entity %q: %w", id, ErrUnknown)
		}
		inside[e] = true
	}
	return func(t *Tie) bool {
		return (len(o.Classes) == 0 || slices.Contains(o.Classes, t.Relation.Class)) &&
			(len(o.Entities) == 0 || inside[t.Subject] && inside[t.Object]) &&
			(o.Keep == nil || o.Keep(t.Claim))
	}, nil
}

// Entity returns the position of an entity in the case, and whether it is there.
func (p *Projection) Entity(id underpin.EntityID) (int32, bool) {
	e, ok := p.position[id]
	return e, ok
}

// TieOf returns the position in Ties of the tie that a claim forms, and whether
// it forms one. The claim goes by its position in the case.
func (p *Projection) TieOf(claim int) (int, bool) {
	t, ok := p.tieOf[claim]
	return t, ok
}
