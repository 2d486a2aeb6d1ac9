package graphfile

import (
	"encoding/xml"
	"io"
	"slices"
	"strconv"
	"strings"

	"underpin"
)

// A drawnNode is what programs write of a node as elements of their own within its data:
// yEd how it is drawn, Maltego its properties.
type drawnNode struct {
	plain strings.Builder // the text outside any element
	inner bool            // whether there are elements

	// yEd: a group has a realizer for each of its states, of which one is shown.
	states  []drawnStates
	hidden  int // how deep the realizer lies that is not shown, 0 where none is open
	label   strings.Builder
	isFound bool

	// Maltego: properties, and which of them names the entity.
	kind        string
	shown, main string
	properties  []maltegoProperty
}

// drawnStates is an element that holds the realizers of a group.
type drawnStates struct{ depth, active, next int }

type maltegoProperty struct{ name, shown, value string }

// drawing reads the data of a node up to their end and puts down what they say.
func (x *xmlText) drawing(d *description, name string) error {
	var n drawnNode
	for outer, size := len(x.open), 0; ; {
		t, err := x.next()
		if err == io.EOF {
			return x.broken(io.ErrUnexpectedEOF)
		}
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.StartElement:
			n.inner = true
			n.start(t, len(x.open))
		case xml.EndElement:
			if len(x.open) < outer {
				n.put(d, name)
				return nil
			}
			n.end(t.Name.Local, len(x.open))
		case xml.CharData:
			if size += len(t); size > maxLine {
				return x.fail("is it a graph at all?", "a piece of the file is longer than %s", underpin.FormatCounted(maxLine, "byte"))
			}
			n.text(x.open[len(x.open)-1], len(x.open) == outer, t)
		}
	}
}

func (n *drawnNode) start(e xml.StartElement, depth int) {
	if last := len(n.states) - 1; last >= 0 && depth == n.states[last].depth+1 {
		s := &n.states[last]
		if s.next != s.active && n.hidden == 0 {
			n.hidden = depth
		}
		s.next++
	}
	switch e.Name.Local {
	case "Realizers":
		text, _ := attribute(e, "active")
		active, _ := strconv.Atoi(text) // the first where it does not say
		n.states = append(n.states, drawnStates{depth: depth, active: active})
	case "MaltegoEntity":
		n.kind, _ = attribute(e, "type")
	case "Properties":
		n.shown, _ = attribute(e, "displayValue")
		n.main, _ = attribute(e, "value")
	case "Property":
		p := maltegoProperty{}
		p.name, _ = attribute(e, "name")
		p.shown, _ = attribute(e, "displayName")
		n.properties = append(n.properties, p)
	}
}

// end closes an element that lay below a number of others.
func (n *drawnNode) end(name string, below int) {
	if below+1 == n.hidden {
		n.hidden = 0
	}
	if last := len(n.states) - 1; last >= 0 && below+1 == n.states[last].depth {
		n.states = n.states[:last]
	}
	n.isFound = n.isFound || name == "NodeLabel" && strings.TrimSpace(n.label.String()) != ""
}

// text takes text that stands directly in an element.
func (n *drawnNode) text(in string, outside bool, text []byte) {
	last := len(n.properties) - 1
	switch {
	case outside:
		n.plain.Write(text)
	case in == "NodeLabel" && n.hidden == 0 && !n.isFound:
		n.label.Write(text)
	case in == "Value" && last >= 0:
		n.properties[last].value += string(text)
	}
}

// put says of a node what was found. The data are those of a key of a name.
func (n *drawnNode) put(d *description, name string) {
	if !n.inner {
		if name != "" {
			d.say(name, n.plain.String())
		}
		return
	}
	if label := oneLine(n.label.String()); label != "" && d.label == "" {
		d.label, d.drawn = label, true
	}
	if n.kind == "" {
		return
	}
	d.say("type", n.kind)
	named := n.naming()
	for i, p := range n.properties {
		if i == named {
			d.label, d.drawn = oneLine(p.value), false
			continue
		}
		if p.shown == "" {
			p.shown = p.name
		}
		d.say(p.shown, p.value)
	}
}

// naming is the property of an entity that names it: the one that is said to be shown,
// or its value; else one called name or the like; else the first. -1 where there is
// none.
func (n *drawnNode) naming() int {
	for _, name := range []string{n.shown, n.main} {
		if i := slices.IndexFunc(n.properties, func(p maltegoProperty) bool {
			return name != "" && p.name == name && strings.TrimSpace(p.value) != ""
		}); i >= 0 {
			return i
		}
	}
	best, rank := -1, 0
	for i, p := range n.properties {
		r := 1 + max(labelRank(p.name), labelRank(p.shown))
		if r > rank && strings.TrimSpace(p.value) != "" {
			best, rank = i, r
		}
	}
	return best
}
