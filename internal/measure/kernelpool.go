package measure

import "sync"

// A KernelPool keeps [Kernels] between computations over worlds of one case: their storage,
// and what they know of parts of networks that they have met: samples of one case differ by
// a few claims. All hinges of who comes first by betweenness took 1.6 s without it, and
// take 1.1 (100 entities, 300 claims, 500 worlds). It changes no result and
// is safe for concurrent use. The zero KernelPool is ready.
type KernelPool struct {
	mu   sync.Mutex
	idle []*Kernels
}

// Borrow returns a function that takes Kernels from the pool, new ones where it is empty,
// and one that puts back all that were taken, when no goroutine uses them any more. A
// nil pool lends new ones.
func (s *KernelPool) Borrow() (take func() *Kernels, back func()) {
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
