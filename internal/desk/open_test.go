package desk

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"underpin"
	"underpin/internal/evidence"
	"underpin/internal/store"
	"underpin/internal/synth"
)

// another opens a second desk over the database of a desk, as another process would.
func another(t *testing.T, d *Desk) *Desk {
	t.Helper()
	second, err := Open(t.Context(), d.store.Path(), Config{Now: d.cfg.Now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { second.Close() })
	return second
}

func TestAnOpenDeskSeesWhatAnotherProcessChanges(t *testing.T) {
	d := newDesk(t, quay(t))
	before, err := d.Show(t.Context(), Query{}, "c1")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := another(t, d).Retract(t.Context(), "", "c1.1", underpin.Retraction{}, false); err != nil {
		t.Fatal(err)
	}
	after, err := d.Show(t.Context(), Query{}, "c1")
	if err != nil {
		t.Fatal(err)
	}
	if before.Says == after.Says {
		t.Errorf("still: %s", after.Says)
	}
}

// TestAnOpenCaseIsTheCaseThatALoadGives changes a drawn case and takes changes back.
func TestAnOpenCaseIsTheCaseThatALoadGives(t *testing.T) {
	c := synth.Case(synth.CaseConfig{Seed: 5})
	d := newDesk(t, c)
	draw := rand.New(rand.NewPCG(5, 1))
	for step := range 20 {
		claim := c.Claims[draw.IntN(len(c.Claims))]
		var err error
		switch draw.IntN(4) {
		case 0:
			id := underpin.EntityID(fmt.Sprintf("new-%d", step))
			_, err = d.Add(t.Context(), "", Drafted(underpin.Entity{ID: id, Schema: underpin.Person, Name: string(id)}), false)
		case 1:
			_, err = d.Grade(t.Context(), "", c.Sources[draw.IntN(len(c.Sources))].ID, underpin.Grading{Grade: underpin.GradeC, On: date(t, fmt.Sprintf("20%02d", step+10))}, false)
		case 2:
			_, err = another(t, d).Remove(t.Context(), "", []underpin.RecordRef{{Kind: underpin.KindClaim, ID: string(claim.ID)}}, How{Cascade: true})
		default:
			_, err = d.Undo(t.Context(), "", 0, false)
		}
		if f, ok := errors.AsType[*Fault](err); err != nil && (!ok || f.Kind == Internal) {
			t.Fatal(err)
		}
		held, err := d.load(t.Context(), "")
		if err != nil {
			t.Fatal(err)
		}
		want, last, err := d.store.LoadAt(t.Context(), held.ID, store.At{})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, held.Case); diff != "" || held.head.Seq != last.Seq {
			t.Fatalf("as of entry %d, loaded as of %d: - loaded + held\n%s", held.head.Seq, last.Seq, diff)
		}
		if !reflect.DeepEqual(held.Index(), held.index()) {
			t.Fatalf("as of entry %d the index does not fit", last.Seq)
		}
	}
}

