package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// options are what the command line asks for.
type options struct {
	plan
	graphs    string // graphs of the user's own, separated by commas
	only      string
	report    string
	python    string
	note      string
	resume    string
	runs      int
	onceAbove time.Duration
}

func main() {
	var o options
	work := flag.String("perform", "", "do one `task` in this process; for the program's own use")
	flag.BoolVar(&o.quick, "quick", false, "search from every k-th source in the peers, and cut sizes")
	flag.StringVar(&o.graphs, "graph", "", "measure these `files` instead, separated by commas")
	flag.StringVar(&o.only, "only", "", "measure only what has one of these `words` in its name, separated by commas")
	flag.StringVar(&o.folder, "graphs", "../shared/data/graphs", "the `folder` of the graphs")
	flag.StringVar(&o.report, "o", "", "the `file` for the table; docs/benchmarks.md by default in a run of everything, else the screen")
	flag.StringVar(&o.python, "python", "", "the Python `interpreter` that has the peers")
	flag.StringVar(&o.note, "note", "", "a `remark` to put below the table")
	flag.StringVar(&o.resume, "resume", "", "a `folder` to keep measurements in, and to go on from after an interruption")
	flag.IntVar(&o.runs, "runs", 3, "how many times each is measured")
	flag.DurationVar(&o.onceAbove, "once-above", 0, "measure once what takes longer than this; 0 for never")
	flag.Parse()
	var err error
	if *work != "" {
		err = perform(*work)
	} else {
		err = o.run()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func (o *options) run() error {
	folder, err := o.workplace()
	if err != nil {
		return err
	}
	if o.resume == "" {
		defer os.RemoveAll(folder)
	}
	o.out = folder
	s, err := newStable(folder, o.python)
	if err != nil {
		return err
	}
	if o.report == "" && o.graphs == "" && o.only == "" {
		o.report = "docs/benchmarks.md"
	}
	groups, err := o.chosen(s)
	if err != nil {
		return err
	}
	o.announce(s, len(groups))
	r := reportPage{options: o, stable: s, began: time.Now()}
	for i := range groups {
		r.lines = append(r.lines, o.measure(s, &groups[i])...)
		r.complete = i == len(groups)-1
		if o.report != "" {
			if err := os.WriteFile(o.report, []byte(r.String()), 0o644); err != nil {
				return err
			}
		}
	}
	if o.report == "" {
		fmt.Print(r.String())
	}
	return nil
}

// workplace is the folder for what processes hand to each other.
func (o *options) workplace() (string, error) {
	if o.resume == "" {
		return os.MkdirTemp("", "underpin-bench-")
	}
	return o.resume, os.MkdirAll(o.resume, 0o700)
}

// chosen are the groups to measure.
func (o *options) chosen(s *stable) ([]contestantGroup, error) {
	groups := o.groups()
	if o.graphs != "" {
		groups = nil
		for _, file := range strings.Split(o.graphs, ",") {
			own, err := o.ownGraph(s, file)
			if err != nil {
				return nil, err
			}
			groups = append(groups, own...)
		}
	}
	if o.only == "" {
		return groups, nil
	}
	var some []contestantGroup
	for _, g := range groups {
		for _, word := range strings.Split(o.only, ",") {
			if strings.Contains(g.name, word) {
				some = append(some, g)
				break
			}
		}
	}
	if len(some) == 0 {
		return nil, errors.New("nothing has such a name")
	}
	return some, nil
}

// ownGraph copies a graph of any format to the form that the peers read, and plans
// its rows.
func (o *options) ownGraph(s *stable, file string) ([]contestantGroup, error) {
	name := strings.TrimSuffix(filepath.Base(file), filepath.Ext(file))
	own := o.plan
	own.folder = o.out
	m, err := s.run(us, task{Do: "copy", Graph: file, Values: own.path(name)})
	if err != nil {
		return nil, err
	}
	return own.ofGraph(name, int(m.Facts["nodes"])), nil
}

// announce says first what the run will be like.
func (o *options) announce(s *stable, groups int) {
	say := func(format string, args ...any) { fmt.Fprintf(os.Stderr, format+"\n", args...) }
	switch {
	case o.graphs != "" || o.only != "":
		say("%d comparisons.", groups)
	case o.quick:
		say("%d comparisons, quick: some minutes. Peers search from every k-th source of large graphs.", groups)
	default:
		say("%d comparisons: this takes about an hour, most of it in the peers. With QUICK=1 it takes minutes.", groups)
	}
	say("%s; load %.1f", machine(), load())
	for _, peer := range []string{igraph, graphTool} {
		if s.has(peer) {
			say("%s %s", peer, s.versions[peer])
		} else {
			say("%s is not there: its columns stay empty. On Debian: apt-get install python3-%s", peer, peer)
		}
	}
}
