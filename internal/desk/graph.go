package desk

import (
	"context"
	"fmt"
	"io"
	"math"
	"os"
	"runtime"
	"slices"
	"sync"

	"underpin"
	"underpin/internal/evidence"
	"underpin/internal/exchange/graphfile"
	"underpin/internal/measure"
	"underpin/internal/network"
)

// A GraphQuery asks for measures of a bare graph in a file: nodes and ties, no case
// and no testimony.
type GraphQuery struct {
	// Path of the file; In, where set, is read instead and Path only names it.
	Path string
	In   io.Reader
	// Format of the file, one of [GraphFormats]. Defaults to what it looks like.
	Format string
	// Encoding, Delimiter and the columns say what the file does not tell; see
	// [graphfile.ReadOptions].
	Encoding, Delimiter                      string
	SourceColumn, TargetColumn, WeightColumn string
	// Directed, where set, overrides what the file says.
	Directed *bool
	// Weighted uses the weights: as lengths for betweenness, closeness and harmonic
	// closeness, else as strengths.
	Weighted bool
	// Measures of nodes to rank by, of [measure.GraphNodes]. Defaults to none.
	Measures []string
	// Top is how many nodes a ranking lists; 0 lists all.
	Top int
	// Threads defaults to one for each processor. No result depends on it.
	Threads int
	// Seed of all that is drawn. Defaults to [DefaultSeed].
	Seed uint64
	// Sample is the number of pivots of sampled betweenness, closeness and harmonic
	// closeness; above 0 it forces sampling. Exact forbids it, and computes what would be left out for its cost.
	Sample int
	Exact  bool
	// Lose are nodes, by id or label, that the user names as lost.
	Lose []string
	// Worlds is the number of worlds in which each tie stands with its probability:
	// Probability, or the tie's weight where that is 0.
	Worlds      int
	Probability float64
	// Table, where set, is the path of a CSV file to write the attributes and values of
	// all nodes to; GraphML that of a file for the graph with these.
	Table, GraphML string
	// Memory is how many bytes the run may take. 0 sets no limit.
	Memory int64
	// Progress, where set, hears how far a long computation is.
	Progress func(stage string, done, total int)
}

// A GraphReport is what a bare graph comes to.
type GraphReport struct {
	File     string `json:"file"`
	Format   string `json:"format"`
	Directed bool   `json:"directed"`
	Weighted bool   `json:"weighted"`
	// SelfLoops were left out and Parallel ties merged.
	SelfLoops int            `json:"self_loops"`
	Parallel  int            `json:"parallel"`
	Notes     []string       `json:"notes,omitempty"`
	Seed      uint64         `json:"seed"`
	Summary   GraphSummary   `json:"summary"`
	Rankings  []GraphRanking `json:"rankings,omitempty"`
	Loss      *GraphLoss     `json:"loss,omitempty"`
	Worlds    *GraphWorlds   `json:"worlds,omitempty"`
}

// A graphRun is one measurement of a bare graph.
type graphRun struct {
	q        GraphQuery
	file     *graphfile.File
	g        *network.Graph // simple, unweighted
	plain    *network.Graph // the same as undirected
	n, m     int            // of g
	directed bool
	lost     []int32
	report   *GraphReport
	columns  []graphColumn // of the table

	lock   sync.Mutex // guards what follows
	done   int
	stages int
}

// MeasureGraph reads a bare graph and measures it. Losses are those the query names;
// no node is proposed. The result does not depend on the number of threads.
//
// It fails with a [Fault]: [NotFound] where there is no such file, node or measure,
// [BadInput] where the file cannot be read, [Refused] where the run would take more
// memory than allowed.
func MeasureGraph(ctx context.Context, q GraphQuery) (_ *GraphReport, err error) {
	defer settle(ctx, &err)
	r := &graphRun{q: q.withDefaults()}
	if err := r.q.check(); err != nil {
		return nil, err
	}
	if err := r.read(ctx); err != nil {
		return nil, err
	}
	for _, part := range []func(context.Context) error{r.build, r.describe, r.lose, r.draw} {
		if err := part(ctx); err != nil {
			return nil, err
		}
	}
	if err := r.table(); err != nil {
		return nil, err
	}
	return r.report, r.graphML()
}

