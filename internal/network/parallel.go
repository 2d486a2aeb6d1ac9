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
	job := sourceJobs{field: f, sources: b.sources, parts: b.parts, count: count, scaled: t.scaled}
	b.chooseSearch(&job)
	if min(threads, count) <= 1 {
		for accumulator := range count {
			job.run(&b.batch, b.one, accumulator)
		}
	} else {
		inParallel(threads, count, func() func(int) {
			var w batchBrandes
			var one *oneSource
			if job.slots != nil {
				one = new(oneSource)
			}
			return func(accumulator int) { job.run(&w, one, accumulator) }
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

// sourceJobs spreads sources over accumulators.
type sourceJobs struct {
	field   *reducedGraph
	sources []int32
	parts   []float64 // one accumulator after the other
	count   int       // of them
	scaled  bool
	begun   bool       // whether the first batch is done
	slots   *slotGraph // set where sources are searched from one at a time
}

// part is one of the accumulators.
func (j *sourceJobs) part(accumulator int) dependencySums {
	n := j.field.n()
	width := len(j.parts) / j.count
	part := j.parts[accumulator*width : (accumulator+1)*width]
	t := dependencySums{sum: part[:n], scaled: j.scaled}
	if width > n {
		t.squares = part[n:]
	}
	return t
}

// chooseSearch does the first batch of a graph large enough for it to matter, and by how
// many of its sources met a node together chooses how to go on.
func (b *Brandes) chooseSearch(j *sourceJobs) {
	n := j.field.n()
	if n < leastApart || n >= numbers || len(j.sources) <= lanes || j.scaled || len(j.parts) > j.count*n {
		return
	}
	b.batch.run(j.field, j.sources[:lanes], j.part(0))
	j.begun = true
	if b.batch.together() >= worthTogether || b.batch.tooManyPaths(j.field, lanes) {
		return
	}
	if b.slots == nil {
		b.slots, b.one = new(slotGraph), new(oneSource)
	}
	j.slots = b.slots
	j.slots.fill(j.field)
}

// run runs every count-th batch of sources, from the accumulator's own number on.
func (j *sourceJobs) run(w *batchBrandes, one *oneSource, accumulator int) {
	f, t := j.field, j.part(accumulator)
	for k := accumulator; k*lanes < len(j.sources); k += j.count {
		if k == 0 && j.begun {
			continue
		}
		batch := j.sources[k*lanes : min((k+1)*lanes, len(j.sources))]
		if j.slots == nil {
			w.run(f, batch, t)
			continue
		}
		for i, s := range batch {
			if !one.run(j.slots, s) {
				w.run(f, batch[i:i+1], t)
			}
		}
	}
	if j.slots != nil {
		one.give(j.slots, t.sum)
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
