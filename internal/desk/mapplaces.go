package desk

import (
	"context"
	"errors"
	"maps"
	"math"

	"underpin"
	"underpin/internal/evidence"
	"underpin/internal/network"
	"underpin/internal/store"
)

// mapSide is the longer side of a map.
const mapSide = 1000

// A mapGraph is what decides where the entities of a map go: which are tied, by their
// positions.
type mapGraph struct {
	entities []underpin.EntityID
	from, to []int
}

// settleMap returns where the entities of a map stand, and keeps where the new ones do. The
// first layout is that of the ties that may be published, so that no picture that leaves
// tells by its places of a tie that may not.
func (d *Desk) settleMap(ctx context.Context, s *Study, g *mapGraph) ([]store.MapPlace, error) {
	id := s.whole.ID
	placed, err := d.store.Places(ctx, id)
	if err != nil {
		return nil, err
	}
	fresh := map[underpin.EntityID]store.MapPlace{}
	if len(placed) == 0 {
		if fresh, err = s.publicPlaces(ctx); err != nil {
			return nil, err
		}
		placed = maps.Clone(fresh)
	}
	out, err := g.settle(ctx, placed, fresh)
	if err != nil || len(fresh) == 0 {
		return out, err
	}
	// On a medium only for reading the map is laid out anew each time, and the same.
	if err := d.store.SetPlaces(ctx, id, fresh); err != nil && !errors.Is(err, store.ErrDenied) {
		return nil, err
	}
	return out, nil
}

func hundredth(x float64) float64 { return math.Round(100*x) / 100 }

// publicPlaces lays out the map of what may be published, as the case is read by itself.
func (s *Study) publicPlaces(ctx context.Context) (map[underpin.EntityID]store.MapPlace, error) {
	plain := *s
	plain.Query.Edits, plain.Known, plain.Query.Known = evidence.Edits{}, s.today, ""
	cited, err := plain.publishing(ctx, evidence.Citing)
	if err != nil {
		return nil, err
	}
	ties, err := cited.tied(ctx)
	if err != nil {
		return nil, err
	}
	fresh := map[underpin.EntityID]store.MapPlace{}
	_, err = ties.graph.settle(ctx, nil, fresh)
	return fresh, err
}

// placesOf is where entities stand: by their pins, else as the map of the case has them.
// It is empty where nobody has opened the map.
func (d *Desk) placesOf(ctx context.Context, s *Study) (map[underpin.EntityID]store.MapPlace, error) {
	placed, err := d.store.Places(ctx, s.whole.ID)
	if err != nil || len(placed) == 0 {
		return nil, err
	}
	for i := range s.whole.Case.Entities {
		e := &s.whole.Case.Entities[i]
		if x, y, ok := e.Pin.At(); ok {
			placed[e.ID] = store.MapPlace{X: x, Y: y}
		}
	}
	return placed, nil
}

// settle returns the place of every entity, and puts those of the ones that had none into
// fresh. With none placed all are laid out as a whole; else a new one goes where the middle
// of those is that it is tied to, the nearest free spot to it.
func (g *mapGraph) settle(ctx context.Context, placed, fresh map[underpin.EntityID]store.MapPlace) ([]store.MapPlace, error) {
	at := newSpots(len(g.entities))
	for _, e := range g.entities {
		if p, ok := placed[e]; ok {
			at.take(e, p)
		}
	}
	if len(at.of) == 0 {
		points, err := g.layout(ctx)
		if err != nil {
			return nil, err
		}
		for i, p := range points {
			at.take(g.entities[i], p)
			fresh[g.entities[i]] = p
		}
	}
	g.settleNew(at, fresh)
	out := make([]store.MapPlace, len(g.entities))
	for i, e := range g.entities {
		out[i] = at.of[e]
	}
	return out, nil
}

// settleNew puts the entities that have no spot among those that do, and into fresh.
func (g *mapGraph) settleNew(at *spots, fresh map[underpin.EntityID]store.MapPlace) {
	if len(at.of) == len(g.entities) {
		return
	}
	tied := make([][]underpin.EntityID, len(g.entities))
	for k, from := range g.from {
		if to := g.to[k]; from != to {
			tied[from], tied[to] = append(tied[from], g.entities[to]), append(tied[to], g.entities[from])
		}
	}
	for i, e := range g.entities {
		if _, ok := at.of[e]; !ok {
			p := at.free(at.among(tied[i]))
			at.take(e, p)
			fresh[e] = p
		}
	}
}

// layout lays all entities out, seeded, so that it is the same every time.
func (g *mapGraph) layout(ctx context.Context) ([]store.MapPlace, error) {
	us, vs := make([]int32, len(g.from)), make([]int32, len(g.from))
	for k := range us {
		us[k], vs[k] = int32(g.from[k]), int32(g.to[k])
	}
	points, err := laidOut(ctx, network.NewUndirected(len(g.entities), us, vs))
	if err != nil {
		return nil, err
	}
	minX, minY, maxX, maxY := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, p := range points {
		minX, maxX, minY, maxY = min(minX, p.X), max(maxX, p.X), min(minY, p.Y), max(maxY, p.Y)
	}
	scale := 1.0
	if side := max(maxX-minX, maxY-minY); side > 0 {
		scale = mapSide / side
	}
	out := make([]store.MapPlace, len(points))
	for i, p := range points {
		out[i] = store.MapPlace{X: (p.X - minX) * scale, Y: (p.Y - minY) * scale}
	}
	return out, nil
}
