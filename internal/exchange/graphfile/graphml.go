package graphfile

import (
	"encoding/xml"
	"slices"
	"strings"

	"underpin"
	"underpin/internal/exchange"
)

// graphMLReader reads the format of graphml.graphdrawing.org: nodes, edges, and their
// data. A key is known by its attr.name within its domain; its id is arbitrary.
type graphMLReader struct {
	*xmlGraph
	declared map[string]bool // ids of keys, of whatever domain
	weight   string          // the weight of edges that give none
	weighed  bool            // whether there is one
	ways     []direction     // of the edges of the graphs that are open
	edge     *openEdge
}

// A graphMLKey is what a key stands for in a domain.
type graphMLKey struct {
	id, name  string
	of        keyDomain
	standard  string // the value of those that give none
	standards bool   // whether there is one
}

// A keyDomain says whose data a key is of.
type keyDomain byte

const (
	ofNodes keyDomain = 1 << iota
	ofEdges
)

// An openEdge is an edge whose data are still to come.
type openEdge struct {
	u, v   int32
	way    direction
	weight string
	given  bool
	at     exchange.Position
}

const (
	graphMLName = "graphml"
	weightName  = "weight"
)

func graphML() graphFormat {
	return graphFormat{
		Name: graphMLName, Read: readGraphML, Write: WriteGraphML,
		Detect: func(head []byte, _ string) bool { return hasElement(head, graphMLName) },
	}
}

func readGraphML(in *exchange.Input, o ReadOptions) (*File, error) {
	x, err := newXMLGraph(in, o, graphMLName)
	if err != nil {
		return nil, err
	}
	g := &graphMLReader{xmlGraph: x, declared: map[string]bool{}}
	return g.elements(g.start, g.end)
}

func (g *graphMLReader) start(e xml.StartElement) error {
	switch e.Name.Local {
	case "key":
		return g.key(e)
	case "graph":
		return g.graph(e)
	case "node":
		v, err := g.node(e)
		g.nodes = append(g.nodes, description{node: v})
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
		return g.closeNode()
	case "graph":
		if last := len(g.ways) - 1; last >= 0 {
			g.ways = g.ways[:last]
		}
	case "edge":
		return g.close()
	}
	return nil
}

// key notes what a key stands for. One without a name is known by its id.
func (g *graphMLReader) key(e xml.StartElement) error {
	k := graphMLKey{}
	k.id, _ = attribute(e, "id")
	name, named := attribute(e, "attr.name")
	if k.name = name; !named {
		k.name = k.id
	}
	switch domain, _ := attribute(e, "for"); domain {
	case "node":
		k.of = ofNodes
	case "edge":
		k.of = ofEdges
	case "", "all":
		k.of = ofNodes | ofEdges
	}
	standard, given, err := g.x.textOf("default")
	if err != nil {
		return err
	}
	k.standard, k.standards = strings.TrimSpace(standard), given
	g.declared[k.id] = true
	g.keys = append(g.keys, k)
	if len(g.keys) > maxKeys {
		return g.x.fail("is it a graph at all?", "the file declares more than %s keys", underpin.FormatCount(maxKeys))
	}
	if k.of&ofEdges != 0 && strings.EqualFold(k.name, weightName) && k.standard != "" {
		g.weight, g.weighed = k.standard, true
	}
	return nil
}

// maxKeys is how many keys are read.
const maxKeys = 10000

// named is what a key stands for in a domain, "" where that is nothing. A key that is
// nowhere declared stands for its id.
func (g *graphMLReader) named(id string, of keyDomain) string {
	i := slices.IndexFunc(g.keys, func(k graphMLKey) bool { return k.id == id && k.of&of != 0 })
	switch {
	case i >= 0:
		return g.keys[i].name
	case !g.declared[id]:
		return id
	}
	return ""
}

// graph begins a graph. Each says for itself which way its edges lead.
func (g *graphMLReader) graph(e xml.StartElement) error {
	if err := g.enter(len(g.nodes) == 0); err != nil {
		return err
	}
	standard, _ := attribute(e, "edgedefault")
	way := oneWay
	if standard == "undirected" || standard == "" {
		way = bothWays
	}
	if standard == "" && len(g.ways) > 0 {
		way = g.ways[len(g.ways)-1]
	}
	g.ways = append(g.ways, way)
	if g.graphs == 1 {
		g.f.Directed = way == oneWay
		if standard == "" {
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
	g.edge = &openEdge{u: u, v: v, at: g.x.at, weight: g.weight, given: g.weighed}
	if last := len(g.ways) - 1; last >= 0 && (g.ways[last] == oneWay) != g.f.Directed {
		g.edge.way = g.ways[last]
	}
	switch d, _ := attribute(e, "directed"); d {
	case "true", "1":
		g.edge.way = oneWay
	case "false", "0":
		g.edge.way = bothWays
	}
	// Not of the standard, and written by some programs all the same.
	if w, ok := attribute(e, weightName); ok {
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

// data reads what is said of the node or edge that it stands in.
func (g *graphMLReader) data(e xml.StartElement) error {
	id, _ := attribute(e, "key")
	at := g.x.at
	parent := ""
	if n := len(g.x.open); n > 1 {
		parent = g.x.open[n-2]
	}
	switch {
	case parent == "edge" && g.edge != nil:
		text, err := g.x.text()
		if err == nil && strings.EqualFold(g.named(id, ofEdges), weightName) {
			g.edge.weight, g.edge.given, g.edge.at = strings.TrimSpace(text), true, at
		}
		return err
	case parent == "node" && len(g.nodes) > 0:
		d := &g.nodes[len(g.nodes)-1]
		return g.x.drawing(d, g.named(id, ofNodes))
	}
	_, err := g.x.text()
	return err
}
