package graphfile

import (
	"fmt"
	"regexp"
	"strings"
	"sync"

	"underpin"
	"underpin/internal/exchange"
)

const gmlName = "gml"

// gmlStart is how GML begins: perhaps with who wrote it, then with a graph.
var gmlStart = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?is)^\s*(?:#[^\n]*\n\s*|(?:creator|version|vendor|comment)[^\n\[]*\n\s*|[a-z_]\w*\s+(?:"[^"]*"|[-+\d.e]+)\s+)*graph\s*\[`)
})

func gml() graphFormat {
	return graphFormat{Name: gmlName, Read: readGML, Detect: func(head []byte, _ string) bool {
		return gmlStart().Match(unmarked(head))
	}}
}

// gmlReader reads the format of Himsolt, M. (1997), GML: A portable Graph File Format:
// keys, each with a number, a text or a list in brackets. Lists that are neither nodes
// nor edges are passed over.
type gmlReader struct {
	ties
	s       *gmlScanner
	f       *File
	graphs  int
	nodes   map[int32]bool
	pending map[int32]exchange.Position // nodes that an edge names and that are not declared yet
	passed  map[string]bool             // lists within nodes that are passed over
}

const gmlHint = "write graph [ node [ id 1 label \"a\" ] … edge [ source 1 target 2 ] … ]"

func readGML(in *exchange.Input, o ReadOptions) (*File, error) {
	l, _, err := openLines(in, o)
	if err != nil {
		return nil, err
	}
	g := &gmlReader{
		ties: ties{file: l.file, options: o, ids: newTable()}, s: &gmlScanner{l: l},
		f: &File{Name: l.file, Format: gmlName, labels: map[int32]string{}}, nodes: map[int32]bool{},
		pending: map[int32]exchange.Position{}, passed: map[string]bool{},
	}
	err = g.list(0, func(key string, value gmlWord) error {
		if value.kind == '[' && strings.EqualFold(key, "graph") {
			return g.graph()
		}
		return g.pass(value, 1)
	})
	if err != nil {
		return nil, err
	}
	if g.graphs == 0 {
		return nil, g.s.fail(gmlHint, "the file has no graph")
	}
	if at, v, ok := firstPending(g.pending); ok {
		return nil, failAt(g.file, at, "declare it: node [ id … ]", "the tie names the node %s, which the file does not declare", short(g.ids.name(v)))
	}
	for _, name := range []string{"graphics", "LabelGraphics"} {
		delete(g.passed, name) // of no interest
	}
	if len(g.passed) > 0 {
		g.f.note("ignored: lists within nodes (%s)", underpin.FormatCount(len(g.passed)))
	}
	return g.result(g.f), nil
}

// list reads keys and their values up to the bracket that closes a list, at depth 0 up
// to the end of the file. take has to read on where the value is a list.
func (g *gmlReader) list(depth int, take func(key string, value gmlWord) error) error {
	opened := g.s.at
	for {
		key, err := g.s.word()
		switch {
		case err != nil:
			return err
		case key.kind == 0 && depth == 0, key.kind == ']' && depth > 0:
			return nil
		case key.kind == 0:
			return failAt(g.file, opened, "it was cut off; fetch it again", "the file ends before the list that begins here is closed")
		case key.kind == ']':
			return g.s.fail("take it out", "the bracket closes nothing")
		case key.kind != 'a':
			return g.s.fail(gmlHint, "the name of a value is expected here")
		}
		value, err := g.s.word()
		switch {
		case err != nil:
			return err
		case value.kind == 0 || value.kind == ']':
			return g.s.fail(gmlHint, "%s has no value", short([]byte(key.text)))
		}
		if err := take(key.text, value); err != nil {
			return err
		}
	}
}

// pass passes over a value.
func (g *gmlReader) pass(value gmlWord, depth int) error {
	if value.kind != '[' {
		return nil
	}
	if depth > maxDepth {
		return g.s.fail("graphs are not nested that deeply", "lists are nested more than %s deep", underpin.FormatCount(maxDepth))
	}
	return g.list(depth, func(_ string, inner gmlWord) error { return g.pass(inner, depth+1) })
}

