package snapshot

import "underpin/internal/worldset"

// Shareholdings are who holds what by shares on a date in every world of a sample. They
// answer as a [Frame] does, and find control only from those who are asked for, and no
// networks. They are for one goroutine.
type Shareholdings struct {
	*Projection
	f      *Frame
	search *controlSearch
	of     map[int32][]controlled // by holder, once asked
}

// Shareholdings looks at the shares in n worlds on one date.
func (p *Projection) Shareholdings(w Worlds, date, n int) *Shareholdings {
	return &Shareholdings{Projection: p, f: p.begin(w, date, n, nil), of: map[int32][]controlled{}}
}

// Worlds returns the number of worlds.
func (h *Shareholdings) Worlds() int { return h.f.worlds }

// Root returns who stands for an entity in a world.
func (h *Shareholdings) Root(world int, entity int32) int32 { return h.f.standsFor(entity, world) }

// Apart returns the worlds in which two entities are two.
func (h *Shareholdings) Apart(a, b int32) worldset.Set {
	out := worldset.All(h.f.worlds)
	for k := range out {
		out[k] &^= h.f.One(a, b, k)
	}
	return out
}

// Owns returns the worlds in which one controls another by ownership, over whatever chain:
// each as who stands for it there.
func (h *Shareholdings) Owns(a, b int32) worldset.Set {
	out := worldset.New(h.f.worlds)
	if h.f.owned == nil {
		return out
	}
	return h.owns(out, a, b, h.controlled)
}

// owns adds the worlds in which one is controlled by another, given what each controls.
func (h *Shareholdings) owns(out worldset.Set, a, b int32, controlled func(int32) []controlled) worldset.Set {
	for _, x := range h.f.owned.alike(a) {
		for _, c := range controlled(x) {
			for k, word := range c.row {
				if word != 0 {
					out[k] |= word & h.f.standsIn(x, a, k) & h.f.standsIn(c.held, b, k)
				}
			}
		}
	}
	return out
}

// controlled lists what a holder controls.
func (h *Shareholdings) controlled(x int32) []controlled {
	all, known := h.of[x]
	if !known {
		if h.search == nil {
			h.search = newControlSearch(h.f, nil)
		}
		all = h.search.of(x)
		h.of[x] = all
	}
	return all
}

// Behind returns a reader of what stands behind a thing.
func (h *Shareholdings) Behind(thing int32) *HoldingReader { return h.f.holdingsBehind(thing) }
