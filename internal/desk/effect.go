package desk

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"underpin"
	"underpin/internal/edtf"
	"underpin/internal/register"
	"underpin/internal/shock"
)

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

// notThere stands for what is said of a claim before it is added and after it is
// removed.
const notThere = "not in the case"

// effects lists the claims whose credence or origins a change moves.
func (d *Desk) effects(ctx context.Context, old touched, next, put *underpin.Case) ([]Effect, []string, error) {
	now := d.cfg.Now()
	a, err := newStudy(ctx, old.openCase, Query{}, now, false)
	if err != nil {
		return nil, nil, err
	}
	b, err := newStudy(ctx, newOpenCase(next, register.Entry{}), Query{}, now, false)
	if err != nil {
		return nil, nil, err
	}
	out := []Effect{}
	add := func(e Effect) {
		if e.Before != e.After || e.CredenceBefore != e.CredenceAfter {
			out = append(out, e)
		}
	}
	for i := range next.Claims {
		c := &next.Claims[i]
		if !old.moves(c.ID) {
			continue
		}
		after := b.model.Assess(i, b.At)
		e := Effect{Claim: c.ID, Sentence: b.told(c), After: b.says(c, &after), CredenceAfter: after.Credence, Before: notThere}
		if j, ok := a.model.Claim(c.ID); ok {
			before := a.model.Assess(j, a.At)
			e.Before, e.CredenceBefore = a.says(&old.Claims[j], &before), before.Credence
		}
		add(e)
	}
	for j := range old.Claims {
		c := &old.Claims[j]
		if _, ok := b.model.Claim(c.ID); !ok {
			before := a.model.Assess(j, a.At)
			add(Effect{Claim: c.ID, Sentence: a.told(c), Before: a.says(c, &before), CredenceBefore: before.Credence, After: notThere})
		}
	}
	answered, err := d.answered(ctx, b.open, put.Conclusions)
	return out, slices.Concat(b.remarks(put.Testimonies), ownerless(b.Index, put.Claims), readAnew(a, b), answered), err
}

// manyClaims is from how many claims on the conclusions of a change are answered in the
// first worlds alone.
const manyClaims = 2000

// answered says how the conclusions that a change puts stand after it.
func (d *Desk) answered(ctx context.Context, next *openCase, put []underpin.Conclusion) ([]string, error) {
	if len(put) == 0 {
		return nil, nil
	}
	var q Query
	if len(next.Claims) > manyClaims {
		q.Worlds = firstWorlds
	}
	s, err := newStudy(ctx, next, q, d.cfg.Now(), true)
	if err != nil {
		return nil, err
	}
	var out []string
	for _, k := range put {
		c, answers, err := s.answer(ctx, k.ID)
		if no, ok := errors.AsType[*shock.Error](err); ok {
			out = append(out, fmt.Sprintf("Conclusion %s has no answer: %s", k.ID, no.Message))
			continue
		}
		if err != nil {
			return nil, err
		}
		told, err := s.concluded(ctx, c, answers)
		if err != nil {
			return nil, err
		}
		out = append(out, fmt.Sprintf("%s (on %s, from %s)", strings.TrimSuffix(told.Says, "."), onDay(s.dateOf(c)), count(s.Query.Worlds, "world")))
	}
	return out, nil
}

// readAnew says that a change moves the date as of which a case without one of its own is
// read, the last day in it: everything is then told for another day than a moment ago.
func readAnew(a, b *Study) []string {
	if a.At == b.At || !b.Case.Settings.AsOf.IsZero() {
		return nil
	}
	return []string{fmt.Sprintf("With this the case is read as of %s, the last day that it speaks of, and no longer as of %s. To have it read as of another day: edit settings as_of=%s",
		onDay(b.At), onDay(a.At), edtf.Of(b.today).EDTF)}
}
