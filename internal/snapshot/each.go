package snapshot

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"
)

// RunConfig says how a computation over worlds is carried out. It never changes results.
type RunConfig struct {
	// Workers is the number of goroutines. Defaults to the number of processors.
	Workers int
	// Progress, where set, is told from time to time how many of how many distinct
	// worlds are done. Calls do not overlap.
	Progress func(done, total int)
}

// Each hands every pattern of the frame to one of several workers. start is called
// once a worker and returns what handles one pattern; it keeps that worker's
// storage. Results belong into slots by pattern, to be reduced afterwards in order,
// so that they do not depend on the number of workers. Each returns the context's
// error where it was cancelled; the slots are then incomplete.
func (f *Frame) Each(ctx context.Context, run RunConfig, start func() func(pattern int)) error {
	return Each(ctx, f.Patterns(), run, start)
}

// Each is [Frame.Each] of so many distinct worlds, whatever parts them.
func Each(ctx context.Context, total int, run RunConfig, start func() func(which int)) error {
	const block = 16
	workers := run.Workers
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	workers = min(workers, (total+block-1)/block)
	var next, done atomic.Int64
	var report sync.Mutex
	var group sync.WaitGroup
	for range workers {
		group.Go(func() {
			handle := start()
			for ctx.Err() == nil {
				from := int(next.Add(block)) - block
				if from >= total {
					return
				}
				for which := from; which < min(from+block, total); which++ {
					handle(which)
				}
				if run.Progress != nil {
					report.Lock()
					run.Progress(int(done.Add(int64(min(from+block, total)-from))), total)
					report.Unlock()
				}
			}
		})
	}
	group.Wait()
	return ctx.Err()
}
