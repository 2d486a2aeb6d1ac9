package desk

import (
	"context"
	"sync"
	"time"

	"underpin"
	"underpin/examples"
	"underpin/internal/register"
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
	s, err := newStudy(context.Background(), newOpenCase(c, register.Entry{}), Query{}, time.Now(), false)
	if err != nil {
		return ExampleCard{}, err
	}
	m, err := s.networkMap(context.Background())
	if err != nil {
		return ExampleCard{}, err
	}
	m.settle(nil)
	card := ExampleCard{
		Name: name, Title: c.Settings.Title, Notice: c.Settings.Notice, Entities: len(c.Entities), Claims: len(c.Claims), Sources: len(c.Sources),
		Nodes: []CardNode{}, Ties: [][2]int{},
	}
	at := map[underpin.EntityID]int{}
	for i, n := range m.Nodes {
		at[n.Entity] = i
		card.Nodes = append(card.Nodes, CardNode{n.Kind, n.X, n.Y})
	}
	for _, t := range m.Ties {
		card.Ties = append(card.Ties, [2]int{at[t.From], at[t.To]})
	}
	return card, nil
}
