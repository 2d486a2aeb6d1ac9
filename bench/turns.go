package main

import (
	"errors"
	"fmt"
	"os"
)

// A resultRow is a row with what came of it.
type resultRow struct {
	row
	ours, peer timings
	x          float64
	remark     string
	unmeasured string // why it has no number
}

// errAbsent says why a contestant does not take part.
var errAbsent = errors.New("not there")

// absent says whether something that a contestant needs is not there.
func (s *stable) absent(c contestant) error {
	if !s.has(c.library) {
		return fmt.Errorf("%s is %w", c.library, errAbsent)
	}
	if c.library == igraph && c.task.Do == "betweenness" && c.task.Every > 1 && !s.has("libigraph") {
		return fmt.Errorf("libigraph.so.3, which can search from some sources, is %w", errAbsent)
	}
	if c.task.Graph == "" {
		return nil
	}
	if _, err := os.Stat(c.task.Graph); err != nil {
		return fmt.Errorf("the graph is %w", errAbsent)
	}
	return nil
}

// measure lets the contestants of a group take turns and reads the rows off them.
func (o *options) measure(s *stable, g *contestantGroup) []resultRow {
	fmt.Fprintf(os.Stderr, "\n%s\n", g.name)
	var broken error
	if g.prepare != nil {
		broken = g.prepare(s)
	}
	turns := make([][]measured, len(g.contestants))
	faults := make([]error, len(g.contestants))
	for turn := range o.runs {
		for i, c := range g.contestants {
			if faults[i] == nil {
				faults[i] = errors.Join(broken, s.absent(c))
			}
			if faults[i] != nil || turn > 0 && o.onceAbove > 0 && turns[i][0].Took > o.onceAbove.Seconds() {
				continue
			}
			m, err := s.turn(c.library, c.task, turn)
			if err != nil {
				faults[i] = err
				fmt.Fprintf(os.Stderr, "  %-10s %v\n", c.key, err)
				continue
			}
			fmt.Fprintf(os.Stderr, "  %-10s %10.4g s wall %10.4g s processor %8.1f MiB  load %.1f\n", c.key, m.Wall, m.CPU, m.Peak, m.Load)
			turns[i] = append(turns[i], m)
		}
	}
	tallies := map[string]timings{}
	for i, c := range g.contestants {
		tallies[c.key] = tallied(c, turns[i], faults[i])
	}
	lines := make([]resultRow, 0, len(g.rows))
	for _, r := range g.rows {
		l := r.read(tallies)
		fmt.Fprintf(os.Stderr, "  %s: %s (%s) %s\n", l.what, l.number(), l.verdict(), l.remark)
		lines = append(lines, l)
	}
	return lines
}

// read works a row out.
func (r row) read(tallies map[string]timings) resultRow {
	l := resultRow{row: r, ours: tallies[r.ours], peer: tallies[r.peer]}
	for _, t := range []timings{l.ours, l.peer} {
		if t.err != nil && l.unmeasured == "" {
			l.unmeasured = t.err.Error()
		}
	}
	if l.unmeasured == "" {
		l.x, l.remark = r.value(l.ours, l.peer)
	}
	return l
}

// number is the value with its unit, empty where there is none.
func (l resultRow) number() string {
	if l.unmeasured != "" {
		return ""
	}
	return l.bar.unitOf(l.x)
}

func (l resultRow) verdict() string {
	if l.unmeasured != "" {
		return "not measured: " + l.unmeasured
	}
	return l.bar.verdict(l.x)
}
