package network

import (
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// families of Florence and the marriages between them. Padgett, J. F., Ansell,
// C. K. (1993), Robust action and the rise of the Medici; as in UCINET.
var families = []string{
	"Acciaiuoli", "Albizzi", "Barbadori", "Bischeri", "Castellani", "Ginori", "Guadagni", "Lamberteschi",
	"Medici", "Pazzi", "Peruzzi", "Pucci", "Ridolfi", "Salviati", "Strozzi", "Tornabuoni",
}

var marriages = []int32{
	1, 9, 2, 6, 2, 7, 2, 9, 3, 5, 3, 9, 4, 7, 4, 11, 4, 15, 5, 11, 5, 15, 7, 8, 7, 16, 9, 13, 9, 14, 9, 16,
	10, 14, 11, 15, 13, 15, 13, 16,
}

// karateTies of the club's members. Zachary, W. W. (1977), An information flow
// model for conflict and fission in small groups.
var karateTies = []int32{
	1, 2, 1, 3, 1, 4, 1, 5, 1, 6, 1, 7, 1, 8, 1, 9, 1, 11, 1, 12, 1, 13, 1, 14, 1, 18, 1, 20, 1, 22, 1, 32,
	2, 3, 2, 4, 2, 8, 2, 14, 2, 18, 2, 20, 2, 22, 2, 31, 3, 4, 3, 8, 3, 9, 3, 10, 3, 14, 3, 28, 3, 29, 3, 33,
	4, 8, 4, 13, 4, 14, 5, 7, 5, 11, 6, 7, 6, 11, 6, 17, 7, 17, 9, 31, 9, 33, 9, 34, 10, 34, 14, 34, 15, 33,
	15, 34, 16, 33, 16, 34, 19, 33, 19, 34, 20, 34, 21, 33, 21, 34, 23, 33, 23, 34, 24, 26, 24, 28, 24, 30,
	24, 33, 24, 34, 25, 26, 25, 28, 25, 32, 26, 32, 27, 30, 27, 34, 28, 34, 29, 32, 29, 34, 30, 33, 30, 34,
	31, 33, 31, 34, 32, 33, 32, 34, 33, 34,
}

// fromOne makes a graph of ties given as pairs of numbers from 1.
func fromOne(n int, pairs []int32, leaveOut ...int32) *Graph {
	var us, vs []int32
	for i := 0; i < len(pairs); i += 2 {
		us, vs = append(us, pairs[i]-1), append(vs, pairs[i+1]-1)
	}
	keep := make([]bool, n)
	for v := range keep {
		keep[v] = !slices.Contains(leaveOut, int32(v+1))
	}
	var b Builder
	return b.Keep(NewUndirected(n, us, vs), keep, make([]int32, n))
}

func TestPadgettMarriagesGiveThePublishedValues(t *testing.T) {
	all := fromOne(16, marriages)
	g := fromOne(16, marriages, 12) // without Pucci, who is tied to nobody
	node := func(name string) int {
		i := slices.Index(families, name)
		if i > 11 {
			i--
		}
		return i
	}
	between := Betweenness(g, 2)
	eigen := Eigenvector(g, EigenvectorConfig{})
	holes := StructuralHoles(all)
	hole := func(name string) Hole { return holes[slices.Index(families, name)] }
	for _, c := range []struct {
		what      string
		got, want float64
	}{
		{"betweenness of Medici", between[node("Medici")], 47.5},
		{"betweenness of Medici, normalised", between[node("Medici")] / 91, .521978},
		{"betweenness of Guadagni, normalised", between[node("Guadagni")] / 91, .254579},
		{"betweenness of Albizzi, normalised", between[node("Albizzi")] / 91, .212454},
		{"betweenness of Salviati, normalised", between[node("Salviati")] / 91, .142857},
		{"betweenness of Ridolfi, normalised", between[node("Ridolfi")] / 91, .113553},
		{"closeness of Medici", Closeness(g, 1)[node("Medici")], .56},
		{"eigenvector of Strozzi over the largest", eigen.Values[node("Strozzi")], .82727},
		{"eigenvector of Ridolfi over the largest", eigen.Values[node("Ridolfi")], .79374},
		{"constraint of Medici", hole("Medici").Constraint, .209877},
		{"constraint of Strozzi", hole("Strozzi").Constraint, .458333},
		{"constraint of Peruzzi", hole("Peruzzi").Constraint, .655864},
		{"effective size of Medici", hole("Medici").EffectiveSize, 5.666667},
		{"effective size of Peruzzi", hole("Peruzzi").EffectiveSize, 1.666667},
		{"effective size of Guadagni", hole("Guadagni").EffectiveSize, 4},
		{"degree centralization", DegreeCentralization(g, ByStar), .274725},
		{"betweenness centralization", BetweennessCentralization(g, between), .436813},
		{"degree centralization of 16", DegreeCentralization(all, ByStar), .266667},
		{"betweenness centralization of 16", BetweennessCentralization(all, Betweenness(all, 1)), .383492},
		{"F", fragmentation(g), 0},
		{"DF", distanceFragmentation(g), .499841},
		{"F without Medici", fragmentation(fromOne(16, marriages, 9, 12)), .384615},
		{"DF without Medici", distanceFragmentation(fromOne(16, marriages, 9, 12)), .673810},
	} {
		if math.Abs(c.got-c.want) > 1e-6 && math.Abs(c.got-c.want) > 5e-6*c.want {
			t.Errorf("%s = %.8f, published %.8f", c.what, c.got, c.want)
		}
	}
	if !eigen.Converged {
		t.Error("eigenvector did not converge")
	}
}

func TestKarateGivesThePublishedBetweenness(t *testing.T) {
	g := fromOne(34, karateTies)
	between := Betweenness(g, 1)
	for v, want := range map[int]float64{0: .4376353, 33: .3040750} {
		if got := between[v] / (33 * 32 / 2); math.Abs(got-want) > 1e-7 {
			t.Errorf("node %d: %.8f, want %.8f", v+1, got, want)
		}
	}
}

// montagnaRemoval is the largest component, over the initial one, after each
// loss of the actor who is then most between. Cavallaro, L. et al. (2020),
// Disrupting resilient criminal networks through data analysis.
var montagnaRemoval = []struct {
	file    string
	initial int
	curve   []float64
}{
	{"meetings", 92, []float64{.9565, .7391, .7174, .5000, .4239, .4130, .3913, .2609, .2500, .2065, .1848}},
	{"phonecalls", 89, []float64{.7640, .5730, .4270, .3933, .2472, .1348, .1236, .0562, .0562, .0449, .0449}},
}

func TestMontagnaFallsApartAsPublished(t *testing.T) {
	for _, c := range montagnaRemoval {
		text, err := os.ReadFile(sharedData(t, "networks/montagna/Montagna_"+c.file+"_edgelist.csv"))
		if err != nil {
			t.Fatal(err)
		}
		var us, vs []int32
		for line := range strings.Lines(string(text)) {
			f := strings.Fields(line)
			u, _ := strconv.Atoi(f[0])
			v, _ := strconv.Atoi(f[1])
			us, vs = append(us, int32(u)), append(vs, int32(v))
		}
		n := int(max(slices.Max(us), slices.Max(vs))) + 1
		g := NewUndirected(n, us, vs)
		if largestComponent(g) != c.initial {
			t.Errorf("%s: largest component %d, want %d", c.file, largestComponent(g), c.initial)
		}
		lost := make([]bool, n)
		left := g
		for k, want := range c.curve {
			most := 0
			for v, x := range Betweenness(left, 1) {
				if x > Betweenness(left, 1)[most] {
					most = v
				}
			}
			lost[most] = true
			left = without(g, lost)
			if got := float64(largestComponent(left)) / float64(c.initial); math.Abs(got-want) > 5e-5 {
				t.Errorf("%s after %d: %.4f, published %.4f", c.file, k+1, got, want)
			}
		}
	}
}

func TestAStarIsFullyCentralized(t *testing.T) {
	for _, n := range []int{3, 4, 9, 70} {
		us, vs := make([]int32, n-1), make([]int32, n-1)
		for i := range vs {
			vs[i] = int32(i + 1)
		}
		g := NewUndirected(n, us, vs)
		d := newDirected(n, us, vs)
		for what, x := range map[string]float64{
			"degree":           DegreeCentralization(g, ByStar),
			"directed degree":  DegreeCentralization(d, ByDirectedStar),
			"betweenness":      BetweennessCentralization(g, Betweenness(g, 1)),
			"degree of a ring": 1 + DegreeCentralization(ring(n), ByStar),
		} {
			if math.Abs(x-1) > 1e-12 {
				t.Errorf("%s of %d nodes: %v", what, n, x)
			}
		}
	}
}

func ring(n int) *Graph {
	us, vs := make([]int32, n), make([]int32, n)
	for i := range us {
		us[i], vs[i] = int32(i), int32((i+1)%n)
	}
	return NewUndirected(n, us, vs)
}
