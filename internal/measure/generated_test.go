package measure_test

import (
	"context"
	"testing"

	"underpin"
	"underpin/internal/evidence"
	"underpin/internal/snapshot"
	"underpin/internal/synth"
)

// generated returns the frame of a generated case, sampled in n worlds.
func generated(t testing.TB, cfg synth.CaseConfig, n int) *snapshot.Frame {
	t.Helper()
	c := synth.Case(cfg)
	day := c.Settings.AsOf.Last
	m, err := evidence.Compile(c, evidence.Config{Known: day, Today: day})
	if err != nil {
		t.Fatal(err)
	}
	s, err := m.Sample(context.Background(), evidence.SampleConfig{Worlds: n, Seed: 1, Dates: []underpin.Day{day}})
	if err != nil {
		t.Fatal(err)
	}
	p, err := snapshot.New(c, nil, snapshot.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return p.On(s, 0, n)
}