func (g *gmlReader) graph() error {
	if g.graphs++; g.graphs > 1 {
		return g.s.fail("split the file, one graph each", "the file contains a second graph")
	}
	return g.list(1, func(key string, value gmlWord) error {
		switch {
		case strings.EqualFold(key, "directed"):
			g.f.Directed = value.text == "1" || strings.EqualFold(value.text, "true")
		case value.kind == '[' && strings.EqualFold(key, "node"):
			return g.node()
		case value.kind == '[' && strings.EqualFold(key, "edge"):
			return g.edge()
		}
		return g.pass(value, 2)
	})
}

// node reads a node: its id, its label, and what else is said of it.
func (g *gmlReader) node() error {
	at, id := g.s.at, ""
	var d description
	err := g.list(2, func(key string, value gmlWord) error {
		switch {
		case value.kind == '[':
			g.passed[key] = true
		case strings.EqualFold(key, "id") && id == "":
			id = oneLine(value.text)
		case strings.EqualFold(key, "label"):
			d.label = value.text
		default:
			d.say(key, value.text)
		}
		return g.pass(value, 3)
	})
	if err != nil {
		return err
	}
	if id == "" {
		return failAt(g.file, at, "write node [ id 1 ]", "the node has no id")
	}
	d.node, _ = g.ids.number([]byte(id))
	if g.nodes[d.node] {
		return failAt(g.file, at, "give each node an id of its own", "the node %s is declared twice", short([]byte(id)))
	}
	g.nodes[d.node] = true
	g.extra += 32
	delete(g.pending, d.node)
	g.f.describe(&g.ties, &d)
	return g.fits(g.ids.len())
}

// edge reads an edge. Its weight is called weight or, as often, value.
func (g *gmlReader) edge() error {
	at := g.s.at
	var ends [2]string
	var weights [2]gmlWord // weight, value
	var places [2]exchange.Position
	way := unsaid
	err := g.list(2, func(key string, value gmlWord) error {
		switch strings.ToLower(key) {
		case "source":
			ends[0] = oneLine(value.text)
		case "target":
			ends[1] = oneLine(value.text)
		case "weight":
			weights[0], places[0] = value, g.s.at
		case "value":
			weights[1], places[1] = value, g.s.at
		case "directed":
			if way = bothWays; value.text == "1" {
				way = oneWay
			}
		}
		return g.pass(value, 3)
	})
	if err != nil {
		return err
	}
	var nodes [2]int32
	for i, end := range ends {
		if end == "" {
			return failAt(g.file, at, "name the nodes that it joins: source and target", "the tie has no %s", []string{"source", "target"}[i])
		}
		nodes[i], _ = g.ids.number([]byte(end))
		if _, ok := g.pending[nodes[i]]; !ok && !g.nodes[nodes[i]] {
			g.pending[nodes[i]] = at
		}
	}
	w := 1.0
	for i, text := range weights {
		if text.kind == 0 || i == 1 && weights[0].kind != 0 {
			continue
		}
		var why string
		if w, why = weight([]byte(text.text)); why != "" && i == 1 {
			w = 1 // a value need be no weight
			continue
		} else if why != "" {
			return failAt(g.file, places[i], weightHint, "the weight %s %s", short([]byte(text.text)), why)
		}
		if w < 0 {
			g.negative(int(places[i].Line), int(places[i].Column), []byte(text.text))
		}
		g.f.weighFrom(&g.ties)
	}
	if err := g.add(nodes[0], nodes[1], w); err != nil || nodes[0] == nodes[1] {
		return err
	}
	g.way(way)
	return nil
}

// failAt is an error at a place of a file.
func failAt(file string, at exchange.Position, hint, format string, args ...any) error {
	return &exchange.Error{File: file, Line: int(at.Line), Column: int(at.Column), Message: fmt.Sprintf(format, args...), Hint: hint}
}

// firstPending finds the first of the ends that no node has.
func firstPending(pending map[int32]exchange.Position) (first exchange.Position, node int32, ok bool) {
	for v, at := range pending {
		if !ok || at.Line < first.Line || at.Line == first.Line && (at.Column < first.Column || at == first && v < node) {
			first, node, ok = at, v, true
		}
	}
	return first, node, ok
}
