package main

import (
	"context"
	"fmt"

	"underpin"
	"underpin/internal/conclusion"
	"underpin/internal/evidence"
	"underpin/internal/hinge"
	"underpin/internal/snapshot"
	"underpin/internal/synth"
	"underpin/internal/worldset"
)

// The conclusions of the hinge rows, on a generated case that loses its first person.
const (
	onComponents = "after.components - before.components"
	onCentre     = `after.top("betweenness", "Person")`
)

// A hingeStudy is a generated case and a conclusion, with its worlds once answered.
type hingeStudy struct {
	task  task
	c     *underpin.Case
	model *evidence.Model
	ties  []snapshot.Tie
	judge *conclusion.Judge
	base  *hinge.Answers
}

func newStudy(t task, expr string) (*hingeStudy, error) {
	c := synth.Case(synth.CaseConfig{Entities: t.Entities, Claims: t.Claims, Sources: t.Sources, Seed: t.Seed})
	m, err := evidence.Compile(c, evidence.Config{Known: underpin.MaxDay})
	if err != nil {
		return nil, err
	}
	p, err := snapshot.New(c, nil, snapshot.TieFilter{})
	if err != nil {
		return nil, err
	}
	k, err := conclusion.Find(c, expr)
	if err != nil {
		return nil, err
	}
	lose := []underpin.EntityID{"person-0"}
	return &hingeStudy{task: t, c: c, model: m, ties: p.Ties, judge: conclusion.NewJudge(k, p, conclusion.JudgeConfig{Entities: lose})}, nil
}

func (s *hingeStudy) sample(m *evidence.Model) (*evidence.Sample, error) {
	return m.Sample(context.Background(), evidence.SampleConfig{
		Worlds: s.task.Worlds, Seed: s.task.Seed, Dates: []underpin.Day{s.c.Settings.ShockAt.Last},
	})
}

// answer draws the worlds and answers the conclusion in them.
func (s *hingeStudy) answer() error {
	sample, err := s.sample(s.model)
	if err != nil {
		return err
	}
	s.base, err = hinge.Answer(context.Background(), s.model, sample, s.judge, 0)
	return err
}

// tiesHeld is the mean number of binding ties in a world.
func (s *hingeStudy) tiesHeld() (float64, error) {
	sample, err := s.sample(s.model)
	if err != nil {
		return 0, err
	}
	held := 0
	for i := range s.ties {
		if s.ties[i].Binding {
			held += sample.ClaimRow(0, s.ties[i].Claim).Count()
		}
	}
	return float64(held) / float64(s.task.Worlds), nil
}

func (s *hingeStudy) find(cfg hinge.Config) (*hinge.Findings, error) {
	cfg.Kinds = []hinge.PremiseKind{hinge.Source}
	return hinge.Find(context.Background(), s.base, cfg)
}

// brute takes sources out one after the other, each with everything drawn and
// answered afresh in all worlds.
func (s *hingeStudy) brute(sources []underpin.SourceID) error {
	all := worldset.All(s.task.Worlds)
	for _, id := range sources {
		m, err := s.model.Edited(evidence.Edits{Without: []underpin.SourceID{id}})
		if err != nil {
			return err
		}
		sample, err := s.sample(m)
		if err != nil {
			return err
		}
		if _, err := s.judge.Answer(context.Background(), sample, all, 0); err != nil {
			return err
		}
	}
	return nil
}

// measureScreen draws and answers the worlds once and screens all sources. Finding
// computes one hinge at least, whose time is taken again and taken off.
func measureScreen(t task) (result, error) {
	s, err := newStudy(t, onComponents)
	if err != nil {
		return result{}, err
	}
	sampling, err := once(s.answer)
	if err != nil {
		return result{}, err
	}
	var report *hinge.Findings
	screen, err := thrice(func() (err error) { report, err = s.find(hinge.Config{Largest: 1}); return err })
	if err != nil {
		return result{}, err
	}
	named := hinge.Config{Largest: -1}
	for _, h := range report.Hinges {
		named.Named = append(named.Named, h.Ref)
	}
	solving, err := thrice(func() error { _, err := s.find(named); return err })
	if err != nil {
		return result{}, err
	}
	held, err := s.tiesHeld()
	if err != nil {
		return result{}, err
	}
	alone := result{Wall: max(screen.Wall-solving.Wall, 0), CPU: max(screen.CPU-solving.CPU, 0)}
	return result{Wall: sampling.Wall + alone.Wall, CPU: sampling.CPU + alone.CPU, Facts: map[string]float64{
		"ties": held, "screened": float64(len(report.Screen)), "sampling and answering": sampling.Wall, "screen alone": alone.Wall,
	}}, nil
}

