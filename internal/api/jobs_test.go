package api

import (
	"encoding/json"
	"maps"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"underpin/internal/desk"
)

// only is the key of the one case of a server, and of one conclusion of it.
func only(t *testing.T, s *Handler, cookie *http.Cookie) (of, conclusion string) {
	t.Helper()
	_, said := asks(t, s, cookie, http.MethodGet, "/api/cases", "")
	var list struct{ Data []listedCase }
	if err := json.Unmarshal([]byte(said), &list); err != nil || len(list.Data) != 1 {
		t.Fatalf("%s: %v", said, err)
	}
	of = list.Data[0].Key
	_, said = asks(t, s, cookie, http.MethodGet, "/api/cases/"+of, "")
	var outline reply[desk.CaseOutline]
	if err := json.Unmarshal([]byte(said), &outline); err != nil {
		t.Fatal(err)
	}
	return of, outline.Keys["conclusion"][outline.Data.Conclusions[0].ID]
}

func TestTheDescriptionNamesTheKindsOfJobsThatThereAre(t *testing.T) {
	t.Parallel()
	field, _ := reflect.TypeFor[Job]().FieldByName("Kind")
	named := strings.Split(field.Tag.Get("enum"), ",")
	if d := cmp.Diff(slices.Sorted(maps.Keys(jobKinds)), slices.Sorted(slices.Values(named))); d != "" {
		t.Errorf("- there are, + named\n%s", d)
	}
}

// ended waits until a job has ended.
func ended(t *testing.T, s *Handler, cookie *http.Cookie, path string) Job {
	t.Helper()
	for {
		code, said := asks(t, s, cookie, http.MethodGet, path, "")
		var j reply[Job]
		if err := json.Unmarshal([]byte(said), &j); err != nil || code != http.StatusOK {
			t.Fatalf("%d %s", code, said)
		}
		if j.Data.Ended != nil {
			return j.Data
		}
		time.Sleep(5 * time.Millisecond)
	}
}

func TestAJobGoesOnByItselfAndTheCaseLocksWhenItHasEnded(t *testing.T) {
	t.Parallel()
	s, cookie := serving(t, "harbour")
	of, conclusion := only(t, s, cookie)
	jobs := "/api/cases/" + of + "/jobs"
	begin := func(path, body string) (int, string) {
		code, said := asks(t, s, cookie, http.MethodPost, path, body)
		var j reply[Job]
		if err := json.Unmarshal([]byte(said), &j); err != nil {
			t.Fatal(err)
		}
		return code, j.Data.Key
	}
	code, key := begin(jobs+"?worlds=200", `{"kind":"conclusion","conclusion":"`+conclusion+`"}`)
	if code != http.StatusOK {
		t.Fatalf("it begins with %d", code)
	}
	j := ended(t, s, cookie, jobs+"/"+key)
	if j.State != jobDone || j.Work == nil || len(j.Work.Trail) != 4 || len(j.Work.Hinges) == 0 || j.Work.Asking == nil {
		t.Fatalf("it ends with %+v", j)
	}
	for _, step := range j.Work.Steps {
		if step.Done != step.Total || step.Total == 0 {
			t.Errorf("%s: %d of %d", step.Name, step.Done, step.Total)
		}
	}
	if _, key = begin(jobs, `{"kind":"verify"}`); ended(t, s, cookie, jobs+"/"+key).Verified == nil {
		t.Error("the register is not proved")
	}
	if code, _ := asks(t, s, cookie, http.MethodDelete, jobs+"/"+key, ""); code != http.StatusNoContent {
		t.Errorf("it is forgotten with %d", code)
	}
	if code, said := asks(t, s, cookie, http.MethodGet, jobs+"/"+key, ""); code != http.StatusNotFound || !strings.Contains(said, "no_job") {
		t.Errorf("then: %d %s", code, said)
	}
	_, key = begin(jobs+"?worlds=65536", `{"kind":"conclusion","conclusion":"`+conclusion+`"}`)
	if code, _ := asks(t, s, cookie, http.MethodDelete, jobs+"/"+key, ""); code != http.StatusNoContent {
		t.Errorf("it is stopped with %d", code)
	}
	if j := ended(t, s, cookie, jobs+"/"+key); j.State != jobStopped {
		t.Errorf("stopped, it is %s", j.State)
	}
	begin(jobs+"?worlds=400", `{"kind":"conclusion","conclusion":"`+conclusion+`"}`)
	if err := s.Lock(); err != nil {
		t.Errorf("it locks with %v", err)
	}
}
