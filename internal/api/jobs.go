package api

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"underpin"
	"underpin/internal/desk"
)

// What a job works out.
const (
	jobConclusion = "conclusion"
	jobVerify     = "verify"
	jobWho        = "who"
	jobNetwork    = "network"
	jobReach      = "reach"
	jobShock      = "shock"
	jobHinges     = "hinges"
	jobAsk        = "ask"
	jobAnswers    = "answers"
	jobSettle     = "settle"
	jobImport     = "import"
)

// jobKinds are the kinds of jobs: what each works out, in words; the screen that asks for
// it, empty for those of the screen of jobs; and whether it may run beside others, because
// it leaves them the cores.
var jobKinds = map[string]struct {
	says, screen string
	beside       bool
}{
	jobConclusion: {"An answer, what it hangs on and what to ask next", "", false},
	jobVerify:     {"The register, held against the records", "", true},
	jobWho:        {"Who stands at the centre", "network", false},
	jobNetwork:    {"How the network hangs together", "network", false},
	jobReach:      {"What the roots reach", "network", false},
	jobShock:      {"What goes and what stays", "whatif", false},
	jobHinges:     {"What an answer hangs on", "whatif", false},
	jobAsk:        {"What to ask next", "whatif", false},
	jobAnswers:    {"Where the answers stand", "desk", false},
	jobSettle:     {"The map, laid out", "map", true},
	jobImport:     {"A casebook, recorded", "", true},
}

// How a job stands.
const (
	jobWaiting = "waiting" // for another of the case
	jobRunning = "running"
	jobDone    = "done"
	jobStopped = "stopped" // somebody stopped it; what was known by then stays
	jobFailed  = "failed"
)

// A Job is work that takes long: somebody waits for it, or it goes on by itself for as long
// as the program runs.
type Job struct {
	Key string `json:"key"`
	// Case is the key of the case, empty for an import.
	Case string `json:"case"`
	Kind string `json:"kind" enum:"conclusion,verify,who,network,reach,shock,hinges,ask,answers,settle,import"`
	// Says says what it works out; Question is the address of the resource that asks for
	// it, below /api, empty where it was begun by itself; Door is the screen where its
	// answer stands, with its parameters, below the case.
	Says     string `json:"says"`
	Question string `json:"question,omitempty"`
	Door     string `json:"door"`
	State    string `json:"state" enum:"waiting,running,done,stopped,failed"`
	// Kept: it goes on when nobody waits for it.
	Kept  bool       `json:"kept,omitempty"`
	Began time.Time  `json:"began"`
	Ended *time.Time `json:"ended,omitempty"`
	// Doing says what it is at, Done how much of that is done, of Total; that is 0 where
	// it is not known.
	Doing string `json:"doing,omitempty"`
	Done  int    `json:"done,omitempty"`
	Total int    `json:"total,omitempty"`
	// Work is what is known of a conclusion, Verified what a proof came to.
	Work     *desk.WorkOut  `json:"work,omitempty"`
	Verified *desk.Verified `json:"verified,omitempty"`
	// Problem is why it failed.
	Problem *problemDetails `json:"problem,omitempty"`
}

// end says what a job came to.
func (j *Job) end(ctx context.Context, err error) {
	now := time.Now()
	j.Ended, j.State = &now, jobDone
	switch {
	case err == nil:
	case ctx.Err() != nil:
		j.State = jobStopped
	default:
		j.State = jobFailed
		var p *problemDetails
		if errors.As(problemOf(ctx, err), &p) {
			j.Problem = p
		}
	}
}

// underWay reports whether a job has not ended.
func (j *Job) underWay() bool { return j.Ended == nil }

// of reports whether a job is shown beside those of a case.
func (j *Job) of(key string) bool { return j.Case == key || j.Case == "" }

// event is what the pages hear of a job.
func (j *Job) event() Event {
	return Event{What: Worked, Case: j.Case, Job: j.Key, Question: j.Question, Kind: j.Kind, State: j.State, Doing: j.Doing, Done: j.Done, Total: j.Total}
}

// further says how far a job is.
func further(doing string, done, total int) func(*Job) {
	return func(j *Job) { j.Doing, j.Done, j.Total = doing, done, total }
}

type jobInput struct {
	ReadInput
	Body struct {
		Kind       string   `json:"kind" enum:"conclusion,verify"`
		Conclusion string   `json:"conclusion,omitempty" doc:"the key of the conclusion"`
		Kept       []string `json:"kept,omitempty" maxItems:"20" doc:"checkpoints that were kept elsewhere, as text, for the register to be held against"`
	}
}

type oneJobInput struct {
	CaseInput
	Job string `path:"job" doc:"the key of the job"`
}

// working registers what is asked of jobs.
func (s *Handler) working() {
	readLive(s, "list-jobs", "/jobs", "The computations of this run that take long, the latest first", func(_ context.Context, _ *asked, in *CaseInput) ([]Job, error) {
		return s.jobs.list(in.Case), nil
	})
	readLive(s, "read-job", "/jobs/{job}", "A computation, with what is known already", func(_ context.Context, _ *asked, in *oneJobInput) (Job, error) {
		return s.jobs.find(in.Case, in.Job)
	})
	write(s, "begin-job", "/jobs", "Begin a computation that goes on by itself", s.beginJob)
	write(s, "keep-job", "/jobs/{job}/kept", "Let a computation go on when no page waits for it", func(_ context.Context, _ *asked, in *oneJobInput) (Job, error) {
		return s.jobs.keep(in.Case, in.Job)
	})
	type gone struct{}
	op := huma.Operation{OperationID: "stop-job", Method: http.MethodDelete, Path: casePath + "/jobs/{job}", Summary: "Stop a computation, or forget one that has ended", DefaultStatus: http.StatusNoContent, Errors: []int{401, 403, 404}}
	huma.Register(s.api, op, settled(func(_ context.Context, in *oneJobInput) (*gone, error) { return nil, s.jobs.end(in.Case, in.Job) }))
}

func (s *Handler) beginJob(_ context.Context, a *asked, in *jobInput) (Job, error) {
	q, err := in.query(a)
	if err != nil {
		return Job{}, err
	}
	id := ""
	if in.Body.Kind == jobConclusion {
		if id, err = one[string](a, underpin.KindConclusion, in.Body.Conclusion); err != nil {
			return Job{}, err
		}
	}
	d, done, err := s.work.Use() // for as long as the job runs
	if err != nil {
		return Job{}, err
	}
	t := jobWork{ended: done, do: func(ctx context.Context, tell teller) (any, error) {
		return d.WorkOut(ctx, q, id, func(w desk.WorkOut) { tell(func(j *Job) { j.Work = &w }) })
	}}
	if in.Body.Kind == jobVerify {
		t.do = func(ctx context.Context, tell teller) (any, error) {
			v, err := d.Verify(ctx, a.id, in.Body.Kept)
			tell(func(j *Job) { j.Verified = v })
			return v, err
		}
	}
	return s.jobs.begin(Job{Case: in.Case, Kind: in.Body.Kind}, t)
}
