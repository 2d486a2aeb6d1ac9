package graphfile

import (
	"encoding/xml"
	"io"
	"strings"

	"underpin/internal/exchange"
)

const gexfName = "gexf"

func gexf() graphFormat {
	return graphFormat{Name: gexfName, Read: readGEXF, Detect: func(head []byte, _ string) bool { return hasElement(head, gexfName) }}
}

// readGEXF reads the format of gexf.net, versions 1.1 to 1.3: nodes with labels,
// edges with weights. Dates, positions and attributes are passed over.
func readGEXF(in *exchange.Input, o ReadOptions) (*File, error) {
	x, err := newXMLGraph(in, o, gexfName)
	if err != nil {
		return nil, err
	}
	g := &gexfReader{xmlGraph: x}
	for {
		t, err := g.x.next()
		if err == io.EOF {
			return g.finish()
		}
		if err == nil {
			if e, ok := t.(xml.StartElement); ok {
				err = g.start(e)
			}
		}
		if err != nil {
			return nil, err
		}
	}
}

type gexfReader struct{ *xmlGraph }

func (g *gexfReader) start(e xml.StartElement) error {
	switch e.Name.Local {
	case "graph":
		if err := g.enter(true); err != nil {
			return err
		}
		standard, _ := attribute(e, "defaultedgetype")
		g.f.Directed = strings.EqualFold(standard, "directed")
		if mode, _ := attribute(e, "mode"); mode == "dynamic" {
			g.f.note("the graph changes over time; all its nodes and ties were read as one")
		}
	case "node":
		v, err := g.node(e)
		if err != nil {
			return err
		}
		label, _ := attribute(e, "label")
		if id, _ := attribute(e, "id"); label != id {
			g.f.labels[v] = tidy(label)
		}
	case "edge":
		return g.edge(e)
	}
	return nil
}

func (g *gexfReader) edge(e xml.StartElement) error {
	u, v, err := g.ends(e)
	if err != nil {
		return err
	}
	w := 1.0
	if text, ok := attribute(e, "weight"); ok {
		if w, err = g.weigh(text, g.x.at); err != nil {
			return err
		}
	}
	if err := g.add(u, v, w); err != nil || u == v {
		return err
	}
	switch kind, _ := attribute(e, "type"); strings.ToLower(kind) {
	case "directed":
		g.way(oneWay)
	case "undirected", "mutual":
		g.way(bothWays)
	}
	return nil
}
