package desk

import (
	"context"
	"errors"
	"slices"

	"underpin"
	"underpin/internal/register"
	"underpin/internal/store"
)

// A Changed tells what a change did, and what it did to credence.
type Changed struct {
	Case    underpin.CaseID `json:"case"`
	Entry   int64           `json:"entry"`
	Summary string          `json:"summary"`
	// Effects are the claims whose credence moved.
	Effects []Effect `json:"effects"`
}

// An Effect is a claim before and after a change, in words.
type Effect struct {
	Claim    underpin.ClaimID `json:"claim"`
	Sentence string           `json:"sentence"`
	Before   string           `json:"before"`
	After    string           `json:"after"`
	// CredenceBefore and CredenceAfter are 0 where nobody says so.
	CredenceBefore float64 `json:"credence_before"`
	CredenceAfter  float64 `json:"credence_after"`
}

// A Draft is records to add to a case or to change in it. Records with the id of
// one that is there take its place.
type Draft struct {
	Put underpin.Case
}

// Drafted returns a draft of records, each a value of its domain type or a pointer
// to one.
func Drafted(records ...any) Draft {
	var dr Draft
	for _, r := range records {
		if k, ok := underpin.KindOfRecord(r); ok {
			k.Append(&dr.Put, r)
		}
	}
	return dr
}

// change applies a draft to a case as one entry. The case as it would become is
// checked first; problems are all reported and nothing is changed. With preview
// nothing is written either.
func (d *Desk) change(ctx context.Context, id underpin.CaseID, op register.Op, summary string, dr Draft, preview bool) (*Changed, error) {
	old, last, err := d.load(ctx, id)
	if err != nil {
		return nil, err
	}
	dr = dr.recorded(underpin.DayOfTime(d.cfg.Now()))
	next := underpin.Merge(old, &dr.Put)
	if err := problems(next); err != nil {
		return nil, err
	}
	out := &Changed{Case: old.ID, Summary: summary}
	if out.Effects, err = d.effects(old, next); err != nil {
		return nil, err
	}
	if preview {
		return out, nil
	}
	records, err := register.Records(&dr.Put)
	if err != nil {
		return nil, err
	}
	entry, err := d.store.Commit(ctx, old.ID, store.Change{Op: op, Summary: summary, Put: records, Base: last.Seq})
	if errors.Is(err, store.ErrUnchanged) {
		return nil, faultf(Unchanged, "", "the case says that already; nothing was changed")
	}
	if err != nil {
		return nil, err
	}
	out.Entry = entry.Seq
	return out, nil
}

// problems reports what would be wrong with the case, as one fault.
func problems(c *underpin.Case) error {
	found := c.Validate()
	if len(found) == 0 {
		return nil
	}
	if len(found) == 1 {
		f := faultf(BadRecord, found[0].Hint, "%s: %s", found[0].Record, found[0].Message)
		f.Record = found[0].Record
		return f
	}
	f := faultf(BadRecord, "", "%s; nothing was changed", count(len(found), "problem"))
	for _, p := range found {
		f.Problems = append(f.Problems, Problem{Record: p.Record, Message: p.Message, Hint: p.Hint})
	}
	return f
}

// recorded returns the draft with the day on which its new testimony is written: one
// that names no date speaks of that day, in a preview too.
func (dr Draft) recorded(today underpin.Day) Draft {
	dr.Put.Testimonies = slices.Clone(dr.Put.Testimonies)
	for i := range dr.Put.Testimonies {
		if t := &dr.Put.Testimonies[i]; t.Recorded == 0 {
			t.Recorded = today
		}
	}
	return dr
}

// effects lists the claims whose credence or origins a change moves.
func (d *Desk) effects(old, next *underpin.Case) ([]Effect, error) {
	now := d.cfg.Now()
	a, err := newStudy(old, Query{}, now, false)
	if err != nil {
		return nil, err
	}
	b, err := newStudy(next, Query{}, now, false)
	if err != nil {
		return nil, err
	}
	out := []Effect{}
	for i := range next.Claims {
		c := &next.Claims[i]
		after := b.model.Assess(i, b.At)
		e := Effect{Claim: c.ID, Sentence: b.Index.Sentence(c), After: b.says(c, &after), CredenceAfter: after.Credence, Before: "not in the case"}
		if j, ok := a.model.Claim(c.ID); ok {
			before := a.model.Assess(j, a.At)
			e.Before, e.CredenceBefore = a.says(&old.Claims[j], &before), before.Credence
		}
		if e.Before != e.After || e.CredenceBefore != e.CredenceAfter {
			out = append(out, e)
		}
	}
	return out, nil
}
