package desk

import (
	"context"
	"sync"
	"time"

	"underpin"
	"underpin/examples"
	"underpin/internal/register"
	"underpin/internal/store"
)

// An ExampleCard is an example case as it is offered: what it is about, how large it is,
// and its map.
type ExampleCard struct {
	Name  string `json:"name"`
	Title string `json:"title"`
	// Notice says what kind of case it is, in a sentence.
	Notice   string `json:"notice,omitempty"`
	Entities int    `json:"entities"`
	Claims   int    `json:"claims"`
	Sources  int    `json:"sources"`
	// Nodes and Ties are its map; Ties hold places in Nodes.
	Nodes []CardNode `json:"nodes"`
	Ties  [][2]int   `json:"ties"`
}

// A CardNode is an entity on the map of an example, as a [MapNode] is on that of a case.
type CardNode struct {
	Kind string  `json:"kind"`
	X    float64 `json:"x"`
	Y    float64 `json:"y"`
}

// Examples offers the example cases. They are read once.
func Examples(ctx context.Context) (_ []ExampleCard, err error) {
	defer settle(ctx, &err)
	return exampleCards()
}

var exampleCards = sync.OnceValues(func() ([]ExampleCard, error) {
	out := []ExampleCard{}
	for _, name := range examples.Names {
		card, err := exampleCard(name)
		if err != nil {
			return nil, err
		}
		out = append(out, card)
	}
	return out, nil
})

func exampleCard(name string) (ExampleCard, error) {
	p, err := Example(name)
	if err != nil {
		return ExampleCard{}, err
	}
	c := p.Case
	ctx := context.Background() // what is worked out once is not given up for one who left
	s, err := newStudy(ctx, newOpenCase(c, register.Entry{}), Query{}, time.Now(), false)
	if err != nil {
		return ExampleCard{}, err
	}
	ties, err := s.tied(ctx)
	if err != nil {
		return ExampleCard{}, err
	}
	places, err := ties.graph.settle(ctx, nil, map[underpin.EntityID]store.MapPlace{})
	if err != nil {
		return ExampleCard{}, err
	}
	card := ExampleCard{
		Name: name, Title: c.Settings.Title, Notice: c.Settings.Notice, Entities: len(c.Entities), Claims: len(c.Claims), Sources: len(c.Sources),
		Nodes: []CardNode{}, Ties: [][2]int{},
	}
	for k, i := range ties.entities {
		card.Nodes = append(card.Nodes, CardNode{c.Entities[i].Schema.Kind(), places[k].X, places[k].Y})
	}
	for k, from := range ties.graph.from {
		card.Ties = append(card.Ties, [2]int{from, ties.graph.to[k]})
	}
	return card, nil
}
