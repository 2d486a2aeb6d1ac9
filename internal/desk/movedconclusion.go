package desk

import (
	"cmp"
	"context"
	"math"
	"slices"

	"underpin"
	"underpin/internal/conclusion"
)

// A MovedConclusion is a conclusion before and after a change.
type MovedConclusion struct {
	Kind underpin.RecordKind `json:"kind"`
	ID   string              `json:"id"`
	Text string              `json:"text"`
	// Before and After are the answers in words, ValueBefore and ValueAfter as one number each,
	// and ShareBefore and ShareAfter these as they are written.
	Before      string `json:"before"`
	After       string `json:"after"`
	ShareBefore string `json:"share_before"`
	ShareAfter  string `json:"share_after"`
	// Shares says what these are of: the worlds of an answer, or the answer itself.
	Shares      string  `json:"shares"`
	ValueBefore float64 `json:"value_before"`
	ValueAfter  float64 `json:"value_after"`
	// Voice is the one without whom the answer flips, before or else after, with what is
	// left of it then. Hangs says what becomes of that; both are empty where nobody is. Freed:
	// the answer hangs on nobody any longer.
	Voice        string `json:"voice,omitempty"`
	VoicedBefore string `json:"voiced_before,omitempty"`
	VoicedAfter  string `json:"voiced_after,omitempty"`
	Hangs        string `json:"hangs,omitempty"`
	Freed        bool   `json:"freed,omitempty"`
}

// MovedConclusions are the conclusions that a change moves.
type MovedConclusions struct {
	Moved []MovedConclusion `json:"moved"`
	// Asked counts the conclusions that were computed, and Worlds in how many worlds of how
	// many; SE bounds the sampling error of a share.
	Asked  int     `json:"asked"`
	Worlds int     `json:"worlds"`
	SE     float64 `json:"se"`
}

// mostMoved is how many conclusions are said with the voice that they hang on.
const mostMoved = 2

// slight is a change of a share of worlds that is no news, unless it turns the answer.
const slight = .005

// LineConclusions answers the conclusions of a case before and after a line of the capture
// sheet, in as many worlds as the query says, and tells those that it moves, the one that
// it moves most first. With voices it says of these whether they hang on one voice.
func (d *Desk) LineConclusions(ctx context.Context, q Query, l SheetLine, voices bool) (_ *MovedConclusions, err error) {
	defer settle(ctx, &err)
	if err := q.check(); err != nil {
		return nil, err
	}
	_, r, err := d.lineOf(ctx, q.Case, &l)
	if err != nil {
		return nil, err
	}
	q = q.withDefaults()
	out := &MovedConclusions{Moved: []MovedConclusion{}, Worlds: q.Worlds, SE: halfError(q.Worlds)}
	if len(r.missing)+len(r.lost) > 0 {
		return out, nil
	}
	list, _ := r.write()
	before, after, err := d.studies(ctx, q, list)
	if f, ok := err.(*Fault); ok && f.Code == BadRecord { // the reading of the line says it
		return out, nil
	}
	if err != nil {
		return nil, err
	}
	if err := out.ask(ctx, before, after); err != nil {
		return nil, err
	}
	for i := range out.Moved[:min(mostMoved, len(out.Moved))] {
		if voices {
			if err := out.Moved[i].voice(ctx, before, after); err != nil {
				return nil, err
			}
		}
	}
	return out, nil
}

// ask answers the conclusions in two studies and keeps those that move, the one that moves
// most first.
func (l *MovedConclusions) ask(ctx context.Context, before, after *Study) error {
	for _, c := range before.Case.Conclusions {
		if c.ByConstruction {
			continue
		}
		l.Asked++
		m, moved, err := movedBetween(ctx, before, after, c)
		if err != nil {
			return err
		}
		if moved {
			l.Moved = append(l.Moved, m)
		}
	}
	change := func(m MovedConclusion) float64 { return math.Abs(m.ValueAfter - m.ValueBefore) }
	slices.SortStableFunc(l.Moved, func(a, b MovedConclusion) int { return cmp.Compare(change(b), change(a)) })
	return nil
}

// movedBetween answers a conclusion in two studies, and reports whether the answer moves.
func movedBetween(ctx context.Context, before, after *Study, c underpin.Conclusion) (MovedConclusion, bool, error) {
	m := MovedConclusion{Kind: underpin.KindConclusion, ID: c.ID, Text: c.Text}
	expr, err := before.conclusion(c.ID)
	if err != nil {
		return m, false, err
	}
	values, err := before.values(ctx, c.ID)
	if err != nil {
		return m, false, err
	}
	was := conclusion.Summarise(expr.Kind(), values)
	moved, err := after.since(ctx, c.ID, values)
	if err != nil {
		return m, false, err
	}
	b := conclusion.Summarise(expr.Kind(), moved)
	m.Before, m.After = before.inWords(was, expr.Unit()), after.inWords(b, expr.Unit())
	m.ValueBefore, m.ValueAfter = was.Value, b.Value
	m.ShareBefore, m.ShareAfter, m.Shares = shareOf(expr, m.ValueBefore), shareOf(expr, m.ValueAfter), m.After
	if expr.Kind() == conclusion.Boolean {
		m.Shares = "yes, in this share of worlds"
	}
	return m, m.Before != m.After && (math.Abs(m.ValueAfter-m.ValueBefore) >= slight || was.Who != b.Who), nil
}

// shareOf writes an answer as a number: a share of worlds, or a number of its own.
func shareOf(c *conclusion.Expression, value float64) string {
	if c.Kind() == conclusion.Number {
		return underpin.FormatSpread(value, value, value, c.Unit())
	}
	return underpin.FormatShare(value)
}

// voice says on which one voice an answer hangs, before and after.
func (m *MovedConclusion) voice(ctx context.Context, before, after *Study) error {
	const fewHinges = 3
	a, err := before.hinges(ctx, m.ID, fewHinges, nil)
	if err != nil {
		return err
	}
	b, err := after.hinges(ctx, m.ID, fewHinges, nil)
	if err != nil {
		return err
	}
	one, side := a.OneVoice, b
	if one == nil {
		one, side = b.OneVoice, a
	}
	switch {
	case one == nil:
		return nil
	case a.OneVoice != nil && b.OneVoice == nil:
		m.Hangs, m.Freed = "It would hang on one voice no longer.", true
	case a.OneVoice == nil:
		m.Hangs = "It would hang on one voice."
	case a.OneVoice.Ref == b.OneVoice.Ref:
		m.Hangs = "It still hangs on one voice."
	default:
		m.Hangs = "It would still hang on one voice, " + b.OneVoice.Label + "."
	}
	m.Voice = one.Label
	expr, err := before.conclusion(m.ID)
	if err != nil {
		return err
	}
	here, there := shareOf(expr, one.Without), ""
	for _, h := range side.Hinges {
		if h.Ref == one.Ref {
			there = shareOf(expr, h.Without)
		}
	}
	if m.VoicedBefore, m.VoicedAfter = here, there; a.OneVoice == nil {
		m.VoicedBefore, m.VoicedAfter = there, here
	}
	return nil
}
