package shock

import (
	"underpin"
	"underpin/internal/worldset"
)

// A controlTie is a tie of command by which a holder has power over something.
type controlTie struct {
	tie    int
	holder int32
	// office: the holder holds a post. leads: it stands at the head, in full command.
	office, leads bool
	// head: the holder is at the head of the thing, where there is room for one, or is
	// the post at its head. whole: the thing is a part of the holder, or the holder's by
	// its shares.
	head, whole bool
	gives       underpin.PowerKind
}

// controlTies are the ways in which things are held, whatever the world.
type controlTies struct {
	over  [][]controlTie // by entity
	mayBe [][]int32      // by entity: who may be one with it
	// places are the ties that give any, by their places among the active, and at is by
	// place which ones.
	places worldset.Set
	at     [][]heldBy
	// appoints are the ties by which one appoints another, and has it below itself
	// whether or not that is command.
	appoints []int
	// appointed are by entity those of appoints at it, or at one that may be the same.
	appointed [][]int
	// successions are the ties that state who succeeds whom.
	successions []int
}

// A heldBy is the place of a control tie among those over what is held.
type heldBy struct{ held, at int32 }

// gatherControl collects the control ties of every tie that holds in some world.
func (c *Comparison) gatherControl() *controlTies {
	n := len(c.frame.Case.Entities)
	g := &controlTies{over: make([][]controlTie, n), mayBe: c.frame.MayBe()}
	g.places, g.at = worldset.New(len(c.frame.Active)), make([][]heldBy, len(c.frame.Active))
	for place, t := range c.frame.Active {
		tie := &c.frame.Ties[t]
		if tie.Relation.Succession != "" {
			g.successions = append(g.successions, t)
		}
		if tie.Relation.Class.Traits().Appoints && !tie.Negative {
			g.appoints = append(g.appoints, t)
		}
		if !tie.Command {
			continue
		}
		for holder, held := range tie.Controllers {
			g.places.Add(place)
			g.at[place] = append(g.at[place], heldBy{held, int32(len(g.over[held]))})
			g.over[held] = append(g.over[held], c.controlTie(t, holder, held))
		}
	}
	g.appointed = make([][]int, n)
	for _, t := range g.appoints {
		tie := &c.frame.Ties[t]
		for _, end := range [2]int32{tie.Subject, tie.Object} {
			for _, e := range g.mayBe[end] {
				g.appointed[e] = append(g.appointed[e], t)
			}
		}
	}
	return g
}

// controlTie describes the power of a holder by one tie.
func (c *Comparison) controlTie(t int, holder, held int32) controlTie {
	tie := &c.frame.Ties[t]
	r := tie.Relation
	traits := r.Class.Traits()
	command := traits.Leads && holder == tie.Subject
	part := traits.Contains && holder == tie.Object
	return controlTie{
		tie: t, holder: holder,
		office: traits.Seats && c.post(held),
		leads:  command && r.Control == underpin.ControlFull,
		head:   command && (r.Exclusive || c.post(holder)),
		whole:  part || traits.Gives == underpin.GivesTitle,
		gives:  traits.Gives,
	}
}

func (c *Comparison) post(e int32) bool { return c.frame.Case.Entities[e].Schema == underpin.Position }

// occupied reports whether somebody holds a post in a world, before the losses and after
// them.
func (s *standingTies) occupied(post int32) (before, after bool) {
	s.each(post, func(g *controlInWorld) bool {
		before, after = before || g.office && g.before, after || g.office && g.after
		return !before || !after
	})
	return before, after
}

// vacated reports whether an entity is a post that the losses leave empty.
func (s *standingTies) vacated(post int32) bool {
	if !s.c.post(post) {
		return false
	}
	before, after := s.occupied(post)
	return before && !after
}

// A holder is somebody who holds a thing before the losses.
type holder struct {
	one       int32 // who stands for it in the world
	entity    int32 // of those that are one, the first by id that is said to hold it
	stands    bool  // still holds it after
	exclusive bool  // by a relation that has room for one
	// head and whole: as of a control tie, after the losses; title and command: the
	// kinds of power by which it then holds.
	head, whole, title, command bool
}

// holders appends to list who holds an entity before the losses. A post whose
// holder is lost does not stand: power passes through it, and nobody is in it.
func (j *classifier) holders(list []holder, entity int32) []holder {
	w := j.before.w
	self := w.One(entity)
	j.standing.each(entity, func(g *controlInWorld) bool {
		one := w.One(g.holder)
		if one == self {
			return true
		}
		i := 0
		for i < len(list) && list[i].one != one {
			i++
		}
		if i == len(list) {
			list = append(list, holder{one: one, entity: g.holder})
		}
		h := &list[i]
		h.entity = j.c.firstByID(h.entity, g.holder)
		if g.after && !j.standing.vacated(g.holder) {
			h.stands, h.head, h.whole = true, h.head || g.head, h.whole || g.whole
			h.title, h.command = h.title || g.gives == underpin.GivesTitle, h.command || g.gives == underpin.GivesCommand
		}
		h.exclusive = h.exclusive || j.c.frame.Ties[g.tie].Relation.Exclusive
		return true
	})
	return list
}

// firstByID returns the one of two entities whose id comes first, so that what is
// told does not depend on the order of the case.
func (c *Comparison) firstByID(a, b int32) int32 {
	if c.frame.Case.Entities[b].ID < c.frame.Case.Entities[a].ID {
		return b
	}
	return a
}
