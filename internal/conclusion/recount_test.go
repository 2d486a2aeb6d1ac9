package conclusion_test

import (
	"fmt"
	"slices"
	"testing"

	"underpin"
	"underpin/internal/conclusion"
	"underpin/internal/evidence"
	"underpin/internal/snapshot"
	"underpin/internal/synth"
	"underpin/internal/worldset"
)

// TestWhatDiffersByLittleIsCountedAsAfresh takes sources and claims out of generated
// cases, some of which leave entities or the lost without any tie.
func TestWhatDiffersByLittleIsCountedAsAfresh(t *testing.T) {
	for seed := range uint64(6) {
		c := synth.Case(synth.CaseConfig{Entities: 120, Claims: 300, Sources: 12, Seed: seed})
		m, err := evidence.Compile(c, evidence.Config{Known: underpin.MaxDay})
		if err != nil {
			t.Fatal(err)
		}
		p, err := snapshot.New(c, nil, snapshot.TieFilter{})
		if err != nil {
			t.Fatal(err)
		}
		k, err := conclusion.Find(c, "after.components - 3 * before.components")
		if err != nil {
			t.Fatal(err)
		}
		base, err := m.Sample(t.Context(), evidence.SampleConfig{Worlds: 150, Seed: seed, Dates: []underpin.Day{c.Settings.ShockAt.Last}})
		if err != nil {
			t.Fatal(err)
		}
		lost := conclusion.JudgeConfig{Entities: []underpin.EntityID{"person-0"}, Claims: lostTie(p, base)}
		judge := conclusion.NewJudge(k, p, lost)
		if _, err := judge.Answer(t.Context(), base, nil, 1); err != nil {
			t.Fatal(err)
		}
		some := worldset.Set{^uint64(0), 0, 1<<20 - 1}
		for name, edits := range manyEdits(c) {
			edited, err := m.Edited(edits)
			if err != nil {
				t.Fatal(err)
			}
			s, _, err := edited.Resolve(t.Context(), base)
			if err != nil {
				t.Fatal(err)
			}
			got, err := judge.Answer(t.Context(), s, some, 1)
			if err != nil {
				t.Fatal(err)
			}
			want, err := conclusion.NewJudge(k, p, lost).Answer(t.Context(), s, some, 1)
			if err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(got, want) {
				t.Errorf("case %d %s: %v, afresh %v", seed, name, got, want)
			}
		}
	}
}

// lostTie is a claim that forms a binding tie in some world.
func lostTie(p *snapshot.Projection, s *evidence.Sample) []underpin.ClaimID {
	for _, tie := range p.Ties {
		if tie.Binding && s.ClaimRow(0, tie.Claim) != nil && slices.Max(s.ClaimRow(0, tie.Claim)) > 0 {
			return []underpin.ClaimID{p.Case.Claims[tie.Claim].ID}
		}
	}
	return nil
}

// manyEdits take out each source, claims one by one, and sources by the half.
func manyEdits(c *underpin.Case) map[string]evidence.Edits {
	out := map[string]evidence.Edits{}
	var half []underpin.SourceID
	for i := range c.Sources {
		id := c.Sources[i].ID
		out[fmt.Sprint("without ", id)] = evidence.Edits{Without: []underpin.SourceID{id}}
		if half = append(half, id); i%3 == 2 {
			out[fmt.Sprint("without the first ", i+1)] = evidence.Edits{Without: slices.Clone(half)}
		}
	}
	for i := 0; i < len(c.Claims); i += 5 {
		out[fmt.Sprint("without ", c.Claims[i].ID)] = evidence.Edits{Reject: []underpin.ClaimID{c.Claims[i].ID}}
	}
	about := map[underpin.EntityID][]underpin.ClaimID{}
	for i := range c.Claims {
		about[c.Claims[i].Subject] = append(about[c.Claims[i].Subject], c.Claims[i].ID)
		about[c.Claims[i].Object] = append(about[c.Claims[i].Object], c.Claims[i].ID)
	}
	for e, claims := range about {
		out[fmt.Sprint("without all of ", e)] = evidence.Edits{Reject: claims}
	}
	return out
}
