package measure

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"underpin"
	"underpin/internal/snapshot"
	"underpin/internal/worldset"
)

// A Way is one way in which power over an entity is claimed: one claim, or several
// where it passes through posts and firms.
type Way struct {
	// Holder holds the power; Post is the office through which, if any.
	Holder underpin.EntityID `json:"holder"`
	Name   string            `json:"name"`
	// Also are the names of those that are judged the same.
	Also []string          `json:"also,omitempty"`
	Post underpin.EntityID `json:"post,omitempty"`
	// Through are all who stand between, the nearest to the entity first: posts, and
	// firms whose owners are followed.
	Through []underpin.EntityID `json:"through,omitempty"`
	// Class and Relation are the mechanism: that of the tie to the entity itself.
	Class    underpin.RelationClass `json:"class"`
	Relation underpin.RelationName  `json:"relation"`
	// Reading says what it hands on: "command", "support", or "none" where the
	// relation gives power and no control.
	Reading string `json:"reading"`
	// Control is, for a share of ownership, the share of worlds in which the holder
	// controls the entity by ownership; Reading is then "command" where that is above 0.
	Control float64 `json:"control,omitempty"`
	// Claims are the claims that say so, the one nearest to the entity first.
	Claims []underpin.ClaimID `json:"claims"`
	// P is the share of worlds in which all of them hold on the date, in (0, 1]; 0, for
	// not counted, where the holder is a person whom the case keeps apart.
	P float64 `json:"p,omitempty"`
	// View marks what somebody believes and the network does not contain.
	View bool `json:"view,omitempty"`
}

// Held lists every way in which power over an entity is claimed on a date of the sample
// whose shares are given, direct and through posts and owners, and for each who stands
// behind a person, a nominee or a body on them the most probable one: by what they hand
// on, command first and views last, and the most probable first. Claims that hold in no world
// are left out; views are listed and marked. How far it goes, the bounds say. Entities judged
// the same answer for each other. Persons whom the case keeps apart are listed as all others
// are, uncounted and in no order of likelihood. It reads all claims, whatever the filter of
// the projection.
// It fails with [ErrUnknownEntity], and with the context's error where it was cancelled.
func Held(ctx context.Context, f *snapshot.Shareholdings, worlds snapshot.Worlds, date int, own *Ownership, x underpin.EntityID, b HeldBounds) (*HeldWays, error) {
	h, err := newHeld(f, worlds, date, own, x, b)
	if err != nil {
		return nil, err
	}
	return h.held(ctx)
}

// Unread lists for [Held] of an entity on a part of a case behind whom it goes on and has
// not been read: it is asked again, until there are none. Read are those of whom all claims
// have been read by which somebody stands behind them. All that stand over the entity by
// titles and posts are there.
func Unread(ctx context.Context, f *snapshot.Shareholdings, worlds snapshot.Worlds, date int, own *Ownership, x underpin.EntityID, b HeldBounds, read map[underpin.EntityID]bool) ([]underpin.EntityID, error) {
	h, err := newHeld(f, worlds, date, own, x, b)
	if err != nil {
		return nil, err
	}
	h.read = read
	h.overTitles(ctx)
	h.behindHolders(ctx)
	return h.unread, ctx.Err()
}

func newHeld(f *snapshot.Shareholdings, worlds snapshot.Worlds, date int, own *Ownership, x underpin.EntityID, b HeldBounds) (*powerClaims, error) {
	entity, err := Entity(f.Projection, x)
	if err != nil {
		return nil, err
	}
	own.controlOf(entity)
	h := newPowerClaims(f, worlds, date, own, entity)
	h.bounds = b
	return &h, nil
}

// held lists all ways to the entity.
func (h *powerClaims) held(ctx context.Context) (*HeldWays, error) {
	p := h.p
	ways, more := h.overTitles(ctx)
	behind, cut := h.behindHolders(ctx)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	ways = h.merged(append(ways, behind...))
	for i := range ways {
		if p.Case.Settings.PersonsApart() && p.Index.Entities[ways[i].Holder].Schema == underpin.Person {
			ways[i].P, ways[i].Control = 0, 0
		}
	}
	slices.SortStableFunc(ways, func(a, b Way) int {
		return cmp.Or(cmp.Compare(a.place(), b.place()), cmp.Compare(b.P, a.P), cmp.Compare(b.Control, a.Control),
			cmp.Compare(classPlace(a.Class), classPlace(b.Class)), h.compareWords(a.Relation, b.Relation), slices.Compare(a.Claims, b.Claims))
	})
	return &HeldWays{Ways: ways, Crowds: h.crowds, Cut: cut || more}, nil
}

// leadsOn reports whether what a holder holds is held by whoever has a power over the
// holder: over a post any, else a title.
func (h *powerClaims) leadsOn(holder underpin.EntityID, next powerClaim) bool {
	return h.p.Index.Entities[holder].Schema == underpin.Position || next.relation.Class.Traits().Gives == underpin.GivesTitle
}

