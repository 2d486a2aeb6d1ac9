package desk

import (
	"context"
	"slices"
)

// A WorkOut is a long answer on the way: what is known of it already, and how far it is.
type WorkOut struct {
	// Text is the conclusion.
	Text string `json:"text"`
	// Trail is the answer by the worlds drawn, each point from twice as many as the one
	// before.
	Trail []TrailPoint `json:"trail"`
	Steps []WorkStep   `json:"steps"`
	// Conclusion, Hinges and Questions are there as soon as they are known.
	Conclusion *Concluded `json:"conclusion,omitempty"`
	Hinges     []Hinge    `json:"hinges"`
	Asking     *Asking    `json:"asking,omitempty"`
}

// A TrailPoint is the answer from so many worlds, with its sampling error.
type TrailPoint struct {
	Worlds int     `json:"worlds"`
	Value  float64 `json:"value"`
	SE     float64 `json:"se"`
}

// A WorkStep is one step: how much of it is done, of how much; Total is 0 where that is
// not known yet.
type WorkStep struct {
	Name  string `json:"name"`
	Doing string `json:"doing,omitempty"`
	Done  int    `json:"done"`
	Total int    `json:"total"`
}

// The steps of a work-out.
const (
	stepWorlds = iota
	stepHinges
	stepAsking
)

// fewestWorlds is how many worlds give the first answer.
const fewestWorlds = 25

// WorkOut answers a conclusion of the case, finds what it hangs on and what to ask next,
// and tells how far it is whenever it is further. Where the context ends, what was told
// stays true.
func (d *Desk) WorkOut(ctx context.Context, q Query, id string, tell func(WorkOut)) (_ *WorkOut, err error) {
	defer settle(ctx, &err)
	whole := q.withDefaults().Worlds
	w := &WorkOut{Text: id, Trail: []TrailPoint{}, Hinges: []Hinge{}, Steps: []WorkStep{
		{Name: "Worlds drawn", Total: whole}, {Name: "What hangs on it"}, {Name: "What to ask next"},
	}}
	step := stepWorlds
	told := func() {
		now := *w
		now.Trail, now.Steps, now.Hinges = slices.Clone(w.Trail), slices.Clone(w.Steps), slices.Clone(w.Hinges)
		tell(now)
	}
	q.Progress = func(doing string, done, total int) {
		w.Steps[step].Doing = doing
		if step != stepWorlds && total > 0 {
			w.Steps[step].Done, w.Steps[step].Total = done, total
		}
		told()
	}
	for n := min(fewestWorlds, whole); ; n = min(2*n, whole) {
		fewer := q
		fewer.Worlds = n
		c, err := d.conclude(ctx, fewer, id)
		if err != nil {
			return nil, err
		}
		w.Text, w.Conclusion = c.Text, c
		w.Trail = append(w.Trail, TrailPoint{n, c.Summary.Value, c.Summary.SE})
		w.Steps[stepWorlds].Done = n
		told()
		if n == whole {
			break
		}
	}
	w.end(stepWorlds)
	step = stepHinges
	h, err := d.Hinges(ctx, q, id, 0, nil)
	if err != nil {
		return nil, err
	}
	w.Hinges, w.Conclusion = h.Hinges, &h.Conclusion
	w.end(stepHinges)
	told()
	step = stepAsking
	if w.Asking, err = d.Ask(ctx, q, id); err != nil {
		return nil, err
	}
	w.end(stepAsking)
	told()
	return w, nil
}

// end says that a step is done.
func (w *WorkOut) end(step int) {
	s := &w.Steps[step]
	s.Total = max(s.Total, 1)
	s.Done, s.Doing = s.Total, ""
}

// conclude answers a conclusion, and nothing more.
func (d *Desk) conclude(ctx context.Context, q Query, id string) (*Concluded, error) {
	s, err := d.study(ctx, q, true)
	if err != nil {
		return nil, err
	}
	s.dated = q.At != ""
	c, answers, err := s.answer(ctx, id)
	if err != nil {
		return nil, err
	}
	out, err := s.concluded(ctx, c, answers)
	return &out, err
}
