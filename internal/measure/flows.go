package measure

import (
	"cmp"
	"math"
	"slices"

	"underpin/internal/network"
	"underpin/internal/snapshot"
)

// A flow is what comes to an owner, in percent; NaN where the owners hold each other in a
// closed circle, so that it comes to nobody.
type flow struct {
	share   float64
	unknown bool
}

// closedCircle is what a circle must give away in one round, at least, to be summed: below
// that it is closed but for what floating point leaves.
const closedCircle = 1e-12

// newFlows sums the chains of shares that lead to a thing: W(I - W)^-1, with the share of
// each owner in each firm in W, chains round a circle included (Brioschi, Buzzacchi and
// Colombo 1989). Shares in one firm that come to more than the whole, over several
// relations, are scaled down to it. A share that is not known adds nothing. Each circle is
// solved by itself, and what leads from one to the next is followed once.
func newFlows(list []snapshot.Holding, thing int32) map[int32]flow {
	n := numberEnds(list, thing)
	m := &shareChains{arcs: make([][]chainArc, n.count), visits: make([]float64, n.count), met: make([]bool, n.count), place: make([]int, n.count), degree: make([]int, n.count)}
	m.link(list, n)
	closed := !m.sum()
	out := map[int32]flow{}
	for x, part := range m.visits {
		if x == 0 {
			part-- // the thing itself, where chains begin
		}
		if closed {
			part = math.NaN()
		}
		if m.met[x] {
			out[n.entity[x]] = flow{share: 100 * part}
		}
	}
	unknown(list, thing, out)
	return out
}

// shareChains are the known shares that lead to a thing, from what is held to who holds it.
type shareChains struct {
	arcs   [][]chainArc // by node
	parts  network.Condensation
	visits []float64 // by node: what comes to it of the thing, over all chains
	met    []bool    // by node: some chain comes to it
	place  []int     // by node: its row while its circle is solved
	degree []int     // by node: its arcs, either way
}

type chainArc struct {
	into int
	part float64
}

// link reads the shares of each thing, as parts of the whole, and finds the circles.
func (m *shareChains) link(list []snapshot.Holding, n ends) {
	sum := make([]float64, n.count)
	for k, h := range list {
		if h.Share < snapshot.Unknown {
			sum[n.held[k]] += h.Share / 100
		}
	}
	var us, vs []int32
	for k, h := range list {
		if h.Share >= snapshot.Unknown {
			continue
		}
		from, into := n.held[k], n.holder[k]
		m.arcs[from] = append(m.arcs[from], chainArc{into, h.Share / 100 / max(sum[from], 1)})
		m.degree[from]++
		m.degree[into]++
		us, vs = append(us, int32(from)), append(vs, int32(into))
	}
	var b network.Builder
	m.parts.Set(b.Directed(n.count, us, vs))
}

// sum follows all chains from the thing, part by part, and reports whether every circle
// gives something away.
func (m *shareChains) sum() (open bool) {
	order := make([]int, len(m.arcs))
	for i := range order {
		order[i] = i
	}
	// Between parts, arcs lead to smaller numbers.
	slices.SortStableFunc(order, func(a, b int) int { return int(m.parts.Part(int32(b)) - m.parts.Part(int32(a))) })
	m.visits[0] = 1
	for len(order) > 0 {
		size := m.parts.Size(m.parts.Part(int32(order[0])))
		nodes := order[:size]
		order = order[size:]
		if !slices.ContainsFunc(nodes, func(x int) bool { return m.visits[x] > 0 }) {
			continue // only shares that are not known lead here
		}
		if size > 1 && !m.solve(nodes) {
			return m.markMet()
		}
		for _, x := range nodes {
			for _, a := range m.arcs[x] {
				m.met[a.into] = true
				if m.parts.Part(int32(a.into)) != m.parts.Part(int32(x)) {
					m.visits[a.into] += m.visits[x] * a.part
				}
			}
		}
	}
	return true
}

