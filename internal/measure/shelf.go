package measure

import "sync"

// A Shelf keeps [Kernels] between computations over worlds of one case: their storage,
// and what they know of parts of networks that they have met. It changes no result and
// is safe for concurrent use. The zero Shelf is ready.
type Shelf struct {
	mu   sync.Mutex
	idle []*Kernels
}

// Lend returns a function that takes Kernels off the shelf, new ones where it is empty,
// and one that puts back all that were taken, when no goroutine uses them any more. A
// nil Shelf lends new ones.
func (s *Shelf) Lend() (take func() *Kernels, back func()) {
	if s == nil {
		return func() *Kernels { return new(Kernels) }, func() {}
	}
	var taken []*Kernels
	take = func() *Kernels {
		s.mu.Lock()
		defer s.mu.Unlock()
		k := new(Kernels)
		if n := len(s.idle); n > 0 {
			k, s.idle = s.idle[n-1], s.idle[:n-1]
		}
		taken = append(taken, k)
		return k
	}
	back = func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.idle = append(s.idle, taken...)
		taken = nil
	}
	return take, back
}
