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
	if need := g.need(int64(len(g.declared)), int64(len(g.from))); g.options.Memory > 0 && need > g.options.Memory {
		return 0, tooLarge(g.file, "there are more than "+underpin.FormatCounted(len(g.declared)-1, "node"), need, g.options.Memory)
	}
	return v, nil
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
	if len(g.pending) > 0 {
		first, what := exchange.Position{}, int32(-1)
		for v, at := range g.pending {
			if what < 0 || at.Line < first.Line || at.Line == first.Line && (at.Column < first.Column || at == first && v < what) {
				first, what = at, v
			}
		}
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
	all, _, err := x.textWith("")
	return all, err
}

// textWith reads the text up to the end of the current element, and what of it stands
// directly in elements of a name.
func (x *xmlText) textWith(name string) (all, within string, err error) {
	var b, inner strings.Builder
	for outer := len(x.open); ; {
		t, err := x.next()
		if err == io.EOF {
			return "", "", x.broken(io.ErrUnexpectedEOF)
		}
		if err != nil {
			return "", "", err
		}
		switch t := t.(type) {
		case xml.EndElement:
			if len(x.open) < outer {
				return b.String(), inner.String(), nil
			}
		case xml.CharData:
			if b.Len()+len(t) > maxLine {
				return "", "", x.fail("is it a graph at all?", "a piece of the file is longer than %s", underpin.FormatCounted(maxLine, "byte"))
			}
			b.Write(t)
			if x.open[len(x.open)-1] == name {
				inner.Write(t)
			}
		}
	}
}
