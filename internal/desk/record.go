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

// Add records a draft of new records as one entry; with preview it only tells what
// would change. It puts none in the place of one that is there. Records without an id
// get one, as a form gives it: of their name, or with the next number that is free
// (c12, c05.3). Testimony that names no claim is on the one claim of the draft.
func (d *Desk) Add(ctx context.Context, id underpin.CaseID, dr Draft, preview bool) (_ *Changed, err error) {
	defer settle(ctx, &err)
	return d.change(ctx, id, register.OpAdd, preview, func(held *openCase) (Draft, error) {
		dr, x := dr, held.index()
		var err error
		if dr.Put, err = held.naming().with(held.Case, &dr.Put).records(&dr.Put); err != nil {
			return dr, err
		}
		issue := issuing{ctx: ctx, desk: d, held: held, taken: map[underpin.RecordRef]bool{}}
		if err := issue.nameless(&dr.Put); err != nil {
			return dr, err
		}
		var refs []underpin.RecordRef
		for ref := range dr.Put.Records() {
			if x.Has(ref) {
				f := faultf(IDTaken, "choose another id, or edit the one that is there", "the case already has %s", quotedRef(ref))
				f.Record = ref
				return dr, f
			}
			refs = append(refs, ref)
		}
		dr.Summary = "add " + listed(refs)
		return dr, nil
	})
}

// quotedRef writes a reference with its id in quotes: the claim "c05".
func quotedRef(ref underpin.RecordRef) string {
	if ref.ID == "" {
		return string(ref.Kind)
	}
	return fmt.Sprintf("the %s %q", ref.Kind, ref.ID)
}

// Grade gives a source a grade from today on, on a topic or on all.
func (d *Desk) Grade(ctx context.Context, id underpin.CaseID, source underpin.SourceID, g underpin.Grading, preview bool) (_ *Changed, err error) {
	defer settle(ctx, &err)
	return d.change(ctx, id, register.OpGrade, preview, func(held *openCase) (Draft, error) {
		id, err := held.naming().find(string(source), underpin.KindSource)
		if err != nil {
			return Draft{}, err
		}
		s := held.index().Sources[underpin.SourceID(id)]
		next := *s
		next.Gradings = append(slices.Clone(s.Gradings), g)
		dr := Drafted(next)
		dr.Summary = fmt.Sprintf("grade %s %s", s.ID, g.Grade)
		return dr, nil
	})
}

// Retract withdraws testimony from a date on: one statement, or all that a source
// said and has not withdrawn already. Nothing is deleted: as known before that date
// it still counts.
func (d *Desk) Retract(ctx context.Context, id underpin.CaseID, what string, r underpin.Retraction, preview bool) (_ *Changed, err error) {
	defer settle(ctx, &err)
	return d.change(ctx, id, register.OpRetract, preview, func(held *openCase) (Draft, error) {
		x := held.index()
		what, err := held.naming().find(what, underpin.KindTestimony, underpin.KindSource)
		if f, ok := err.(*Fault); ok {
			f.Message = strings.Replace(f.Message, "no testimony", "no testimony or source", 1)
			return Draft{}, f
		}
		dr := Draft{Summary: "retract " + what}
		before := 0
		for _, t := range held.Testimonies {
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
			return dr, nil
		case before > 0:
			return dr, faultf(Withdrawn, "", "what %s said has already been withdrawn", what)
		}
		return dr, faultf(NothingSaid, "", "the source %s has said nothing that could be withdrawn", what)
	})
}

// Same records a judgement on whether two entities are one. A later judgement on
// the same two takes the place of the earlier, which the register keeps.
func (d *Desk) Same(ctx context.Context, id underpin.CaseID, s underpin.Sameness, preview bool) (_ *Changed, err error) {
	defer settle(ctx, &err)
	meaning := ""
	done, err := d.change(ctx, id, register.OpSame, preview, func(held *openCase) (Draft, error) {
		s, n := s, held.naming()
		var err error
		if s.A, err = n.entity(s.A); err != nil {
			return Draft{}, err
		}
		if s.B, err = n.entity(s.B); err != nil {
			return Draft{}, err
		}
		if s.ID == "" {
			s.ID = fmt.Sprintf("%s.%s", min(s.A, s.B), max(s.A, s.B))
		}
		for _, old := range held.Samenesses {
			if min(old.A, old.B) == min(s.A, s.B) && max(old.A, old.B) == max(s.A, s.B) {
				s.ID = old.ID
			}
		}
		dr := Drafted(s)
		dr.Summary = fmt.Sprintf("judge %s and %s %s", s.A, s.B, strings.ReplaceAll(string(s.Verdict), "_", " "))
		meaning = samenessMeans(held.index(), &s)
		return dr, nil
	})
	if err == nil {
		done.Remarks = append(done.Remarks, meaning)
	}
	return done, err
}

// samenessMeans says what a judgement does from now on, also where no credence moves.
func samenessMeans(x *underpin.Index, s *underpin.Sameness) string {
	a, b := x.NameOf(s.A), x.NameOf(s.B)
	switch {
	case s.Verdict == underpin.Same:
		return fmt.Sprintf("%s and %s are one from now on: one node and one row, and what is said of the one counts for the other", a, b)
	case s.Verdict == underpin.NotSame:
		return fmt.Sprintf("%s and %s are two from now on, in every world and whatever is said", a, b)
	case s.P == 0:
		return fmt.Sprintf("Whether %s and %s are one is left to the testimony: it is drawn in each world", a, b)
	}
	return fmt.Sprintf("%s and %s are one in about %s of the worlds drawn from now on: there the one holds what the other holds, and ranks with it; in the others they are two", a, b, underpin.FormatShare(s.P))
}

// Today is the day of the desk's clock as a date.
func (d *Desk) Today() underpin.Date { return edtf.Of(underpin.DayOfTime(d.cfg.Now())) }
