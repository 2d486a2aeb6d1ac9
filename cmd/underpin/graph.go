package main

import (
	"bufio"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"underpin/internal/desk"
	"underpin/internal/measure"
)

// graphOptions are what graph can be given.
type graphOptions struct {
	q        desk.GraphQuery
	format   string
	directed bool
	memory   string
}

func graphCommand(a *app) *cobra.Command {
	return a.verb(&graphOptions{}, &cobra.Command{
		Use: "graph FILE", Short: "Measure a graph in a file, without a case", GroupID: "analyse",
		Long: graphHelp(),
		Example: `  underpin graph ties.csv
  underpin graph ties.gexf --measure betweenness,pagerank --lose alice --csv values.csv`,
		Args: cobra.ExactArgs(1),
	})
}

func (o *graphOptions) flags(c *cobra.Command) {
	fl := c.Flags()
	fl.StringSliceVar(&o.q.Measures, "measure", []string{measure.Usual}, "the `measures` to rank nodes by, separated by commas; none for the summary alone")
	offerMeasures(c, measure.GraphNodes, "none")
	fl.BoolVar(&o.directed, "directed", false, "read ties as leading from the first end to the second; =false as leading both ways (default: as the file says)")
	fl.BoolVar(&o.q.Weighted, "weighted", false, "use the weights: as lengths for betweenness, closeness and harmonic, else as strengths")
	fl.IntVar(&o.q.Top, "top", 15, "the `number` of nodes to show; 0 shows all")
	fl.IntVar(&o.q.Threads, "threads", 0, "the `number` of processors to use; the result does not depend on it (default: all)")
	fl.Uint64Var(&o.q.Seed, "seed", desk.DefaultSeed, "the `seed` of everything that is drawn")
	fl.IntVar(&o.q.Sample, "sample", 0, "estimate betweenness and closeness from this `number` of searches, with their errors")
	fl.BoolVar(&o.q.Exact, "exact", false, "sample nothing and leave nothing out, however long it takes")
	fl.StringArrayVar(&o.q.Lose, "lose", nil, "what is lost: the `id` or label of a node (repeatable)")
	fl.IntVar(&o.q.Worlds, "worlds", 0, "draw this `number` of worlds, in which each tie exists with its probability")
	fl.Float64Var(&o.q.Probability, "probability", 0, "the `probability` of every tie (default: its weight)")
	fl.StringVar(&o.format, "format", "", "the `format` (default: by looking): "+strings.Join(desk.GraphFormats(), ", "))
	fl.StringVar(&o.q.Encoding, "encoding", "", "the `encoding` of the text, as web pages name theirs: windows-1252, windows-1256 (default: UTF-8)")
	fl.StringVar(&o.q.Delimiter, "delimiter", "", "what separates the cells of a table: a `character`, or tab (default: by looking)")
	fl.StringVar(&o.q.SourceColumn, "source-column", "", "the `column` of a table that holds the source: its heading, or its number where there is none")
	fl.StringVar(&o.q.TargetColumn, "target-column", "", "the `column` that holds the target")
	fl.StringVar(&o.q.WeightColumn, "weight-column", "", "the `column` that holds the weight")
	fl.StringVar(&o.q.Table, "csv", "", "a `file` to write the attributes and values of all nodes to, as CSV")
	fl.StringVar(&o.q.GraphML, "graphml", "", "a `file` to write the graph to, with labels, attributes and values, as GraphML")
	fl.StringVar(&o.memory, "memory", "", "the `memory` it may take, for example 4GiB (default: what is free)")
}

func (o *graphOptions) run(a *app, cmd *cobra.Command, args []string) error {
	q, err := o.query(a, cmd, args[0])
	if err != nil {
		return err
	}
	defer frugal(graphPercent, q.Memory)()
	r, err := desk.MeasureGraph(cmd.Context(), q)
	if err != nil {
		return err
	}
	return a.emit(r, func(p *page) { printGraph(p, r) })
}

