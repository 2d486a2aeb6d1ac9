package desk

import (
	"context"
	"errors"
	"fmt"
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
	Entities    []underpin.Entity
	Sources     []underpin.Source
	Origins     []underpin.Origin
	Groups      []underpin.Group
	Encounters  []underpin.Encounter
	Claims      []underpin.Claim
	Testimonies []underpin.Testimony
	Requests    []underpin.Request
	Conclusions []underpin.Conclusion
	Samenesses  []underpin.Sameness
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
	next, _ := dr.apply(old)
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
	records, err := dr.records()
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
	dr.Testimonies = slices.Clone(dr.Testimonies)
	for i := range dr.Testimonies {
		if t := &dr.Testimonies[i]; t.Recorded == 0 {
			t.Recorded = today
		}
	}
	return dr
}

// merge puts records over those of the same key, and tells which keys were there.
func merge[T any, K comparable](old, add []T, key func(*T) K) (out []T, taken []K) {
	out = append([]T(nil), old...)
	at := make(map[K]int, len(out))
	for i := range out {
		at[key(&out[i])] = i
	}
	for i := range add {
		k := key(&add[i])
		if j, ok := at[k]; ok {
			out[j] = add[i]
			taken = append(taken, k)
			continue
		}
		at[k] = len(out)
		out = append(out, add[i])
	}
	return out, taken
}

// apply returns the case with the draft in it, and the records whose place it takes;
// the old case stays as it is.
func (dr Draft) apply(old *underpin.Case) (next *underpin.Case, taken []underpin.RecordRef) {
	c := *old
	over(&taken, underpin.KindEntity, &c.Entities, dr.Entities, func(e *underpin.Entity) underpin.EntityID { return e.ID })
	over(&taken, underpin.KindSource, &c.Sources, dr.Sources, func(s *underpin.Source) underpin.SourceID { return s.ID })
	over(&taken, underpin.KindOrigin, &c.Origins, dr.Origins, func(o *underpin.Origin) underpin.OriginID { return o.ID })
	over(&taken, underpin.KindGroup, &c.Groups, dr.Groups, func(g *underpin.Group) string { return g.ID })
	over(&taken, underpin.KindEncounter, &c.Encounters, dr.Encounters, func(e *underpin.Encounter) string { return e.ID })
	over(&taken, underpin.KindClaim, &c.Claims, dr.Claims, func(c *underpin.Claim) underpin.ClaimID { return c.ID })
	over(&taken, underpin.KindTestimony, &c.Testimonies, dr.Testimonies, func(t *underpin.Testimony) underpin.TestimonyID { return t.ID })
	over(&taken, underpin.KindRequest, &c.Requests, dr.Requests, func(r *underpin.Request) string { return r.ID })
	over(&taken, underpin.KindConclusion, &c.Conclusions, dr.Conclusions, func(c *underpin.Conclusion) string { return c.ID })
	over(&taken, underpin.KindSameness, &c.Samenesses, dr.Samenesses, func(s *underpin.Sameness) string { return s.ID })
	return &c, taken
}

// over puts the records of one kind over those of a case.
func over[T any, K ~string](taken *[]underpin.RecordRef, kind underpin.RecordKind, list *[]T, add []T, key func(*T) K) {
	merged, there := merge(*list, add, key)
	*list = merged
	for _, k := range there {
		*taken = append(*taken, underpin.RecordRef{Kind: kind, ID: string(k)})
	}
}

// records turns the draft into records of the store.
func (dr Draft) records() ([]register.Record, error) {
	var out []register.Record
	var failed error
	add := func(v any) {
		r, err := register.New(v)
		if err != nil && failed == nil {
			failed = fmt.Errorf("writing a record: %w", err)
		}
		out = append(out, r)
	}
	each(dr.Entities, add)
	each(dr.Sources, add)
	each(dr.Origins, add)
	each(dr.Groups, add)
	each(dr.Encounters, add)
	each(dr.Claims, add)
	each(dr.Testimonies, add)
	each(dr.Requests, add)
	each(dr.Conclusions, add)
	each(dr.Samenesses, add)
	return out, failed
}

func each[T any](list []T, add func(any)) {
	for _, v := range list {
		add(v)
	}
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
