package desk

import (
	"context"
	"fmt"
	"slices"
	"sync"

	"underpin"
	"underpin/internal/conclusion"
	"underpin/internal/register"
)

// foresee works out what fillings would change, and reads the part of the case that they
// touch as it would be. It writes nothing.
func (d *Desk) foresee(ctx context.Context, id underpin.CaseID, list []Filling) (*Changed, *Study, error) {
	w, held, dr, err := d.supposedly(ctx, id, list)
	if err != nil {
		return nil, nil, err
	}
	on, done, err := dr.workOutWhereTouched(held)
	if err != nil {
		return nil, nil, w.called(err)
	}
	out := &Changed{Case: held.ID, Summary: dr.Summary, Put: done.written()}
	if out.Effects, out.Remarks, err = d.effects(ctx, on, done.next, &dr.Put); err != nil {
		return nil, nil, err
	}
	s, err := newStudy(ctx, newOpenCase(done.next, register.Entry{}), Query{}, d.cfg.Now(), false)
	return out, s, err
}

// supposedly makes the draft that fillings would be written as, beside the case as it is held.
func (d *Desk) supposedly(ctx context.Context, id underpin.CaseID, list []Filling) (*writing, *openCase, Draft, error) {
	w, err := d.writing(ctx, id, list, How{Preview: true})
	if err != nil {
		return nil, nil, Draft{}, err
	}
	held, err := d.load(ctx, id)
	if err != nil {
		return nil, nil, Draft{}, err
	}
	dr, err := w.draft(ctx, held)
	if err != nil {
		return nil, nil, Draft{}, w.called(err)
	}
	return w, held, dr.recorded(underpin.DayOfTime(d.cfg.Now())), nil
}

// studies reads the whole case before fillings and after them.
func (d *Desk) studies(ctx context.Context, q Query, list []Filling) (before, after *Study, err error) {
	w, held, dr, err := d.supposedly(ctx, q.Case, list)
	if err != nil {
		return nil, nil, err
	}
	done, err := dr.workOut(held.Case, held.index())
	if err != nil {
		return nil, nil, w.called(err)
	}
	return d.around(ctx, q, held, &dr, done.next)
}

// around reads a case as it is, and as a draft would make it.
func (d *Desk) around(ctx context.Context, q Query, held *openCase, dr *Draft, then *underpin.Case) (before, after *Study, err error) {
	if before, err = newStudy(ctx, held, q, d.cfg.Now(), true); err != nil {
		return nil, nil, err
	}
	next := newOpenCase(then, register.Entry{})
	next.index = sync.OnceValue(func() *underpin.Index { return held.index().Reindex(held.Case, then) })
	if after, err = newStudy(ctx, next, q, d.cfg.Now(), true); err != nil {
		return nil, nil, err
	}
	if held.adds(dr) && slices.Equal(before.lost, after.lost) && slices.Equal(before.lostClaims, after.lostClaims) {
		after.from = before
		after.moved, _, _ = held.movedByDraft(dr)
	}
	return before, after, nil
}

// values are the answers of a conclusion in the worlds of the study, kept as long as the
// case is what it is: each line that is typed asks for them again.
func (s *Study) values(ctx context.Context, id string) ([]conclusion.Value, error) {
	q := s.Query
	q.Progress = nil
	v, err := s.open.prepared.of(ctx, fmt.Sprintf("values %s %+v %d", id, q, s.today), func() (any, error) {
		_, a, err := s.answer(ctx, id)
		if err != nil {
			return nil, err
		}
		return a.Values, nil
	})
	if err != nil {
		return nil, err
	}
	return v.([]conclusion.Value), nil
}

// since are the answers of a conclusion in the worlds of the study, from those in the study
// of the case before a draft: where a draft only adds, no more is asked than the worlds that
// it moves.
func (s *Study) since(ctx context.Context, id string, values []conclusion.Value) ([]conclusion.Value, error) {
	_, judge, now, err := s.judged(ctx, id)
	if err != nil {
		return nil, err
	}
	if s.from == nil {
		return judge.Answer(ctx, now, nil, 0)
	}
	_, earlier, was, err := s.from.judged(ctx, id)
	if err != nil {
		return nil, err
	}
	worlds, partly := judge.Since(earlier, was, now)
	moved, err := judge.Answer(ctx, now, worlds, 0)
	if err != nil || !partly {
		return moved, err
	}
	out := slices.Clone(values)
	for world := range worlds.Each() {
		out[world] = moved[world]
	}
	return out, nil
}

// adds reports whether a draft does no more than add claims to a case, and change what is
// said of claims and by whom: then what networks are made of is there as it was.
func (o *openCase) adds(dr *Draft) bool {
	for ref := range dr.Put.Records() {
		switch ref.Kind {
		case underpin.KindTestimony, underpin.KindSource, underpin.KindOrigin, underpin.KindEncounter:
		case underpin.KindClaim:
			if o.index().Find(ref) != nil {
				return false
			}
		default:
			return false
		}
	}
	return len(dr.Remove) == 0
}
