package api

import (
	"context"
	"maps"
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"underpin"
	"underpin/internal/desk"
)

// What a job can work out.
const (
	jobConclusion = "conclusion" // the answer, what it hangs on, and what to ask next
	jobVerify     = "verify"     // the proof of the register
)

// How a job stands.
const (
	jobRunning = "running"
	jobDone    = "done"
	jobStopped = "stopped" // somebody stopped it; what was known by then stays
	jobFailed  = "failed"
)

// A Job is work that goes on while nobody waits for it, for as long as the program runs.
type Job struct {
	Key string `json:"key"`
	// Case is the key of the case.
	Case  string     `json:"case"`
	Kind  string     `json:"kind" enum:"conclusion,verify"`
	State string     `json:"state" enum:"running,done,stopped,failed"`
	Began time.Time  `json:"began"`
	Ended *time.Time `json:"ended,omitempty"`
	// Work is what is known of a conclusion, Verified what a proof came to.
	Work     *desk.WorkOut  `json:"work,omitempty"`
	Verified *desk.Verified `json:"verified,omitempty"`
	// Problem is why it failed.
	Problem *problemDetails `json:"problem,omitempty"`
}

// A bench holds the jobs of a server.
type bench struct {
	events *hub
	mu     sync.Mutex
	jobs   map[string]*runningJob
}

type runningJob struct {
	Job
	stop context.CancelFunc
	told time.Time
}

// jobsKept is how many jobs are remembered, jobsAtOnce how many run.
const (
	jobsKept   = 20
	jobsAtOnce = 3
)

// toldEvery is how often the pages hear of a job that goes on.
const toldEvery = 250 * time.Millisecond

func newBench(events *hub) *bench { return &bench{events: events, jobs: map[string]*runningJob{}} }

// list lists the jobs of a case, the latest first.
func (b *bench) list(key string) []Job {
	b.mu.Lock()
	defer b.mu.Unlock()
	out := []Job{}
	for _, j := range b.jobs {
		if j.Case == key {
			out = append(out, j.Job)
		}
	}
	slices.SortFunc(out, func(x, y Job) int { return y.Began.Compare(x.Began) })
	return out
}

// find returns a job of a case.
func (b *bench) find(of, key string) (Job, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	j := b.jobs[key]
	if j == nil || j.Case != of {
		return Job{}, noJob
	}
	return j.Job, nil
}

var noJob = &problemDetails{
	Status: http.StatusNotFound, Title: string(desk.NotFound), Detail: "This computation is not known any more: it was forgotten when the program ended or the case was locked.",
	Hint: "begin it again where you asked for it", Code: "no_job",
}

// begin begins a job, which goes on after the request that asked for it.
func (b *bench) begin(of, kind string, ended func(), do func(ctx context.Context, tell func(func(*Job))) error) (Job, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	running := 0
	for _, j := range b.jobs {
		if j.State == jobRunning {
			running++
		}
	}
	if running >= jobsAtOnce {
		ended()
		return Job{}, &problemDetails{
			Status: http.StatusConflict, Title: string(desk.Refused), Detail: "Several computations are going on.", Hint: "wait for one, or stop it", Code: "busy",
		}
	}
	b.drop()
	ctx, stop := context.WithCancel(context.Background())
	j := &runningJob{Job: Job{Key: NewToken()[:16], Case: of, Kind: kind, State: jobRunning, Began: time.Now()}, stop: stop}
	b.jobs[j.Key] = j
	go func() {
		defer stop()
		defer ended()
		err := do(ctx, func(change func(*Job)) { b.change(j, false, change) })
		b.change(j, true, func(k *Job) { k.end(ctx, err) })
	}()
	return j.Job, nil
}

// end says what a job came to.
func (j *Job) end(ctx context.Context, err error) {
	now := time.Now()
	j.Ended, j.State = &now, jobDone
	switch {
	case ctx.Err() != nil:
		j.State = jobStopped
	case err != nil:
		j.State = jobFailed
		if p, ok := problemOf(ctx, err).(*problemDetails); ok {
			j.Problem = p
		}
	}
}

