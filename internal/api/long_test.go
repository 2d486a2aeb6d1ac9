package api

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"underpin/internal/desk"
)

// questions are what long answers are asked for, by the kind of their job; each begins
// with the path of its resource, in which CONCLUSION stands for the key of one.
var questions = map[string]string{
	jobWho: "/who", jobNetwork: "/network", jobReach: "/reach", jobShock: "/shock", jobAnswers: "/answers", jobSettle: "/map",
	jobHinges: "/conclusions/CONCLUSION/hinges", jobAsk: "/conclusions/CONCLUSION/ask",
}

// asksLong asks a question until its answer comes or the context ends.
func asksLong(ctx context.Context, s *Handler, cookie *http.Cookie, path string) *httptest.ResponseRecorder {
	r := asking(http.MethodGet, path, "").WithContext(ctx)
	r.AddCookie(cookie)
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

// under waits until a job of a question is under way, and returns it.
func under(t *testing.T, s *Handler, kind string) *runningJob {
	t.Helper()
	for end := time.Now().Add(30 * time.Second); time.Now().Before(end); time.Sleep(time.Millisecond) {
		s.jobs.mu.Lock()
		for _, r := range s.jobs.jobs {
			if r.Kind == kind && r.underWay() {
				s.jobs.mu.Unlock()
				return r
			}
		}
		s.jobs.mu.Unlock()
	}
	t.Fatalf("no job of %s is under way", kind)
	return nil
}

// heldUp takes the turn of the jobs of a case that pages wait for, so that none begins before
// it is given back: whatever the machine does, they are under way till then.
func heldUp(b *bench, of string) (giveBack func()) {
	b.mu.Lock()
	turn := b.turnOf(queue{of: of})
	b.mu.Unlock()
	turn <- struct{}{}
	return func() { <-turn }
}

func TestEveryLongQuestionIsAnsweredByAJob(t *testing.T) {
	t.Parallel()
	s, cookie := serving(t, "harbour")
	of, conclusion := only(t, s, cookie)
	base := "/api/cases/" + of
	for kind := range jobKinds {
		if path := questions[kind]; path == "" && kind != jobConclusion && kind != jobVerify && kind != jobImport {
			t.Errorf("no question of the kind %s is tried here", kind)
		}
	}
	for kind, path := range questions {
		path = base + strings.Replace(path, "CONCLUSION", conclusion, 1)
		if w := asksLong(t.Context(), s, cookie, path+"?worlds=200"); w.Code != http.StatusOK {
			t.Errorf("%s gives %d %.300s", path, w.Code, w.Body)
		}
		if kind == jobSettle { // laid out already
			continue
		}
		// Whoever waits no more stops it.
		giveBack := heldUp(s.jobs, of)
		ctx, leave := context.WithCancel(t.Context())
		answered := make(chan struct{})
		go func() { asksLong(ctx, s, cookie, path+"?worlds=65536&exact=true"); close(answered) }()
		r := under(t, s, kind)
		if want := strings.TrimPrefix(path, "/api") + "?worlds=65536&exact=true"; r.Question != want || r.Kept {
			t.Errorf("the job asks %q, kept %v", r.Question, r.Kept)
		}
		leave()
		<-answered
		<-r.ended
		if r.State != jobStopped {
			t.Errorf("%s, for nobody, is %s", kind, r.State)
		}
		giveBack()
	}
}

func TestTwoQuestionsOfOneConclusionAreTwoJobs(t *testing.T) {
	t.Parallel()
	s, cookie := serving(t, "harbour")
	of, conclusion := only(t, s, cookie)
	path := "/api/cases/" + of + "/conclusions/" + conclusion
	hinges := make(chan *httptest.ResponseRecorder, 1)
	giveBack := heldUp(s.jobs, of)
	go func() { hinges <- asksLong(t.Context(), s, cookie, path+"/hinges") }()
	under(t, s, jobHinges)
	giveBack()
	if w := asksLong(t.Context(), s, cookie, path+"/ask"); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), `"questions"`) {
		t.Errorf("what to ask next is answered with %d %.200s", w.Code, w.Body)
	}
	if w := <-hinges; w.Code != http.StatusOK || !strings.Contains(w.Body.String(), `"hinges"`) {
		t.Errorf("what it hangs on is answered with %d %.200s", w.Code, w.Body)
	}
}

