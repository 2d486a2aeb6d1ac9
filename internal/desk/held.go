package desk

import (
	"context"
	"fmt"
	"slices"

	"underpin"
	"underpin/internal/evidence"
	"underpin/internal/measure"
	"underpin/internal/snapshot"
)

// A HowHeld is every way in which power over an entity is claimed.
type HowHeld struct {
	Entity underpin.EntityID `json:"entity"`
	Name   string            `json:"name"`
	Also   []string          `json:"also,omitempty"` // as in [Reaching]
	Ways   []Mechanism       `json:"ways"`
	// Cut: more stand behind those who hold it than are listed. Crowds are holders behind
	// whom so many stand that it does not go on to these.
	Cut    bool            `json:"cut,omitempty"`
	Crowds []measure.Crowd `json:"crowds,omitempty"`
	// Owners are who has a share in it, itself or over others: control by ownership, and
	// what comes to each.
	Owners []measure.Owner `json:"owners,omitempty"`
	// Alike are those of all these who may be one with another.
	Alike   []Alike `json:"alike,omitempty"`
	Caption Caption `json:"caption"`
}

// An Alike is two names that may be one and are not judged yet.
type Alike struct {
	Names [2]string `json:"names"`
	// P is the share of worlds in which they are one, in (0, 1).
	P        float64 `json:"p"`
	Sentence string  `json:"sentence"`
}

// A Mechanism is one way of holding power over an entity, with its evidence.
type Mechanism struct {
	measure.Way
	// Path names who stands between, the nearest to the entity first.
	Path string `json:"path,omitempty"`
	// Sentences are the claims in words, Says how sure each is.
	Sentences []string `json:"sentences"`
	// Share is the share of ownership of the nearest claim in words, where it is one.
	Share string   `json:"share,omitempty"`
	Says  []string `json:"says"`
}

// Held lists every way in which power over an entity is claimed, by mechanism and
// by whom.
func (d *Desk) Held(ctx context.Context, q Query, id underpin.EntityID) (_ *HowHeld, err error) {
	defer settle(ctx, &err)
	return answered(ctx, d, q, func(g *gathering) error { return g.held(ctx, id, measure.UsualBounds) }, func(s *Study) (*HowHeld, error) { return s.held(ctx, id, measure.UsualBounds) })
}

// A holdingGround is what tells how an entity is held.
type holdingGround struct {
	shares *snapshot.Shareholdings
	sample *evidence.Sample
	own    *measure.Ownership
	entity underpin.EntityID
	bounds measure.HeldBounds
}

// holdingOf prepares to tell how the entity that a word names is held within some bounds.
func (s *Study) holdingOf(ctx context.Context, word underpin.EntityID, b measure.HeldBounds) (*holdingGround, error) {
	id, err := s.naming.entity(word)
	if err != nil {
		return nil, err
	}
	f, err := s.Shareholdings(ctx, s.At)
	if err != nil {
		return nil, err
	}
	sample, err := s.Sample(ctx, s.At)
	if err != nil {
		return nil, err
	}
	b.Counted = s.open.behindOf
	return &holdingGround{f, sample, measure.NewOwnership(f), s.first(f.Projection, id), b}, nil
}

// unread lists who of those behind an entity have to be read next before it can be told
// how it is held within some bounds.
func (s *Study) unread(ctx context.Context, id underpin.EntityID, b measure.HeldBounds, read map[underpin.EntityID]bool) ([]underpin.EntityID, error) {
	g, err := s.holdingOf(ctx, id, b)
	if err != nil {
		return nil, err
	}
	return measure.Unread(ctx, g.shares, g.sample, 0, g.own, g.entity, g.bounds, read)
}

// held lists the ways to an entity within some bounds.
func (s *Study) held(ctx context.Context, id underpin.EntityID, b measure.HeldBounds) (*HowHeld, error) {
	g, err := s.holdingOf(ctx, id, b)
	if err != nil {
		return nil, err
	}
	f, id := g.shares, g.entity
	holding, err := measure.Held(ctx, f, g.sample, 0, g.own, id, g.bounds)
	if err != nil {
		return nil, err
	}
	thing, err := measure.Entity(f.Projection, id)
	if err != nil {
		return nil, err
	}
	owners, err := g.own.Owners(ctx, thing)
	if err != nil {
		return nil, err
	}
	owners = slices.DeleteFunc(owners, func(o measure.Owner) bool { return s.apart(o.Entity) })
	out := &HowHeld{Owners: owners, Entity: id, Name: s.Index.NameOf(id), Also: f.Also(id), Ways: []Mechanism{}, Cut: holding.Cut, Crowds: holding.Crowds, Caption: s.Caption(true)}
	said := map[underpin.ClaimID][2]string{}
	for _, w := range holding.Ways {
		row, err := s.mechanism(w, said)
		if err != nil {
			return nil, err
		}
		out.Ways = append(out.Ways, row)
	}
	out.Alike = s.alike(g.sample, f.Worlds(), out)
	return out, nil
}

// alike lists who of all that are named in an answer may be one with whom.
func (s *Study) alike(sample *evidence.Sample, worlds int, h *HowHeld) []Alike {
	named := map[underpin.EntityID]bool{h.Entity: true}
	for _, w := range h.Ways {
		named[w.Holder] = true
		for _, e := range w.Through {
			named[e] = true
		}
	}
	for _, o := range h.Owners {
		named[o.Entity] = true
	}
	var out []Alike
	for k, p := range s.Index.Pairs() {
		if n := sample.PairRow(k).Count(); n > 0 && n < worlds && (named[p.A] || named[p.B]) {
			a := Alike{Names: [2]string{s.Index.NameOf(p.A), s.Index.NameOf(p.B)}, P: float64(n) / float64(worlds)}
			a.Sentence = fmt.Sprintf("%s and %s may be one (so in %s of worlds): what the one holds there the other holds as well.", a.Names[0], a.Names[1], underpin.FormatShare(a.P))
			out = append(out, a)
		}
	}
	return out
}

// mechanism puts a way of holding power in words. said are the claims that have been put
// in words, with how sure each is: ways pass the same ones.
func (s *Study) mechanism(w measure.Way, said map[underpin.ClaimID][2]string) (Mechanism, error) {
	row := Mechanism{Way: w, Share: s.Index.ShareText(s.Index.Claims[w.Claims[0]])}
	between := make([]string, len(w.Through))
	for i, id := range w.Through {
		between[i] = s.Index.NameOf(id)
	}
	row.Path = list(between, len(between))
	for _, c := range w.Claims {
		words, known := said[c]
		if !known {
			i, err := s.claim(c)
			if err != nil {
				return row, err
			}
			a := s.model.Assess(i, s.At)
			words = [2]string{s.sentenceOf(&s.Case.Claims[i]), s.says(&s.Case.Claims[i], &a)}
			said[c] = words
		}
		row.Sentences, row.Says = append(row.Sentences, words[0]), append(row.Says, words[1])
	}
	return row, nil
}
