package desk

import (
	"context"

	"underpin"
	"underpin/internal/store"
)

// A NetworkMap is the map of a case: what power is claimed between which entities, where
// each stands, and how the ties stand on a date. What they say in words is for
// [Desk.TellTies]: a map has thousands of them, and few are read.
type NetworkMap struct {
	// Nodes are the entities that have a tie on any date, in the order of the case: all, or
	// those that Cut has chosen.
	Nodes []MapNode `json:"nodes"`
	// Relations are the words that its ties have.
	Relations []MapRelation `json:"relations"`
	// Ties are all claims that tie two of the nodes, in the order of the case, whether they
	// stand on the date or not: [Desk.Standings] says how they stand on another.
	Ties MapTies `json:"ties"`
	// Cut says what is drawn of a map of more than 2,000 entities; nil where it has less.
	Cut     *MapCut `json:"cut,omitempty"`
	Caption Caption `json:"caption"`
}

// A MapNode is an entity on a map. X and Y count from 0 to 1000 on the longer side, Y
// downwards, to a hundredth.
type MapNode struct {
	Entity underpin.EntityID `json:"entity"`
	Name   string            `json:"name"`
	// Label is its short name; empty where that is its name.
	Label string   `json:"label,omitempty"`
	Also  []string `json:"also,omitempty"`
	// Spellings are its other names, those in another script first.
	Spellings []Spelling `json:"spellings,omitempty"`
	// Kind is how it is drawn: person, group, office, company, asset or event.
	Kind       string  `json:"kind"`
	Collective bool    `json:"collective,omitempty"`
	Pinned     bool    `json:"pinned,omitempty"`
	X          float64 `json:"x"`
	Y          float64 `json:"y"`
}

// A MapRelation is a word of the vocabulary with what a line shows of it.
type MapRelation struct {
	Relation underpin.RelationName  `json:"relation"`
	Reads    string                 `json:"reads"`
	Class    underpin.RelationClass `json:"class"`
	Directed bool                   `json:"directed,omitempty"`
	Negative bool                   `json:"negative,omitempty"`
}

// MapTies are the ties of a map, by columns: the k-th number of each is of the k-th tie.
type MapTies struct {
	// Numbers are the positions of their claims in the case, by which [Desk.TellTies] is
	// asked. They hold as long as the case is not changed.
	Numbers []int `json:"numbers"`
	// Claims are the ids. They are no [underpin.ClaimID] here, so that no key is made of
	// each: what is told of a tie has it.
	Claims []string `json:"claims"`
	// From and To are the positions of the ends among the nodes, From the one that holds
	// power where the relation is directed; Relations those among the relations.
	From      []int `json:"from"`
	To        []int `json:"to"`
	Relations []int `json:"relations"`
	// Standing is the probability that it holds on the date, Origins the number of its
	// independent origins.
	Standing []float64 `json:"standing"`
	Origins  []int     `json:"origins"`
	// Contested and Readings are the positions of the ties that are contested, and of those
	// that nobody says, that we read out of a source.
	Contested []int `json:"contested"`
	Readings  []int `json:"readings"`
}

// Map draws the map of a case on the date of a query. Where an entity stands is kept in
// the database: one that is new settles among those it is tied to, and no other moves. The
// selection bears on a map of more than 2,000 entities alone: of another the screen hides
// what is not to be seen.
func (d *Desk) Map(ctx context.Context, q Query, which MapSelection) (_ *NetworkMap, err error) {
	defer settle(ctx, &err)
	s, ties, err := d.tiedStudy(ctx, q)
	if err != nil {
		return nil, err
	}
	places, err := d.settleMap(ctx, s, ties.graph)
	if err != nil {
		return nil, err
	}
	standing, err := s.standings(ctx)
	if err != nil {
		return nil, err
	}
	drawn, cut, err := s.cutMap(ctx, ties, which)
	if err != nil {
		return nil, err
	}
	out := &NetworkMap{Cut: cut, Caption: s.Caption(false)}
	if out.Nodes, err = s.mapNodes(ties, drawn, places); err != nil {
		return nil, err
	}
	s.mapTies(out, ties, drawn, standing)
	return out, nil
}

