package main

import (
	"maps"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestAVerdictSaysHowAValueStandsToItsBar(t *testing.T) {
	more, less := bar{gate: 10, goal: 20, unit: "x"}, bar{gate: 1.5, goal: 1, less: true}
	for _, c := range []struct {
		bar  bar
		x    float64
		want string
	}{
		{more, 20, "goal met"},
		{more, 15, "gate met, 25 % short of 20x"},
		{more, 5, "MISSED: 50 % short of 10x"},
		{less, 1, "goal met"},
		{less, 1.2, "gate met, 1.2 times the 1"},
		{less, 3, "MISSED: 2 times the 1.5"},
		{less, math.NaN(), "MISSED: no number"},
		{bar{}, 3, "no bar"},
		{bar{goal: 1}, 0, "gate met, 100 % short of 1"},
		{bar{goal: 1}, -.25, "MISSED: -0.25 from 0"},
	} {
		if got := c.bar.verdict(c.x); got != c.want {
			t.Errorf("%v against %+v: %q, want %q", c.x, c.bar, got, c.want)
		}
	}
}

func TestTheMedianIsTheMiddleValue(t *testing.T) {
	for _, c := range []struct {
		values []float64
		want   float64
	}{{nil, 0}, {[]float64{3}, 3}, {[]float64{9, 1, 5}, 5}, {[]float64{4, 1}, 4}} {
		if got := median(c.values); got != c.want {
			t.Errorf("median of %v is %v, want %v", c.values, got, c.want)
		}
	}
}

func TestValuesAreComparedByTheirLargerOne(t *testing.T) {
	a, b := filepath.Join(t.TempDir(), "a"), filepath.Join(t.TempDir(), "b")
	for path, values := range map[string][]float64{a: {0, 4, 1}, b: {0, 5, 1}} {
		if err := keep(path, values); err != nil {
			t.Fatal(err)
		}
	}
	g, err := compare(a, b)
	if err != nil || g.relative != 0.2 || g.l1 != 1 || g.equal {
		t.Errorf("%+v, %v", g, err)
	}
	if g, err := compare(a, a); err != nil || g.relative != 0 || !g.equal {
		t.Errorf("with itself: %+v, %v", g, err)
	}
}

func TestARowWithoutItsGraphOrPeerIsLeftOpen(t *testing.T) {
	s := &stable{versions: map[string]string{}}
	if err := s.absent(contestant{library: igraph}); err == nil {
		t.Error("igraph is said to be there")
	}
	if err := s.absent(contestant{library: us, task: task{Graph: filepath.Join(t.TempDir(), "none.el")}}); err == nil {
		t.Error("the graph is said to be there")
	}
	l := row{what: "a row", ours: "a", peer: "b", bar: bar{gate: 1, goal: 2}}.read(map[string]timings{"b": {err: errAbsent}})
	if got := l.verdict(); got != "not measured: not there" {
		t.Errorf("%q", got)
	}
}

// TestEveryTaskAnswers does each of our tasks once on something small.
func TestEveryTaskAnswers(t *testing.T) {
	source, graph := filepath.Join(t.TempDir(), "star.txt"), filepath.Join(t.TempDir(), "star.el")
	if err := os.WriteFile(source, []byte("hub a\nhub b\nhub c\nc d\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if r, err := copyGraph(task{Graph: source, Values: graph}); err != nil || r.Facts["nodes"] != 5 || r.Facts["ties"] != 4 {
		t.Fatalf("%+v, %v", r, err)
	}
	small := task{Graph: graph, Threads: 2, Certain: 50, Worlds: 64, Entities: 30, Claims: 60, Sources: 8, Seed: 1, Seeds: 3, Count: 2}
	for name, do := range ours {
		if name == "copy" || strings.HasPrefix(name, "write-") {
			continue
		}
		small.Do = name
		r, err := do(small)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if name == "large" && len(r.Facts) != 4 {
			t.Errorf("%s: %+v", name, r)
		}
	}
}

func TestThePageNamesNoFolder(t *testing.T) {
	o := &options{plan: plan{folder: "/somewhere/graphs", out: "/somewhere/else"}, runs: 1}
	s := &stable{versions: map[string]string{}}
	r := reportPage{options: o, stable: s, complete: true}
	for _, g := range o.groups()[:1] {
		r.lines = append(r.lines, o.measure(s, &g)...)
	}
	page := r.String()
	if strings.Contains(page, "somewhere") {
		t.Errorf("the page names a folder:\n%s", page)
	}
	if !strings.Contains(page, "not measured: the graph is not there") {
		t.Errorf("the page does not say what is missing:\n%s", page)
	}
}

func TestEveryTaskOnADeskAnswers(t *testing.T) {
	folder := t.TempDir()
	small := task{Graph: filepath.Join(folder, "case.db"), Values: filepath.Join(folder, "brief.html"), Worlds: 64, Entities: 30, Claims: 60, Sources: 8, Seed: 1}
	if _, err := writeCase(small); err != nil {
		t.Fatal(err)
	}
	archive := small
	archive.Values = filepath.Join(folder, "archive.yaml")
	if _, err := writeArchive(archive); err != nil {
		t.Fatal(err)
	}
	all := maps.Clone(onDesks)
	maps.Copy(all, onArchives)
	for name, do := range all {
		if strings.HasPrefix(name, "write-") {
			continue
		}
		small.Do = name
		if small.Values = filepath.Join(folder, "brief.html"); name == "import" {
			small.Values = archive.Values
		}
		if r, err := do(small); err != nil || r.Wall <= 0 {
			t.Errorf("%s: %+v, %v", name, r, err)
		}
	}
}