// change changes a job, and tells the pages at times, or at once.
func (b *bench) change(j *runningJob, now bool, change func(*Job)) {
	b.mu.Lock()
	change(&j.Job)
	due := now || time.Since(j.told) > toldEvery
	if due {
		j.told = time.Now()
	}
	b.mu.Unlock()
	if due {
		b.events.tell(Event{What: Worked, Case: j.Case, Job: j.Key})
	}
}

// drop forgets the oldest job that has ended, where there are many.
func (b *bench) drop() {
	if len(b.jobs) < jobsKept {
		return
	}
	all := slices.SortedFunc(maps.Values(b.jobs), func(x, y *runningJob) int { return x.Began.Compare(y.Began) })
	for _, j := range all {
		if j.State != jobRunning {
			delete(b.jobs, j.Key)
			return
		}
	}
}

// stop stops a job of a case; one that has ended is forgotten.
func (b *bench) stop(of, key string) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	j := b.jobs[key]
	if j == nil || j.Case != of {
		return noJob
	}
	if j.State != jobRunning {
		delete(b.jobs, key)
	}
	j.stop()
	return nil
}

// stopAll stops all jobs, because the program ends.
func (b *bench) stopAll() {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, j := range b.jobs {
		j.stop()
	}
}

// forget forgets all jobs, because the case they are about is locked.
func (b *bench) forget() {
	b.mu.Lock()
	defer b.mu.Unlock()
	clear(b.jobs)
}

type jobInput struct {
	ReadInput
	Body struct {
		Kind       string `json:"kind" enum:"conclusion,verify"`
		Conclusion string `json:"conclusion,omitempty" doc:"the key of the conclusion"`
	}
}

type oneJobInput struct {
	CaseInput
	Job string `path:"job" doc:"the key of the job"`
}

// working registers what is asked of jobs.
func (s *Handler) working() {
	readLive(s, "list-jobs", "/jobs", "The computations of this run, the latest first", func(_ context.Context, _ *asked, in *CaseInput) ([]Job, error) {
		return s.jobs.list(in.Case), nil
	})
	readLive(s, "read-job", "/jobs/{job}", "A computation, with what is known already", func(_ context.Context, _ *asked, in *oneJobInput) (Job, error) {
		return s.jobs.find(in.Case, in.Job)
	})
	write(s, "begin-job", "/jobs", "Begin a computation that goes on by itself", s.beginJob)
	type gone struct{}
	op := huma.Operation{OperationID: "stop-job", Method: http.MethodDelete, Path: casePath + "/jobs/{job}", Summary: "Stop a computation, or forget one that has ended", DefaultStatus: http.StatusNoContent, Errors: []int{401, 403, 404}}
	huma.Register(s.api, op, settled(func(_ context.Context, in *oneJobInput) (*gone, error) { return nil, s.jobs.stop(in.Case, in.Job) }))
}

func (s *Handler) beginJob(_ context.Context, a *asked, in *jobInput) (Job, error) {
	q, err := in.query(a)
	if err != nil {
		return Job{}, err
	}
	d, done, err := s.work.Use() // for as long as the job runs
	if err != nil {
		return Job{}, err
	}
	if in.Body.Kind == jobVerify {
		return s.jobs.begin(in.Case, jobVerify, done, func(ctx context.Context, tell func(func(*Job))) error {
			v, err := d.Verify(ctx, a.id, nil)
			tell(func(j *Job) { j.Verified = v })
			return err
		})
	}
	id, err := one[string](a, underpin.KindConclusion, in.Body.Conclusion)
	if err != nil {
		done()
		return Job{}, err
	}
	return s.jobs.begin(in.Case, jobConclusion, done, func(ctx context.Context, tell func(func(*Job))) error {
		_, err := d.WorkOut(ctx, q, id, func(w desk.WorkOut) { tell(func(j *Job) { j.Work = &w }) })
		return err
	})
}
