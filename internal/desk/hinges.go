package desk

import (
	"cmp"
	"context"
	"errors"
	"math"
	"runtime/debug"
	"slices"
	"strings"

	"underpin"
	"underpin/internal/conclusion"
	"underpin/internal/hinge"
	"underpin/internal/store"
)

// A Hinging is what a conclusion hangs on.
type Hinging struct {
	Conclusion Concluded `json:"conclusion"`
	Hinges     []Hinge   `json:"hinges"`
	// OneVoice is the source or origin without which the answer flips, the one that
	// changes it most, where there is one; Answer says so.
	OneVoice *Hinge `json:"one_voice,omitempty"`
	// Untried counts the sources and origins of which it is not known whether the answer
	// flips without one of them, where it flips without none that was tried.
	Untried int `json:"untried,omitempty"`
	// Trivial is the one author of a case that rests on one, who is not ranked.
	Trivial string  `json:"trivial,omitempty"`
	Caption Caption `json:"caption"`
}

// A Hinge is one premise, with what it is in words.
type Hinge struct {
	hinge.Hinge
	Label string `json:"label"`
	// Assumed: it is an assumption of ours, which Label states, and nobody's word.
	Assumed bool `json:"assumed,omitempty"`
	// AnswerName names the answer without it, where the conclusion asks who.
	AnswerName string `json:"answer_name,omitempty"`
}

// sparingPercent is by how much what is held may grow, in percent, before the collector runs:
// at 25, hinges between two of 30,000 entities take two fifths less memory than at 100 and a
// fourteenth more of the processor.
const sparingPercent = 25

// Hinges finds what a conclusion hangs on: the named one of the case, on its own date
// unless the query asks for another, or an expression. Largest is how many are computed, 10 by default; named ones are
// computed whatever their rank. What changes nothing is no hinge, and is left out
// unless it is named.
func (d *Desk) Hinges(ctx context.Context, q Query, nameOrExpr string, largest int, named []hinge.Ref) (_ *Hinging, err error) {
	defer settle(ctx, &err)
	s, err := d.between(ctx, q, nameOrExpr, named, leastBetween)
	switch {
	case errors.Is(err, store.ErrWhole):
		s, err = d.study(ctx, q, true)
	case err == nil && d.cfg.Sparing:
		defer debug.SetGCPercent(debug.SetGCPercent(sparingPercent))
	}
	if err != nil {
		return nil, err
	}
	s.dated = q.At != ""
	return s.hinges(ctx, nameOrExpr, largest, named)
}

// hinges is [Desk.Hinges] in a study; in a large case it asks only what lies between the
// entities that the conclusion is about, where that decides it.
func (s *Study) hinges(ctx context.Context, nameOrExpr string, largest int, named []hinge.Ref) (*Hinging, error) {
	if len(s.Case.Claims) >= leastBetween {
		var err error
		if s, err = s.betweenOf(ctx, nameOrExpr, named); err != nil {
			return nil, err
		}
	}
	return s.hangsOn(ctx, nameOrExpr, largest, named)
}

func (s *Study) hangsOn(ctx context.Context, nameOrExpr string, largest int, named []hinge.Ref) (*Hinging, error) {
	c, answers, err := s.answer(ctx, nameOrExpr)
	if err != nil {
		return nil, err
	}
	if named, err = s.premises(named); err != nil {
		return nil, err
	}
	r, err := hinge.Find(ctx, answers, hinge.Config{Largest: largest, Named: named, Progress: s.progress("hinges")})
	if err != nil {
		return nil, err
	}
	out := &Hinging{Hinges: []Hinge{}, Caption: s.captionOf(s.dateOf(c))}
	if out.Conclusion, err = s.concluded(ctx, c, answers); err != nil {
		return nil, err
	}
	if r.Trivial != "" {
		out.Trivial = s.Index.SourceLabel(r.Trivial)
	}
	for _, h := range r.Hinges {
		if h.Trivial || h.Delta == 0 && !h.Flips && !slices.Contains(named, h.Ref) {
			continue
		}
		out.Hinges = append(out.Hinges, s.hinge(c, h))
	}
	if out.Conclusion.ByConstruction {
		return out, nil
	}
	if out.OneVoice, out.Untried, err = s.oneVoice(ctx, c, answers, r); err != nil || out.OneVoice == nil {
		return out, err
	}
	out.Conclusion.Answer += "; " + s.withoutVoice(c, out.OneVoice)
	out.Conclusion = s.stated(out.Conclusion)
	return out, nil
}

