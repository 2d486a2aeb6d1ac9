package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A task is what one process is to measure. Its JSON is read by peers.py too.
type task struct {
	Do      string `json:"do"`
	Graph   string `json:"graph,omitempty"`
	Threads int    `json:"threads,omitempty"`
	// Every k-th source is searched from, in peers alone, and the time scaled.
	Every int `json:"every,omitempty"`
	// Values is a file to leave the values of the nodes in.
	Values string `json:"values,omitempty"`
	// Certain is the share of ties in every world, in per cent.
	Certain int `json:"certain"`
	Worlds  int `json:"worlds,omitempty"`
	// Entities, Claims and Sources of a generated case; Entities is the number of
	// nodes of a generated graph too.
	Entities int    `json:"entities,omitempty"`
	Claims   int    `json:"claims,omitempty"`
	Sources  int    `json:"sources,omitempty"`
	Seed     uint64 `json:"seed"`
	// Seeds is how many seeds, from 1, modularity is the median of.
	Seeds int `json:"seeds,omitempty"`
	// Count is how many premises are left out, or the number of ties generated.
	Count int `json:"count,omitempty"`
}

// A result is what a process says of its task: seconds of the kernel alone, and
// what it found.
type result struct {
	Wall  float64            `json:"wall"`
	CPU   float64            `json:"cpu"`
	Facts map[string]float64 `json:"facts,omitempty"`
}

// once times work.
func once(work func() error) (result, error) {
	start, cpu := time.Now(), busy()
	err := work()
	return result{Wall: time.Since(start).Seconds(), CPU: busy() - cpu}, err
}

// What takes less than enough runs until it has had enough seconds and turns, as in
// peers.py.
const (
	enough = 0.5
	least  = 3
)

// timed runs work until it can be timed: the median of the wall, the mean of the
// processor. What takes long runs once.
func timed(work func()) result {
	var walls []float64
	start, cpu := time.Now(), busy()
	for {
		before := time.Now()
		work()
		walls = append(walls, time.Since(before).Seconds())
		spent := time.Since(start).Seconds()
		if spent >= enough && (len(walls) == 1 || len(walls) >= least) {
			break
		}
	}
	return result{Wall: median(walls), CPU: (busy() - cpu) / float64(len(walls))}
}

// median is the middle of an odd number of values, the upper of the two of an even.
func median(values []float64) float64 {
	if len(values) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(values))
	return sorted[len(sorted)/2]
}

// perform does the task that its JSON describes, in this process, and prints the
// result.
func perform(description string) error {
	var t task
	if err := json.Unmarshal([]byte(description), &t); err != nil {
		return err
	}
	run, ok := ours[t.Do]
	if !ok {
		run, ok = onDesks[t.Do]
	}
	if !ok {
		run, ok = onArchives[t.Do]
	}
	if !ok && questions[strings.TrimPrefix(t.Do, "open ")] != nil {
		run, ok = measureQuestion, true
	}
	if !ok {
		return fmt.Errorf("there is no task %q", t.Do)
	}
	r, err := run(t)
	if err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(r)
}

// ours are Underpin's side of the tasks.
var ours = map[string]func(task) (result, error){
	"copy":              copyGraph,
	"betweenness":       measureBetweenness,
	"nearness":          measureNearness,
	"components":        measureKernel,
	"cores":             measureKernel,
	"articulation":      measureKernel,
	"pagerank":          measureKernel,
	"eigenvector":       measureKernel,
	"leiden":            measureKernel,
	"division":          measureDivision,
	"layout":            measureLayout,
	"worlds":            measureWorlds,
	"write-large":       writeLarge,
	"write-social":      writeSocial,
	"write-small-world": writeSmallWorld,
	"write-roads":       writeRoads,
	"large":             measureLarge,
	"screen":            measureScreen,
	"resolve":           measureResolve,
	"brute":             measureBrute,
	"brute-top":         measureBruteTop,
	"centre":            measureCentre,
}

// title names a task in the table of measurements.
func (t task) title() string {
	words := []string{t.Do}
	if t.Graph != "" {
		words = append(words, strings.TrimSuffix(filepath.Base(t.Graph), filepath.Ext(t.Graph)))
	}
	if t.Do == "worlds" {
		words = append(words, fmt.Sprintf("%d %% certain, %d worlds", t.Certain, t.Worlds))
	}
	if t.Entities > 0 {
		words = append(words, fmt.Sprintf("%d entities, %d claims, %d sources, %d worlds", t.Entities, t.Claims, t.Sources, t.Worlds))
	}
	return strings.Join(words, ", ")
}

func (t task) workers() string {
	if t.Threads == 0 {
		return "all"
	}
	return strconv.Itoa(t.Threads)
}
