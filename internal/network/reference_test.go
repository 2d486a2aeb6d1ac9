package network

import (
	"encoding/csv"
	"math"
	"os"
	"slices"
	"strconv"
	"testing"
)

// matrix reads an adjacency matrix with labels on both margins.
func matrix(t *testing.T, path string, directed bool) *Graph {
	t.Helper()
	rows := readCSV(t, path)
	var us, vs []int32
	for i, row := range rows[1:] {
		for j, cell := range row[1:] {
			if cell != "0" && cell != "" {
				us, vs = append(us, int32(i)), append(vs, int32(j))
			}
		}
	}
	if directed {
		return newDirected(len(rows)-1, us, vs)
	}
	return NewUndirected(len(rows)-1, us, vs)
}

func readCSV(t *testing.T, path string) [][]string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.LazyQuotes = true
	r.FieldsPerRecord = -1
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func TestCaviarPhasesGiveThePublishedCentralization(t *testing.T) {
	published := readCSV(t, sharedData(t, "networks/caviar-published/Metrics_Temp.csv"))
	for phase := 1; phase <= 11; phase++ {
		if phase == 7 { // the published row is of a corrupted file
			continue
		}
		g := matrix(t, sharedData(t, "networks/caviar/CAVIAR"+strconv.Itoa(phase)+".csv"), true)
		in, _ := strconv.ParseFloat(published[phase][0], 64)
		out, _ := strconv.ParseFloat(published[phase][1], 64)
		if got := DegreeCentralization(g, ByStar); math.Abs(got-out) > 1e-9 {
			t.Errorf("phase %d out: %.6f, published %.6f", phase, got, out)
		}
		if got := DegreeCentralization(g.Reverse(), ByStar); math.Abs(got-in) > 1e-9 {
			t.Errorf("phase %d in: %.6f, published %.6f", phase, got, in)
		}
		if phase == 2 {
			want, _ := strconv.ParseFloat(published[phase][2], 64)
			if got := BetweennessCentralization(g, Betweenness(g, 2)); math.Abs(got-want) > 1e-9 {
				t.Errorf("phase 2 betweenness: %.6f, published %.6f", got, want)
			}
		}
	}
}

func TestCaviarHasThePublishedSize(t *testing.T) {
	d := matrix(t, sharedData(t, "networks/caviar/CAVIAR_FULL_Directed.csv"), true)
	u := d.Underlying()
	if d.N() != 110 || d.M() != 295 || u.M() != 205 {
		t.Errorf("n %d, arcs %d, edges %d", d.N(), d.M(), u.M())
	}
	if math.Abs(Density(d)-.024604) > 5e-7 || math.Abs(Density(u)-.034195) > 5e-7 {
		t.Errorf("densities %.6f %.6f", Density(d), Density(u))
	}
}

func TestNodesEqualTheReferenceValues(t *testing.T) {
	caviar := func(t *testing.T) *Graph {
		return matrix(t, sharedData(t, "networks/caviar/CAVIAR_FULL_Undirected.csv"), false)
	}
	for name, graph := range map[string]func(*testing.T) *Graph{
		"padgett_marriage": func(*testing.T) *Graph { return fromOne(16, marriages) },
		"karate":           func(*testing.T) *Graph { return fromOne(34, karateTies) },
		"caviar_full":      caviar,
	} {
		t.Run(name, func(t *testing.T) {
			rows := readCSV(t, sharedData(t, "networks/oracles/nx_"+name+".csv"))[1:]
			g := graph(t)
			labels := labelsOf(t, name, g.N())
			between, near, holes := Betweenness(g, 1), AllNodeDistances(g, 1), StructuralHoles(g)
			for _, row := range rows {
				v := slices.Index(labels, row[0])
				keep := make([]bool, g.N())
				for i := range keep {
					keep[i] = i != v
				}
				var b Builder
				left := b.Keep(g, keep, make([]int32, g.N()))
				got := []float64{
					float64(g.Degree(int32(v))), between[v], near[v].Closeness(g.N()), near[v].Harmonic,
					holes[v].Constraint, holes[v].EffectiveSize, fragmentation(left), distanceFragmentation(left),
				}
				for i, x := range got {
					want, err := strconv.ParseFloat(row[i+1], 64)
					if row[i+1] == "" || row[i+1] == "nan" || err != nil {
						continue
					}
					if math.Abs(x-want) > 6e-9*max(1, want) {
						t.Errorf("%s column %d = %.10f, want %.10f", row[0], i+1, x, want)
					}
				}
			}
		})
	}
}

func labelsOf(t *testing.T, name string, n int) []string {
	switch name {
	case "padgett_marriage":
		return families
	case "caviar_full":
		return readCSV(t, sharedData(t, "networks/caviar/CAVIAR_FULL_Undirected.csv"))[0][1:]
	}
	labels := make([]string, n)
	for v := range labels {
		labels[v] = strconv.Itoa(v + 1)
	}
	return labels
}

func TestGraphLevelEqualsTheReferenceValues(t *testing.T) {
	graphs := map[string]*Graph{"padgett_marriage": fromOne(16, marriages), "karate": fromOne(34, karateTies)}
	for _, row := range readCSV(t, sharedData(t, "networks/oracles/nx_graph_level.csv"))[1:] {
		g := graphs[row[0]]
		if g == nil {
			continue
		}
		_, count := Components(g)
		got := []float64{
			float64(g.N()), float64(g.M()), fragmentation(g), distanceFragmentation(g), efficiency(g),
			DegreeCentralization(g, ByStar), BetweennessCentralization(g, Betweenness(g, 1)),
		}
		for i, x := range got {
			want, _ := strconv.ParseFloat(row[i+1], 64)
			if math.Abs(x-want) > 1e-12 {
				t.Errorf("%s column %d = %v, want %v", row[0], i+1, x, want)
			}
		}
		if want, _ := strconv.Atoi(row[10]); count != want {
			t.Errorf("%s: %d components, want %d", row[0], count, want)
		}
	}
}
