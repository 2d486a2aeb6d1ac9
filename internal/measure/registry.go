package measure

import (
	"errors"
	"fmt"
	"math"
	"strings"

	"underpin"
	"underpin/internal/network"
	"underpin/internal/snapshot"
)

// ErrUnknownMeasure says that there is no measure of a name. The error that wraps
// it names the nearest one; [Nodes], [Wholes] and [GraphNodes] list them.
var ErrUnknownMeasure = errors.New("there is no such measure")

// Usual is the name of the measure that a ranking goes by where none is named.
const Usual = "betweenness"

// A Measure is a row of the registry: a value that each node of a network has, or the
// network as a whole. Every surface walks these rows (rankings and the outline of a
// case, rankings of a bare graph, conclusions, docs/method.md), so that a measure is
// declared once, in nodes.go or whole.go.
type Measure struct {
	// Name is what it is asked for by, on every surface.
	Name string
	// Also is another name by which conclusions know it, or "".
	Also string
	// Term is what the literature calls it.
	Term string
	// Says is what the value tells, as a sentence for a person, without its full stop.
	Says string
	// Unit is what is counted or shared, and Range the bounds of the value. Count:
	// values are whole numbers.
	Unit  string
	Range Range
	Count bool
	// Formula, Scaled (what the formula is divided by, "" for nothing) and Source (the
	// paper) are as docs/method.md prints them.
	Formula, Scaled, Source string
	// Cost is what the work grows with.
	Cost Cost
	// InCase says how the networks of a case have it, InGraph how a bare graph has it.
	// Nil where they do not; Lacks then says why.
	InCase  *InCase
	InGraph *InGraph
	Lacks   string

	// One of these computes it: raw, before it is divided by scale. nodes may return
	// storage of the Kernels; threads below 1 lets it.
	nodes    func(k *Kernels, g *network.Graph, threads int) []float64
	iterated func(g *network.Graph, threads int) network.Spectrum
	whole    func(k *Kernels, g *network.Graph) float64
	// scale is what raw values are divided by; nil stands for 1.
	scale func(g *network.Graph) float64
	// sample, where set, estimates raw values of nodes from some of the searches.
	sample func(k *Kernels, g *network.Graph, c network.BetweennessConfig) network.BetweennessSample
}

// A Range bounds a value: High is +Inf where only the size of the network bounds it.
type Range struct{ Low, High float64 }

var (
	share     = Range{0, 1}
	unbounded = Range{0, math.Inf(1)}
)

// String writes a range: "0 to 1", "from 0".
func (r Range) String() string {
	if math.IsInf(r.High, 1) {
		return fmt.Sprintf("from %g", r.Low)
	}
	return strings.ReplaceAll(fmt.Sprintf("%g to %g", r.Low, r.High), "-", "−")
}

// Cost says what the work of a measure grows with, for n nodes and m ties.
type Cost uint8

// The costs, the least first.
const (
	Ties       Cost = iota // n + m, some times over
	Neighbours             // pairs of neighbours
	Distances              // a search from every node: n (n + m)
	Paths                  // such searches that count the shortest paths
)

// String writes a cost for n nodes and m ties.
func (c Cost) String() string {
	return [...]string{"n + m", "pairs of neighbours", "n (n + m)", "n (n + m), counting paths"}[c]
}

// Searches reports whether it takes a search from every node.
func (c Cost) Searches() bool { return c >= Distances }

// InCase says how the networks of a case have a measure.
type InCase struct {
	// Network is the reading it is computed on; Turned turns its ties round.
	Network snapshot.Reading
	Turned  bool
	// nanoseconds are about what one world takes for each tie (times nodes, where it
	// searches from all); pivots what a search from a pivot takes for each tie. They
	// only weigh one way against another.
	nanoseconds, pivots float64
	// Leads: who alone comes first can be decided from some of the searches.
	Leads bool
	// shape tells a measure of the whole from the sizes of components, without the
	// network. Counts: their number alone tells it.
	shape  func(snapshot.Shape) float64
	Counts bool
	// divides: it is the modularity of the division of a world.
	divides bool
}