// tiesTold is how many ties are told at once.
const tiesTold = 500

// TellTies says in words what ties of a map say and who says so, on the date of a query, by
// the numbers that the map has of them, at most 500. A number that no claim has is passed
// over: the case was changed since.
func (d *Desk) TellTies(ctx context.Context, q Query, numbers []int) (_ []ToldClaim, err error) {
	defer settle(ctx, &err)
	s, err := d.study(ctx, q, false)
	if err != nil {
		return nil, err
	}
	out := []ToldClaim{}
	for _, i := range numbers[:min(len(numbers), tiesTold)] {
		if i >= 0 && i < len(s.Case.Claims) {
			out = append(out, s.toldClaim(i))
		}
	}
	return out, nil
}

// mapNodes are the entities that are drawn, each at its place. A pin wins over the layout.
func (s *Study) mapNodes(ties *tiedCase, drawn []bool, places []store.MapPlace) ([]MapNode, error) {
	p, err := s.Projection()
	if err != nil {
		return nil, err
	}
	out := []MapNode{}
	for k, i := range ties.entities {
		if !drawn[k] {
			continue
		}
		e := &s.Case.Entities[i]
		n := MapNode{Entity: e.ID, Name: e.Name, Also: p.Also(e.ID), Spellings: s.spellings(e, nil), Kind: e.Schema.Kind(), Collective: e.Collective}
		if label := s.Index.LabelOf(e.ID); label != e.Name {
			n.Label = label
		}
		n.X, n.Y = hundredth(places[k].X), hundredth(places[k].Y)
		if x, y, ok := s.whole.index().Entities[e.ID].Pin.At(); ok {
			n.X, n.Y, n.Pinned = x, y, true
		}
		out = append(out, n)
	}
	return out, nil
}

// mapTies puts the ties between entities that are drawn on a map.
func (s *Study) mapTies(out *NetworkMap, ties *tiedCase, drawn []bool, standing []float64) {
	at := make([]int, len(drawn))
	for k, n := 0, 0; k < len(drawn); k++ {
		if at[k] = n; drawn[k] {
			n++
		}
	}
	out.Relations, out.Ties = []MapRelation{}, newMapTies(len(ties.claims))
	relation := map[*underpin.Relation]int{}
	for k := range ties.claims {
		t := &ties.claims[k]
		from, to := ties.graph.from[k], ties.graph.to[k]
		if !drawn[from] || !drawn[to] {
			continue
		}
		r, ok := relation[t.relation]
		if !ok {
			r = len(out.Relations)
			relation[t.relation] = r
			out.Relations = append(out.Relations, MapRelation{t.relation.Name, t.relation.Reads, t.relation.Class, hasPowerOver(t.relation), t.relation.Sign == "-"})
		}
		if t.Contested || len(s.model.CrowdedOut(t.claim, s.At)) > 0 {
			out.Ties.Contested = append(out.Ties.Contested, len(out.Ties.Numbers))
		}
		out.Ties.add(t, string(s.Case.Claims[t.claim].ID), at[from], at[to], r, standing[t.claim])
	}
}

func newMapTies(n int) MapTies {
	column := func() []int { return make([]int, 0, n) }
	return MapTies{
		Numbers: column(), Claims: make([]string, 0, n), From: column(), To: column(), Relations: column(),
		Standing: make([]float64, 0, n), Origins: column(), Contested: []int{}, Readings: []int{},
	}
}

// add adds a tie between two nodes under a relation.
func (m *MapTies) add(t *tiedClaim, claim string, from, to, relation int, standing float64) {
	if t.reading {
		m.Readings = append(m.Readings, len(m.Numbers))
	}
	m.Numbers, m.Claims = append(m.Numbers, t.claim), append(m.Claims, claim)
	m.From, m.To, m.Relations = append(m.From, from), append(m.To, to), append(m.Relations, relation)
	m.Standing, m.Origins = append(m.Standing, standing), append(m.Origins, t.Origins)
}
