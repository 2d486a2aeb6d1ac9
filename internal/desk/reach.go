package desk

import (
	"context"

	"underpin"
	"underpin/internal/measure"
	"underpin/internal/snapshot"
)

// A Reaching is what a root reaches.
type Reaching struct {
	From underpin.EntityID `json:"from"`
	Name string            `json:"name"`
	// Also are the names of those that are judged the same.
	Also    []string        `json:"also,omitempty"`
	Rows    []ReachedEntity `json:"rows"`
	Caption Caption         `json:"caption"`
}

// A ReachedEntity is one entity that a root reaches, as probabilities over worlds and
// the mean number of node-disjoint channels of command.
type ReachedEntity struct {
	Entity   underpin.EntityID `json:"entity"`
	Name     string            `json:"name"`
	Also     []string          `json:"also,omitempty"` // as in [Reaching]
	Command  float64           `json:"command"`
	Support  float64           `json:"support"`
	Channels float64           `json:"channels"`
}

// Reach says what the roots reach by command and by support; the case's own roots
// where none are named.
func (d *Desk) Reach(ctx context.Context, q Query, from []underpin.EntityID) (_ []Reaching, err error) {
	defer settle(ctx, &err)
	s, err := d.study(ctx, q, false)
	if err != nil {
		return nil, err
	}
	return s.reach(ctx, s.At, from)
}

func (s *Study) reach(ctx context.Context, on underpin.Day, from []underpin.EntityID) ([]Reaching, error) {
	roots, err := s.roots(from)
	if err != nil {
		return nil, err
	}
	if len(roots) == 0 {
		return nil, faultf(NoRoots, "name the roots in the settings of the case", "the case declares no roots to measure reach from")
	}
	f, err := s.Frame(ctx, on)
	if err != nil {
		return nil, err
	}
	var out []Reaching
	for _, root := range roots {
		rows, err := measure.Reach(ctx, f, root, s.run("reach"))
		if err != nil {
			return nil, err
		}
		from := s.first(f.Projection, root)
		r := Reaching{From: from, Name: s.Index.NameOf(from), Also: f.Also(from), Rows: []ReachedEntity{}, Caption: s.captionAt(on)}
		for _, row := range rows {
			if s.apart(row.Entity) {
				continue
			}
			r.Rows = append(r.Rows, ReachedEntity{row.Entity, s.Index.NameOf(row.Entity), f.Also(row.Entity), row.Command, row.Support, row.Channels})
		}
		out = append(out, r)
	}
	return out, nil
}

// first is the entity by whose name all go that are judged the same as an entity.
func (s *Study) first(p *snapshot.Projection, id underpin.EntityID) underpin.EntityID {
	if e, ok := p.Entity(id); ok {
		return s.Case.Entities[p.StandsFor(e)].ID
	}
	return id
}
