package desk

import (
	"slices"
	"strings"
	"testing"

	"underpin"
	"underpin/internal/exchange/casebook"
)

func TestTheAgendaOfTheHarbourIsWhatNeedsItsAnalyst(t *testing.T) {
	d := newDesk(t, example(t, "harbour"))
	a, err := d.Agenda(t.Context(), Query{})
	if err != nil {
		t.Fatal(err)
	}
	if a.On != "2019-12-31" || a.Requests.Head != "4 open, 2 overdue" {
		t.Errorf("on %s: %s", a.On, a.Requests.Head)
	}
	r := a.Requests.Rows[0]
	if r.ID != "r02" || r.Due != "due 10 December 2019, 21 days over" || !r.Overdue || r.Name != "TERN" || r.Claim != "c38" || r.Note == "" {
		t.Errorf("the first request is %+v", r)
	}
	if a.Contradicted.Head != "12 claims" {
		t.Errorf("contradicted: %s", a.Contradicted.Head)
	}
	seen := map[underpin.ClaimID]int{}
	for _, c := range a.Contradicted.Rows {
		seen[c.Claim]++
		for _, x := range c.Rivals {
			seen[x.Claim]++
		}
		if len(c.Against) == 0 && len(c.Rivals) == 0 {
			t.Errorf("nothing is told against %s", c.Claim)
		}
	}
	if len(seen) != 12 || seen["c05"] != 1 || seen["c06"] != 1 {
		t.Errorf("each contradicted claim once, by itself or as a rival: %v", seen)
	}
	if at := slices.IndexFunc(a.Contradicted.Rows, func(c Contradiction) bool { return c.Claim == "c32" }); at < 0 || !strings.HasPrefix(a.Contradicted.Rows[at].Against[0], "TERN denies it") {
		t.Errorf("of the Auxiliary: %+v", a.Contradicted.Rows)
	}
	if a.Terms.Head != "1 under embargo" || len(a.Terms.Rows) != 1 || !strings.Contains(a.Terms.Rows[0].Why, "HERON is under embargo until 1 June 2020") {
		t.Errorf("terms: %+v", a.Terms)
	}
	var quiet []underpin.ClaimID
	for _, c := range a.Quiet.Rows {
		quiet = append(quiet, c.Claim)
		if c.Withdrawn != (c.Claim == "c77") {
			t.Errorf("%+v", c)
		}
	}
	if !slices.Equal(quiet, []underpin.ClaimID{"c77", "c86"}) || a.Quiet.Head != "2 claims" {
		t.Errorf("quiet are %v: %s", quiet, a.Quiet.Head)
	}
	if len(a.Estimates) != 3 || a.Estimates[0].ID != "f02" || a.Estimates[0].Due != "due 31 March 2020" {
		t.Errorf("estimates: %+v", a.Estimates)
	}
}

func TestTheAgendaCountsDaysOnTheDateThatIsAsked(t *testing.T) {
	d := newDesk(t, example(t, "harbour"))
	for _, tt := range []struct{ at, requests, terms string }{
		{"2019-12-11", "4 open, 1 overdue", "1 under embargo"},
		{"2020-06-30", "4 open, 4 overdue", "nothing waits for terms or for a day"},
	} {
		a, err := d.Agenda(t.Context(), Query{At: tt.at})
		if err != nil {
			t.Fatal(err)
		}
		if a.Requests.Head != tt.requests || a.Terms.Head != tt.terms {
			t.Errorf("on %s: %s; %s", tt.at, a.Requests.Head, a.Terms.Head)
		}
	}
}

