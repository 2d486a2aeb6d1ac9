package snapshot

// A holdings is who holds what in one world, and who controls what by it.
type holdings struct {
	list []Holding
	at   map[[2]int32]int // by holder and held: its place in the list
	// of lists the holdings of each holder, by its number among the holders.
	number  map[int32]int
	holders []int32
	of      [][]int
	sum     map[int32]float64
	inside  map[int32]bool
	queue   []int32
	direct  map[[2]int32]bool // controls by its own holding alone
	control map[[2]int32]bool
	pairs   [][2]int32
	span    [][2]int // by number of a holder: its pairs
}

func newHoldings() *holdings {
	return &holdings{at: map[[2]int32]int{}, number: map[int32]int{}, sum: map[int32]float64{}, inside: map[int32]bool{}, direct: map[[2]int32]bool{}, control: map[[2]int32]bool{}}
}

func (h *holdings) reset() {
	h.list, h.holders, h.pairs = h.list[:0], h.holders[:0], h.pairs[:0]
	clear(h.at)
	clear(h.number)
	clear(h.direct)
	clear(h.control)
}

// add notes a share. Of several that one holder has in one thing the greatest counts:
// they are words for one holding.
func (h *holdings) add(holder, held int32, share float64) {
	if share <= 0 || holder == held {
		return
	}
	if i, ok := h.at[[2]int32{holder, held}]; ok {
		h.list[i].Share = max(h.list[i].Share, share)
		return
	}
	h.at[[2]int32{holder, held}] = len(h.list)
	h.list = append(h.list, Holding{holder, held, share})
}

// solve finds who controls what.
func (h *holdings) solve() {
	for i, x := range h.list {
		n, ok := h.number[x.Holder]
		if !ok {
			n = len(h.holders)
			h.number[x.Holder], h.holders = n, append(h.holders, x.Holder)
			for len(h.of) <= n {
				h.of = append(h.of, nil)
			}
			h.of[n] = h.of[n][:0]
		}
		h.of[n] = append(h.of[n], i)
		h.direct[[2]int32{x.Holder, x.Held}] = x.Share > majority+slack
	}
	h.span = h.span[:0]
	for _, x := range h.holders {
		from := len(h.pairs)
		h.from(x)
		h.span = append(h.span, [2]int{from, len(h.pairs)})
	}
}

// from finds what one holder controls.
func (h *holdings) from(x int32) {
	clear(h.sum)
	clear(h.inside)
	h.queue = append(h.queue[:0], x)
	h.inside[x] = true
	for head := 0; head < len(h.queue); head++ {
		n, ok := h.number[h.queue[head]]
		if !ok {
			continue
		}
		for _, i := range h.of[n] {
			c := h.list[i].Held
			h.sum[c] += h.list[i].Share
			if h.inside[c] || h.sum[c] <= majority+slack {
				continue
			}
			h.inside[c] = true
			h.queue = append(h.queue, c)
			h.control[[2]int32{x, c}] = true
			h.pairs = append(h.pairs, [2]int32{x, c})
		}
	}
}

// nearest reports whether a pair is more than what a chain of other pairs gives: control
// by the holder's own shares, or with those of firms of which none controls the thing by
// itself. What a chain gives is no channel of its own.
func (h *holdings) nearest(x, c int32) bool {
	if h.direct[[2]int32{x, c}] {
		return true
	}
	own := h.span[h.number[x]]
	for _, p := range h.pairs[own[0]:own[1]] {
		y := p[1]
		if y != c && h.control[[2]int32{y, c}] && !h.control[[2]int32{y, x}] && !h.control[[2]int32{c, y}] {
			return false
		}
	}
	return true
}
