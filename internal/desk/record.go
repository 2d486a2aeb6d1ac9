package desk

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"underpin"
	"underpin/internal/edtf"
	"underpin/internal/register"
)

// Add records a draft as one entry; with preview it only tells what would change.
func (d *Desk) Add(ctx context.Context, id underpin.CaseID, dr Draft, preview bool) (_ *Changed, err error) {
	defer settle(ctx, &err)
	c, _, err := d.load(ctx, id)
	if err != nil {
		return nil, err
	}
	x := c.Index()
	for ref := range dr.Put.Records() {
		if x.Has(ref) {
			f := faultf(IDTaken, "choose another id, or change the case through a casebook", "the case has the %s %q already", ref.Kind, ref.ID)
			f.Record = ref
			return nil, f
		}
	}
	return d.change(ctx, id, register.OpAdd, "add "+dr.summary(), dr, preview)
}

// summary names what a draft adds, without any words of a source.
func (dr Draft) summary() string {
	var parts []string
	for ref := range dr.Put.Records() {
		parts = append(parts, ref.String())
	}
	return strings.Join(parts, ", ")
}

// NextTestimony returns a free id for testimony on a claim: c05.3.
func (d *Desk) NextTestimony(ctx context.Context, id underpin.CaseID, claim underpin.ClaimID) (_ underpin.TestimonyID, err error) {
	defer settle(ctx, &err)
	c, _, err := d.load(ctx, id)
	if err != nil {
		return "", err
	}
	x := c.Index()
	for n := len(x.ByClaim[claim]) + 1; ; n++ {
		t := underpin.TestimonyID(fmt.Sprintf("%s.%d", claim, n))
		if x.Testimonies[t] == nil {
			return t, nil
		}
	}
}

// Grade gives a source a grade from today on, on a topic or on all.
func (d *Desk) Grade(ctx context.Context, id underpin.CaseID, source underpin.SourceID, g underpin.Grading, preview bool) (_ *Changed, err error) {
	defer settle(ctx, &err)
	c, _, err := d.load(ctx, id)
	if err != nil {
		return nil, err
	}
	s := c.Index().Sources[source]
	if s == nil {
		return nil, unknown(underpin.KindSource, string(source), names(c.Index().Sources))
	}
	next := *s
	next.Gradings = append(slices.Clone(s.Gradings), g)
	summary := fmt.Sprintf("grade %s %s", source, g.Grade)
	return d.change(ctx, id, register.Op("grade"), summary, Drafted(next), preview)
}

// Retract withdraws testimony from a date on: one statement, or all that a source
// said and has not withdrawn already. Nothing is deleted: as known before that date
// it still counts.
func (d *Desk) Retract(ctx context.Context, id underpin.CaseID, what string, r underpin.Retraction, preview bool) (_ *Changed, err error) {
	defer settle(ctx, &err)
	c, _, err := d.load(ctx, id)
	if err != nil {
		return nil, err
	}
	x := c.Index()
	var dr Draft
	before := 0
	for i := range c.Testimonies {
		t := c.Testimonies[i]
		switch {
		case string(t.ID) != what && (x.Sources[underpin.SourceID(what)] == nil || string(t.Source) != what):
		case t.Retracted != nil: // it was gone earlier, and stays so
			before++
		default:
			t.Retracted = &r
			dr.Put.Testimonies = append(dr.Put.Testimonies, t)
		}
	}
	switch {
	case len(dr.Put.Testimonies) > 0:
	case before > 0:
		return nil, faultf(Withdrawn, "", "what %s said is withdrawn already", what)
	case x.Sources[underpin.SourceID(what)] != nil:
		return nil, faultf(NothingSaid, "", "the source %s has said nothing that could be withdrawn", what)
	default:
		f := unknown(underpin.KindTestimony, what, names(x.Testimonies))
		f.Message = fmt.Sprintf("there is no testimony or source %q in the case", what)
		return nil, f
	}
	return d.change(ctx, id, register.Op("retract"), "retract "+what, dr, preview)
}

// Same records a judgement on whether two entities are one. A later judgement on
// the same two takes the place of the earlier, which the register keeps.
func (d *Desk) Same(ctx context.Context, id underpin.CaseID, s underpin.Sameness, preview bool) (_ *Changed, err error) {
	defer settle(ctx, &err)
	c, _, err := d.load(ctx, id)
	if err != nil {
		return nil, err
	}
	if err := entities(c.Index(), []underpin.EntityID{s.A, s.B}); err != nil {
		return nil, err
	}
	if s.ID == "" {
		s.ID = fmt.Sprintf("%s.%s", min(s.A, s.B), max(s.A, s.B))
	}
	for _, old := range c.Samenesses {
		if min(old.A, old.B) == min(s.A, s.B) && max(old.A, old.B) == max(s.A, s.B) {
			s.ID = old.ID
		}
	}
	summary := fmt.Sprintf("judge %s and %s %s", s.A, s.B, strings.ReplaceAll(string(s.Verdict), "_", " "))
	return d.change(ctx, id, register.Op("same"), summary, Drafted(s), preview)
}

// Today is the day of the desk's clock as a date.
func (d *Desk) Today() underpin.Date { return edtf.Of(underpin.DayOfTime(d.cfg.Now())) }