// TestManyAskAnOpenDeskAtOnce asks one desk from many goroutines, while the case is
// changed, and holds the answers against those of a desk that has asked nothing before.
func TestManyAskAnOpenDeskAtOnce(t *testing.T) {
	c := synth.Case(synth.CaseConfig{Entities: 24, Claims: 60, Seed: 2})
	d := newDesk(t, c)
	questions := []func(*Desk) (any, error){
		func(d *Desk) (any, error) { return d.Show(t.Context(), Query{}, c.Claims[0].ID) },
		func(d *Desk) (any, error) { return d.Show(t.Context(), Query{At: "2019-01"}, c.Claims[0].ID) },
		func(d *Desk) (any, error) { return d.Find(t.Context(), Query{Known: "2019-06"}, "a", nil, 40) },
		func(d *Desk) (any, error) { return d.Matrix(t.Context(), Query{}, nil, 5) },
		func(d *Desk) (any, error) {
			return d.Who(t.Context(), Query{Worlds: 64, Edits: evidence.Edits{Without: []underpin.SourceID{c.Sources[0].ID}}}, nil, "")
		},
		func(d *Desk) (any, error) { return d.Hinges(t.Context(), Query{Worlds: 64}, "falls-apart", 3, nil) },
		func(d *Desk) (any, error) { return d.Shock(t.Context(), Query{Worlds: 64}, nil) },
		func(d *Desk) (any, error) {
			return d.Grade(t.Context(), "", c.Sources[0].ID, underpin.Grading{Grade: underpin.GradeD}, true)
		},
	}
	want := make([]any, len(questions))
	for k, ask := range questions {
		var err error
		if want[k], err = ask(another(t, d)); err != nil {
			t.Fatal(err)
		}
	}
	var all sync.WaitGroup
	for range 3 {
		for k, ask := range questions {
			all.Go(func() {
				if got, err := ask(d); err != nil {
					t.Error(err)
				} else if diff := cmp.Diff(want[k], got); diff != "" {
					t.Errorf("question %d: - alone + among others\n%s", k, diff)
				}
			})
		}
	}
	all.Wait()
	for step := range 4 {
		all.Go(func() {
			name := underpin.EntityID(fmt.Sprintf("late-%d", step))
			if _, err := d.Add(t.Context(), "", Drafted(underpin.Entity{ID: name, Schema: underpin.Person, Name: string(name)}), false); err != nil {
				t.Error(err)
			}
		})
		all.Go(func() {
			if _, err := questions[step](d); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if found, err := d.Find(t.Context(), Query{}, "late-", nil, 2); err != nil || len(found) != 1 || found[0].Count != 4 {
		t.Errorf("found %v, %v", found, err)
	}
}

func TestWhatIsKeptIsWorkedOutOnceAndBounded(t *testing.T) {
	kept, worked := newRecent[int, string](2), 0
	of := func(k int) string {
		v, err := kept.of(t.Context(), k, func() (string, error) { worked++; return fmt.Sprint(k), nil })
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	for _, k := range []int{1, 2, 1, 3, 1, 2} {
		if got := of(k); got != fmt.Sprint(k) {
			t.Errorf("of %d: %s", k, got)
		}
	}
	if worked != 4 || len(kept.kept) != 2 { // 2 fell out for 3
		t.Errorf("worked out %d times, %d kept", worked, len(kept.kept))
	}
}

func TestWhoWaitsForAnothersWorkCanBeInterruptedAndDoesItWhereThatFails(t *testing.T) {
	kept := newRecent[int, string](2)
	working, fail := make(chan bool), make(chan bool)
	go kept.of(context.Background(), 1, func() (string, error) {
		close(working)
		<-fail
		return "", errors.New("interrupted")
	})
	<-working
	ctx, stop := context.WithTimeout(t.Context(), time.Millisecond)
	defer stop()
	if _, err := kept.of(ctx, 1, func() (string, error) { return "", nil }); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("waited on: %v", err)
	}
	close(fail)
	if got, err := kept.of(t.Context(), 1, func() (string, error) { return "mine", nil }); got != "mine" || err != nil {
		t.Errorf("got %q, %v", got, err)
	}
}

func TestAllStandingsAreThoseThatEachClaimShows(t *testing.T) {
	c := quay(t)
	d := newDesk(t, c)
	for _, at := range []string{"", "2018-05"} {
		all, err := d.Standings(t.Context(), Query{At: at})
		if err != nil || len(all) == 0 {
			t.Fatal(all, err)
		}
		for i, standing := range all {
			id := c.Claims[i].ID
			if shown, err := d.Show(t.Context(), Query{At: at}, id); err != nil || shown.Standing != standing {
				t.Errorf("%s at %q: %v, shown %v, %v", id, at, standing, shown.Standing, err)
			}
		}
	}
}

// What a claim comes to is worked out once a day that is asked for, and the same when it
// is asked for again.
func TestAssessmentsAreKeptByClaimAndDay(t *testing.T) {
	c := synth.Case(synth.CaseConfig{Entities: 24, Claims: 60, Seed: 4})
	s, err := newDesk(t, c).study(t.Context(), Query{}, false)
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		for _, on := range []underpin.Day{s.At, s.At - 400} {
			for i := range c.Claims {
				if want, got := s.model.Model.Assess(i, on), s.model.Assess(i, on); !reflect.DeepEqual(want, got) {
					t.Fatalf("%s on %s: %+v is kept, want %+v", c.Claims[i].ID, on, got, want)
				}
			}
		}
	}
	if n := len(s.model.assessed.kept); n != 2*len(c.Claims) {
		t.Errorf("%d assessments are kept of %d claims on two days", n, len(c.Claims))
	}
}
