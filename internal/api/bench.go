package api

import (
	"context"
	"maps"
	"net/http"
	"slices"
	"sync"
	"time"

	"underpin/internal/desk"
)

// A bench holds the jobs of a server.
type bench struct {
	events *hub
	mu     sync.Mutex
	jobs   map[string]*runningJob
	queues map[queue]chan struct{}
}

// A runningJob is a job as the bench has it.
type runningJob struct {
	Job
	// tag names the question and the entry at which the case stands; empty where the
	// same is never asked by two.
	tag    string
	ctx    context.Context
	stop   context.CancelFunc
	ended  chan struct{}
	answer any
	err    error
	// waiting counts the requests that wait for it.
	waiting int
	leave   func() // its queue
	told    time.Time
}

const (
	// jobsKept is how many jobs are remembered, jobsWaiting how many may go on by
	// themselves or wait to.
	jobsKept, jobsWaiting = 20, 8
	// spokenOf is from when on a job that somebody waits for is listed and the pages hear
	// of it, worthKeeping from when on its answer is kept.
	spokenOf, worthKeeping = 400 * time.Millisecond, time.Second
	// toldEvery is how often the pages hear of a job that goes on.
	toldEvery = 250 * time.Millisecond
	// givesWay is how long a job that goes on by itself rests with each step while a page
	// waits for another.
	givesWay = 50 * time.Millisecond
)

func newBench(events *hub) *bench {
	return &bench{events: events, jobs: map[string]*runningJob{}, queues: map[queue]chan struct{}{}}
}

// A teller changes what is known of a job while it runs.
type teller func(change func(*Job))

// A jobWork is what a job does, with what is to be called when it has ended.
type jobWork struct {
	do    func(ctx context.Context, tell teller) (any, error)
	ended func()
}

// begin begins a job, which goes on after the request that asked for it.
func (b *bench) begin(j Job, t jobWork) (Job, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	alone := 0
	for _, o := range b.jobs {
		if o.Kept && o.underWay() {
			alone++
		}
	}
	if alone >= jobsWaiting {
		t.ended()
		return Job{}, &problemDetails{
			Status: http.StatusConflict, Title: string(desk.Refused), Detail: "Several computations are going on.", Hint: "wait for one, or stop it", Code: "busy",
		}
	}
	j.Kept = true
	return b.start(j, "", t).Job, nil
}

// wait answers a question by the job that works it out, which is begun where nobody has
// asked the same of the same state of the case. It is stopped when nobody waits for it any
// more, unless somebody has said that it is to go on.
func (b *bench) wait(ctx context.Context, j Job, tag string, begin func() (jobWork, error)) (any, error) {
	b.mu.Lock()
	r := b.working(tag)
	if r == nil {
		t, err := begin()
		if err != nil {
			b.mu.Unlock()
			return nil, err
		}
		r = b.start(j, tag, t)
	}
	r.waiting++
	b.mu.Unlock()
	defer b.leave(r)
	select {
	case <-r.ended:
		if r.State == jobStopped {
			return nil, stoppedProblem
		}
		return r.answer, r.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

var stoppedProblem = &problemDetails{
	Status: http.StatusConflict, Title: string(desk.Refused), Detail: "It was stopped before it was worked out.", Hint: "ask again", Code: "stopped",
}

// working is the job of a tag that runs, or has its answer still.
func (b *bench) working(tag string) *runningJob {
	for _, r := range b.jobs {
		if tag != "" && r.tag == tag && (r.underWay() && r.ctx.Err() == nil || r.State == jobDone) {
			return r
		}
	}
	return nil
}

// leave counts one less who waits for a job; what nobody waits for is stopped.
func (b *bench) leave(r *runningJob) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if r.waiting--; r.waiting == 0 && !r.Kept && r.underWay() {
		r.stop()
	}
}

// keep lets a job of a case go on when nobody waits for it.
func (b *bench) keep(of, key string) (Job, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	r := b.jobs[key]
	if r == nil || !r.of(of) {
		return Job{}, noJob
	}
	if !r.Kept && r.leave != nil {
		r.leave()
	}
	r.Kept = true
	return r.Job, nil
}

// start starts a job.
func (b *bench) start(j Job, tag string, t jobWork) *runningJob {
	b.drop()
	ctx, stop := context.WithCancel(context.Background())
	j.Key, j.State, j.Began = NewToken()[:16], jobWaiting, time.Now()
	j.Says = jobKinds[j.Kind].says
	if j.Door == "" {
		j.Door = "job?job=" + j.Key
	}
	r := &runningJob{Job: j, tag: tag, ctx: ctx, stop: stop, ended: make(chan struct{})}
	b.jobs[j.Key] = r
	go b.run(r, t)
	return r
}

// list lists the jobs of a case that take long or go on by themselves, the latest first.
func (b *bench) list(key string) []Job {
	b.mu.Lock()
	defer b.mu.Unlock()
	out := []Job{}
	for _, r := range b.jobs {
		if r.of(key) && (r.Kept || r.underWay() && time.Since(r.Began) > spokenOf) {
			out = append(out, r.Job)
		}
	}
	slices.SortFunc(out, func(x, y Job) int { return y.Began.Compare(x.Began) })
	return out
}

// find returns a job of a case.
func (b *bench) find(of, key string) (Job, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	r := b.jobs[key]
	if r == nil || !r.of(of) {
		return Job{}, noJob
	}
	return r.Job, nil
}

var noJob = &problemDetails{
	Status: http.StatusNotFound, Title: string(desk.NotFound), Detail: "This computation is not known any more: it was forgotten when the program ended or the case was locked.",
	Hint: "begin it again where you asked for it", Code: "no_job",
}

// drop forgets the oldest job that has ended, where there are many.
func (b *bench) drop() {
	if len(b.jobs) < jobsKept {
		return
	}
	all := slices.SortedFunc(maps.Values(b.jobs), func(x, y *runningJob) int { return x.Began.Compare(y.Began) })
	for _, r := range all {
		if !r.underWay() {
			delete(b.jobs, r.Key)
			return
		}
	}
}

// end stops a job of a case; one that has ended is forgotten.
func (b *bench) end(of, key string) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	r := b.jobs[key]
	if r == nil || !r.of(of) {
		return noJob
	}
	if !r.underWay() {
		delete(b.jobs, key)
	}
	r.stop()
	return nil
}

// stopAll stops all jobs, because the program ends.
func (b *bench) stopAll() {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, r := range b.jobs {
		r.stop()
	}
}

// stopWaiting stops the jobs that have not begun, because the case is to be locked: it
// waits for those that have.
func (b *bench) stopWaiting() {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, r := range b.jobs {
		if r.State == jobWaiting {
			r.stop()
		}
	}
}

// forget forgets all jobs, because the case they are about is locked.
func (b *bench) forget() {
	b.mu.Lock()
	defer b.mu.Unlock()
	clear(b.jobs)
}
