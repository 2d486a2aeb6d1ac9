package chart

import (
	"fmt"
	"io"
	"slices"
	"sort"
	"strings"
)

// Network is a node-link picture of who is tied to whom. Positions are given
// (the layout is computed and kept elsewhere) and fitted to the view box.
type Network struct {
	Panel
	Nodes []NetworkNode
	Ties  []NetworkTie
	// Height of the view box in pixels, legend included. Defaults to 700.
	Height float64
	// TieLabels writes the labels of ties beside them where there is room.
	// Otherwise they are seen only as tooltips.
	TieLabels bool
}

// NetworkNode is one entity.
type NetworkNode struct {
	// ID is used in error messages and is not written into the picture.
	ID    string
	Label string
	Kind  EntityKind
	// Collective marks a plural or unnamed group: dashed outline.
	Collective bool
	// Lost marks an entity that ends in a what-if: pale and crossed out.
	Lost bool
	// Absent marks an entity that has no tie on the date of the picture: hollow and pale.
	Absent bool
	// Pinned marks a place set by hand: a dot in the middle. A pinned node
	// is never moved aside for another.
	Pinned bool
	// X and Y are in any scale, Y growing downwards.
	X, Y float64
}

// TurnSign is how a tie shows what became of it between two dates.
type TurnSign string

// The signs: a plus, a cross with a line in the accent, a triangle, and no sign and a pale line.
const (
	PlusSign     TurnSign = "+"
	CrossSign    TurnSign = "×"
	TriangleSign TurnSign = "△"
	PaleLine     TurnSign = "-"
)

// Path is the sign as SVG has paths, around the middle of its line, to be stroked; empty for
// one that is drawn by the tone of its line alone.
func (t TurnSign) Path() string {
	switch t {
	case PlusSign:
		return "M-5 0H5M0-5V5"
	case CrossSign:
		return "M-4.5-4.5L4.5 4.5M4.5-4.5L-4.5 4.5"
	case TriangleSign:
		return "M0-5.4L4.8 3.2H-4.8Z"
	}
	return ""
}

// turnSigns are the signs in the order of the legend.
func turnSigns() []TurnSign { return []TurnSign{PlusSign, CrossSign, TriangleSign, PaleLine} }

// NetworkTie is one relation between two nodes.
type NetworkTie struct {
	// From and To are indices into Nodes. Equal ends are drawn as a loop.
	From, To int
	// Directed puts a head at To.
	Directed bool
	// Sign is '-' for a tie against somebody (rivalry, opposition), which
	// ends in a bar; '+' or 0 for any other.
	Sign rune
	// Credence from 0 to 1 is told in four steps by how dark and how broken
	// the line is. Maps give the standing on their date.
	Credence float64
	// Origins is the count of independent origins; the width of the line
	// tells one, two, and three or more apart.
	Origins int
	// Contested puts the mark of contradiction, a flash in a ring, on the line.
	Contested bool
	// Reading marks what nobody says and was read out of a source: a ring on the line.
	Reading bool
	// Lost marks a tie that falls away in a what-if: crossed through.
	Lost bool
	// Turn is what became of the tie from the earlier of two dates to the later, where two
	// are compared: what is as before is pale, any other has a sign.
	Turn TurnSign
	// TurnWords says the turn in words, for the legend.
	TurnWords string
	// Label is a word or sentence for the tooltip, and for the line itself
	// with Network.TieLabels. Defaults to the names of both ends.
	Label string
}

// SVG writes the network. It fails with ErrInput, and writes nothing, when a
// number is not finite or out of range, a kind is unknown or a tie has an end
// that is not there.
func (n Network) SVG(w io.Writer) error {
	frame, err := n.Panel.framed(1000)
	if err != nil {
		return err
	}
	n.Panel = frame
	if n.Height == 0 {
		n.Height = 700
	}
	if err := n.check(); err != nil {
		return err
	}
	if n.Description == "" {
		n.Description = n.summary()
	}
	key := newLegend(n.Width, n.legendRows())
	s := newSketch(&n, rect{0, 0, n.Width, n.Height - key.height})
	s.route()
	s.placeLabels()

	var c canvas
	s.draw(&c)
	key.draw(&c, n.Height-key.height)
	return n.write(w, n.Height, n.rules(), &c)
}

