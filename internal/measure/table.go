package measure

import (
	"errors"
	"fmt"

	"underpin"
	"underpin/internal/network"
	"underpin/internal/snapshot"
)

// ErrUnknownMeasure says that there is no measure of a name. The error that wraps
// it names the nearest one; [Nodes] and [Wholes] list them.
var ErrUnknownMeasure = errors.New("there is no such measure")

// A Measure is a value that each node of a network has.
type Measure struct {
	Name string
	// Says is what the value tells, as a sentence for a person.
	Says string
	// Network is the reading it is computed on.
	Network snapshot.Reading
	of      func(k *Kernels, g *network.Graph, w *snapshot.World) []float64
}

// Nodes lists the measures of nodes.
var Nodes = []Measure{
	{"betweenness", "How often it lies on the shortest ways between others, as a share of all pairs (0 to 1).",
		snapshot.Binding, betweenness},
	{"degree", "To how many others it is tied.", snapshot.Binding, degree},
	{"subordinates", "Over how many others it holds power by a tie of its own.", snapshot.Command, degree},
	{"superiors", "How many others hold power over it by a tie of their own.", snapshot.Command, superiors},
	{"closeness", "How near it is to the others, and how many of them it reaches (0 to 1).", snapshot.Binding, closeness},
	{"harmonic", "The mean of one over its distance to the others (0 to 1).", snapshot.Binding, harmonic},
	{"eigenvector", "How well it is tied to those who are well tied themselves (0 to 1).", snapshot.Binding, eigenvector},
	{"pagerank", "The share of time that a random walk over the ties spends at it.", snapshot.Binding, pageRank},
	{"core", "The largest k such that it belongs to a part in which each has k ties.", snapshot.Binding, core},
	{"effective_size", "To how many others it is tied, less those who are tied to each other (Burt).", snapshot.Binding, effectiveSize},
	{"constraint", "How far its ties lead back to each other: high leaves little room (Burt).", snapshot.Binding, constraint},
}

// Node returns the measure of nodes of a name. It fails with [ErrUnknownMeasure].
func Node(name string) (Measure, error) {
	known := make([]string, len(Nodes))
	for i, m := range Nodes {
		if m.Name == name {
			return m, nil
		}
		known[i] = m.Name
	}
	return Measure{}, unknown(name, known)
}

// unknown is the error for a name that is not in the table, with the nearest that is.
func unknown(name string, known []string) error {
	if near, ok := underpin.Nearest(name, known); ok {
		return fmt.Errorf("measure %q: %w (did you mean %s?)", name, ErrUnknownMeasure, near)
	}
	return fmt.Errorf("measure %q: %w", name, ErrUnknownMeasure)
}

// Kernels keep the storage of the kernels for one goroutine. The zero Kernels are
// ready.
type Kernels struct {
	brandes  network.Brandes
	search   network.Searcher
	near     network.NearSampler
	paths    network.PathCounter
	fan      network.Fan
	burt     network.Burt
	values   []float64
	priority []uint64 // by node
}

// Searcher returns the storage for searches, for those who compute beside the
// measures. A later call of any method may use it again.
func (k *Kernels) Searcher() *network.Searcher { return &k.search }

// Paths returns the storage for counting paths, as [Kernels.Searcher] does.
func (k *Kernels) Paths() *network.PathCounter { return &k.paths }

// Values returns the value of every node of a world, by node. It is valid until
// the next call.
func (k *Kernels) Values(m Measure, w *snapshot.World) []float64 {
	return m.of(k, w.Graph(m.Network), w)
}
