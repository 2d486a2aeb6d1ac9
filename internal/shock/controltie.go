package shock

import (
	"underpin"
	"underpin/internal/snapshot"
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
	// appointed are by entity the ties at it, or at one that may be the same, by which one
	// appoints another, and has it below itself whether or not that is command.
	appointed [][]int
	// successions are by entity the ties that state who succeeds it, or one that may be the
	// same.
	successions [][]int
}

// gatherControl collects the control ties of every tie that holds in some world.
func (c *Comparison) gatherControl() *controlTies {
	n := len(c.frame.Case.Entities)
	g := &controlTies{over: make([][]controlTie, n), mayBe: c.frame.MayBe(), appointed: make([][]int, n), successions: make([][]int, n)}
	for _, t := range c.frame.Active {
		tie := &c.frame.Ties[t]
		if tie.Relation.Succession != "" {
			_, former := succession(tie)
			g.list(g.successions, t, former)
		}
		if tie.Relation.Class.Traits().Appoints && !tie.Negative {
			g.list(g.appointed, t, tie.Subject)
			g.list(g.appointed, t, tie.Object)
		}
		if !tie.Command {
			continue
		}
		for holder, held := range tie.Controllers {
			g.over[held] = append(g.over[held], c.controlTie(t, holder, held))
		}
	}
	return g
}

// list notes a tie with an end of it, and with all that may be one with that.
func (g *controlTies) list(ties [][]int, t int, end int32) {
	for _, e := range g.mayBe[end] {
		ties[e] = append(ties[e], t)
	}
}

// succession returns who succeeds whom by a tie that states it.
func succession(tie *snapshot.Tie) (heir, former int32) {
	if tie.Relation.Succession == underpin.SucceedsObject {
		return tie.Object, tie.Subject
	}
	return tie.Subject, tie.Object
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

// firstByID returns the one of two entities whose id comes first, so that what is
// told does not depend on the order of the case.
func (c *Comparison) firstByID(a, b int32) int32 {
	if c.frame.Case.Entities[b].ID < c.frame.Case.Entities[a].ID {
		return b
	}
	return a
}