func TestWhatTheAgendaOffersSettlesItsRows(t *testing.T) {
	d := newDesk(t, example(t, "harbour"))
	keys, err := d.Keys(t.Context(), "harbour")
	if err != nil {
		t.Fatal(err)
	}
	a, err := d.Agenda(t.Context(), Query{})
	if err != nil {
		t.Fatal(err)
	}
	var verbs []string
	for _, w := range a.Requests.Rows[0].Settle {
		verbs = append(verbs, w.Verb)
	}
	if want := []string{"Answered", "Refused to answer", "Declined to comment", "Let it rest"}; !slices.Equal(verbs, want) {
		t.Errorf("a request is settled by %q", verbs)
	}
	write := func(kind underpin.RecordKind, id string, w Settling) *Agenda {
		t.Helper()
		f := Filling{Kind: kind, Key: keys.Of(underpin.RecordRef{Kind: kind, ID: id})}
		for field, value := range w.To {
			f.To = append(f.To, casebook.Assignment{Field: field, Op: casebook.Set, Value: value})
		}
		if w.On != "" {
			f.To = append(f.To, casebook.Assignment{Field: w.On, Op: casebook.Set, Value: "2019-12-30"})
		}
		if _, err := d.Write(t.Context(), "harbour", []Filling{f}, How{}); err != nil {
			t.Fatalf("%s: %v", w.Verb, err)
		}
		after, err := d.Agenda(t.Context(), Query{})
		if err != nil {
			t.Fatal(err)
		}
		return after
	}
	waits := func(a *Agenda, id string) (due string, open bool) {
		at := slices.IndexFunc(a.Requests.Rows, func(r DueRequest) bool { return r.ID == id })
		if at < 0 {
			return "", false
		}
		return a.Requests.Rows[at].Due, true
	}
	for i, r := range a.Requests.Rows {
		due, open := waits(write(underpin.KindRequest, r.ID, r.Settle[i]), r.ID)
		if rests := r.Settle[i].On == ""; open != rests || rests && due != "no date set" {
			t.Errorf("%s of %s: open %v, %s", r.Settle[i].Verb, r.ID, open, due)
		}
	}
	for i, e := range a.Estimates {
		after := write(underpin.KindEstimate, e.ID, e.Settle[i])
		if slices.ContainsFunc(after.Estimates, func(x FallingDue) bool { return x.ID == e.ID }) {
			t.Errorf("%s: %s is still due", e.Settle[i].Verb, e.ID)
		}
	}
}

func TestAnAgendaWithNothingOnItSaysSo(t *testing.T) {
	d := newDesk(t, quay(t))
	a, err := d.Agenda(t.Context(), Query{})
	if err != nil {
		t.Fatal(err)
	}
	heads := []string{a.Requests.Head, a.Contradicted.Head, a.Terms.Head, a.Quiet.Head}
	want := []string{"none is open", "nothing is contradicted", "nothing waits for terms or for a day", "no claim has gone quiet and none was withdrawn"}
	if !slices.Equal(heads, want) {
		t.Errorf("%q", heads)
	}
	if a.On != "2020-02-01" {
		t.Errorf("a case without a date of its own is counted on %s, not today", a.On)
	}
}

func TestTheAgendaTellsWhatWasTakenBackByWhat(t *testing.T) {
	d := newDesk(t, quay(t))
	if _, err := d.Grade(t.Context(), "quay", "gazette", underpin.Grading{Grade: "C"}, false); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Undo(t.Context(), "quay", 0, false); err != nil {
		t.Fatal(err)
	}
	a, err := d.Agenda(t.Context(), Query{})
	if err != nil {
		t.Fatal(err)
	}
	if len(a.Changes) != 2 || a.Changes[0].Op != "grade" || a.Changes[0].TakenBackBy != a.Entries || a.Changes[1].TakenBackBy != 0 {
		t.Errorf("of %d entries: %+v", a.Entries, a.Changes)
	}
}

func TestAnswersStandAsTheirHingesSayIt(t *testing.T) {
	d := newDesk(t, example(t, "harbour"))
	list, err := d.AnswersStand(t.Context(), Query{Worlds: 200})
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range list {
		h, err := d.Hinges(t.Context(), Query{Worlds: 200}, a.ID, 1, nil)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(h.Conclusion.Answer, a.Answer) || h.Conclusion.On != a.On || a.Share == nil || *a.Share != h.Conclusion.Summary.Value {
			t.Errorf("%s: %q, %q", a.ID, a.Answer, h.Conclusion.Answer)
		}
		if a.ID == "bank-is-qorvats" && (h.OneVoice == nil || !h.OneVoice.Assumed || !strings.Contains(h.Conclusion.Answer, "without one assumption, “A nephew")) {
			t.Errorf("the nephew: %q", h.Conclusion.Answer)
		}
	}
}

func TestAnAnswerWithoutItsLossLeavesTheOthers(t *testing.T) {
	c := twiceHeldQuay(t)
	c.Settings.Lose = []underpin.LossID{"dalal"} // whose ties end years before the loss
	gone := c.Conclusions[0]
	gone.ID, gone.Expr = "gone", `after.command("dalal", "quay")`
	c.Conclusions = append(c.Conclusions, gone)
	list, err := newDesk(t, c).AnswersStand(t.Context(), Query{Worlds: 200})
	if err != nil || len(list) != 2 {
		t.Fatal(list, err)
	}
	for _, a := range list {
		want := ""
		if a.ID == "gone" {
			want = "Maryam Dalal has no ties on 1 June 2018, and so cannot be lost"
		}
		if a.Refused != want || (want == "") != (a.Share != nil) {
			t.Errorf("%+v", a)
		}
	}
}