// describe summarises and ranks, side by side where there are processors for it.
func (r *graphRun) describe(ctx context.Context) error {
	if r.q.Threads == 1 {
		if err := r.summarise(ctx); err != nil {
			return err
		}
		return r.rank(ctx)
	}
	summarised := make(chan error, 1)
	go func() { summarised <- r.summarise(ctx) }()
	err := r.rank(ctx)
	if other := <-summarised; err == nil {
		err = other
	}
	return err
}

func (q GraphQuery) withDefaults() GraphQuery {
	if q.Threads < 1 {
		q.Threads = runtime.GOMAXPROCS(0)
	}
	if q.Seed == 0 {
		q.Seed = DefaultSeed
	}
	return q
}

// check refuses what cannot be meant, before a file is opened.
func (q GraphQuery) check() error {
	for _, name := range q.Measures {
		if _, err := graphMeasure(name); err != nil {
			return err
		}
	}
	switch {
	case q.Sample > 0 && q.Exact:
		return faultf(SampledAndExact, "give one of the two", "a result is either sampled or exact")
	case q.Sample < 0 || q.Top < 0 || q.Worlds < 0 || q.Worlds > evidence.MaxWorlds:
		return faultf(OutOfRange, fmt.Sprintf("write numbers from 0 up, and at most %s worlds", underpin.FormatCount(evidence.MaxWorlds)), "a number is out of range")
	case !(q.Probability >= 0 && q.Probability <= 1):
		return faultf(NotAProbability, "write a number above 0 and up to 1", "%v is not a probability", q.Probability)
	case q.Probability > 0 && q.Worlds == 0:
		return faultf(NoWorlds, "say how many worlds to draw, for example 1000", "a probability of ties needs worlds")
	}
	return nil
}

// read opens and reads the file.
func (r *graphRun) read(ctx context.Context) error {
	in, size := r.q.In, int64(0)
	if in == nil {
		file, err := os.Open(r.q.Path)
		if err != nil {
			return fileFault(r.q.Path, err)
		}
		defer file.Close()
		info, err := file.Stat()
		if err != nil {
			return fileFault(r.q.Path, err)
		}
		if info.IsDir() {
			return faultf(IsFolder, "name a file in it", "%s is a folder", r.q.Path)
		}
		if info.Mode().IsRegular() {
			size = info.Size()
		}
		in = file
	}
	o := graphfile.ReadOptions{
		Format: r.q.Format, Size: size, Memory: r.q.Memory, Encoding: r.q.Encoding, Delimiter: r.q.Delimiter,
		SourceColumn: r.q.SourceColumn, TargetColumn: r.q.TargetColumn, WeightColumn: r.q.WeightColumn,
	}
	if r.q.Progress != nil && size > 0 {
		o.Progress = func(read int64) { r.q.Progress("reading, megabytes", int(read>>20), int(size>>20)) }
	}
	return await(ctx, func() (err error) {
		r.file, err = graphfile.Read(in, r.q.Path, o)
		return err
	})
}

