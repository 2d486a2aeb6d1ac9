package network

import (
	"sync"
	"sync/atomic"
)

// stripes is the largest number of accumulators over which sources are spread.
const stripes = 32

// stripesFor is the number of accumulators of width numbers over which jobs are
// spread: fewer where they are large. It does not depend on the number of
// threads, and with it neither does the order of any addition.
func stripesFor(jobs, width int) int {
	const numbers = 1 << 25 // in all accumulators together, 256 MiB
	return min(stripes, jobs, max(numbers/max(width, 1), 1))
}

// spread adds the dependencies of all b.sources to t.
func (b *Brandes) spread(f *field, t tally, threads int) {
	n := f.n()
	batches := (len(b.sources) + lanes - 1) / lanes
	width := n // of a stripe's part; squares follow sums
	if t.squares != nil {
		width = 2 * n
	}
	count := stripesFor(batches, width)
	b.parts = resized(b.parts, count*width)
	clear(b.parts)
	if min(threads, count) <= 1 {
		for stripe := range count {
			b.stripe(f, &b.sweep, t.scaled, stripe, count)
		}
	} else {
		inParallel(threads, count, func() func(int) {
			var w sweep
			return func(stripe int) { b.stripe(f, &w, t.scaled, stripe, count) }
		})
	}
	for stripe := range count {
		part := b.parts[stripe*width : (stripe+1)*width]
		for v := range n {
			t.sum[v] += part[v]
		}
		for v, x := range part[n:] {
			t.squares[v] += x
		}
	}
}

// stripe runs every count-th batch of sources, from the stripe-th on.
func (b *Brandes) stripe(f *field, w *sweep, scaled bool, stripe, count int) {
	n := f.n()
	width := len(b.parts) / count
	part := b.parts[stripe*width : (stripe+1)*width]
	t := tally{sum: part[:n], scaled: scaled}
	if width > n {
		t.squares = part[n:]
	}
	for first := stripe * lanes; first < len(b.sources); first += count * lanes {
		w.run(f, b.sources[first:min(first+lanes, len(b.sources))], t)
	}
}

// inParallel calls one function a thread for every job in 0..jobs-1, jobs
// handed out in order. Each thread makes its function, and with it its
// storage, once.
func inParallel(threads, jobs int, makeWorker func() func(job int)) {
	threads = min(threads, jobs)
	if threads <= 1 {
		if jobs > 0 {
			work := makeWorker()
			for job := range jobs {
				work(job)
			}
		}
		return
	}
	var next atomic.Int64
	var group sync.WaitGroup
	for range threads {
		group.Go(func() {
			work := makeWorker()
			for {
				job := int(next.Add(1)) - 1
				if job >= jobs {
					return
				}
				work(job)
			}
		})
	}
	group.Wait()
}