// mayFollow reports whether a chain can go on with a claim: it does not come back to where
// it was.
func (h *powerClaims) mayFollow(chain []powerClaim, next powerClaim) bool {
	holder := h.named(next.holder)
	return holder != h.named(h.p.Case.Entities[h.entity].ID) &&
		!slices.ContainsFunc(chain, func(l powerClaim) bool { return h.named(l.holder) == holder })
}

// place orders ways by what they hand on; what somebody believes comes last.
func (w *Way) place() int {
	if w.View {
		return len(readings)
	}
	return slices.Index(readings, w.Reading)
}

// readings are what a way can hand on, the most first.
var readings = []string{snapshot.Command.String(), snapshot.Support.String(), handsOnNothing}

const handsOnNothing = "none"

func classPlace(c underpin.RelationClass) int { return slices.Index(underpin.RelationClasses, c) }

// compareWords orders relations by how they read from what is held: what a case calls
// them changes nothing.
func (h *powerClaims) compareWords(a, b underpin.RelationName) int {
	r, s := h.p.Index.Relations[a], h.p.Index.Relations[b]
	return cmp.Or(cmp.Compare(r.Inverse, s.Inverse), cmp.Compare(r.Reads, s.Reads))
}

// A powerClaim is a claim by which a holder has power over something.
type powerClaim struct {
	claim    int
	holder   underpin.EntityID
	relation *underpin.Relation
}

type powerClaims struct {
	p      *snapshot.Projection
	f      *snapshot.Shareholdings
	worlds snapshot.Worlds
	date   int
	own    *Ownership
	entity int32
	// above are, by entity, the claims over it; rows, by claim, the worlds in which it is a
	// tie; also the other names of holders: each once asked.
	above map[underpin.EntityID][]powerClaim
	rows  map[int]worldset.Set
	also  map[underpin.EntityID][]string
	// bounds say how far the search goes; behindOf counts, by entity, the claims that say
	// who stands behind it, and crowds are those behind whom it did not go on.
	bounds   HeldBounds
	behindOf map[underpin.EntityID]int
	crowds   []Crowd
	// led are the chains found so far that hand on power.
	led []ascent
	// read are those of whom it is read who stands behind them, nil where all is; unread
	// are others behind whom the search would go on.
	read   map[underpin.EntityID]bool
	unread []underpin.EntityID
}

func newPowerClaims(f *snapshot.Shareholdings, worlds snapshot.Worlds, date int, own *Ownership, entity int32) powerClaims {
	return powerClaims{p: f.Projection, f: f, worlds: worlds, date: date, own: own, entity: entity, rows: map[int]worldset.Set{}, also: map[underpin.EntityID][]string{}}
}

// over lists the claims that give power over an entity.
func (h *powerClaims) over(x underpin.EntityID) []powerClaim {
	if h.above == nil {
		h.above, h.behindOf = map[underpin.EntityID][]powerClaim{}, map[underpin.EntityID]int{}
		for i := range h.p.Case.Claims {
			h.note(i)
			h.count(i)
		}
	}
	return h.above[x]
}

// note notes over whom a claim gives power, and to whom.
func (h *powerClaims) note(claim int) {
	c := &h.p.Case.Claims[claim]
	r := h.p.Index.Relations[c.Relation]
	if r == nil || r.Sign != "+" || len(c.Roles) > 0 || h.p.Index.Entities[c.Subject] == nil ||
		h.p.Index.Entities[c.Object] == nil || h.named(c.Subject) == h.named(c.Object) {
		return
	}
	if r.Power == underpin.PowerSubject || r.Power == underpin.PowerBoth {
		h.above[c.Object] = append(h.above[c.Object], powerClaim{claim, c.Subject, r})
	}
	if r.Power == underpin.PowerObject || r.Power == underpin.PowerBoth {
		h.above[c.Subject] = append(h.above[c.Subject], powerClaim{claim, c.Object, r})
	}
}

// overAll is over for all that are judged the same as an entity.
func (h *powerClaims) overAll(id underpin.EntityID) []powerClaim {
	var out []powerClaim
	e, _ := h.p.Entity(id)
	for _, same := range h.p.SameAs(e) {
		out = append(out, h.over(h.p.Case.Entities[same].ID)...)
	}
	return out
}

// named is the entity by whose name an entity goes.
func (h *powerClaims) named(id underpin.EntityID) underpin.EntityID {
	e, _ := h.p.Entity(id)
	return h.p.Case.Entities[h.p.StandsFor(e)].ID
}

// merged takes ways as one that differ only in which of those that are judged the same
// they name.
func (h *powerClaims) merged(ways []Way) []Way {
	var out []Way
	alike := map[string][]int{} // by what is the same of them, in out
	for _, w := range ways {
		key := fmt.Sprintf("%q %q %q %q %q %t %v", w.Holder, w.Post, w.Relation, w.Reading, w.Through, w.View, w.P)
		at := slices.IndexFunc(alike[key], func(k int) bool { return !slices.Equal(h.ends(out[k]), h.ends(w)) })
		if at < 0 {
			alike[key] = append(alike[key], len(out))
			out = append(out, w)
			continue
		}
		k := alike[key][at]
		for _, c := range w.Claims {
			if !slices.Contains(out[k].Claims, c) {
				out[k].Claims = append(out[k].Claims, c)
			}
		}
	}
	return out
}