// markMet marks all that some chain comes to, where no sum is found.
func (m *shareChains) markMet() (open bool) {
	seen, queue := make([]bool, len(m.arcs)), []int{0}
	seen[0] = true
	for head := 0; head < len(queue); head++ {
		for _, a := range m.arcs[queue[head]] {
			m.met[a.into] = true
			if !seen[a.into] {
				seen[a.into] = true
				queue = append(queue, a.into)
			}
		}
	}
	return false
}

// solve turns what comes into the nodes of one circle from outside into what comes to them
// over all rounds, by elimination: each node in turn is taken out, and what it hands to
// itself in one round is summed (1 + r + r² + …). It reports whether the circle gives
// anything away.
func (m *shareChains) solve(nodes []int) bool {
	size := len(nodes)
	// Whose ties are few is taken out first: little is then handed on anew.
	slices.SortStableFunc(nodes, func(a, b int) int { return cmp.Compare(m.degree[b], m.degree[a]) })
	for i, x := range nodes {
		m.place[x] = i
	}
	w := make([][]float64, size) // w[i][k]: what node i hands to node k
	for i, x := range nodes {
		w[i] = make([]float64, size)
		for _, a := range m.arcs[x] {
			if m.parts.Part(int32(a.into)) == m.parts.Part(int32(x)) {
				w[i][m.place[a.into]] += a.part
			}
		}
	}
	var next []int // to whom a node hands something
	// Those left, from the last, stand for all that were taken out.
	for k := size - 1; k >= 0; k-- {
		keeps := w[k][k]
		if 1-keeps < closedCircle {
			return false
		}
		next = next[:0]
		for j := range k {
			if w[k][j] != 0 {
				next = append(next, j)
			}
		}
		for i := range k {
			if w[i][k] == 0 {
				continue
			}
			part := w[i][k] / (1 - keeps)
			for _, j := range next {
				w[i][j] += float64(part * w[k][j])
			}
		}
		through := m.visits[nodes[k]] / (1 - keeps)
		for _, j := range next {
			m.visits[nodes[j]] += float64(through * w[k][j])
		}
		m.visits[nodes[k]] = through
	}
	for k := range size {
		for i := range k {
			m.visits[nodes[k]] += float64(m.visits[nodes[i]] * w[i][k] / (1 - w[k][k]))
		}
	}
	return true
}

// ends are the ends of holdings, numbered from the thing that they lead to.
type ends struct {
	count        int
	holder, held []int // by holding
	entity       []int32
}

func numberEnds(list []snapshot.Holding, thing int32) ends {
	n := ends{holder: make([]int, len(list)), held: make([]int, len(list)), entity: []int32{thing}}
	at := map[int32]int{thing: 0}
	number := func(e int32) int {
		k, ok := at[e]
		if !ok {
			k = len(n.entity)
			at[e], n.entity = k, append(n.entity, e)
		}
		return k
	}
	for k, h := range list {
		n.holder[k], n.held[k] = number(h.Holder), number(h.Held)
	}
	n.count = len(n.entity)
	return n
}

// unknown marks who has an unknown share in a thing, or in what has a share in it.
func unknown(list []snapshot.Holding, thing int32, out map[int32]flow) {
	if !slices.ContainsFunc(list, func(h snapshot.Holding) bool { return h.Share >= snapshot.Unknown }) {
		return
	}
	in := map[int32][]snapshot.Holding{}
	for _, h := range list {
		in[h.Held] = append(in[h.Held], h)
	}
	queue := []int32{thing}
	doubt := map[int32]bool{thing: false}
	for head := 0; head < len(queue); head++ {
		c := queue[head]
		for _, h := range in[c] {
			unknown := doubt[c] || h.Share >= snapshot.Unknown
			was, met := doubt[h.Holder]
			if met && (was || !unknown) {
				continue
			}
			doubt[h.Holder] = unknown
			queue = append(queue, h.Holder)
			if f := out[h.Holder]; unknown {
				f.unknown = true
				out[h.Holder] = f
			}
		}
	}
}