// rules are the style rules of the picture; those of ties that ended are for two dates.
func (n *Network) rules() string {
	rules := networkRules()
	if slices.ContainsFunc(n.Ties, func(t NetworkTie) bool { return t.Turn == CrossSign }) {
		rules += ".gone{fill:none;stroke=accent}\n.h-gone{fill=accent}\n"
	}
	return rules
}

func networkRules() string {
	return kindRules() + bandRules() + contestedRule + `
.lost{stroke=muted}
.absent{fill=paper;stroke=b0}
.dashed{stroke-dasharray:3 2.2}
.dots{stroke-linecap:round}
.pin{fill=ink;stroke=paper;stroke-width:1px}
.small{fill=muted}
.leader{stroke=muted;stroke-width:.8px}
`
}

func (n *Network) check() error {
	if !(n.Height >= 160 && n.Height <= maxSide) {
		return unusable("height %v: want 160 to %d", n.Height, maxSide)
	}
	for i, v := range n.Nodes {
		if _, ok := styleOf(v.Kind); !ok {
			return unusable("node %d (%s): unknown kind %q", i, v.ID, v.Kind)
		}
		if !finite(v.X, v.Y) {
			return unusable("node %d (%s): position %v, %v is not finite", i, v.ID, v.X, v.Y)
		}
	}
	for i, t := range n.Ties {
		if t.From < 0 || t.From >= len(n.Nodes) || t.To < 0 || t.To >= len(n.Nodes) {
			return unusable("tie %d: from %d to %d, but there are %d nodes", i, t.From, t.To, len(n.Nodes))
		}
		if !(t.Credence >= 0 && t.Credence <= 1) {
			return unusable("tie %d: credence %v: want 0 to 1", i, t.Credence)
		}
		if t.Sign != 0 && t.Sign != '+' && t.Sign != '-' {
			return unusable("tie %d: sign %q: want + or -", i, t.Sign)
		}
		if t.Origins < 0 {
			return unusable("tie %d: %d origins", i, t.Origins)
		}
	}
	return nil
}

// summary describes the network to a reader who cannot see it.
func (n *Network) summary() string {
	if len(n.Nodes) == 0 {
		return "An empty network."
	}
	degree := n.degrees()
	order := make([]int, len(n.Nodes))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(a, b int) bool { return degree[order[a]] > degree[order[b]] })
	var most, lost []string
	for _, i := range order {
		if len(most) < 5 && degree[i] > 0 {
			most = append(most, fmt.Sprintf("%s (%d)", isolate(n.Nodes[i].Label), degree[i]))
		}
	}
	contested := 0
	for _, t := range n.Ties {
		if t.Contested {
			contested++
		}
	}
	for _, v := range n.Nodes {
		if v.Lost {
			lost = append(lost, isolate(v.Label))
		}
	}
	s := fmt.Sprintf("A network of %s and %s.", count(len(n.Nodes), "entity", "entities"), count(len(n.Ties), "tie", "ties"))
	if len(most) > 0 {
		s += " Most ties: " + strings.Join(most, ", ") + "."
	}
	if contested > 0 {
		s += fmt.Sprintf(" Contradicted: %s.", count(contested, "tie", "ties"))
	}
	if len(lost) > 0 {
		s += " Lost: " + strings.Join(lost, ", ") + "."
	}
	return s
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

func (n *Network) degrees() []int {
	d := make([]int, len(n.Nodes))
	for _, t := range n.Ties {
		d[t.From]++
		if t.To != t.From {
			d[t.To]++
		}
	}
	return d
}
