package graphfile

import (
	"encoding/xml"
	"io"
	"strings"

	"underpin/internal/exchange"
)

// graphMLReader reads the format of graphml.graphdrawing.org: nodes, edges, and of their
// data what keys call the weight of an edge, and the label or name of a node.
type graphMLReader struct {
	*xmlGraph
	weightKeys map[string]bool
	labelKeys  map[string]int // with how good a label they hold
	standard   string         // the weight of edges that give none
	node, rank int32          // the node that data belong to, -1 for none; its label's rank
	edge       *openEdge
}

// An openEdge is an edge whose data are still to come.
type openEdge struct {
	u, v   int32
	way    direction
	weight string
	given  bool
	at     exchange.Position
}

// labels of nodes by the name of their key, the best last. The first is no key: yEd
// writes labels as elements of this name within its drawing of a node.
var labelNames = []string{drawnLabel, "d_name", "title", "name", "label"}

const drawnLabel = "NodeLabel"

const graphMLName = "graphml"

func graphML() graphFormat {
	return graphFormat{Name: graphMLName, Read: readGraphML, Detect: func(head []byte, _ string) bool { return hasElement(head, graphMLName) }}
}

func readGraphML(in *exchange.Input, o ReadOptions) (*File, error) {
	x, err := newXMLGraph(in, o, graphMLName)
	if err != nil {
		return nil, err
	}
	g := &graphMLReader{
		xmlGraph: x, weightKeys: map[string]bool{"weight": true},
		labelKeys: map[string]int{}, node: -1,
	}
	for {
		t, err := g.x.next()
		if err == io.EOF {
			return g.finish()
		}
		if err == nil {
			switch t := t.(type) {
			case xml.StartElement:
				err = g.start(t)
			case xml.EndElement:
				err = g.end(t.Name.Local)
			}
		}
		if err != nil {
			return nil, err
		}
	}
}

func (g *graphMLReader) start(e xml.StartElement) error {
	switch e.Name.Local {
	case "key":
		return g.key(e)
	case "graph":
		return g.graph(e)
	case "node":
		v, err := g.xmlGraph.node(e)
		g.node, g.rank = v, 0
		return err
	case "edge":
		return g.open(e)
	case "hyperedge":
		g.hyper++
		_, err := g.x.text()
		return err
	case "data":
		return g.data(e)
	case "desc", "port", "locator":
		_, err := g.x.text()
		return err
	}
	return nil
}

func (g *graphMLReader) end(name string) error {
	switch name {
	case "node":
		g.node = -1
	case "edge":
		return g.close()
	}
	return nil
}

// key notes which keys hold weights and labels.
func (g *graphMLReader) key(e xml.StartElement) error {
	id, _ := attribute(e, "id")
	name, _ := attribute(e, "attr.name")
	kind, _ := attribute(e, "for")
	name = strings.ToLower(name)
	standard, err := g.x.text()
	if err != nil {
		return err
	}
	if name == "weight" && kind != "node" {
		g.weightKeys[id] = true
		g.standard = strings.TrimSpace(standard)
	}
	for i, label := range labelNames {
		if name == label && kind != "edge" {
			g.labelKeys[id] = i + 1
		}
	}
	return nil
}

func (g *graphMLReader) graph(e xml.StartElement) error {
	if err := g.enter(g.node < 0); err != nil {
		return err
	}
	standard, _ := attribute(e, "edgedefault")
	if g.graphs == 1 {
		g.f.Directed = standard != "undirected"
		if standard == "" {
			g.f.Directed = false
			g.f.note("the graph does not say whether its ties are directed; they were read as undirected")
		}
	}
	return nil
}

func (g *graphMLReader) open(e xml.StartElement) error {
	u, v, err := g.ends(e)
	if err != nil {
		return err
	}
	g.edge = &openEdge{u: u, v: v, at: g.x.at, weight: g.standard, given: g.standard != ""}
	switch d, _ := attribute(e, "directed"); d {
	case "true":
		g.edge.way = oneWay
	case "false":
		g.edge.way = bothWays
	}
	// Not of the standard, and written by some programs all the same.
	if w, ok := attribute(e, "weight"); ok {
		g.edge.weight, g.edge.given = w, true
	}
	return nil
}

func (g *graphMLReader) close() error {
	e := g.edge
	g.edge = nil
	if e == nil {
		return nil
	}
	w := 1.0
	if e.given {
		var err error
		if w, err = g.weigh(e.weight, e.at); err != nil {
			return err
		}
	}
	err := g.add(e.u, e.v, w)
	if err == nil && e.u != e.v {
		g.way(e.way)
	}
	return err
}

func (g *graphMLReader) data(e xml.StartElement) error {
	key, _ := attribute(e, "key")
	at := g.x.at
	text, drawn, err := g.x.textWith(drawnLabel)
	if err != nil {
		return err
	}
	text, drawn = strings.TrimSpace(text), tidy(drawn)
	switch {
	case g.edge == nil && g.node >= 0 && drawn != "" && g.rank < 1:
		g.f.labels[g.node], g.rank = drawn, 1
	case g.edge != nil && g.weightKeys[key]:
		g.edge.weight, g.edge.given, g.edge.at = text, true, at
	case g.edge == nil && g.node >= 0 && int32(g.labelKeys[key]) > g.rank && text != "":
		g.f.labels[g.node], g.rank = tidy(text), int32(g.labelKeys[key])
	}
	return nil
}