// ends are the ends of the claims of a way, as the claims name them, in whatever order.
func (h *powerClaims) ends(w Way) []underpin.EntityID {
	var out []underpin.EntityID
	for _, id := range w.Claims {
		c := h.p.Index.Claims[id]
		out = append(out, min(c.Subject, c.Object), max(c.Subject, c.Object))
	}
	return out
}

// way makes a way of the holdings that it passes, the nearest first, which all hold in the
// worlds of a row.
func (h *powerClaims) way(chain []powerClaim, row worldset.Set) Way {
	nearest, last := chain[0], chain[len(chain)-1]
	holder := h.named(last.holder)
	also, known := h.also[holder]
	if !known {
		also = h.p.Also(holder)
		h.also[holder] = also
	}
	w := Way{
		Holder: holder, Name: h.p.Index.NameOf(holder), Also: also,
		Class: nearest.relation.Class, Relation: nearest.relation.Name,
	}
	var held worldset.Set
	w.Reading, w.Control, held = h.reads(chain, row)
	w.P = float64(held.Count()) / float64(h.f.Worlds())
	for _, between := range chain[:len(chain)-1] {
		w.Through = append(w.Through, h.named(between.holder))
	}
	if len(chain) > 1 && h.p.Index.Entities[nearest.holder].Schema == underpin.Position {
		w.Post = h.named(nearest.holder)
	}
	for _, link := range chain {
		c := &h.p.Case.Claims[link.claim]
		w.Claims = append(w.Claims, c.ID)
		w.View = w.View || c.View() && !c.Tie
	}
	return w
}

// reads says what a chain hands on that holds in the worlds of a row: the least that one
// of its links does. Where one firm after another is owned, it is control of the first that
// counts, by all that the last owner and whatever that controls hold of it. Of a chain of
// nothing but titles control is the share of worlds in which there is such control; where
// other links go before or after, held are those worlds of the row alone, if any.
func (h *powerClaims) reads(chain []powerClaim, row worldset.Set) (reading string, control float64, held worldset.Set) {
	reading, held = snapshot.Command.String(), row
	what := h.p.Case.Entities[h.entity].ID
	for from := 0; from < len(chain); {
		to := from + 1
		for chain[from].relation.Shared() && to < len(chain) && chain[to].relation.Shared() {
			to++
		}
		hands := h.reading(chain[from])
		if chain[from].relation.Shared() {
			a, _ := h.p.Entity(chain[to-1].holder)
			b, _ := h.p.Entity(what)
			share := h.own.Control(a, b)
			switch hands = snapshot.Command.String(); {
			case share == 0:
				hands = handsOnNothing
			case to-from == len(chain):
				control = share
			default:
				held = slices.Clone(held)
				held.And(h.own.controls(a, b))
			}
		}
		if slices.Index(readings, hands) > slices.Index(readings, reading) {
			reading = hands
		}
		what = chain[to-1].holder
		from = to
	}
	if reading == handsOnNothing || !held.Any() {
		return handsOnNothing, control, row
	}
	return reading, control, held
}

// reading says what a holding hands on.
func (h *powerClaims) reading(l powerClaim) string {
	if t, ok := h.p.TieOf(l.claim); ok {
		switch tie := &h.p.Ties[t]; {
		case tie.Command:
			return snapshot.Command.String()
		case tie.Support:
			return snapshot.Support.String()
		}
		return handsOnNothing
	}
	switch {
	case l.relation.Command():
		return snapshot.Command.String()
	case l.relation.Support():
		return snapshot.Support.String()
	}
	return handsOnNothing
}

// row is the worlds in which a claim holds and is a tie: its ends are two.
func (h *powerClaims) row(link powerClaim) worldset.Set {
	row, known := h.rows[link.claim]
	if known {
		return row
	}
	c := &h.p.Case.Claims[link.claim]
	a, _ := h.p.Entity(c.Subject)
	b, _ := h.p.Entity(c.Object)
	row = h.f.Apart(a, b)
	for world := range row.Each() {
		if !h.holds(world, link) {
			row[world/worldset.Lanes] &^= worldset.Lane(world)
		}
	}
	h.rows[link.claim] = row
	return row
}

// holds reports whether a claim holds in a world: one of a share does not where it gives
// way there to better attested ones beside which it has no room.
func (h *powerClaims) holds(world int, link powerClaim) bool {
	if !h.worlds.Holds(h.date, world, link.claim) {
		return false
	}
	drawn, ok := h.worlds.(interface {
		Share(date, world, claim int) float64
	})
	c := &h.p.Case.Claims[link.claim]
	if !ok || !link.relation.Shared() || link.relation.Stake(c).High == 0 || c.View() && !c.Tie {
		return true
	}
	return drawn.Share(h.date, world, link.claim) > 0
}
