package network

// A Hole is how a node stands to structural holes among its contacts.
type Hole struct {
	// Constraint is high where the contacts are few or tied to each other; it can
	// exceed 1. It is 0 for a node without contacts.
	Constraint float64
	// EffectiveSize is the number of contacts less what is redundant among them,
	// in [0, degree].
	EffectiveSize float64
}

// StructuralHoles computes Burt's constraint and effective size of every node,
// with p_ij the share of i's ties, both directions and weights counted, that it
// has with j:
//
//	constraint_i = sum over contacts j of (p_ij + sum over q of p_iq p_qj)^2
//	effective_i  = sum over contacts j of (1 - sum over q of p_iq m_jq)
//
// where m_jq is the tie of j with q over j's strongest tie, and q is neither i
// nor j. O(sum over ties of the degrees of their ends).
func StructuralHoles(g *Graph) []Hole {
	// Burt, R. S. (1992), Structural Holes.
	m := newMutual(g)
	n := g.N()
	out := make([]Hole, n)
	through := make([]float64, n) // sum over q of p_iq p_qj
	redundant := make([]float64, n)
	for i := range int32(n) {
		contacts, ties := m.row(i)
		for _, j := range contacts {
			through[j], redundant[j] = 0, 0
		}
		for a, q := range contacts {
			share := ties[a] / m.total[i]
			others, theirs := m.row(q)
			for b, j := range others {
				through[j] += float64(share * (theirs[b] / m.total[q]))
				if j != i {
					redundant[j] += float64(share * (theirs[b] / m.strongest[j]))
				}
			}
		}
		for a, j := range contacts {
			invested := ties[a]/m.total[i] + through[j]
			out[i].Constraint += float64(invested * invested)
			out[i].EffectiveSize += 1 - redundant[j]
		}
	}
	return out
}

// mutual is a graph with the ties of both directions added.
type mutual struct {
	offsets   []int32
	targets   []int32
	ties      []float64
	total     []float64
	strongest []float64
}

func newMutual(g *Graph) *mutual {
	n := g.N()
	u := g.Underlying()
	m := &mutual{
		offsets: u.offsets, targets: u.targets, ties: make([]float64, len(u.targets)),
		total: make([]float64, n), strongest: make([]float64, n),
	}
	weight := func(a, b int32) float64 {
		switch at, ok := g.arc(a, b); {
		case !ok:
			return 0
		case g.weights == nil:
			return 1
		default:
			return g.weights[at]
		}
	}
	for v := range int32(n) {
		for i := u.offsets[v]; i < u.offsets[v+1]; i++ {
			w := u.targets[i]
			m.ties[i] = weight(v, w) + weight(w, v)
			m.total[v] += m.ties[i]
			m.strongest[v] = max(m.strongest[v], m.ties[i])
		}
	}
	return m
}

func (m *mutual) row(v int32) ([]int32, []float64) {
	lo, hi := m.offsets[v], m.offsets[v+1]
	return m.targets[lo:hi], m.ties[lo:hi]
}
