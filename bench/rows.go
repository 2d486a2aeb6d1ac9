package main

import (
	"fmt"
	"math"
	"path/filepath"
	"runtime"
	"strings"
)

// A plan says what to measure, and how thoroughly.
type plan struct {
	folder string // of the graphs
	quick  bool
	out    string // where processes leave values
}

// searches is about how many sources peers search from when only some are taken.
const searches = 1024

// everyOf is the k of "every k-th source" for a graph of so many nodes: 1 for a full
// run, and for graphs that are small anyway.
func (p plan) everyOf(nodes int) int {
	if !p.quick || nodes < 5000 {
		return 1
	}
	return max(nodes/searches, 1)
}

func (p plan) path(graph string) string {
	if _, ok := generated[graph]; ok {
		return filepath.Join(p.out, graph+".el")
	}
	return filepath.Join(p.folder, graph+".el")
}

func (p plan) values(graph, key string) string {
	return filepath.Join(p.out, strings.ReplaceAll(graph+"-"+key, " ", "-"))
}

// threads is how many threads those use that can: two, as the bars are for.
func threads() int { return min(2, runtime.NumCPU()) }

// groups are all that is measured, in the order of their weight.
func (p plan) groups() []contestantGroup {
	groups := []contestantGroup{
		p.betweenness("email-Enron", 36692, bar{12, 20, "x", false}, bar{10, 16, "x", false}, bar{6, 10, "x", false}),
		p.worlds("ca-CondMat", 50, bar{150, 400, "x", false}),
		p.worlds("ca-CondMat", 0, bar{10, 40, "x", false}),
		p.screen(),
		p.resolve(),
		p.centre(8000, bar{20, 5, "s", true}),
		p.centre(4000, bar{unit: "s"}),
		p.betweenness("ca-CondMat", 21363, bar{14, 25, "x", false}, bar{9, 16, "x", false}, bar{unit: "x"}),
		p.betweenness("road-cal", 21048, bar{10, 80, "x", false}, bar{3.5, 25, "x", false}, bar{unit: "x"}),
		p.betweenness("ego-Facebook", 4039, bar{3.5, 8, "x", false}, bar{1.8, 4, "x", false}, bar{unit: "x"}),
		p.betweenness("power-grid", 4941, bar{unit: "x"}, bar{unit: "x"}, bar{unit: "x"}),
		p.writing(smallWorldGraph, p.betweenness(smallWorldGraph, 10000, bar{unit: "x"}, bar{unit: "x"}, bar{5, 8, "x", false})),
		p.writing(roadGraph, p.betweenness(roadGraph, 16900, bar{unit: "x"}, bar{unit: "x"}, bar{6, 10, "x", false})),
		p.nearness("email-Enron", 36692, bar{10, 20, "x", false}),
	}
	for _, kernel := range []string{"components", "cores", "articulation", "pagerank", "leiden"} {
		groups = append(groups, p.kernel(kernel, "email-Enron", bar{1.5, 1, "", true}), p.kernel(kernel, "ca-CondMat", bar{1.5, 1, "", true}))
	}
	groups = append(groups, p.kernel("eigenvector", "email-Enron", bar{1, 0.5, "", true}),
		p.writing(socialGraph, p.kernel("eigenvector", socialGraph, bar{1, 0.5, "", true})))
	for _, graph := range []string{"email-Enron", "ca-CondMat", "ego-Facebook", "power-grid", "road-cal"} {
		groups = append(groups, p.division(graph, bar{0, 0.0005, "", false}))
	}
	groups = append(groups, p.desk()...)
	if !p.quick {
		groups = append(groups, p.archive()...)
	}
	return append(groups, p.large(), p.layout("ca-CondMat", bar{90, 45, "ms", true}))
}