// hinge puts a hinge in words.
func (s *Study) hinge(c *conclusion.Expression, h hinge.Hinge) Hinge {
	src := s.Index.Sources[underpin.SourceID(h.ID)]
	out := Hinge{Hinge: h, Label: s.premise(h.Ref), Assumed: h.Kind != hinge.Claim && src != nil && src.Kind == underpin.SourceAssumption}
	if c.Kind() == conclusion.Who {
		out.AnswerName = s.whoName(h.Answer)
	}
	return out
}

// voicesTried is how many sources and origins beyond the hinges computed anyway are
// taken out in all worlds to see whether an answer flips without one: those first that
// the screen ranks first.
const voicesTried = 24

// oneVoice finds the source or origin without which an answer flips: of several the
// one that changes it most. All are tried of which the screen does not exclude it, as far
// as that goes; untried counts the others. In a case of one author that is not asked of
// the author.
func (s *Study) oneVoice(ctx context.Context, c *conclusion.Expression, answers *hinge.Answers, r *hinge.Findings) (_ *Hinge, untried int, err error) {
	computed := r.Hinges
	flips := func(h hinge.Hinge) bool { return h.Kind != hinge.Claim && !h.Trivial && h.Flips }
	var more []hinge.Ref
	for _, x := range r.Screen {
		known := slices.ContainsFunc(computed, func(h hinge.Hinge) bool { return h.Ref == x.Ref })
		if x.Kind != hinge.Claim && x.MayFlip && !known {
			more = append(more, x.Ref)
		}
	}
	switch {
	case slices.ContainsFunc(computed, flips):
		more = nil
	case len(more) > voicesTried:
		more, untried = more[:voicesTried], len(more)-voicesTried
	}
	if len(more) > 0 {
		tried, err := hinge.Find(ctx, answers, hinge.Config{Largest: -1, Named: more, Flipping: true})
		if err != nil {
			return nil, 0, err
		}
		computed = slices.Concat(computed, tried.Hinges)
	}
	var out *Hinge
	for _, h := range computed {
		if flips(h) && (out == nil || math.Abs(h.Delta) > math.Abs(out.Delta)) {
			one := s.hinge(c, h)
			out = &one
		}
	}
	if out != nil {
		return out, 0, nil
	}
	return nil, untried + r.UnscreenedVoices, nil
}

// withoutVoice says what becomes of an answer without one voice.
func (s *Study) withoutVoice(c *conclusion.Expression, h *Hinge) string {
	without := " without one voice, " + h.Label
	if h.Assumed {
		without = " without one assumption, “" + strings.TrimSuffix(h.Label, ".") + "”"
	}
	switch {
	case c.Kind() == conclusion.Who:
		return h.AnswerName + without
	case c.Kind() == conclusion.Number:
		return underpin.FormatSpread(h.Without, h.Without, h.Without, c.Unit()) + without
	case h.Without == 0:
		return "in none" + without
	}
	return "in " + underpin.FormatShare(h.Without) + without
}

// premises finds the premises that are named.
func (s *Study) premises(named []hinge.Ref) ([]hinge.Ref, error) {
	out := slices.Clone(named)
	for i, ref := range out {
		kinds := []underpin.RecordKind{underpin.RecordKind(ref.Kind)}
		if ref.Kind == hinge.Origin {
			kinds = append(kinds, underpin.KindSource)
		}
		id, err := s.naming.find(ref.ID, kinds...)
		if f, ok := err.(*Fault); ok && f.Code == AmbiguousName {
			return nil, err
		}
		out[i].ID = cmp.Or(id, ref.ID) // what is none is refused with the others
	}
	return out, nil
}

// premise says in words what a hinge is.
func (s *Study) premise(r hinge.Ref) string {
	switch r.Kind {
	case hinge.Claim:
		if c := s.Index.Claims[underpin.ClaimID(r.ID)]; c != nil {
			return s.told(c)
		}
	case hinge.Origin:
		if o := s.Index.Origins[underpin.OriginID(r.ID)]; o != nil && o.Label != "" {
			return o.Label
		}
		return s.Index.SourceName(underpin.SourceID(r.ID))
	}
	return s.Index.SourceName(underpin.SourceID(r.ID))
}