func TestALongQuestionIsStoppedOrGoesOnAsItIsTold(t *testing.T) {
	t.Parallel()
	s, cookie := serving(t, "harbour")
	of, conclusion := only(t, s, cookie)
	jobs := "/api/cases/" + of + "/jobs/"
	path := "/api/cases/" + of + "/conclusions/" + conclusion + "/hinges?largest=100&worlds=65536"
	said := make(chan *httptest.ResponseRecorder, 1)
	go func() { said <- asksLong(t.Context(), s, cookie, path) }()
	r := under(t, s, jobHinges)
	if code, _ := asks(t, s, cookie, http.MethodDelete, jobs+r.Key, ""); code != http.StatusNoContent {
		t.Fatalf("it is stopped with %d", code)
	}
	if w := <-said; w.Code != http.StatusConflict || !strings.Contains(w.Body.String(), `"stopped"`) {
		t.Errorf("who waits hears %d %s", w.Code, w.Body)
	}

	path = "/api/cases/" + of + "/who?worlds=4000"
	giveBack := heldUp(s.jobs, of)
	ctx, leave := context.WithCancel(t.Context())
	go func() { said <- asksLong(ctx, s, cookie, path) }()
	r = under(t, s, jobWho)
	if code, answer := asks(t, s, cookie, http.MethodPost, jobs+r.Key+"/kept", "{}"); code != http.StatusOK {
		t.Fatalf("it goes on with %d %s", code, answer)
	}
	leave()
	<-said
	giveBack()
	if j := ended(t, s, cookie, jobs+r.Key); j.State != jobDone || j.Door != "network?show=who&worlds=4000" {
		t.Fatalf("it ends as %+v", j)
	}
	if w := asksLong(t.Context(), s, cookie, path); w.Code != http.StatusOK {
		t.Errorf("what was worked out is answered with %d", w.Code)
	}
}

func TestJobsOfACaseTakeTurns(t *testing.T) {
	t.Parallel()
	b := newBench(newHub())
	begun, goOn := make(chan struct{}, 2), make(chan struct{})
	waits := jobWork{ended: func() {}, do: func(context.Context, teller) (any, error) {
		begun <- struct{}{}
		<-goOn
		return nil, nil
	}}
	var keys []string
	for range 2 {
		j, err := b.begin(Job{Case: "c", Kind: jobConclusion}, waits)
		if err != nil {
			t.Fatal(err)
		}
		keys = append(keys, j.Key)
	}
	<-begun // whichever comes first
	states := func() map[string]int {
		n := map[string]int{}
		for _, k := range keys {
			j, err := b.find("c", k)
			if err != nil {
				t.Fatal(err)
			}
			n[j.State]++
		}
		return n
	}
	if d := cmp.Diff(map[string]int{jobRunning: 1, jobWaiting: 1}, states()); d != "" {
		t.Errorf("two jobs of a case (-want +got):\n%s", d)
	}
	b.stopWaiting() // as the case is to be locked
	close(goOn)
	for _, k := range keys {
		endedOn(t, b, k)
	}
	if d := cmp.Diff(map[string]int{jobDone: 1, jobStopped: 1}, states()); d != "" {
		t.Errorf("once those that wait are stopped (-want +got):\n%s", d)
	}

	panics, err := b.begin(Job{Case: "c", Kind: jobVerify}, jobWork{ended: func() {}, do: func(context.Context, teller) (any, error) { panic("oh") }})
	if err != nil {
		t.Fatal(err)
	}
	if j := endedOn(t, b, panics.Key); j.State != jobFailed || j.Problem == nil {
		t.Errorf("a mistake ends it as %s", j.State)
	}
}

