package main

import (
	"strings"

	"underpin"
	"underpin/internal/desk"
	"underpin/internal/measure"
)

// printGraph writes what a bare graph comes to.
func printGraph(p *page, r *desk.GraphReport) {
	kind := "undirected"
	if r.Directed {
		kind = "directed"
	}
	if r.Weighted {
		kind += ", with weights"
	}
	p.line("%s: %s graph, %s, %s (format %s).", r.File, kind, counted(r.Summary.Nodes, "node"), counted(r.Summary.Ties, "tie"), r.Format)
	if r.SelfLoops > 0 {
		p.item("left out: %s", counted(r.SelfLoops, "self-loop"))
	}
	if r.Parallel > 0 {
		p.item("merged: %s, parallel to another", counted(r.Parallel, "tie"))
	}
	for _, n := range r.Notes {
		p.item("%s", n)
	}
	printGraphSummary(p, &r.Summary)
	for i := range r.Rankings {
		printGraphRanking(p, &r.Rankings[i])
	}
	if r.Loss != nil {
		printGraphLoss(p, r.Loss)
	}
	if r.Worlds != nil {
		printGraphWorlds(p, r.Worlds)
	}
}

func printGraphSummary(p *page, s *desk.GraphSummary) {
	p.gap()
	p.item("components %s, of which %s without ties; the largest has %s", count(s.Components), count(s.Isolates), counted(s.Largest, "node"))
	d := s.Degrees
	p.item("degrees: minimum %s, median %s, mean %s; 90 %% of nodes up to %s, 99 %% up to %s, maximum %s; degree centralization %s",
		count(d.Min), count(d.Median), underpin.FormatMean(d.Mean), count(d.P90), count(d.P99), count(d.Max), graphFigure(s.Centralization))
	p.item("density %s; articulation points %s, bridges %s; highest k-core number %s",
		graphFigure(s.Density), count(s.Articulation), count(s.Bridges), count(s.Core))
	var parts []string
	for _, x := range []struct {
		name  string
		value *float64
	}{{"F", s.F}, {"DF", s.DF}, {"efficiency", s.Efficiency}, {"mean distance", s.MeanDistance}, {"transitivity", s.Transitivity}} {
		if x.value != nil {
			parts = append(parts, x.name+" "+graphFigure(*x.value))
		}
	}
	if s.Diameter != nil {
		parts = append(parts, "diameter "+count(*s.Diameter))
	}
	if len(parts) > 0 {
		p.item("%s", strings.Join(parts, ", "))
	}
	if s.Modularity != nil {
		p.item("communities %s, modularity %s", count(s.Communities), graphFigure(*s.Modularity))
	}
	for _, why := range s.LeftOut {
		p.item("left out: %s", why)
	}
}

func printGraphRanking(p *page, r *desk.GraphRanking) {
	p.gap()
	p.line("By %s (%s). %s", r.Measure, r.Mode, r.Says)
	if r.How != "" {
		p.item("%s", r.How)
	}
	if len(r.Rows) == 0 {
		return
	}
	head := []string{">rank", "node", ">" + r.Measure}
	raw, errs := r.Rows[0].Raw != nil, r.Rows[0].Error != nil
	if errs {
		head = append(head, ">error")
	}
	if raw {
		head = append(head, ">raw")
	}
	var rows [][]string
	for _, row := range r.Rows {
		cells := []string{count(row.Rank), nodeName(row.ID, row.Label), graphFigure(row.Value)}
		if errs {
			cells = append(cells, graphFigure(*row.Error))
		}
		if raw {
			cells = append(cells, underpin.FormatMean(*row.Raw))
		}
		rows = append(rows, cells)
	}
	p.table(head, rows)
	if left := r.Nodes - len(r.Rows); left > 0 {
		p.item("and %s more (--top)", count(left))
	}
}

func printGraphLoss(p *page, l *desk.GraphLoss) {
	p.gap()
	p.line("Without %s:", strings.Join(l.Lost, ", "))
	b, a := &l.Before, &l.After
	rows := [][]string{
		{"nodes", count(b.Nodes), count(a.Nodes)}, {"ties", count(b.Ties), count(a.Ties)},
		{"components", count(b.Components), count(a.Components)}, {"largest", count(b.Largest), count(a.Largest)},
		{"F", graphFigure(b.F), graphFigure(a.F)}, {"F over the nodes before", graphFigure(b.FOver), graphFigure(a.FOver)},
	}
	for _, x := range []struct {
		name          string
		before, after *float64
	}{{"DF", b.DF, a.DF}, {"DF over the nodes before", b.DFOver, a.DFOver}, {"efficiency", b.Efficiency, a.Efficiency}} {
		if x.before != nil && x.after != nil {
			rows = append(rows, []string{x.name, graphFigure(*x.before), graphFigure(*x.after)})
		}
	}
	p.table([]string{"", ">before", ">after"}, rows)
}

func printGraphWorlds(p *page, w *desk.GraphWorlds) {
	p.gap()
	p.line("Over %s, seed %d. %s Components, largest and F read ties as undirected.", counted(w.Worlds, "world"), w.Seed, w.Says)
	head := []string{"", ">mean", ">5–95 %"}
	if w.After != nil {
		head = append(head, ">without: mean", ">5–95 %")
	}
	var rows [][]string
	for i, name := range []string{"components", "largest", "F"} {
		row := append([]string{name}, graphInterval(graphWhole(&w.Before, i))...)
		if w.After != nil {
			row = append(row, graphInterval(graphWhole(w.After, i))...)
		}
		rows = append(rows, row)
	}
	p.table(head, rows)
	for _, r := range w.Rankings {
		p.gap()
		p.line("By %s over worlds.", r.Measure)
		if r.LeftOut != "" {
			p.item("left out: %s", r.LeftOut)
			continue
		}
		var rows [][]string
		for _, row := range r.Rows {
			rows = append(rows, append(append([]string{nodeName(row.ID, row.Label)}, graphInterval(row.Distribution)...), share(row.PTop)))
		}
		p.table([]string{"", ">mean", ">5–95 %", ">first in"}, rows)
		firstPlaceShared(p, r.Shared)
	}
}

func graphWhole(s *desk.GraphSpread, i int) measure.Distribution {
	return [...]measure.Distribution{s.Components, s.Largest, s.F}[i]
}

func graphInterval(d measure.Distribution) []string {
	return []string{graphFigure(d.Mean), graphFigure(d.Low) + "–" + graphFigure(d.High)}
}

// nodeName names a node by its label, with the id beside it.
func nodeName(id, label string) string {
	if label == "" {
		return id
	}
	return label + " (" + id + ")"
}

// graphFigure writes a measure of a bare graph.
func graphFigure(x float64) string { return underpin.FormatPrecise(x) }
