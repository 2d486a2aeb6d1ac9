package graphfile

import (
	"encoding/xml"
	"slices"
	"strings"

	"underpin"
	"underpin/internal/exchange"
)

const gexfName = "gexf"

func gexf() graphFormat {
	return graphFormat{Name: gexfName, Read: readGEXF, Detect: func(head []byte, _ string) bool { return hasElement(head, gexfName) }}
}

// readGEXF reads the format of gexf.net, versions 1.1 to 1.3: nodes with labels and
// attributes, edges with weights, which may stand as attributes too. Dates and
// positions are passed over.
func readGEXF(in *exchange.Input, o ReadOptions) (*File, error) {
	x, err := newXMLGraph(in, o, gexfName)
	if err != nil {
		return nil, err
	}
	g := &gexfReader{xmlGraph: x}
	return g.elements(g.start, g.end)
}

type gexfReader struct {
	*xmlGraph
	class string // of the attributes that are being declared
	edge  *openEdge
}

func (g *gexfReader) start(e xml.StartElement) error {
	switch e.Name.Local {
	case "graph":
		if err := g.enter(true); err != nil {
			return err
		}
		standard, _ := attribute(e, "defaultedgetype")
		g.f.Directed = strings.EqualFold(standard, "directed")
		if mode, _ := attribute(e, "mode"); mode == "dynamic" {
			g.f.note("the graph changes over time; all its nodes and ties were read as one, and of values that change, the last was kept")
		}
	case "attributes":
		g.class, _ = attribute(e, "class")
	case "attribute":
		return g.declare(e)
	case "node":
		v, err := g.node(e)
		d := description{node: v}
		d.label, _ = attribute(e, "label")
		g.nodes = append(g.nodes, d)
		return err
	case "attvalue":
		return g.value(e)
	case "edge":
		return g.open(e)
	}
	return nil
}

func (g *gexfReader) end(name string) error {
	switch name {
	case "node":
		return g.closeNode()
	case "edge":
		return g.close()
	}
	return nil
}

// declare notes what an attribute stands for. Nodes and edges number theirs apart.
func (g *gexfReader) declare(e xml.StartElement) error {
	k := graphMLKey{of: ofNodes}
	k.id, _ = attribute(e, "id")
	k.name, _ = attribute(e, "title")
	if k.name == "" {
		k.name = k.id
	}
	if strings.EqualFold(g.class, "edge") {
		k.of = ofEdges
	}
	standard, given, err := g.x.textOf("default")
	if err != nil {
		return err
	}
	k.standard, k.standards = strings.TrimSpace(standard), given
	if g.keys = append(g.keys, k); len(g.keys) > maxKeys {
		return g.x.fail("is it a graph at all?", "the file declares more than %s attributes", underpin.FormatCount(maxKeys))
	}
	return nil
}

// value reads an attribute of the node or edge that it stands in. The first versions
// called what it is for its id.
func (g *gexfReader) value(e xml.StartElement) error {
	id, ok := attribute(e, "for")
	if !ok {
		id, _ = attribute(e, "id")
	}
	text, _ := attribute(e, "value")
	of := ofNodes
	if g.edge != nil {
		of = ofEdges
	}
	i := slices.IndexFunc(g.keys, func(k graphMLKey) bool { return k.id == id && k.of == of })
	name := id
	if i >= 0 {
		name = g.keys[i].name
	}
	switch last := len(g.nodes) - 1; {
	case g.edge != nil && strings.EqualFold(name, weightName) && !g.edge.given:
		g.edge.weight, g.edge.at = text, g.x.at
	case g.edge == nil && last >= 0:
		g.nodes[last].say(name, text)
	}
	return nil
}

func (g *gexfReader) open(e xml.StartElement) error {
	u, v, err := g.ends(e)
	if err != nil {
		return err
	}
	g.edge = &openEdge{u: u, v: v, at: g.x.at}
	if g.edge.weight, g.edge.given = attribute(e, weightName); !g.edge.given {
		for _, k := range g.keys {
			if k.of == ofEdges && strings.EqualFold(k.name, weightName) {
				g.edge.weight = k.standard
			}
		}
	}
	switch kind, _ := attribute(e, "type"); strings.ToLower(kind) {
	case "directed":
		g.edge.way = oneWay
	case "undirected", "mutual":
		g.edge.way = bothWays
	}
	return nil
}

func (g *gexfReader) close() error {
	e := g.edge
	g.edge = nil
	if e == nil {
		return nil
	}
	w := 1.0
	if e.given || e.weight != "" {
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
