package network

// orderByColour numbers the nodes that are left, by colour, then as they were.
func (w *pageRankSystem) orderByColour() {
	colour := w.colours()
	var size []int32
	for _, c := range colour {
		for int(c) >= len(size) {
			size = append(size, 0)
		}
		if c >= 0 {
			size[c]++
		}
	}
	w.class = make([]int32, len(size)+1)
	for c, k := range size {
		w.class[c+1] = w.class[c] + k
	}
	next := append([]int32(nil), w.class...)
	w.number = colour
	for v, c := range colour {
		if c >= 0 {
			w.number[v] = next[c]
			next[c]++
		}
	}
}

// colours gives each node in turn the first colour that none of its neighbours
// has; -1 where a node is eliminated.
func (w *pageRankSystem) colours() []int32 {
	colour := make([]int32, w.g.N())
	for v := range colour {
		colour[v] = -1
	}
	var taken []int32 // by colour: the node that may not have it
	avoid := func(v int32, row []int32) {
		for _, u := range row {
			c := colour[u]
			if c < 0 {
				continue
			}
			for int(c) >= len(taken) {
				taken = append(taken, -1)
			}
			taken[c] = v
		}
	}
	for v := range int32(len(colour)) {
		if w.at[v].left == eliminated {
			continue
		}
		avoid(v, w.g.Neighbours(v))
		if w.g.directed {
			avoid(v, w.back.Neighbours(v))
		}
		c := int32(0)
		for int(c) < len(taken) && taken[c] == v {
			c++
		}
		colour[v] = c
	}
	return colour
}

// fill writes the equations of the nodes that are left in their new order.
func (w *pageRankSystem) fill(threads int) {
	left := int(w.class[len(w.class)-1])
	old := make([]int32, left)
	for v, i := range w.number {
		if i >= 0 {
			old[i] = int32(v)
		}
	}
	w.offsets = make([]int32, left+1)
	for i, v := range old {
		row := w.at[v].left
		if w.g.directed {
			row = int32(w.back.Degree(v))
		}
		w.offsets[i+1] = w.offsets[i] + row
	}
	w.diagonal, w.owed, w.y = make([]float64, left), make([]float64, left), make([]float64, left)
	w.targets = make([]int32, w.offsets[left])
	if w.g.weights != nil {
		w.weights = make([]float64, w.offsets[left])
	}
	inParallel(threads, (left+sumPiece-1)/sumPiece, func() func(int) {
		return func(i int) {
			for at := i * sumPiece; at < min((i+1)*sumPiece, left); at++ {
				w.fillRow(at, old[at])
			}
		}
	})
}

// fillRow writes the equation of node v of the graph, number i here.
func (w *pageRankSystem) fillRow(i int, v int32) {
	w.diagonal[i], w.owed[i] = w.at[v].diagonal, w.at[v].owed
	out := w.offsets[i]
	for j := w.back.offsets[v]; j < w.back.offsets[v+1]; j++ {
		to := w.number[w.back.targets[j]]
		if to < 0 {
			continue
		}
		w.targets[out] = to
		if w.weights != nil {
			w.weights[out] = w.back.weights[j]
		}
		out++
	}
}
