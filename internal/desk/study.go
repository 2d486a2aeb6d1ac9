package desk

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"underpin"
	"underpin/internal/evidence"
	"underpin/internal/snapshot"
	"underpin/internal/store"
)

// A Study is a case read by a query: its testimony weighed as known on a date,
// under the what-if on the evidence, and its worlds on a date once they are asked
// for. It is for one goroutine.
type Study struct {
	Case  *underpin.Case
	Index *underpin.Index
	Query Query
	// At and Known are the dates it is read at.
	At, Known underpin.Day

	open   *openCase
	naming *naming
	model  *openModel
	today  underpin.Day
	// lost and lostClaims are what [Query.Lose] names.
	lost       []underpin.EntityID
	lostClaims []underpin.ClaimID
	// whole is the case with all its testimony, where Case is what may be told of it.
	whole *openCase
	// places are where the map of the case has its entities, where a picture needs them.
	places map[underpin.EntityID]store.MapPlace
	// dated: a conclusion is answered on the date of the query and not on its own.
	dated bool
	// between: the case has no more than what lies between the entities of one conclusion.
	between bool
	// from is the study of the case to which what is foreseen only adds, and moved are the
	// claims whose assessment that may move; nil for all.
	from  *Study
	moved map[underpin.ClaimID]bool
}

// newStudy reads a case by a query. With shock, the date defaults to that of the
// case's standing what-if.
func newStudy(ctx context.Context, o *openCase, q Query, now time.Time, shock bool) (*Study, error) {
	s, err := readBy(o, q, now, shock)
	if err != nil {
		return nil, err
	}
	return s, s.weigh(ctx)
}

// readBy is newStudy before anything is weighed.
func readBy(o *openCase, q Query, now time.Time, shock bool) (*Study, error) {
	if err := q.check(); err != nil {
		return nil, err
	}
	q = q.withDefaults()
	today := underpin.DayOfTime(now)
	known, err := q.knownOn(now)
	if err != nil {
		return nil, err
	}
	s := &Study{Case: o.Case, whole: o, Query: q, Known: known, today: today, open: o, naming: o.naming()}
	if err := s.date(shock); err != nil {
		return nil, err
	}
	if len(q.Lose) == 0 {
		s.Query.Lose = o.Settings.Lose
	}
	if s.lost, s.lostClaims, err = s.naming.losses(s.Query.Lose); err != nil {
		return nil, err
	}
	if none := s.unlearned(); none != "" && shock && s.losing() {
		return nil, faultf(NotThere, "ask as known on a later date", "nothing can be lost. %s", strings.TrimSuffix(none, "."))
	}
	if s.Query.Edits, err = s.naming.edits(q.Edits); err != nil {
		return nil, err
	}
	return s, nil
}

// date settles the date of the study and refuses one outside the case.
func (s *Study) date(shock bool) error {
	set := s.Case.Settings
	switch {
	case s.Query.At != "":
		d, err := day("at", s.Query.At)
		if err != nil {
			return err
		}
		if err := within(s.Case, d); err != nil {
			return err
		}
		s.At = d
	case shock && !set.ShockAt.IsZero():
		s.At = set.ShockAt.Last
	case !set.AsOf.IsZero():
		s.At = set.AsOf.Last
	default:
		s.At = s.today // nobody has said anything yet
		if _, last := s.Case.Extent(); last > underpin.MinDay {
			s.At = last
		}
	}
	return nil
}

// weigh weighs the testimony, or finds it weighed.
func (s *Study) weigh(ctx context.Context) error {
	key := modelKey{known: s.Known, today: s.today, purpose: s.Query.purpose}
	if !s.Query.Edits.IsZero() {
		key.edits = fmt.Sprintf("%q", s.Query.Edits)
	}
	m, err := s.open.model(ctx, key, s.Query.Edits, s.tell)
	if err != nil {
		return err
	}
	s.model, s.Case, s.Index = m, m.Case(), m.Index()
	return nil
}

// losing reports whether anything is lost.
func (s *Study) losing() bool { return len(s.lost)+len(s.lostClaims) > 0 }

// Sample returns the worlds of the study on some days, drawn when first asked for. A
// world is the same one on every day.
func (s *Study) Sample(ctx context.Context, on ...underpin.Day) (*evidence.Sample, error) {
	s.tell("drawing worlds")
	var base *evidence.Sample
	if s.moved != nil {
		var err error
		if base, err = s.from.Sample(ctx, on...); err != nil {
			return nil, err
		}
	}
	cfg := s.sampleConfig(on...)
	cfg.Base, cfg.Moved = base, func(i int) bool { return s.moved[s.Case.Claims[i].ID] }
	return s.model.sample(ctx, cfg)
}

// sampleConfig says which worlds are drawn for some days.
func (s *Study) sampleConfig(on ...underpin.Day) evidence.SampleConfig {
	return evidence.SampleConfig{Worlds: s.Query.Worlds, Seed: s.Query.Seed, Dates: on, Progress: s.progress("drawing worlds, claims")}
}

