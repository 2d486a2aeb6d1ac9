package api

import (
	"context"
	"fmt"
	"sync"
	"time"
)

// A queue is where the jobs of a case compute one after the other: those that pages wait
// for, and, giving way to them, those that go on by themselves.
type queue struct {
	of    string
	alone bool
}

func (b *bench) run(r *runningJob, t jobWork) {
	defer r.stop()
	defer t.ended()
	answer, err := b.inTurn(r, t.do)
	b.mu.Lock()
	r.answer, r.err = answer, err
	r.Job.end(r.ctx, err)
	close(r.ended)
	speak := r.Kept || time.Since(r.Began) > spokenOf
	if !r.Kept && (r.State != jobDone || time.Since(r.Began) < worthKeeping || r.tag == "") {
		delete(b.jobs, r.Key)
	}
	e := r.event()
	b.mu.Unlock()
	if speak {
		b.events.tell(e)
	}
}

// inTurn does what a job does once no other is in its queue.
func (b *bench) inTurn(r *runningJob, do func(context.Context, teller) (any, error)) (_ any, err error) {
	defer func() { // else what no request waits for would end the server
		if p := recover(); p != nil {
			err = fmt.Errorf("a mistake in the program: %v", p)
		}
	}()
	if !jobKinds[r.Kind].beside {
		leave, err := b.turn(r)
		if err != nil {
			return nil, err
		}
		defer leave()
	}
	if err := r.ctx.Err(); err != nil { // stopped as its turn came
		return nil, err
	}
	b.change(r, func(j *Job) { j.State = jobRunning })
	return do(r.ctx, func(change func(*Job)) { b.change(r, change); b.giveWay(r) })
}

// turn waits until no other job is in the queue of a job, and returns what leaves that. A job
// that is kept while it waits goes over into the other queue: no page is to wait for it.
func (b *bench) turn(r *runningJob) (leave func(), err error) {
	for {
		b.mu.Lock()
		at := queue{r.Case, r.Kept}
		turn := b.turnOf(at)
		b.mu.Unlock()
		select {
		case turn <- struct{}{}:
		case <-r.ctx.Done():
			return nil, r.ctx.Err()
		}
		leave = sync.OnceFunc(func() { <-turn })
		b.mu.Lock()
		stays := r.Kept == at.alone
		if stays {
			r.leave = leave
		}
		b.mu.Unlock()
		if stays {
			return leave, nil
		}
		leave()
	}
}

// turnOf is what the job of a queue holds whose turn it is.
func (b *bench) turnOf(at queue) chan struct{} {
	if b.queues[at] == nil {
		b.queues[at] = make(chan struct{}, 1)
	}
	return b.queues[at]
}

// giveWay lets a job that goes on by itself rest while a page waits for another.
func (b *bench) giveWay(r *runningJob) {
	b.mu.Lock()
	other := r.Kept && r.waiting == 0 && len(b.queues[queue{r.Case, false}]) > 0
	b.mu.Unlock()
	if !other {
		return
	}
	select {
	case <-time.After(givesWay):
	case <-r.ctx.Done():
	}
}

// change changes a job, and tells the pages at times.
func (b *bench) change(r *runningJob, change func(*Job)) {
	b.mu.Lock()
	change(&r.Job)
	due := time.Since(r.told) > toldEvery && (r.Kept || time.Since(r.Began) > spokenOf)
	if due {
		r.told = time.Now()
	}
	e := r.event()
	b.mu.Unlock()
	if due {
		b.events.tell(e)
	}
}
