package chart

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"

	"underpin"
)

func sketchOf(n Network, w, h float64) *sketch {
	n.Width, n.Height = w, h
	s := newSketch(&n, rect{0, 0, w, h})
	s.route()
	s.placeLabels()
	return s
}

func TestSixtyNamesAreReadable(t *testing.T) {
	for _, height := range []float64{600, 620, 629, 640, 660, 700} {
		t.Run(fmt.Sprint(height, " high"), func(t *testing.T) { readable(t, sketchOf(kestrel(), 1000, height)) })
	}
}

func readable(t *testing.T, s *sketch) {
	const touch = 4 // square pixels: the corner of a box about a round or pointed shape
	if s.spare > 0 || len(s.labels) != 60 {
		t.Errorf("%d of %d names left out", s.spare, len(s.labels))
	}
	for i, a := range s.labels {
		if !a.box.within(s.plot) {
			t.Errorf("%v hangs over the edge", a.lines)
		}
		for _, b := range s.labels[i+1:] {
			if a.box.overlap(b.box) > 0 {
				t.Errorf("%v covers %v", a.lines, b.lines)
			}
		}
		for j, p := range s.at {
			if j != a.node && a.box.overlap(around(p, s.radius)) > touch {
				t.Errorf("%v covers the node of %s", a.lines, s.net.Nodes[j].Label)
			}
		}
	}
}

func TestCrowdedNamesAreLeftOutAndCounted(t *testing.T) {
	var n Network
	for i := range 900 {
		n.Nodes = append(n.Nodes, NetworkNode{Label: fmt.Sprintf("Harbour Guard unit %d", i), Kind: Group, X: float64(i % 30), Y: float64(i / 30)})
	}
	if s := sketchOf(n, 1000, 600); s.spare == 0 || s.spare == 900 {
		t.Errorf("%d names left out", s.spare)
	}
	if got := render(t, n); !strings.Contains(got, "left out for lack of room") {
		t.Error("the picture does not say that names are left out")
	}
}

func TestPositionsOfAnyScaleFitTheBox(t *testing.T) {
	for _, k := range []float64{1e-300, 1, 1e9, math.MaxFloat64} {
		n := Network{Nodes: []NetworkNode{{Kind: Person, X: -k, Y: -k}, {Kind: Person, X: k, Y: k}, {Kind: Person}}}
		s := sketchOf(n, 1000, 600)
		for i, p := range s.at {
			if !s.plot.contains(p) {
				t.Errorf("scale %g: node %d at %v", k, i, p)
			}
		}
		if s.at[2].distance(xy{500, 300}) > 1 {
			t.Errorf("scale %g: the middle is at %v", k, s.at[2])
		}
	}
}

func TestOneNodeStandsInTheMiddle(t *testing.T) {
	s := sketchOf(Network{Nodes: []NetworkNode{{Label: "Old Mole", Kind: Asset, X: 77, Y: -3}}}, 1000, 600)
	if s.at[0] != (xy{500, 300}) {
		t.Errorf("at %v", s.at[0])
	}
	parse(t, render(t, *s.net))
}

func TestNodesInOnePlaceAreMovedApartButPinnedOnesStay(t *testing.T) {
	n := Network{Nodes: []NetworkNode{{Kind: Person, Pinned: true}, {Kind: Person}, {Kind: Person}, {Kind: Office, X: 1, Y: 1}, {Kind: Office, X: -1, Y: -1}}}
	s := sketchOf(n, 1000, 600)
	if s.at[0] != (xy{500, 300}) {
		t.Errorf("the pinned node went to %v", s.at[0])
	}
	for i, p := range s.at {
		for _, q := range s.at[i+1:] {
			if p.distance(q) < 2*s.radius {
				t.Errorf("%v and %v hide each other", p, q)
			}
		}
	}
}

func TestParallelTiesLieSideBySide(t *testing.T) {
	n := Network{Nodes: []NetworkNode{{Kind: Person}, {Kind: Office, X: 1}}}
	for i := range 5 {
		n.Ties = append(n.Ties, NetworkTie{From: i % 2, To: 1 - i%2, Directed: true, Credence: .9, Origins: 1})
	}
	s := sketchOf(n, 1000, 600)
	for i, a := range s.routes {
		for _, b := range s.routes[i+1:] {
			if d := a.line.at(.5).distance(b.line.at(.5)); d < 6 {
				t.Errorf("ties %d and %d are %.1f apart in the middle", a.tie, b.tie, d)
			}
		}
		if tip, end := a.arrow[0], s.at[n.Ties[i].To]; tip.distance(end) > 2*s.radius {
			t.Errorf("tie %d points at %v and its end is at %v", i, tip, end)
		}
	}
}

func TestTiesBowAroundNodesInBetween(t *testing.T) {
	n := Network{Nodes: []NetworkNode{{Kind: Person, X: -1}, {Kind: Person}, {Kind: Person, X: 1}}, Ties: []NetworkTie{{From: 0, To: 2, Credence: 1}}}
	s := sketchOf(n, 1000, 600)
	for _, p := range s.routes[0].line.samples(3) {
		if p.distance(s.at[1]) < s.radius*1.2 {
			t.Fatalf("passes %v, %.1f from the node between", p, p.distance(s.at[1]))
		}
	}
}

func TestBetterStandingIsDarkerAndMoreOriginsAreWider(t *testing.T) {
	for i, band := range underpin.StandingBands {
		p, err := strconv.ParseFloat(string(band), 64)
		if err != nil {
			t.Fatal(err)
		}
		if got := bandOf(p); got != standingStep(i) || i > 0 && bandOf(p-.001) != got-1 {
			t.Errorf("standing %v is in band %d", p, got)
		}
	}
	if originWidth(1) >= originWidth(2) || originWidth(2) >= originWidth(3) || originWidth(3) != originWidth(30) {
		t.Error("widths do not grow with origins")
	}
}

func TestLongNamesAreBrokenEvenly(t *testing.T) {
	for s, want := range map[string]string{
		"Harbour Authority":                    "Harbour Authority",
		"Ostrava Cranes International Limited": "Ostrava Cranes|International Limited",
		"":                                     "",
		strings.Repeat("x", 60):                strings.Repeat("x", 20) + "…",
	} {
		got := wrap(s, 12, 156, 2)
		if strings.HasPrefix(s, "xxx") {
			if len(got) != 1 || !strings.HasSuffix(got[0], "…") || textWidth(got[0], 12) > 156 {
				t.Errorf("%q", got)
			}
			continue
		}
		if strings.Join(got, "|") != want {
			t.Errorf("%q broken as %q", s, got)
		}
	}
}

func TestTheWideLettersOfCyrillicHaveRoom(t *testing.T) {
	for wide, narrow := range map[string]string{"ЖШЩЮЫ": "ППППП", "жшщюы": "ппппп"} {
		if textWidth(wide, 12) < 1.3*textWidth(narrow, 12) {
			t.Errorf("%s has the room of %s", wide, narrow)
		}
	}
}