// build makes the graph, finds the nodes named, and refuses a run that does not fit.
func (r *graphRun) build(ctx context.Context) error {
	f := r.file
	r.directed = f.Directed
	if r.q.Directed != nil {
		r.directed = *r.q.Directed
	}
	if f.Directed = r.directed; !r.directed {
		f.Undirect()
	}
	if r.q.Table != "" && len(r.q.Measures) == 0 && len(f.Attributes) == 0 {
		return faultf(NoMeasures, "", "a table of nodes needs measures, or attributes in the file")
	}
	if r.q.Weighted && f.Weights == nil {
		return faultf(NoWeights, "", "the file gives no weights")
	}
	if r.q.Weighted {
		if sum := sum(f.Weights); math.IsInf(4*sum, 0) { // measures add up both ends of ties, and both ways
			return faultf(NotFinite, "", "the weights add up to more than a number can hold")
		}
	}
	if f.Negative != nil && (r.q.Weighted || r.q.Worlds > 0 && r.q.Probability == 0) {
		return f.Negative
	}
	for _, name := range r.q.Lose {
		v, err := f.Find(name)
		if err != nil {
			fault := translated(err)
			fault.Code = UnknownNode
			return fault
		}
		r.lost = append(r.lost, v)
	}
	if err := r.fits(); err != nil {
		return err
	}
	r.stage("building")
	err := await(ctx, func() (err error) {
		r.g, err = f.Graph(network.BuildOptions{Directed: r.directed, Threads: r.q.Threads})
		return err
	})
	if err != nil {
		return err
	}
	r.n, r.m = r.g.N(), r.g.M()
	r.plain = r.g.Underlying()
	r.report = &GraphReport{
		File: f.Name, Format: f.Format, Directed: r.directed, Weighted: r.q.Weighted,
		SelfLoops: f.Loops, Parallel: len(f.From) - r.m, Notes: f.Notes, Seed: r.q.Seed,
	}
	if f.Weights != nil && !r.q.Weighted && (r.q.Worlds == 0 || r.q.Probability > 0) {
		r.report.Notes = append(slices.Clip(f.Notes), "the file gives weights, which were not used; --weighted uses them")
	}
	if !r.q.Weighted && r.q.Worlds == 0 && r.q.GraphML == "" {
		f.From, f.To, f.Weights = nil, nil, nil // not needed any more
	}
	return nil
}

func sum(values []float64) float64 {
	total := 0.0
	for _, x := range values {
		total += x
	}
	return total
}

// fits states the memory that the run takes and refuses what does not fit.
func (r *graphRun) fits() error {
	n, m := int64(r.file.N), int64(len(r.file.From))
	need := graphfile.Need(n, m, r.q.Weighted) + 90*n
	if r.directed {
		need += 12*n + 16*m // the same graph as undirected
	}
	kernels := int64(0)
	for _, name := range r.q.Measures {
		kernels = max(kernels, 48*n)
		if m, err := measure.GraphNode(name); err == nil && m.Cost == measure.Paths {
			kernels = max(kernels, 80*n+min(32*8*n, 256<<20))
		}
	}
	need += kernels
	if r.q.Table != "" {
		need += 16 * n * int64(len(r.q.Measures))
	}
	if r.q.GraphML != "" {
		need += 100 * n * int64(len(r.q.Measures))
	}
	if r.q.Worlds > 0 {
		need += 40 * (n + m)
		if r.worldsAffordable(n, m) {
			need += 8 * n * int64(r.q.Worlds)
		}
	}
	if r.q.Memory > 0 && need > r.q.Memory {
		return faultf(TooMuchMemory, "", "measuring %s and %s takes about %s of memory, and the limit is %s",
			underpin.FormatCounted(int(n), "node"), underpin.FormatCounted(int(m), "tie"), graphfile.Gibibytes(need), graphfile.Gibibytes(r.q.Memory))
	}
	return nil
}

// stage tells what is being computed.
func (r *graphRun) stage(name string) {
	r.lock.Lock()
	defer r.lock.Unlock()
	if r.stages == 0 {
		r.stages = 3 + len(r.q.Measures)
	}
	if r.q.Progress != nil {
		r.q.Progress(name+", step", min(r.done+1, r.stages), r.stages+1)
	}
	r.done++
}

// await runs work that cannot be interrupted and returns at once when the context
// ends; the work is then abandoned.
func await(ctx context.Context, work func() error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	done := make(chan error, 1)
	go func() { done <- work() }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}
