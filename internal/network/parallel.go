package network

import (
	"sync"
	"sync/atomic"
)

// mostAccumulators is the largest number of accumulators over which sources are spread.
const mostAccumulators = 32

// accumulatorsFor is the number of accumulators of width numbers over which jobs are
// spread: fewer where they are large. It does not depend on the number of
// threads, and with it neither does the order of any addition.
func accumulatorsFor(jobs, width int) int {
	const numbers = 1 << 25 // in all accumulators together, 256 MiB
	return min(mostAccumulators, jobs, max(numbers/max(width, 1), 1))
}

// accumulate adds the dependencies of all b.sources to t.
func (b *Brandes) accumulate(f *reducedGraph, t dependencySums, threads int) {
	n := f.n()
	batches := (len(b.sources) + lanes - 1) / lanes
	width := n // of a accumulator; squares follow sums
	if t.squares != nil {
		width = 2 * n
	}
	count := accumulatorsFor(batches, width)
	b.parts = resized(b.parts, count*width)
	clear(b.parts)
	if min(threads, count) <= 1 {
		for accumulator := range count {
			b.accumulatePart(f, &b.batch, t.scaled, accumulator, count)
		}
	} else {
		inParallel(threads, count, func() func(int) {
			var w batchBrandes
			return func(accumulator int) { b.accumulatePart(f, &w, t.scaled, accumulator, count) }
		})
	}
	for accumulator := range count {
		part := b.parts[accumulator*width : (accumulator+1)*width]
		for v := range n {
			t.sum[v] += part[v]
		}
		for v, x := range part[n:] {
			t.squares[v] += x
		}
	}
}

// accumulatePart runs every count-th batch of sources, from its own number on.
func (b *Brandes) accumulatePart(f *reducedGraph, w *batchBrandes, scaled bool, accumulator, count int) {
	n := f.n()
	width := len(b.parts) / count
	part := b.parts[accumulator*width : (accumulator+1)*width]
	t := dependencySums{sum: part[:n], scaled: scaled}
	if width > n {
		t.squares = part[n:]
	}
	for first := accumulator * lanes; first < len(b.sources); first += count * lanes {
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
