package desk

import (
	"context"
	"errors"
	"maps"
	"math"
	"slices"

	"underpin"
	"underpin/internal/evidence"
	"underpin/internal/network"
	"underpin/internal/store"
)

// A NetworkMap is the map of a case: what power is claimed between which entities, where
// each stands, and how the ties stand on a date.
type NetworkMap struct {
	// Nodes are the entities that have a tie on any date, in the order of the case.
	Nodes []MapNode `json:"nodes"`
	// Ties are all claims that tie two of them, in the order of the case, whether they
	// stand on the date or not: [Desk.Standings] says how they stand on another.
	Ties    []MapTie `json:"ties"`
	Caption Caption  `json:"caption"`
}

// A MapNode is an entity on a map. X and Y count from 0 to 1000 on the longer side, Y
// downwards.
type MapNode struct {
	Entity underpin.EntityID `json:"entity"`
	Name   string            `json:"name"`
	// Label is its short name, which is the name where it has none.
	Label string   `json:"label"`
	Also  []string `json:"also,omitempty"`
	// Spellings are its other names, those in another script first.
	Spellings []Spelling      `json:"spellings,omitempty"`
	Schema    underpin.Schema `json:"schema"`
	// Kind is how it is drawn: person, group, office, company, asset or event.
	Kind       string  `json:"kind"`
	Collective bool    `json:"collective,omitempty"`
	Pinned     bool    `json:"pinned,omitempty"`
	X          float64 `json:"x"`
	Y          float64 `json:"y"`
}

// A MapTie is a claim on a map.
type MapTie struct {
	Claim underpin.ClaimID `json:"claim"`
	// From and To are its ends, From the one that holds power where Directed.
	From     underpin.EntityID      `json:"from"`
	To       underpin.EntityID      `json:"to"`
	Relation underpin.RelationName  `json:"relation"`
	Reads    string                 `json:"reads"`
	Class    underpin.RelationClass `json:"class"`
	Directed bool                   `json:"directed,omitempty"`
	Negative bool                   `json:"negative,omitempty"`
	// Reading marks a claim that nobody says, that we read out of a source.
	Reading  bool    `json:"reading,omitempty"`
	Standing float64 `json:"standing"`
	// Origins are the independent origins, Contested whether anybody is against it.
	Origins   int    `json:"origins"`
	Contested bool   `json:"contested,omitempty"`
	Sentence  string `json:"sentence"`
	Says      string `json:"says"`
}

// mapSide is the longer side of a map.
const mapSide = 1000

// Map draws the map of a case on the date of a query. Where an entity stands is kept in
// the database: one that is new settles among those it is tied to, and no other moves.
func (d *Desk) Map(ctx context.Context, q Query) (_ *NetworkMap, err error) {
	defer settle(ctx, &err)
	s, err := d.study(ctx, q, false)
	if err != nil {
		return nil, err
	}
	out, err := s.networkMap(ctx)
	if err != nil {
		return nil, err
	}
	return out, d.settleMap(ctx, s, out)
}

