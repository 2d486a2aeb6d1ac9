package main

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// A reportPage is what docs/benchmarks.md holds.
type reportPage struct {
	options  *options
	stable   *stable
	began    time.Time
	lines    []resultRow
	complete bool
}

// String writes the page.
func (r *reportPage) String() string {
	var b strings.Builder
	b.WriteString("# Benchmarks\n\nMade by `make bench`, which overwrites this page; how it measures is in `go doc ./bench`.\n")
	b.WriteString("A *gate* must hold, a *goal* is what we claim. Other graphs are measured with `go run ./bench -graph FILE`.\n\n")
	if !r.complete {
		b.WriteString("**This run was interrupted: rows are missing.**\n\n")
	}
	r.conditions(&b)
	b.WriteString("\n## Against the bars\n\n| what | ours | peer | result | gate | goal | verdict |\n|---|---|---|---|---|---|---|\n")
	for _, l := range r.lines {
		if l.bar.holds() {
			l.write(&b)
		}
	}
	b.WriteString("\n## Without a bar\n\n| what | ours | peer | result | gate | goal | verdict |\n|---|---|---|---|---|---|---|\n")
	for _, l := range r.lines {
		if !l.bar.holds() {
			l.write(&b)
		}
	}
	r.remarks(&b)
	r.measurements(&b)
	return b.String()
}

// conditions say where and how it was measured.
func (r *reportPage) conditions(b *strings.Builder) {
	fmt.Fprintf(b, "- machine: %s\n", machine())
	var peers []string
	for _, name := range []string{igraph, graphTool, "Python", "numpy"} {
		version := r.stable.versions[name]
		if version == "" {
			version = "not there"
		}
		peers = append(peers, name+" "+version)
	}
	fmt.Fprintf(b, "- peers: %s\n", strings.Join(peers, ", "))
	took, loads := 0.0, []float64{}
	for _, t := range r.tallies() {
		took += t.took
		loads = append(loads, t.loads...)
	}
	fmt.Fprintf(b, "- %s, %.0f minutes of measuring", r.began.UTC().Format("2006-01-02"), took/60)
	if len(loads) > 0 {
		fmt.Fprintf(b, "; load over the last minute when a measurement began: %.1f to %.1f, median %.1f", slices.Min(loads), slices.Max(loads), median(loads))
	}
	b.WriteString("\n")
	fmt.Fprintf(b, "- contestants took turns, %d each; times and results are medians over the turns that both have, each result of two neighbouring turns", r.options.runs)
	if r.options.onceAbove > 0 {
		fmt.Fprintf(b, "; what took longer than %v was measured once", r.options.onceAbove)
	}
	b.WriteString("; seed 1 throughout\n")
	if r.options.quick {
		b.WriteString("- **quick**: in graphs of 5,000 nodes and more peers searched from every k-th source only, and their times are scaled to all sources\n")
	}
}

func (l resultRow) write(b *strings.Builder) {
	gate, goal := "", ""
	if l.bar.holds() {
		gate, goal = l.bar.unitOf(l.bar.gate), l.bar.unitOf(l.bar.goal)
	}
	ours, peer := l.ours.shown(l.peer), l.peer.shown(l.ours)
	if l.timeless {
		ours, peer = "", ""
	}
	fmt.Fprintf(b, "| %s | %s | %s | %s | %s | %s | %s |\n", l.what, ours, peer, l.number(), gate, goal, l.verdict())
}

// shown is the median of the wall over the turns that another has too.
func (t timings) shown(other timings) string {
	walls := t.walls
	if other.turns > 0 {
		walls = walls[:min(t.turns, other.turns)]
	}
	return seconds(walls)
}

// seconds writes the median of times in a fitting unit.
func seconds(walls []float64) string {
	switch x := median(walls); {
	case len(walls) == 0:
		return ""
	case x >= 1:
		return fmt.Sprintf("%.3g s", x)
	case x >= 1e-3:
		return fmt.Sprintf("%.3g ms", 1e3*x)
	default:
		return fmt.Sprintf("%.3g µs", 1e6*x)
	}
}

func (r *reportPage) remarks(b *strings.Builder) {
	b.WriteString("\n## Remarks\n\n")
	for _, l := range r.lines {
		if l.remark != "" {
			fmt.Fprintf(b, "- %s: %s.\n", l.what, l.remark)
		}
	}
	if r.options.note != "" {
		fmt.Fprintf(b, "\n%s\n", r.options.note)
	}
}

// measurements lists every contestant once.
func (r *reportPage) measurements(b *strings.Builder) {
	b.WriteString("\n## Measurements\n\nMedians; worlds and sources taken out are per world and per source. Peak memory is that of the whole process.\n\n")
	b.WriteString("| task | library | threads | wall | processor | peak memory | turns | sources |\n|---|---|---|---|---|---|---|---|\n")
	for _, t := range r.tallies() {
		sources := ""
		if k := t.facts["sources"]; k > 0 {
			sources = fmt.Sprintf("%.0f, scaled", k)
		}
		fmt.Fprintf(b, "| %s | %s | %s | %s | %.3g s | %.0f MB | %d | %s |\n",
			t.task.title(), t.library, t.task.workers(), seconds(t.walls), t.cpu, t.peak*1.048576, t.turns, sources)
	}
}

// tallies are those of every contestant that was measured, each once.
func (r *reportPage) tallies() []timings {
	var out []timings
	seen := map[string]bool{}
	for _, l := range r.lines {
		for _, t := range []timings{l.ours, l.peer} {
			id := fmt.Sprint(t.library, t.task)
			if t.turns > 0 && !seen[id] {
				seen[id] = true
				out = append(out, t)
			}
		}
	}
	return out
}
