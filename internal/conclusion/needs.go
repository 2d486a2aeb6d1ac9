package conclusion

import (
	"slices"

	"underpin/internal/measure"
	"underpin/internal/snapshot"
)

// Needs says what an expression can ask of a world, so that no more is prepared.
type Needs struct {
	// Before and After: the sides that are asked, besides the moments of
	// [Expression.Moments].
	Before, After bool
	// Binding, Command and Support: the readings of the network that are asked.
	// Posts: whether offices are vacant. Losses: what the losses did, which
	// takes all of them.
	Binding, Command, Support, Posts, Losses bool
	// Measures are the measures by node that are named, in order.
	Measures []string
	// Distances: something is asked that takes a search from every node of a
	// network, as betweenness does.
	Distances bool
}

// side notes that a question is asked of before or of after.
func (n *Needs) side(onBefore bool, q stateFunction) {
	if onBefore {
		n.Before = true
	} else {
		n.After = true
		n.Before = n.Before || q.reads == readLosses
	}
}

// ask notes what a question reads.
func (n *Needs) ask(q stateFunction) {
	switch q.reads {
	case readMeasure: // the measure says which
	case readCommand:
		n.Command = true
	case readSupport:
		n.Support = true
	case readPosts:
		n.Posts = true
	case readLosses:
		n.Losses = true
	case readPayments: // no reading of the network
	}
	if q.measure != nil {
		n.measure(q.measure)
	}
}

// measure notes a measure and the reading it is computed on.
func (n *Needs) measure(m *measure.Measure) {
	n.Distances = n.Distances || m.Cost.Searches()
	switch m.InCase.Network {
	case snapshot.Binding:
		n.Binding = true
	case snapshot.Command:
		n.Command = true
	case snapshot.Support:
		n.Support = true
	}
	if !m.OfNodes() {
		return
	}
	if i, found := slices.BinarySearch(n.Measures, m.Name); !found {
		n.Measures = slices.Insert(n.Measures, i, m.Name)
	}
}

// readings are the readings of the network that are asked.
func (n Needs) readings() []snapshot.Reading {
	var out []snapshot.Reading
	for _, q := range []struct {
		asked   bool
		reading snapshot.Reading
	}{{n.Binding, snapshot.Binding}, {n.Command, snapshot.Command}, {n.Support, snapshot.Support}} {
		if q.asked {
			out = append(out, q.reading)
		}
	}
	return out
}

// Sees reports whether the expression looks at a tie. It errs on the side of yes;
// where it says no, the answer is the same in every world with and without the tie.
func (n Needs) Sees(t *snapshot.Tie) bool {
	return (n.Binding || n.Posts || n.Losses) && t.Binding || n.Command && t.Command || n.Support && t.Support ||
		(n.Command || n.Support) && t.Shares
}
