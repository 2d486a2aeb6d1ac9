package graphfile

import (
	"encoding/xml"
	"io"
	"strings"

	"underpin"
	"underpin/internal/exchange"
)

// xmlGraph gathers the nodes and ties that GraphML and GEXF have in common. Ties may
// come before the nodes they name.
type xmlGraph struct {
	ties
	x        *xmlText
	f        *File
	declared []bool                      // by node
	pending  map[int32]exchange.Position // nodes named by a tie and not declared yet: where first
	keys     []graphMLKey
	nodes    []description // those that are open, the outer first
	graphs   int
	nested   bool
	hyper    int
}

// newXMLGraph begins to read a file of a format, unless it seems too large.
func newXMLGraph(in *exchange.Input, o ReadOptions, format string) (*xmlGraph, error) {
	const tie = 120 // a tie and its share of the nodes are rarely shorter
	return &xmlGraph{
		ties: ties{file: in.Name, options: o, ids: newTable()}, x: newXMLText(in),
		f: &File{Name: in.Name, Format: format, labels: map[int32]string{}}, pending: map[int32]exchange.Position{},
	}, room(in, in.Size/tie, o)
}

// elements reads the file element by element, and makes the graph of it.
func (g *xmlGraph) elements(start func(xml.StartElement) error, end func(name string) error) (*File, error) {
	for {
		t, err := g.x.next()
		if err == io.EOF {
			return g.finish()
		}
		if err == nil {
			switch t := t.(type) {
			case xml.StartElement:
				err = start(t)
			case xml.EndElement:
				err = end(t.Name.Local)
			}
		}
		if err != nil {
			return nil, err
		}
	}
}

// closeNode describes the node that ends here, with the defaults of what it does not say.
func (g *xmlGraph) closeNode() error {
	last := len(g.nodes) - 1
	if last < 0 {
		return nil
	}
	d := g.nodes[last]
	g.nodes = g.nodes[:last]
	for _, k := range g.keys {
		if k.of&ofNodes != 0 && k.standards && !d.knows(k.name) {
			d.say(k.name, k.standard)
		}
	}
	g.f.describe(&g.ties, &d)
	return g.fits(len(g.declared))
}

// enter notes the beginning of a graph. A second one beside the first is not read.
func (g *xmlGraph) enter(outer bool) error {
	g.graphs++
	if g.graphs > 1 && outer {
		return g.x.fail("split the file, one graph each", "the file contains a second graph")
	}
	g.nested = g.nested || g.graphs > 1
	return nil
}

// node declares a node.
func (g *xmlGraph) node(e xml.StartElement) (int32, error) {
	id, ok := attribute(e, "id")
	if !ok {
		return 0, g.x.fail("write <node id=\"...\">", "the node has no id")
	}
	v := g.number(id)
	if g.declared[v] {
		return 0, g.x.fail("give each node an id of its own", "the node %s is declared twice", short([]byte(id)))
	}
	g.declared[v] = true
	delete(g.pending, v)
	return v, g.fits(len(g.declared))
}

func (g *xmlGraph) number(id string) int32 {
	v, isNew := g.ids.number([]byte(id))
	if isNew {
		g.declared = append(g.declared, false)
	}
	return v
}

// ends returns the nodes that a tie joins.
func (g *xmlGraph) ends(e xml.StartElement) (u, v int32, err error) {
	var out [2]int32
	for i, name := range []string{"source", "target"} {
		id, ok := attribute(e, name)
		if !ok {
			return 0, 0, g.x.fail("name the nodes that it joins: source and target", "the tie has no %s", name)
		}
		out[i] = g.named(id)
	}
	return out[0], out[1], nil
}

// named is the node that a tie names.
func (g *xmlGraph) named(id string) int32 {
	v := g.number(id)
	if !g.declared[v] {
		if _, ok := g.pending[v]; !ok {
			g.pending[v] = g.x.at
		}
	}
	return v
}

// weigh reads the weight of a tie that began at a place. All ties have a weight, 1
// where none is given, once one has.
func (g *xmlGraph) weigh(text string, at exchange.Position) (float64, error) {
	w, why := weight([]byte(strings.TrimSpace(text)))
	if why != "" {
		g.x.at = at
		return 0, g.x.fail(weightHint, "the weight %s %s", short([]byte(text)), why)
	}
	if w < 0 {
		g.negative(int(at.Line), int(at.Column), []byte(strings.TrimSpace(text)))
	}
	g.f.weighFrom(&g.ties)
	return w, nil
}

// finish makes the file once all elements are read.
func (g *xmlGraph) finish() (*File, error) {
	if g.graphs == 0 {
		return nil, &exchange.Error{File: g.file, Line: 1, Column: 1, Message: "the file has no <graph>", Hint: "is it a picture or a project file? Export it as GraphML or GEXF"}
	}
	if first, what, ok := firstPending(g.pending); ok {
		g.x.at = first
		return nil, g.x.fail("declare it: <node id=\"...\"/>", "the tie names the node %s, which the file does not declare", short(g.ids.name(what)))
	}
	if g.nested {
		g.f.note("the file contains graphs within nodes; all nodes and ties were read as one graph")
	}
	if g.hyper > 0 {
		g.f.note("left out: %s with more than two ends", underpin.FormatCounted(int(g.hyper), "tie"))
	}
	return g.result(g.f), nil
}

// text reads the text up to the end of the current element.
func (x *xmlText) text() (string, error) {
	text, _, err := x.read(func(string) bool { return true })
	return text, err
}

// textOf reads up to the end of the current element, and returns what text of it stands
// directly in elements of a name; found reports whether there is one.
func (x *xmlText) textOf(name string) (text string, found bool, err error) {
	return x.read(func(in string) bool { return in == name })
}

// read reads up to the end of the current element. It returns the text in elements of
// the names wanted, and whether there was one within.
func (x *xmlText) read(wanted func(name string) bool) (text string, found bool, err error) {
	var b strings.Builder
	for outer := len(x.open); ; {
		t, err := x.next()
		if err == io.EOF {
			return "", false, x.broken(io.ErrUnexpectedEOF)
		}
		if err != nil {
			return "", false, err
		}
		switch t := t.(type) {
		case xml.StartElement:
			found = found || wanted(t.Name.Local)
		case xml.EndElement:
			if len(x.open) < outer {
				return b.String(), found, nil
			}
		case xml.CharData:
			if b.Len()+len(t) > maxLine {
				return "", false, x.fail("is it a graph at all?", "a piece of the file is longer than %s", underpin.FormatCounted(maxLine, "byte"))
			}
			if wanted(x.open[len(x.open)-1]) {
				b.Write(t)
			}
		}
	}
}
