package desk

import (
	"context"
	"strings"

	"underpin"
	"underpin/internal/measure"
	"underpin/internal/snapshot"
)

// A Behind is who stands behind an end of a claim: who holds the post, who owns the firm,
// and so on up.
type Behind struct {
	Entity  underpin.EntityID `json:"entity"`
	Name    string            `json:"name"`
	Holders []BehindHolder    `json:"holders"`
}

// A BehindHolder is one who stands behind something.
type BehindHolder struct {
	Entity underpin.EntityID `json:"entity"`
	Name   string            `json:"name"`
	// P is the share of worlds in which the claims hold that lead to it, of several ways
	// the greatest; for an owner that in which it controls by ownership.
	P float64 `json:"p"`
	// Owner: it stands there by shares.
	Owner bool `json:"owner,omitempty"`
	// Claims are those that lead to it, of several ways the most probable; Tellers say
	// of each who says so.
	Claims  []underpin.ClaimID `json:"claims"`
	Tellers []string           `json:"tellers"`
}

// hangsOnOwners reports whether what is shown of a claim, of a relation, hangs on who
// stands behind its ends: that of a share, and of a payment.
func hangsOnOwners(c *underpin.Claim, r *underpin.Relation) bool {
	return r != nil && c.Object != "" && (!c.View() || c.Tie) && (r.Shared() || r.Class.Traits().Pays)
}

// showOwnership adds to a claim of a share, or of a payment, what the shares of all
// worlds come to.
func (s *Study) showOwnership(ctx context.Context, out *Shown) error {
	c, r := s.Index.Claims[out.ID], s.Index.Relations[out.Relation]
	if !hangsOnOwners(c, r) {
		return nil
	}
	f, err := s.Shareholdings(ctx, s.At)
	if err != nil {
		return err
	}
	own := measure.NewOwnership(f)
	if r.Shared() {
		holder, held := r.Holder(c)
		if err := s.showShare(ctx, f, own, out, holder, held); err != nil {
			return err
		}
	}
	for _, end := range []underpin.EntityID{c.Subject, c.Object} {
		b, err := s.behind(ctx, f, own, end, c.ID)
		if err != nil {
			return err
		}
		if len(b.Holders) > 0 {
			out.Behind = append(out.Behind, b)
		}
	}
	return nil
}

// showShare says what a share comes to: control by ownership, and what flows.
func (s *Study) showShare(ctx context.Context, f *snapshot.Shareholdings, own *measure.Ownership, out *Shown, holder, held underpin.EntityID) error {
	x, err := measure.Entity(f.Projection, holder)
	if err != nil {
		return err
	}
	thing, err := measure.Entity(f.Projection, held)
	if err != nil {
		return err
	}
	if s.apart(holder) {
		return nil
	}
	control := own.Control(x, thing)
	out.Control = &control
	o, has, err := own.Owner(ctx, x, thing)
	if has {
		out.Flow, out.Unknown = &o.Flow, o.Unknown
	}
	return err
}

// behind lists who stands behind an entity, by other claims than one.
func (s *Study) behind(ctx context.Context, f *snapshot.Shareholdings, own *measure.Ownership, id underpin.EntityID, but underpin.ClaimID) (Behind, error) {
	out := Behind{Entity: id, Name: s.Index.NameOf(id)}
	sample, err := s.Sample(ctx, s.At)
	if err != nil {
		return out, err
	}
	ways, err := measure.Behind(ctx, f, sample, 0, own, id, but)
	if err != nil {
		return out, err
	}
	for _, w := range ways {
		h := BehindHolder{Entity: w.Holder, Name: w.Name, P: w.P}
		if w.Control > 0 {
			h.P, h.Owner = w.Control, true
		}
		for _, id := range w.Claims {
			h.Claims, h.Tellers = append(h.Claims, id), append(h.Tellers, s.teller(id))
		}
		out.Holders = append(out.Holders, h)
	}
	return out, nil
}

// teller says who says a claim: the one origin by its name, or how many there are.
func (s *Study) teller(id underpin.ClaimID) string {
	i, _ := s.model.Claim(id)
	a := s.model.Assess(i, s.At)
	if a.SingleOrigin {
		return s.loneName(&a) + " alone"
	}
	return count(a.Origins, "independent origin")
}

// sentenceOf is a claim as a sentence, with the share of ownership also where the
// sentence is the analyst's own and leaves it out.
func (s *Study) sentenceOf(c *underpin.Claim) string {
	text, share := s.Index.Sentence(c), s.Index.ShareText(c)
	if share != "" && !strings.Contains(text, share) {
		text += " (" + share + ")"
	}
	return text
}
