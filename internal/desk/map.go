package desk

import (
	"cmp"
	"context"
	"math"
	"runtime"
	"slices"

	"underpin"
	"underpin/internal/brief"
	"underpin/internal/chart"
	"underpin/internal/network"
	"underpin/internal/snapshot"
	"underpin/internal/store"
)

// layoutSeed makes tomorrow's map the same picture as today's.
const layoutSeed = 1

// mapNodes is how many entities a map draws at most: more are a tangle on a page, in
// which no name finds room.
const mapNodes = 200

// network draws the map of the study on its date, the losses marked: of a large network
// the entities with the strongest ties.
func (s *Study) network(ctx context.Context) (brief.Exhibit, error) {
	m, err := s.shown(ctx, MapSelection{})
	if err != nil {
		return brief.Exhibit{}, err
	}
	return m.exhibit(ctx)
}

// turnSigns are the signs of what became of a tie between two dates.
var turnSigns = map[underpin.TieTurn]chart.TurnSign{
	underpin.TieBegan: chart.PlusSign, underpin.TieEnded: chart.CrossSign, underpin.TieChanged: chart.TriangleSign, underpin.TieSame: chart.PaleLine,
}

// A standingTie is a tie with how it stands on the dates that a map shows, above 0.
type standingTie struct {
	*snapshot.Tie
	standing float64
	turn     underpin.TieTurn
}

// strongest chooses the entities that a map draws, and counts those that have a tie:
// what is lost, and then those whose ties have the greatest sum of standings.
func (s *Study) strongest(ties []standingTie) (shown map[int32]bool, of int) {
	strength := map[int32]float64{}
	var all []int32
	for _, t := range ties {
		for _, e := range []int32{t.Subject, t.Object} {
			if _, met := strength[e]; !met {
				all = append(all, e)
			}
			strength[e] += t.standing
		}
	}
	lost := func(e int32) int {
		if slices.Contains(s.lost, s.Case.Entities[e].ID) {
			return 0
		}
		return 1
	}
	slices.SortFunc(all, func(a, b int32) int {
		return cmp.Or(cmp.Compare(lost(a), lost(b)), cmp.Compare(strength[b], strength[a]),
			underpin.CompareIDs(string(s.Case.Entities[a].ID), string(s.Case.Entities[b].ID)))
	})
	shown = map[int32]bool{}
	for _, e := range all[:min(mapNodes, len(all))] {
		shown[e] = true
	}
	return shown, len(all)
}

// mapTie draws a tie, and its ends where they are first met.
func (s *Study) mapTie(t standingTie, picture *chart.Network, at map[int32]int) chart.NetworkTie {
	a := s.model.Assess(t.Claim, s.At)
	tie := chart.NetworkTie{
		From: s.node(picture, at, t.Subject), To: s.node(picture, at, t.Object), Directed: hasPowerOver(t.Relation), Reading: s.reading(s.Case.Claims[t.Claim].ID) != "",
		Credence: t.standing, Origins: a.Origins, Contested: a.Contested, Sign: '+', Turn: turnSigns[t.turn], TurnWords: t.turn.Words(), Label: s.told(&s.Case.Claims[t.Claim]),
	}
	if t.Negative {
		tie.Sign = '-'
	}
	if t.Relation.Power == underpin.PowerObject {
		tie.From, tie.To = tie.To, tie.From
	}
	tie.Lost = picture.Nodes[tie.From].Lost || picture.Nodes[tie.To].Lost || slices.Contains(s.lostClaims, s.Case.Claims[t.Claim].ID)
	return tie
}

// hasPowerOver reports whether an arrow may say of a tie that one end has power over the
// other: who backs somebody has none by that.
func hasPowerOver(r *underpin.Relation) bool {
	gives := r.Class.Traits().Gives
	return r.Power != underpin.PowerNone && (gives == underpin.GivesCommand || gives == underpin.GivesTitle)
}

// node returns the place of an entity in the picture, drawn when first met.
func (s *Study) node(picture *chart.Network, at map[int32]int, entity int32) int {
	if n, ok := at[entity]; ok {
		return n
	}
	e := &s.Case.Entities[entity]
	n := chart.NetworkNode{ID: string(e.ID), Label: s.Index.LabelOf(e.ID), Kind: chart.EntityKind(e.Schema.Kind()), Collective: e.Collective}
	n.Lost = slices.Contains(s.lost, e.ID)
	at[entity] = len(picture.Nodes)
	picture.Nodes = append(picture.Nodes, n)
	return at[entity]
}

// place puts the entities of the picture where the map of the case has them, so that both
// are one picture; without a map it is laid out by itself: seeded, the same every time.
func (s *Study) place(ctx context.Context, picture *chart.Network) error {
	if len(s.places) > 0 {
		return s.asOnMap(ctx, picture)
	}
	us, vs := make([]int32, len(picture.Ties)), make([]int32, len(picture.Ties))
	for i, t := range picture.Ties {
		us[i], vs[i] = int32(t.From), int32(t.To)
	}
	points, err := laidOut(ctx, network.NewUndirected(len(picture.Nodes), us, vs))
	for i, pt := range points {
		picture.Nodes[i].X, picture.Nodes[i].Y = pt.X, pt.Y
	}
	return err
}

// asOnMap puts entities where they stand on the map, and those that are not there beside
// what they are tied to.
func (s *Study) asOnMap(ctx context.Context, picture *chart.Network) error {
	g := &mapGraph{}
	for _, n := range picture.Nodes {
		g.entities = append(g.entities, underpin.EntityID(n.ID))
	}
	for _, t := range picture.Ties {
		g.from, g.to = append(g.from, t.From), append(g.to, t.To)
	}
	places, err := g.settle(ctx, s.places, map[underpin.EntityID]store.MapPlace{})
	for i, p := range places {
		picture.Nodes[i].X, picture.Nodes[i].Y = p.X, p.Y
		_, _, picture.Nodes[i].Pinned = s.whole.index().Entities[g.entities[i]].Pin.At()
	}
	return err
}

// layoutRounds is how many rounds the layout of a network of so many nodes takes: of a large
// one fewer, so that it is there in a second, 350 for 2,000 nodes and 61 for 20,000.
func layoutRounds(nodes int) int {
	const most, small, falls = 600, 1000, .76
	if nodes <= small {
		return most
	}
	return int(most * math.Pow(float64(nodes)/small, -falls))
}

// laidOut gives the nodes of a network their places: near what they are tied to, apart
// from one another, small parts beside the largest.
func laidOut(ctx context.Context, g *network.Graph) ([]network.Point, error) {
	points, err := network.Layout(ctx, g, network.LayoutConfig{Seed: layoutSeed, Iterations: layoutRounds(g.N()), Threads: runtime.GOMAXPROCS(0)})
	if err != nil {
		return nil, err
	}
	labels, n := network.Components(g)
	loosen(points, labels)
	pack(points, labels, n)
	return points, nil
}