// networkMap draws the map of the study, the entities nowhere yet.
func (s *Study) networkMap(ctx context.Context) (*NetworkMap, error) {
	p, err := s.Projection()
	if err != nil {
		return nil, err
	}
	out := &NetworkMap{Nodes: []MapNode{}, Ties: []MapTie{}, Caption: s.Caption(false)}
	met := map[int32]bool{}
	for i := range p.Ties {
		t := &p.Ties[i]
		if t.Claim < 0 || !t.Binding && !t.Negative {
			continue
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		a := s.model.Assess(t.Claim, s.At)
		if !a.Asserted {
			continue
		}
		c := &s.Case.Claims[t.Claim]
		reading := s.reading(c.ID)
		tie := MapTie{
			Claim: c.ID, From: s.Case.Entities[t.Subject].ID, To: s.Case.Entities[t.Object].ID, Relation: c.Relation, Reads: t.Relation.Reads, Class: t.Relation.Class,
			Directed: hasPowerOver(t.Relation), Negative: t.Negative, Reading: reading != "", Standing: a.Standing, Origins: a.Origins, Contested: a.Contested,
			Sentence: s.toldAs(c, reading), Says: s.says(c, &a),
		}
		if t.Relation.Power == underpin.PowerObject {
			tie.From, tie.To = tie.To, tie.From
		}
		out.Ties = append(out.Ties, tie)
		met[t.Subject], met[t.Object] = true, true
	}
	for _, i := range slices.Sorted(maps.Keys(met)) {
		e := &s.Case.Entities[i]
		out.Nodes = append(out.Nodes, MapNode{
			Entity: e.ID, Name: e.Name, Label: s.Index.LabelOf(e.ID), Also: p.Also(e.ID), Spellings: s.spellings(e, nil), Schema: e.Schema, Kind: e.Schema.Kind(), Collective: e.Collective,
		})
	}
	return out, nil
}

// settleMap puts every entity of a map where it stands, and keeps where the new ones do.
// A pin wins over the layout. The first layout is that of the ties that may be published,
// so that no picture that leaves tells by its places of a tie that may not.
func (d *Desk) settleMap(ctx context.Context, s *Study, m *NetworkMap) error {
	id := s.whole.ID
	placed, err := d.store.Places(ctx, id)
	if err != nil {
		return err
	}
	fresh := map[underpin.EntityID]store.MapPlace{}
	if len(placed) == 0 {
		if fresh, err = s.publicPlaces(ctx); err != nil {
			return err
		}
		placed = maps.Clone(fresh)
	}
	maps.Copy(fresh, m.settle(placed))
	for i := range m.Nodes {
		n := &m.Nodes[i]
		if x, y, ok := s.whole.index().Entities[n.Entity].Pin.At(); ok {
			n.X, n.Y, n.Pinned = x, y, true
		}
	}
	if len(fresh) == 0 {
		return nil
	}
	if err := d.store.SetPlaces(ctx, id, fresh); !errors.Is(err, store.ErrDenied) {
		return err
	}
	return nil // a medium only for reading: the map is drawn anew each time, and the same
}

// publicPlaces lays out the map of what may be published, as the case is read by itself.
func (s *Study) publicPlaces(ctx context.Context) (map[underpin.EntityID]store.MapPlace, error) {
	plain := *s
	plain.Query.Edits, plain.Known, plain.Query.Known = evidence.Edits{}, s.today, ""
	cited, err := plain.publishing(ctx, evidence.Citing)
	if err != nil {
		return nil, err
	}
	m, err := cited.networkMap(ctx)
	if err != nil {
		return nil, err
	}
	return m.settle(nil), nil
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

// settle gives every node its place and returns those that had none. With none placed all
// are laid out as a whole; else a new one goes where the middle of those is that it is
// tied to, the nearest free spot to it.
func (m *NetworkMap) settle(placed map[underpin.EntityID]store.MapPlace) map[underpin.EntityID]store.MapPlace {
	fresh := map[underpin.EntityID]store.MapPlace{}
	at := newSpots(len(m.Nodes))
	for _, n := range m.Nodes {
		if p, ok := placed[n.Entity]; ok {
			at.take(n.Entity, p)
		}
	}
	if len(at.of) == 0 {
		for i, p := range m.layout() {
			at.take(m.Nodes[i].Entity, p)
			fresh[m.Nodes[i].Entity] = p
		}
	}
	m.settleNew(at, fresh)
	for i := range m.Nodes {
		p := at.of[m.Nodes[i].Entity]
		m.Nodes[i].X, m.Nodes[i].Y = p.X, p.Y
	}
	return fresh
}

// settleNew puts the entities that have no spot among those that do, and into fresh.
func (m *NetworkMap) settleNew(at *spots, fresh map[underpin.EntityID]store.MapPlace) {
	if len(at.of) == len(m.Nodes) {
		return
	}
	tied := map[underpin.EntityID][]underpin.EntityID{}
	for _, t := range m.Ties {
		if t.From != t.To {
			tied[t.From], tied[t.To] = append(tied[t.From], t.To), append(tied[t.To], t.From)
		}
	}
	for _, n := range m.Nodes {
		if _, ok := at.of[n.Entity]; !ok {
			p := at.free(at.among(tied[n.Entity]))
			at.take(n.Entity, p)
			fresh[n.Entity] = p
		}
	}
}

// layout lays all nodes out, seeded, so that it is the same every time.
func (m *NetworkMap) layout() []store.MapPlace {
	number := make(map[underpin.EntityID]int32, len(m.Nodes))
	for i, n := range m.Nodes {
		number[n.Entity] = int32(i)
	}
	us, vs := make([]int32, len(m.Ties)), make([]int32, len(m.Ties))
	for i, t := range m.Ties {
		us[i], vs[i] = number[t.From], number[t.To]
	}
	points := laidOut(network.NewUndirected(len(m.Nodes), us, vs))
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
	return out
}