// graphHelp is the text of the help, with the measures of the registry.
func graphHelp() string {
	return `Measure a graph of nodes and ties in a file: an edge list ("u v" or
"u v weight" on each line, with or without a first line "N M"), a table with columns
source and target (or from and to), an adjacency matrix, a list of neighbours, Matrix
Market, GraphML (yEd's and Maltego's included), GEXF, GML, GDF, Pajek or UCINET DL, plain
or compressed with gzip. Options name a table's columns, separator and encoding if they
are not the usual ones; the result says what was guessed. FILE may be - for standard
input. Ties lead both ways unless the file or --directed says otherwise. Self-loops (ties
of a node to itself) are left out and parallel ties are merged; the result counts both.

It gives the size and shape of the graph, ranks the nodes by the measures asked for,
compares the graph with and without the nodes that you name as lost, and shows, over
worlds in which each tie exists with a probability, how uncertain all of that is.
It never proposes what to remove.

Betweenness is exact where that takes less than a minute or so, and sampled otherwise;
so are closeness and harmonic closeness of undirected graphs. The result says which it
is, and gives the error. --exact samples nothing. With --weighted, betweenness, closeness
and harmonic closeness treat weights as lengths, everything else as strengths. The
weights of parallel ties add up where they are strengths; where they are lengths, the
shortest counts. Betweenness is a share of all pairs of others,
with the raw sum beside it; closeness is that of Wasserman and Faust, which allows for
several components; PageRank sums to 1, the largest eigenvector centrality is 1. Nodes
outside the component with the largest eigenvalue have none; where several have it, or
no eigenvalue is positive, the result says so.

--json writes everything as one object, --csv FILE a table of all nodes with their ids,
labels, other attributes in the file, and values. --graphml FILE writes the graph with
all of these, for other programs. In the table, a text that begins with = + - or @ and is
not a number gets an apostrophe in front, so that no spreadsheet takes it for a formula.

Measures: ` + strings.Join(measure.Names(measure.GraphNodes), ", ") + `.`
}

// query makes the query of the flags.
func (o *graphOptions) query(a *app, cmd *cobra.Command, path string) (desk.GraphQuery, error) {
	q := o.q
	q.Path, q.Progress = path, a.progress()
	if path == "-" {
		q.Path, q.In = "standard input", bufio.NewReader(a.in)
	}
	if len(q.Measures) == 1 && q.Measures[0] == "none" {
		q.Measures = nil
	}
	if cmd.Flags().Changed("directed") {
		q.Directed = &o.directed
	}
	if cmd.Flags().Changed("probability") && q.Probability == 0 {
		return q, usagef("write --probability above 0", "a tie of probability 0 is in no world")
	}
	if o.format != "" && !slices.Contains(desk.GraphFormats(), o.format) {
		return q, usagef("one of "+strings.Join(desk.GraphFormats(), ", "), "there is no format %q", o.format)
	}
	q.Format = o.format
	var err error
	if q.Memory, err = memoryLimit(o.memory); err != nil {
		return q, err
	}
	return q, nil
}

// graphPercent is how much of the heap may lie idle beside a graph, in percent of what is in
// use. Graphs are few large slices without pointers, so that collecting often costs little:
// a random graph of 500,000 nodes and 2 million ties, ranked by PageRank and core, takes
// 380 MB and 11.5 s of the processor at 20 %, 509 MB and 12 s at Go's 100 %.
const graphPercent = 20

// memoryLimit reads "4GiB", "800 MiB" or "3G"; nothing means what the machine has
// free, as far as it tells, and no limit where it does not.
func memoryLimit(text string) (int64, error) {
	if text == "" {
		return spareMemory(), nil
	}
	number := strings.TrimRight(strings.TrimSpace(text), "iBbKkMmGgTt ")
	unit := strings.ToLower(strings.TrimSpace(strings.TrimSpace(text)[len(number):]))
	shift, ok := map[string]int{"": 0, "b": 0, "k": 10, "kb": 10, "kib": 10, "m": 20, "mb": 20, "mib": 20, "g": 30, "gb": 30, "gib": 30, "t": 40, "tb": 40, "tib": 40}[unit]
	x, err := strconv.ParseFloat(number, 64)
	if err != nil || !ok || !(x > 0) || x > 1<<20 && shift > 30 || x > 1<<62 {
		return 0, usagef("write, for example, 800MiB or 4GiB", "%q is not an amount of memory", text)
	}
	return int64(x * float64(int64(1)<<shift)), nil
}
