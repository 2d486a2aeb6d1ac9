package desk

import (
	"context"

	"underpin"
)

// A CaseOutline is a case in short: what stands above every screen.
type CaseOutline struct {
	ID    underpin.CaseID `json:"id"`
	Title string          `json:"title"`
	// AsOf is the date on which the case is read unless another is asked for, ShockAt
	// that of its standing what-if; each is empty where the case has none.
	AsOf    string `json:"as_of,omitempty"`
	ShockAt string `json:"shock_at,omitempty"`
	// First and Last are the first and the last day that its testimony asserts.
	First string            `json:"first,omitempty"`
	Last  string            `json:"last,omitempty"`
	Lose  []underpin.LossID `json:"lose"`
	// Roots are from where reach is measured; Conclusions what it answers.
	Roots       []NamedEntity        `json:"roots"`
	Lost        []NamedEntity        `json:"lost"`
	Conclusions []OutlinedConclusion `json:"conclusions"`
	Entities    int                  `json:"entities"`
	Claims      int                  `json:"claims"`
	Testimonies int                  `json:"testimonies"`
	Sources     int                  `json:"sources"`
	// Supposed is what the query supposes of the evidence, each to be taken back by itself.
	Supposed []Supposition `json:"supposed"`
	// SingleAuthor names the one author that all of a case rests on, where it has one.
	SingleAuthor string  `json:"single_author,omitempty"`
	Caption      Caption `json:"caption"`
}

// A NamedEntity is an entity with its name.
type NamedEntity struct {
	Entity underpin.EntityID `json:"entity"`
	Name   string            `json:"name"`
	Kind   string            `json:"kind"`
}

// An OutlinedConclusion is a conclusion of a case, not answered.
type OutlinedConclusion struct {
	Kind underpin.RecordKind `json:"kind"`
	ID   string              `json:"id"`
	Text string              `json:"text"`
}

// Outline tells what a case is about and how large it is.
func (d *Desk) Outline(ctx context.Context, q Query) (_ *CaseOutline, err error) {
	defer settle(ctx, &err)
	s, err := d.study(ctx, q, false)
	if err != nil {
		return nil, err
	}
	c := s.whole.Case
	out := &CaseOutline{
		ID: c.ID, Title: c.Settings.Title, AsOf: c.Settings.AsOf.EDTF, ShockAt: c.Settings.ShockAt.EDTF, Lose: append([]underpin.LossID{}, c.Settings.Lose...),
		Roots: s.named(c.Settings.Roots), Lost: s.named(s.lost), Conclusions: []OutlinedConclusion{},
		Entities: len(c.Entities), Claims: len(c.Claims), Testimonies: len(c.Testimonies), Sources: len(c.Sources), Supposed: s.supposed(s.Query.Edits), Caption: s.Caption(false),
	}
	if first, last := c.Extent(); last > underpin.MinDay {
		out.First, out.Last = first.String(), last.String()
	}
	for _, x := range c.Conclusions {
		out.Conclusions = append(out.Conclusions, OutlinedConclusion{underpin.KindConclusion, x.ID, x.Text})
	}
	if a := c.Settings.SingleAuthor; a != "" {
		out.SingleAuthor = s.Index.SourceLabel(a)
	}
	return out, nil
}

func (s *Study) named(ids []underpin.EntityID) []NamedEntity {
	out := []NamedEntity{}
	for _, id := range ids {
		if e := s.Index.Entities[id]; e != nil {
			out = append(out, NamedEntity{id, e.Name, e.Schema.Kind()})
		}
	}
	return out
}