// ofGraph are the rows of any graph; those of its own have no bars.
func (p plan) ofGraph(graph string, nodes int) []contestantGroup {
	none := bar{unit: "x"}
	groups := []contestantGroup{p.betweenness(graph, nodes, none, none, none), p.nearness(graph, nodes, none)}
	for _, kernel := range []string{"components", "cores", "articulation", "pagerank", "eigenvector", "leiden"} {
		groups = append(groups, p.kernel(kernel, graph, bar{}))
	}
	groups = append(groups, p.division(graph, bar{}))
	return append(groups, p.worlds(graph, 50, none), p.worlds(graph, 0, none), p.layout(graph, bar{unit: "ms"}))
}

// betweenness is exact betweenness of a graph: ours on one thread and on two.
func (p plan) betweenness(graph string, nodes int, overIgraph, overGraphTool, single bar) contestantGroup {
	at := func(key string, threads, every int) task {
		t := task{Do: "betweenness", Graph: p.path(graph), Threads: threads, Every: every}
		if every <= 1 {
			t.Values = p.values(graph, key)
		}
		return t
	}
	every := p.everyOf(nodes)
	what := "exact betweenness, " + graph
	g := contestantGroup{name: what, contestants: []contestant{
		{"2 threads", us, at("ours", threads(), 0)},
		{"igraph", igraph, at(igraph, 1, every)},
		{"graph-tool", graphTool, at(graphTool, threads(), every)},
		{"1 thread", us, at("ours-single", 1, 0)},
	}}
	g.rows = []row{
		{what: what + ", on 2 threads : igraph", ours: "2 threads", peer: "igraph", bar: overIgraph, value: faster},
		{what: what + " : graph-tool, both on 2 threads", ours: "2 threads", peer: "graph-tool", bar: overGraphTool, value: faster},
		{what: what + ", on 1 thread : igraph", ours: "1 thread", peer: "igraph", bar: single, value: faster},
		{what: "greatest difference between one and two threads, " + graph, ours: "2 threads", peer: "1 thread", value: identical, timeless: true},
	}
	if every == 1 {
		g.rows = append(g.rows, row{what: "agreement with igraph at every node, " + graph,
			ours: "2 threads", peer: "igraph", bar: bar{1e-9, 1e-11, "", true}, value: agreement, timeless: true})
	}
	memory := bar{unit: "MB", less: true}
	if graph == "email-Enron" {
		memory = bar{96, 48, "MB", true}
	}
	g.rows = append(g.rows, row{what: "peak memory of the process, " + what, ours: "2 threads", bar: memory, value: peak, timeless: true})
	return g
}

func agreement(ours, peer timings) (float64, string) {
	g, err := compare(ours.task.Values, peer.task.Values)
	if err != nil {
		return math.NaN(), err.Error()
	}
	return g.relative, "greatest relative difference"
}

func identical(ours, peer timings) (float64, string) {
	g, err := compare(ours.task.Values, peer.task.Values)
	if err != nil {
		return math.NaN(), err.Error()
	}
	if g.equal {
		return 0, "identical"
	}
	return g.relative, "NOT identical"
}

func peak(ours, _ timings) (float64, string) {
	return ours.peak * 1.048576, "libraries, loading and all"
}

func (p plan) nearness(graph string, nodes int, b bar) contestantGroup {
	every := p.everyOf(nodes)
	at := func(key string, threads, every int) task {
		t := task{Do: "nearness", Graph: p.path(graph), Threads: threads, Every: every}
		if every <= 1 {
			t.Values = p.values(graph, "near-"+key)
		}
		return t
	}
	what := "closeness and harmonic, " + graph
	g := contestantGroup{name: what, contestants: []contestant{
		{"2 threads", us, at("ours", threads(), 0)},
		{"igraph", igraph, at(igraph, 1, every)},
		{"1 thread", us, at("ours-single", 1, 0)},
	}}
	g.rows = []row{
		{what: what + ", on 2 threads : igraph", ours: "2 threads", peer: "igraph", bar: b, value: faster},
		{what: what + ", on 1 thread : igraph", ours: "1 thread", peer: "igraph", bar: bar{unit: "x"}, value: faster},
	}
	if every == 1 {
		g.rows = append(g.rows, row{what: "agreement of harmonic with igraph, " + graph, ours: "2 threads", peer: "igraph", value: agreement, timeless: true})
	}
	return g
}