// Frame returns the networks of the study on a day, one a world.
func (s *Study) Frame(ctx context.Context, on underpin.Day) (*snapshot.Frame, error) {
	p, sample, err := s.drawn(ctx, on)
	if err != nil {
		return nil, err
	}
	return p.On(sample, 0, sample.Worlds), nil
}

// Shareholdings returns who holds what by shares on a day.
func (s *Study) Shareholdings(ctx context.Context, on underpin.Day) (*snapshot.Shareholdings, error) {
	p, sample, err := s.drawn(ctx, on)
	if err != nil {
		return nil, err
	}
	return p.Shareholdings(sample, 0, sample.Worlds), nil
}

// drawn returns what networks of a day are read from.
func (s *Study) drawn(ctx context.Context, on underpin.Day) (*snapshot.Projection, *evidence.Sample, error) {
	p, err := s.Projection()
	if err != nil {
		return nil, nil, err
	}
	sample, err := s.Sample(ctx, on)
	return p, sample, err
}

// Projection returns the case compiled for networks.
func (s *Study) Projection() (*snapshot.Projection, error) { return s.model.projection() }

// run says how computations over worlds report their progress.
func (s *Study) run(stage string) snapshot.RunConfig {
	return snapshot.RunConfig{Progress: s.progress(stage)}
}

// tell says what may take long.
func (s *Study) tell(doing string) {
	if s.Query.Progress != nil {
		s.Query.Progress(doing, 0, 0)
	}
}

func (s *Study) progress(stage string) func(done, total int) {
	if s.Query.Progress == nil {
		return nil
	}
	return func(done, total int) { s.Query.Progress(stage, done, total) }
}

// claim finds a claim of the case.
func (s *Study) claim(id underpin.ClaimID) (int, error) {
	if i, ok := s.model.Claim(id); ok {
		return i, nil
	}
	named, err := s.naming.find(string(id), underpin.KindClaim)
	if err != nil {
		return 0, err
	}
	i, ok := s.model.Claim(underpin.ClaimID(named))
	if !ok {
		return 0, unknown(underpin.KindClaim, named)
	}
	return i, nil
}

// roots are where reach is measured from: those named, else the case's own.
func (s *Study) roots(named []underpin.EntityID) ([]underpin.EntityID, error) {
	if len(named) == 0 {
		return slices.Clone(s.Case.Settings.Roots), nil
	}
	return each(s.naming, underpin.KindEntity, named)
}

// Caption says by which dates and numbers a result was computed.
type Caption struct {
	At     string `json:"at"`
	Known  string `json:"known"`
	Worlds int    `json:"worlds,omitempty"`
	Seed   uint64 `json:"seed,omitempty"`
	WhatIf string `json:"what_if,omitempty"`
	// Persons says that persons are left out of the list, and why.
	Persons string `json:"persons,omitempty"`
	// Account says on whose word what is computed stands, and for when; Grades which
	// grades it used, and whose they are.
	Account string `json:"account,omitempty"`
	// Frame is the account in short, for the heading of a list: "by Ana Ruiz's account
	// as coded".
	Frame  string `json:"-"`
	Grades string `json:"grades,omitempty"`
	// AtDay and KnownDay are At and Known as days.
	AtDay    underpin.Day `json:"-"`
	KnownDay underpin.Day `json:"-"`
	// Unlearned says that nothing of the case had been learned by the day as known on
	// which it was asked; empty where something had.
	Unlearned string `json:"-"`
}

// On is the day of a result, and KnownOn the day as known on which, as a sentence has them.
func (c Caption) On() string      { return onDay(c.AtDay) }
func (c Caption) KnownOn() string { return onDay(c.KnownDay) }

// Caption describes the study; sampled adds worlds and seed.
func (s *Study) Caption(sampled bool) Caption {
	c := Caption{At: s.At.String(), Known: s.Known.String(), WhatIf: describeEdits(s.Query.Edits), AtDay: s.At, KnownDay: s.Known, Unlearned: s.unlearned()}
	if sampled {
		c.Worlds, c.Seed = s.Query.Worlds, s.Query.Seed
		c.Frame, c.Account, c.Grades = s.account(), capital(s.account()), s.graded()
		if at := s.described(); at != "" {
			c.Account += ", " + at
		}
		c.Account += "; not a forecast."
	}
	return c
}

// unlearned says that nothing of the case had been learned by the day as known on which
// the query asks, and from when on something had.
func (s *Study) unlearned() string {
	if s.Query.Known == "" || s.whole.Whole != nil {
		return ""
	}
	first := underpin.MaxDay
	for i := range s.whole.Testimonies {
		if from, to := s.whole.Testimonies[i].Counted(); from <= to {
			first = min(first, from)
		}
	}
	if first <= s.Known || first == underpin.MaxDay {
		return ""
	}
	return fmt.Sprintf("Nothing in the case had been learned by %s: the first of it was learned on %s.", onDay(s.Known), onDay(first))
}

// captionOf describes a sampled answer on a day that need not be the study's.
func (s *Study) captionOf(on underpin.Day) Caption {
	c := s.Caption(true)
	c.At, c.AtDay = on.String(), on
	return c
}
