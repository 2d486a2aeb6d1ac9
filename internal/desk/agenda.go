package desk

import (
	"cmp"
	"context"
	"slices"

	"underpin"
	"underpin/internal/register"
)

// An Agenda is what needs the analyst: each list the most pressing first, with its head
// in words, which says so where there is nothing. No list ranks persons.
type Agenda struct {
	// On is the day on which deadlines are counted: the date at which the case is read,
	// where it has one or another was asked for, else today.
	On           string         `json:"on"`
	Requests     DueRequests    `json:"requests"`
	Contradicted Contradictions `json:"contradicted"`
	Terms        WaitingTerms   `json:"terms"`
	Quiet        QuietClaims    `json:"quiet"`
	Estimates    []FallingDue   `json:"estimates"`
	// Changes are the latest changes, without those that only take others back; Entries
	// is how many entries the register has.
	Changes []HistoryEntry `json:"changes"`
	Entries int64          `json:"entries"`
	Caption Caption        `json:"caption"`
}

// agendaRows is how many rows of a list are told; its head counts all. The register's
// latest entries are agendaChanges.
const agendaRows, agendaChanges = 60, 6

// DueRequests are the requests that are open, the first due first.
type DueRequests struct {
	Head string       `json:"head"`
	Rows []DueRequest `json:"rows"`
}

// A DueRequest is a question that has not been answered.
type DueRequest struct {
	Kind     underpin.RecordKind `json:"kind"`
	ID       string              `json:"id"`
	Question string              `json:"question"`
	// Source is who was asked, Name what the source is called; Asked says when: "on 20 November 2019".
	Source underpin.SourceID `json:"source"`
	Name   string            `json:"name"`
	Asked  string            `json:"asked,omitempty"`
	// Due says by when, and by how many days that is over where it is Overdue.
	Due     string `json:"due"`
	Overdue bool   `json:"overdue,omitempty"`
	// Claim is what it is about, if any, and Sentence that in words.
	Claim    underpin.ClaimID `json:"claim,omitempty"`
	Sentence string           `json:"sentence,omitempty"`
	Note     string           `json:"note,omitempty"`
	Settle   []Settling       `json:"settle"`
}

// A FallingDue is a judgement without an outcome, on the day by which it resolves.
type FallingDue struct {
	Kind    underpin.RecordKind `json:"kind"`
	ID      string              `json:"id"`
	Text    string              `json:"text"`
	Wording string              `json:"wording,omitempty"`
	// Whose says who made it and when: "Ana Ruiz, on 31 December 2019".
	Whose   string              `json:"whose"`
	Due     string              `json:"due"`
	Overdue bool                `json:"overdue,omitempty"`
	About   []underpin.EntityID `json:"about"`
	Settle  []Settling          `json:"settle"`
}

// Agenda gathers what needs the analyst. It draws no worlds: what an answer hangs on is
// asked of each by itself, see [Desk.Hinges].
func (d *Desk) Agenda(ctx context.Context, q Query) (_ *Agenda, err error) {
	defer settle(ctx, &err)
	s, err := d.study(ctx, q, false)
	if err != nil {
		return nil, err
	}
	a := agenda{Study: s, on: s.today}
	if q.At != "" || !s.Case.Settings.AsOf.IsZero() {
		a.on = s.At
	}
	out := &Agenda{On: a.on.String(), Caption: s.Caption(false)}
	out.Requests, out.Estimates = a.requests(), a.estimates()
	out.Terms, out.Quiet = a.terms(), a.quiet()
	if out.Contradicted, err = a.contradicted(ctx); err != nil {
		return nil, err
	}
	log, err := d.Log(ctx, s.whole.ID, 4*agendaChanges)
	if err != nil {
		return nil, err
	}
	out.Changes, out.Entries = []HistoryEntry{}, log[0].Seq
	for _, e := range log {
		if len(out.Changes) < agendaChanges && e.Rows > 0 && !register.Op(e.Op).Compensating() {
			out.Changes = append(out.Changes, e)
		}
	}
	return out, nil
}

// agenda gathers an [Agenda] from a study, on a day.
type agenda struct {
	*Study
	on underpin.Day
}

func (a agenda) requests() DueRequests {
	out := DueRequests{Rows: []DueRequest{}}
	var open []*underpin.Request
	late := 0
	for i := range a.Case.Requests {
		if r := &a.Case.Requests[i]; r.State == underpin.RequestOpen && (r.Asked.IsZero() || r.Asked.First <= a.Known) {
			open = append(open, r)
			if a.over(r.Due) > 0 {
				late++
			}
		}
	}
	slices.SortStableFunc(open, func(x, y *underpin.Request) int { return byDue(x.Due, y.Due) })
	for _, r := range open[:min(len(open), agendaRows)] {
		row := DueRequest{
			Kind: underpin.KindRequest, ID: r.ID, Question: r.Question, Source: r.Source, Name: a.Index.SourceLabel(r.Source),
			Due: a.due(r.Due), Overdue: a.over(r.Due) > 0, Claim: r.Claim, Note: r.Note, Settle: settlings(r),
		}
		if !r.Asked.IsZero() {
			row.Asked = onDate(r.Asked)
		}
		if c := a.Index.Claims[r.Claim]; c != nil {
			row.Sentence = a.told(c)
		}
		out.Rows = append(out.Rows, row)
	}
	switch {
	case len(open) == 0:
		out.Head = "none is open"
	case late == 0:
		out.Head = underpin.FormatCount(len(open)) + " open, none overdue"
	default:
		out.Head = underpin.FormatCount(len(open)) + " open, " + underpin.FormatCount(late) + " overdue"
	}
	return out
}

func (a agenda) estimates() []FallingDue {
	out := []FallingDue{}
	var open []*underpin.Estimate
	for i := range a.Case.Estimates {
		if e := &a.Case.Estimates[i]; e.Outcome == "" && !e.Due.IsZero() {
			open = append(open, e)
		}
	}
	slices.SortStableFunc(open, func(x, y *underpin.Estimate) int { return byDue(x.Due, y.Due) })
	for _, e := range open[:min(len(open), agendaRows)] {
		row := FallingDue{
			Kind: underpin.KindEstimate, ID: e.ID, Text: e.Text, Wording: e.Wording, Whose: "ours",
			Due: a.due(e.Due), Overdue: a.over(e.Due) > 0, About: append([]underpin.EntityID{}, e.About...), Settle: outcomes,
		}
		if e.Source != "" {
			row.Whose = a.Index.SourceLabel(e.Source)
		}
		if !e.Made.IsZero() {
			row.Whose += ", " + onDate(e.Made)
		}
		out = append(out, row)
	}
	return out
}

// over is by how many days a date is over; 0 where it is not, or there is none.
func (a agenda) over(d underpin.Date) int {
	if d.IsZero() || d.Last >= a.on {
		return 0
	}
	return int(a.on - d.Last)
}

// due says by when something is due, and by how much that is over: "due 10 December 2019,
// 21 days over".
func (a agenda) due(d underpin.Date) string {
	if d.IsZero() {
		return "no date set"
	}
	out := "due " + underpin.FormatDate(d)
	if n := a.over(d); n > 0 {
		out += ", " + count(n, "day") + " over"
	}
	return out
}

// byDue compares two dates, no date last.
func byDue(a, b underpin.Date) int {
	if a.IsZero() != b.IsZero() {
		if a.IsZero() {
			return 1
		}
		return -1
	}
	return cmp.Compare(a.Last, b.Last)
}
