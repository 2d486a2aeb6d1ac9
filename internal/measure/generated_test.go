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
	return sampled(t, c, c.Settings.AsOf.Last, n)
}

// sampled returns the frame of a case on its own day, as known on another, sampled in
// n worlds.
func sampled(t testing.TB, c *underpin.Case, known underpin.Day, n int) *snapshot.Frame {
	t.Helper()
	day := c.Settings.AsOf.Last
	m, err := evidence.Compile(c, evidence.Config{Known: known, Today: known})
	if err != nil {
		t.Fatal(err)
	}
	s, err := m.Sample(context.Background(), evidence.SampleConfig{Worlds: n, Seed: 1, Dates: []underpin.Day{day}})
	if err != nil {
		t.Fatal(err)
	}
	p, err := snapshot.New(c, nil, snapshot.TieFilter{})
	if err != nil {
		t.Fatal(err)
	}
	return p.On(s, 0, n)
}