// InGraph says how a bare graph has a measure; of the whole, Arcs alone.
type InGraph struct {
	// Arcs says how it reads a directed graph, Weights what it makes of weights.
	Arcs    Arcs
	Weights Weights
	// Raw: the value before it is divided is shown too.
	Raw bool
	// Hint says more of estimates, as a sentence, and Full what is measured in full
	// all the same.
	Hint, Full string
	// lengths computes raw values where weights are lengths.
	lengths func(g *network.Graph, threads int) ([]float64, error)
}

// Arcs says how a measure reads a directed graph.
type Arcs string

// The ways to read arcs.
const (
	Leaving  Arcs = "follows outgoing arcs"
	Arriving Arcs = "follows incoming arcs"
	Both     Arcs = "counts arcs in both directions"
	Plain    Arcs = "reads arcs as ties without direction"
)

// Weights says what a measure makes of the weights of a bare graph.
type Weights string

// The uses of weights.
const (
	Unweighted Weights = "ignores them"
	Lengths    Weights = "lengths"
	Strengths  Weights = "strengths"
	Needed     Weights = "strengths, and without them there is no value"
)

// Registry lists all measures: those of nodes, then those of the whole.
var Registry = append(nodeRows(), wholeRows()...)

// What each surface walks: the measures of nodes and of the whole network of a case,
// and those of the nodes of a bare graph.
var (
	Nodes      = rows(func(m *Measure) bool { return m.OfNodes() && m.InCase != nil })
	Wholes     = rows(func(m *Measure) bool { return !m.OfNodes() && m.InCase != nil })
	GraphNodes = rows(func(m *Measure) bool { return m.OfNodes() && m.InGraph != nil })
	// GraphWholes are those that the summary of a bare graph has.
	GraphWholes = rows(func(m *Measure) bool { return !m.OfNodes() && m.InGraph != nil })
)

func rows(keep func(m *Measure) bool) []*Measure {
	var out []*Measure
	for i := range Registry {
		if keep(&Registry[i]) {
			out = append(out, &Registry[i])
		}
	}
	return out
}

// OfNodes reports whether each node has a value, rather than the network one.
func (m *Measure) OfNodes() bool { return m.whole == nil }

// Sampled reports whether it can be estimated from some of the searches. Of a directed
// graph only what counts paths can.
func (m *Measure) Sampled(directed bool) bool {
	return m.sample != nil && (!directed || m.Cost == Paths)
}

// Sentence is what the value tells, with the term of the literature and its bounds.
func (m *Measure) Sentence() string { return m.sentence(m.Range) }

// SentenceByLengths is Sentence where weights are lengths: what is counted in distances
// then has no bounds.
func (m *Measure) SentenceByLengths() string {
	if m.Cost == Distances {
		return m.sentence(unbounded)
	}
	return m.Sentence()
}

func (m *Measure) sentence(bounds Range) string {
	var beside []string
	if !strings.Contains(m.Says, m.Term) {
		beside = append(beside, m.Term)
	}
	if !math.IsInf(bounds.High, 1) {
		beside = append(beside, bounds.String())
	}
	if len(beside) == 0 {
		return m.Says + "."
	}
	return m.Says + " (" + strings.Join(beside, "; ") + ")."
}

// Node returns the measure of the nodes of a case of a name. It fails with
// [ErrUnknownMeasure].
func Node(name string) (*Measure, error) { return named(Nodes, name) }

// Global returns the measure of the whole network of a case of a name. It fails with
// [ErrUnknownMeasure].
func Global(name string) (*Measure, error) { return named(Wholes, name) }

// GraphNode returns the measure of the nodes of a bare graph of a name. It fails with
// [ErrUnknownMeasure].
func GraphNode(name string) (*Measure, error) { return named(GraphNodes, name) }

// Names lists the names of measures.
func Names(list []*Measure) []string {
	out := make([]string, len(list))
	for i, m := range list {
		out[i] = m.Name
	}
	return out
}

func named(list []*Measure, name string) (*Measure, error) {
	for _, m := range list {
		if m.Name == name || m.Also == name && name != "" {
			return m, nil
		}
	}
	if near, ok := underpin.Nearest(name, Names(list)); ok {
		return nil, fmt.Errorf("measure %q: %w (did you mean %s?)", name, ErrUnknownMeasure, near)
	}
	return nil, fmt.Errorf("measure %q: %w", name, ErrUnknownMeasure)
}
