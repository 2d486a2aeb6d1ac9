package graphfile

import (
	"slices"
	"strings"
	"unicode"

	"underpin"
)

// An Attribute is what a file says of its nodes besides their ids and labels, each
// value a text on one line, whatever type the file gives it.
type Attribute struct {
	Name string
	// Values by node; a node of which the file says nothing is not among them.
	Values map[int32]string
	// Numbers: every value is a number, and is written as one.
	Numbers bool
}

// maxAttributes is how many attributes are kept; a table has a column for each.
const maxAttributes = 1000

// labelNames are attributes that name a node, the best last.
var labelNames = []string{"d_name", "title", "name", "label"}

// labelRank tells how good a label an attribute is, 0 where it is none.
func labelRank(name string) int { return slices.Index(labelNames, strings.ToLower(name)) + 1 }

// A description is what a file says of one node.
type description struct {
	node int32
	// label is what the format itself calls the node, or ""; drawn where it only shows
	// it so, which is worth less than any attribute that names it.
	label string
	drawn bool
	said  []saying
}

// A saying is the value of an attribute.
type saying struct{ name, text string }

func (d *description) say(name, text string) {
	if name, text = oneLine(name), oneLine(text); name != "" && text != "" {
		d.said = append(d.said, saying{name, text})
	}
}

// knows reports whether an attribute has a value.
func (d *description) knows(name string) bool {
	name = oneLine(name)
	return slices.ContainsFunc(d.said, func(s saying) bool { return s.name == name })
}

// oneLine is a text without line ends and control characters.
func oneLine(text string) string {
	return tidy(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || noCharacter(r) {
			return ' '
		}
		return r
	}, text))
}

// noCharacter reports whether Unicode holds a number to be none, so that no XML can hold
// it.
func noCharacter(r rune) bool { return r == 0xfffe || r == 0xffff }

// describe puts down what is said of a node: the best label as its label, the rest as
// attributes.
func (f *File) describe(t *ties, d *description) {
	best, rank := oneLine(d.label), 0
	if best != "" && !d.drawn {
		rank = len(labelNames) + 1
	}
	taken := -1
	for i, s := range d.said {
		if r := labelRank(s.name); r > rank {
			best, rank, taken = s.text, r, i
		}
	}
	if best != "" && best != oneLine(t.idOf(f, d.node)) {
		if f.labels == nil {
			f.labels = map[int32]string{}
		}
		f.labels[d.node] = best
		t.extra += int64(len(best)) + 64
	}
	for i, s := range d.said {
		switch {
		case i == taken:
		case labelRank(s.name) < len(labelNames):
			f.attribute(t, d.node, s.name, s.text)
		case s.text != best:
			f.attribute(t, d.node, "other label", s.text)
		}
	}
}

// idOf is the id of a node while the file is being read.
func (t *ties) idOf(f *File, v int32) string {
	if t.ids != nil {
		return string(t.ids.name(v))
	}
	return f.ID(v)
}

// attribute puts down a value of a node. Of several values of one attribute the last
// counts.
func (f *File) attribute(t *ties, v int32, name, text string) {
	i, ok := f.columns[name]
	if !ok {
		if len(f.Attributes) == maxAttributes {
			if !f.crowded {
				f.crowded = true
				f.note("only the first %s of the nodes were kept", underpin.FormatCounted(maxAttributes, "attribute"))
			}
			return
		}
		if f.columns == nil {
			f.columns = map[string]int{}
		}
		i = len(f.Attributes)
		f.columns[name] = i
		f.Attributes = append(f.Attributes, Attribute{Name: name, Values: map[int32]string{}})
		t.extra += int64(len(name)) + 128
	}
	f.Attributes[i].Values[v] = text
	t.extra += int64(len(text)) + 64
}
