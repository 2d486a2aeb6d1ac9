package desk

import (
	"context"
	"slices"

	"underpin"
	"underpin/internal/evidence"
	"underpin/internal/snapshot"
)

// A tiedCase is who is tied to whom in a case, whatever the day: what its map is drawn
// from. It never changes.
type tiedCase struct {
	claims []tiedClaim
	// entities are the positions in the case of those that have a tie, in order; graph has
	// their ids, and of each claim which of them it ties.
	entities []int32
	graph    *mapGraph
}

// A tiedClaim is a claim that ties two entities.
type tiedClaim struct {
	evidence.Footing
	claim    int
	relation *underpin.Relation
	reading  bool
}

// tiedStudy opens a case for a query, with who is tied to whom.
func (d *Desk) tiedStudy(ctx context.Context, q Query) (*Study, *tiedCase, error) {
	s, err := d.study(ctx, q, false)
	if err != nil {
		return nil, nil, err
	}
	ties, err := s.tied(ctx)
	return s, ties, err
}

// tied finds who is tied to whom, once for a model.
func (s *Study) tied(ctx context.Context) (*tiedCase, error) {
	return s.model.tied.of(ctx, struct{}{}, func() (*tiedCase, error) {
		p, err := s.Projection()
		if err != nil {
			return nil, err
		}
		footings := s.model.footings()
		out := &tiedCase{}
		var ends [][2]int32
		for i := range p.Ties {
			t := &p.Ties[i]
			if t.Claim < 0 || !t.Binding && !t.Negative || !footings[t.Claim].Asserted {
				continue
			}
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			out.claims = append(out.claims, tiedClaim{footings[t.Claim], t.Claim, t.Relation, s.reading(s.Case.Claims[t.Claim].ID) != ""})
			ends = append(ends, endsOf(t))
		}
		s.number(out, ends)
		return out, nil
	})
}

// endsOf are the ends of a tie, the one that holds power first.
func endsOf(t *snapshot.Tie) [2]int32 {
	if t.Relation.Power == underpin.PowerObject {
		return [2]int32{t.Object, t.Subject}
	}
	return [2]int32{t.Subject, t.Object}
}

// number lists the entities that have a tie, and says of each tie which of them it has.
func (s *Study) number(out *tiedCase, ends [][2]int32) {
	for _, e := range ends {
		out.entities = append(out.entities, e[0], e[1])
	}
	slices.Sort(out.entities)
	out.entities = slices.Clip(slices.Compact(out.entities))
	at := make(map[int32]int, len(out.entities))
	out.graph = &mapGraph{entities: make([]underpin.EntityID, len(out.entities)), from: make([]int, len(ends)), to: make([]int, len(ends))}
	for k, i := range out.entities {
		at[i] = k
		out.graph.entities[k] = s.Case.Entities[i].ID
	}
	for k, e := range ends {
		out.graph.from[k], out.graph.to[k] = at[e[0]], at[e[1]]
	}
}