func TestWhatIsKeptWhileItWaitsLeavesTheTurnToThePages(t *testing.T) {
	t.Parallel()
	b := newBench(newHub())
	goOn, asked := make(chan struct{}), Job{Case: "c", Kind: jobWho}
	first := jobWork{ended: func() {}, do: func(context.Context, teller) (any, error) { <-goOn; return "first", nil }}
	if _, err := b.begin(asked, first); err != nil { // it holds the turn of those that are kept
		t.Fatal(err)
	}
	giveBack := heldUp(b, "c")
	ask := func(tag string) chan any {
		answer := make(chan any, 1)
		go func() {
			got, _ := b.wait(t.Context(), asked, tag, func() (jobWork, error) {
				return jobWork{ended: func() {}, do: func(context.Context, teller) (any, error) { return tag, nil }}, nil
			})
			answer <- got
		}()
		return answer
	}
	kept := ask("kept")
	for key := ""; key == ""; time.Sleep(time.Millisecond) {
		b.mu.Lock()
		if r := b.working("kept"); r != nil {
			key = r.Key
		}
		b.mu.Unlock()
		if key != "" {
			if _, err := b.keep("c", key); err != nil {
				t.Fatal(err)
			}
		}
	}
	giveBack()
	if got := <-ask("page"); got != "page" {
		t.Errorf("the page is answered with %v", got)
	}
	close(goOn)
	if got := <-kept; got != "kept" {
		t.Errorf("what is kept comes to %v", got)
	}
}

// endedOn waits until a job of a bench has ended.
func endedOn(t *testing.T, b *bench, key string) Job {
	t.Helper()
	for {
		j, err := b.find("c", key)
		if err != nil {
			t.Fatal(err)
		}
		if !j.underWay() {
			return j
		}
		time.Sleep(time.Millisecond)
	}
}

func TestTheWholeOfACaseLeavesAndComesBack(t *testing.T) {
	t.Parallel()
	s, cookie := serving(t, "harbour")
	of, _ := only(t, s, cookie)
	base := "/api/cases/" + of
	w := asksLong(t.Context(), s, cookie, base+"/export")
	if named := w.Header().Get("Content-Disposition"); w.Code != http.StatusOK || !strings.Contains(named, of+"-whole-case-for-own-use.yaml") || !strings.Contains(w.Body.String(), "KESTREL") {
		t.Errorf("the export is %d %s", w.Code, named)
	}
	if w := asksLong(t.Context(), s, cookie, base+"/export?private=1"); w.Code != http.StatusConflict || strings.Contains(w.Body.String(), "KESTREL") {
		t.Errorf("where code names are hidden it is %d", w.Code)
	}
	code, said := asks(t, s, cookie, http.MethodGet, base+"/log/1", "")
	var e reply[desk.TouchedEntry]
	if err := json.Unmarshal([]byte(said), &e); err != nil || code != http.StatusOK || len(e.Data.Records) == 0 || e.Data.More == 0 || e.Data.Records[0].Turn != desk.TouchAdded || len(e.Data.Records[0].Fields) == 0 {
		t.Errorf("the first entry is %d %.400s", code, said)
	}
	if code, said := asks(t, s, cookie, http.MethodGet, base+"/log/99", ""); code != http.StatusNotFound || !strings.Contains(said, "no_entry") {
		t.Errorf("an entry that is not there is %d %s", code, said)
	}
	if code, said := asks(t, s, cookie, http.MethodGet, versionPath, ""); code != http.StatusOK || !strings.Contains(said, `"version"`) {
		t.Errorf("the version is %d %s", code, said)
	}
}

func TestAPageStopsTheProgramOnlyInItsSession(t *testing.T) {
	t.Parallel()
	s, cookie := serving(t, "harbour")
	stopped := 0
	s.quit = func() { stopped++ }
	r := asking(http.MethodDelete, sessionPath, "")
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	if w.Code != http.StatusUnauthorized || stopped != 0 {
		t.Errorf("a stranger is answered with %d", w.Code)
	}
	if code, _ := asks(t, s, cookie, http.MethodDelete, sessionPath, ""); code != http.StatusNoContent || stopped != 1 {
		t.Errorf("its own page with %d", code)
	}
}