// kernel is one of those that take milliseconds, ours on one thread.
func (p plan) kernel(kernel, graph string, b bar) contestantGroup {
	at := func(key string) task {
		t := task{Do: kernel, Graph: p.path(graph), Threads: 1, Seed: 1}
		if kernel == "pagerank" || kernel == "eigenvector" {
			t.Values = p.values(graph, kernel+"-"+key)
		}
		return t
	}
	value := func(ours, peer timings) (float64, string) {
		x, remark := share(ours, peer)
		switch kernel {
		case "pagerank":
			if g, err := compare(ours.task.Values, peer.task.Values); err == nil {
				remark += fmt.Sprintf("; L1 distance to igraph's %.1e", g.l1)
			}
		case "eigenvector":
			if g, err := compare(ours.task.Values, peer.task.Values); err == nil {
				remark += fmt.Sprintf("; greatest difference from igraph's %.1e", g.most)
			}
		case "leiden": // what it is worth has rows of its own
		default:
			if ours.facts["count"] != peer.facts["count"] {
				return math.NaN(), "the results differ"
			}
		}
		return x, remark
	}
	what := kernel + ", " + graph
	return contestantGroup{name: what, contestants: []contestant{{us, us, at("ours")}, {igraph, igraph, at(igraph)}},
		rows: []row{{what: what + ": our time / igraph's", ours: us, peer: igraph, bar: b, value: value}}}
}

// division is what Leiden's two rounds reach, without a clock.
func (p plan) division(graph string, b bar) contestantGroup {
	t := task{Do: "division", Graph: p.path(graph), Threads: 1, Seeds: 10}
	value := func(ours, peer timings) (float64, string) {
		x, y := ours.facts["modularity"], peer.facts["modularity"]
		return x - y, fmt.Sprintf("%.5f and %.5f, two rounds both", x, y)
	}
	what := "leiden, " + graph + ": modularity above igraph's, median of ten seeds"
	return contestantGroup{name: what, contestants: []contestant{{us, us, t}, {igraph, igraph, t}},
		rows: []row{{what: what, ours: us, peer: igraph, bar: b, value: value, timeless: true}}}
}

func (p plan) worlds(graph string, certain int, b bar) contestantGroup {
	ours, theirs := 64*400, 300
	if p.quick {
		ours, theirs = 64*100, 60
	}
	at := func(worlds int) task {
		return task{Do: "worlds", Graph: p.path(graph), Threads: 1, Certain: certain, Worlds: worlds, Seed: 1}
	}
	what := fmt.Sprintf("worlds a processor second, components and largest, %s, %d %% of ties certain", graph, certain)
	return contestantGroup{name: what, contestants: []contestant{{us, us, at(ours)}, {igraph, igraph, at(theirs)}}, rows: []row{
		{what: what + " : python-igraph loop", ours: us, peer: igraph, bar: b, value: func(ours, peer timings) (float64, string) {
			x, remark := fasterByProcessor(ours, peer)
			return x, remark + fmt.Sprintf("; mean components %.1f and %.1f", ours.facts["components"], peer.facts["components"])
		}},
	}}
}

func (p plan) layout(graph string, b bar) contestantGroup {
	what := "layout, " + graph + ", milliseconds an iteration"
	return contestantGroup{name: what,
		contestants: []contestant{{us, us, task{Do: "layout", Graph: p.path(graph), Threads: threads(), Seed: 1}}},
		rows: []row{{what: what, ours: us, bar: b, value: func(ours, _ timings) (float64, string) {
			return 1000 * ours.wall, "on 2 threads; graphology's worker was measured at 270 elsewhere"
		}}},
	}
}
