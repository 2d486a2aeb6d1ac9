package main

import (
	"fmt"
	"math"
)

// A contestant is one library at one task. Its key names it among those of a group.
type contestant struct {
	key, library string
	task         task
}

// A contestantGroup is contestants that take turns, and the rows that are read off them.
type contestantGroup struct {
	name        string
	contestants []contestant
	rows        []row
	// prepare, where set, is done once before the first turn.
	prepare func(*stable) error
}

// A bar is what a row is held to. A zero gate and goal hold to nothing.
type bar struct {
	gate, goal float64
	unit       string
	less       bool // less is better
}

// A row sets our measurement beside that of a peer.
type row struct {
	what       string
	ours, peer string // keys of contestants; no peer where a bar is absolute
	bar        bar
	value      func(ours, peer timings) (float64, string) // and a remark
	timeless   bool                                       // the value is no matter of time
}

// timings are what the turns of one contestant came to.
type timings struct {
	contestant
	wall, cpu, peak float64 // medians
	walls, cpus     []float64
	facts           map[string]float64
	turns           int
	loads           []float64 // of the machine when turns began
	took            float64   // seconds of all turns together
	err             error
}

// tallied sums up the turns of a contestant.
func tallied(c contestant, turns []measured, err error) timings {
	out := timings{contestant: c, turns: len(turns), err: err, facts: map[string]float64{}}
	var peaks []float64
	each := map[string][]float64{}
	for _, m := range turns {
		out.walls, out.cpus, peaks = append(out.walls, m.Wall), append(out.cpus, m.CPU), append(peaks, m.Peak)
		out.loads = append(out.loads, m.Load)
		out.took += m.Took
		for name, x := range m.Facts {
			each[name] = append(each[name], x)
		}
	}
	out.wall, out.cpu, out.peak = median(out.walls), median(out.cpus), median(peaks)
	for name, list := range each {
		out.facts[name] = median(list)
	}
	return out
}

// verdict says how a value stands to its bar.
func (b bar) verdict(x float64) string {
	if !b.holds() {
		return "no bar"
	}
	if math.IsNaN(x) {
		return "MISSED: no number"
	}
	short := func(aim float64) string {
		if aim == 0 {
			return fmt.Sprintf("%.2g from 0", x)
		}
		if b.less {
			return fmt.Sprintf("%.3g times the %s", x/aim, b.unitOf(aim))
		}
		return fmt.Sprintf("%.0f %% short of %s", 100*(1-x/aim), b.unitOf(aim))
	}
	switch {
	case b.reaches(x, b.goal):
		return "goal met"
	case b.reaches(x, b.gate):
		return "gate met, " + short(b.goal)
	}
	return "MISSED: " + short(b.gate)
}

// holds reports whether b holds to anything.
func (b bar) holds() bool { return b.gate != 0 || b.goal != 0 }

func (b bar) reaches(x, aim float64) bool {
	if b.less {
		return x <= aim
	}
	return x >= aim
}

// unitOf writes a number with the unit of the bar.
func (b bar) unitOf(x float64) string {
	if math.IsNaN(x) {
		return "none"
	}
	text := fmt.Sprintf("%.3g", x)
	if x >= 1000 {
		text = fmt.Sprintf("%.0f", x)
	}
	if b.unit == "" || b.unit == "x" {
		return text + b.unit
	}
	return text + " " + b.unit
}

// ratio is the median over the turns of one measurement over the other: what was
// measured one after the other is compared, so that a machine that grows busy does
// not count against whoever is measured more often.
func ratio(over, under []float64) float64 {
	var each []float64
	for i := range min(len(over), len(under)) {
		each = append(each, over[i]/under[i])
	}
	return median(each)
}

// faster is the peer's wall time over ours.
func faster(ours, peer timings) (float64, string) {
	return ratio(peer.walls, ours.walls), fmt.Sprintf("by processor time %.3gx", ratio(peer.cpus, ours.cpus))
}

// fasterByProcessor is the same by processor time, for rates that count it.
func fasterByProcessor(ours, peer timings) (float64, string) {
	return ratio(peer.cpus, ours.cpus), fmt.Sprintf("%.0f and %.0f worlds a processor second", 1/ours.cpu, 1/peer.cpu)
}

// share is our wall time over the peer's.
func share(ours, peer timings) (float64, string) {
	return ratio(ours.walls, peer.walls), fmt.Sprintf("by processor time %.3g", ratio(ours.cpus, peer.cpus))
}