// thrice is the median of three turns of the same work.
func thrice(work func() error) (result, error) {
	var walls, cpus []float64
	for range 3 {
		r, err := once(work)
		if err != nil {
			return result{}, err
		}
		walls, cpus = append(walls, r.Wall), append(cpus, r.CPU)
	}
	return result{Wall: median(walls), CPU: median(cpus)}, nil
}

// largest are the largest sources of the screen.
func (s *hingeStudy) largest(n int) ([]hinge.Ref, error) {
	if err := s.answer(); err != nil {
		return nil, err
	}
	report, err := s.find(hinge.Config{Largest: 1})
	if err != nil {
		return nil, err
	}
	var refs []hinge.Ref
	for _, h := range report.Screen[:min(n, len(report.Screen))] {
		refs = append(refs, h.Ref)
	}
	return refs, nil
}

// measureResolve computes the largest hinges of the screen, given the base answers.
func measureResolve(t task) (result, error) {
	s, err := newStudy(t, onComponents)
	if err != nil {
		return result{}, err
	}
	refs, err := s.largest(t.Count)
	if err != nil {
		return result{}, err
	}
	var report *hinge.Findings
	r, err := once(func() (err error) { report, err = s.find(hinge.Config{Largest: -1, Named: refs}); return err })
	if err != nil {
		return result{}, err
	}
	changed := 0
	for _, h := range report.Hinges {
		changed += h.Changed
	}
	r.Wall, r.CPU = r.Wall/float64(len(refs)), r.CPU/float64(len(refs))
	r.Facts = map[string]float64{"hinges": float64(len(refs)), "worlds changed": float64(changed) / float64(len(refs))}
	return r, nil
}

// measureBrute takes evenly spaced sources out by brute force. Seconds are those
// of one source.
func measureBrute(t task) (result, error) {
	s, err := newStudy(t, onComponents)
	if err != nil {
		return result{}, err
	}
	var sources []underpin.SourceID
	for k := range t.Count {
		sources = append(sources, s.c.Sources[k*len(s.c.Sources)/t.Count].ID)
	}
	return s.perSource(sources)
}

// measureBruteTop does the same with the largest of the screen.
func measureBruteTop(t task) (result, error) {
	s, err := newStudy(t, onComponents)
	if err != nil {
		return result{}, err
	}
	refs, err := s.largest(t.Count)
	if err != nil {
		return result{}, err
	}
	var sources []underpin.SourceID
	for _, ref := range refs {
		sources = append(sources, underpin.SourceID(ref.ID))
	}
	return s.perSource(sources)
}

func (s *hingeStudy) perSource(sources []underpin.SourceID) (result, error) {
	if len(sources) == 0 {
		return result{}, fmt.Errorf("no sources to take out")
	}
	r, err := once(func() error { return s.brute(sources) })
	n := float64(len(sources))
	r.Wall, r.CPU = r.Wall/n, r.CPU/n
	r.Facts = map[string]float64{"sources taken out": n}
	return r, err
}

// measureCentre finds the hinges of a conclusion about the top betweenness, from
// the compiled ledger on: worlds, answers, screen and the ten largest.
func measureCentre(t task) (result, error) {
	s, err := newStudy(t, onCentre)
	if err != nil {
		return result{}, err
	}
	answering, err := once(s.answer)
	if err != nil {
		return result{}, err
	}
	var report *hinge.Findings
	finding, err := once(func() (err error) { report, err = s.find(hinge.Config{Largest: t.Count}); return err })
	if err != nil {
		return result{}, err
	}
	held, err := s.tiesHeld()
	if err != nil {
		return result{}, err
	}
	changed := 0.0
	for _, h := range report.Hinges {
		changed += float64(h.Changed) / float64(len(report.Hinges))
	}
	return result{Wall: answering.Wall + finding.Wall, CPU: answering.CPU + finding.CPU, Facts: map[string]float64{
		"sampling and answering": answering.Wall, "screen and hinges": finding.Wall,
		"ties": held, "hinges": float64(len(report.Hinges)), "worlds changed": changed,
	}}, nil
}
