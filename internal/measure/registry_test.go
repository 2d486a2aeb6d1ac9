package measure_test

import (
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"underpin"
	"underpin/internal/measure"
	"underpin/internal/network"
	"underpin/internal/synth/property"
)

var update = flag.Bool("update", false, "write the tables of docs/method.md anew")

func TestEveryMeasureIsDeclaredInFull(t *testing.T) {
	seen := map[string]bool{}
	for i := range measure.Registry {
		m := &measure.Registry[i]
		for _, name := range []string{m.Name, m.Also} {
			if name != "" && seen[name] {
				t.Errorf("%s is declared twice", name)
			}
			seen[name] = true
		}
		if m.Name == "" || m.Term == "" || m.Says == "" || m.Unit == "" || m.Formula == "" || m.Source == "" || m.Range.Low >= m.Range.High {
			t.Errorf("%s lacks a name, a term, a sentence, a unit, a formula, a source or a range", m.Name)
		}
		if lacks := m.InCase == nil || m.InGraph == nil; lacks == (m.Lacks == "") {
			t.Errorf("%s: it has to say why a case or a bare graph has it not, and only then", m.Name)
		}
		if strings.HasSuffix(m.Says, ".") || strings.Contains(m.Formula, "|") {
			t.Errorf("%s: no full stop behind what it says, and no bar in its formula", m.Name)
		}
	}
}

// The tables of docs/method.md are those of the registry; go test -run Method -update
// writes them.
func TestTheTablesOfTheMethodAreThoseOfTheRegistry(t *testing.T) {
	const path = "../../docs/method.md"
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	got := string(text)
	for name, nodes := range map[string]bool{"nodes": true, "the whole": false} {
		from, to := "<!-- measures of "+name+" -->\n", "<!-- end of measures of "+name+" -->\n"
		before, rest, ok := strings.Cut(got, from)
		_, after, closed := strings.Cut(rest, to)
		if !ok || !closed {
			t.Fatalf("docs/method.md lacks %q or %q", from, to)
		}
		got = before + from + table(nodes) + to + after
	}
	if got == string(text) {
		return
	}
	if !*update {
		t.Fatal("the tables of measures in docs/method.md are not those of the registry: run go test ./internal/measure -run Method -update")
	}
	if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
		t.Fatal(err)
	}
}

// table writes the measures of nodes, or of the whole, as Markdown.
func table(nodes bool) string {
	var b strings.Builder
	b.WriteString("| measure | what it is | divided by | unit, range | work | where | source |\n|---|---|---|---|---|---|---|\n")
	for i := range measure.Registry {
		m := &measure.Registry[i]
		if m.OfNodes() != nodes {
			continue
		}
		name := "**" + m.Name + "**"
		if m.Also != "" {
			name += ", **" + m.Also + "**"
		}
		if m.Term != m.Name {
			name += ": " + m.Term
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s, %s | %s | %s | %s |\n",
			name, m.Formula, m.Scaled, m.Unit, m.Range, m.Cost, where(m), m.Source)
	}
	return b.String()
}

// where says who has a measure: a case, a bare graph and how, or why not.
func where(m *measure.Measure) string {
	if m.InGraph == nil {
		return "case alone: " + m.Lacks
	}
	graph := "graph, " + string(m.InGraph.Arcs)
	if m.InGraph.Weights != measure.Unweighted {
		graph += "; weights are " + string(m.InGraph.Weights)
	}
	if m.InCase == nil {
		return graph + "; no case: " + m.Lacks
	}
	return "case; " + graph
}

func TestValuesLieWithinTheRangesOfTheRegistry(t *testing.T) {
	property.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 12).Draw(t, "nodes")
		us, vs := []int32{}, []int32{}
		for range rapid.IntRange(0, 3*n).Draw(t, "ties") {
			us = append(us, int32(rapid.IntRange(0, n-1).Draw(t, "u")))
			vs = append(vs, int32(rapid.IntRange(0, n-1).Draw(t, "v")))
		}
		k := new(measure.Kernels)
		directed, err := network.Build(n, us, vs, network.BuildOptions{Directed: true})
		if err != nil {
			t.Fatal(err)
		}
		for _, g := range []*network.Graph{network.NewUndirected(n, us, vs), directed} {
			for _, m := range measure.GraphNodes {
				if m.InGraph.Weights == measure.Needed {
					continue
				}
				for v, x := range k.OfGraph(m, g) {
					within(t, m, fmt.Sprint("node ", v), x)
				}
			}
			for _, m := range measure.GraphWholes {
				within(t, m, "the whole", k.OfWhole(m, g))
			}
		}
	})
}

func within(t *rapid.T, m *measure.Measure, of string, x float64) {
	const rounding = 1e-9
	if !(x >= m.Range.Low-rounding && x <= m.Range.High+rounding) || m.Count && x != math.Trunc(x) {
		t.Fatalf("%s of %s is %v: out of its range, or not the whole number it is to be", m.Name, of, x)
	}
}

// A comparison with the name of a measure is a second list of what its row says.
func TestNoMeasureIsKnownByItsNameElsewhere(t *testing.T) {
	names := map[string]bool{}
	for i := range measure.Registry {
		names[strconv.Quote(measure.Registry[i].Name)] = true
	}
	for _, room := range []string{"../shock", "../conclusion", "../hinge", "../desk", "../brief", "../../cmd/underpin"} {
		files, err := filepath.Glob(room + "/*.go")
		if err != nil || len(files) == 0 {
			t.Fatal(room, err)
		}
		for _, path := range files {
			if strings.HasSuffix(path, "_test.go") {
				continue
			}
			set := token.NewFileSet()
			file, err := parser.ParseFile(set, path, nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			compared := func(list ...ast.Expr) {
				for _, e := range list {
					if lit, ok := e.(*ast.BasicLit); ok && names[lit.Value] {
						t.Errorf("%s compares with %s: let its row in the registry tell", set.Position(lit.Pos()), lit.Value)
					}
				}
			}
			ast.Inspect(file, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.CaseClause:
					compared(n.List...)
				case *ast.BinaryExpr:
					if n.Op == token.EQL || n.Op == token.NEQ {
						compared(n.X, n.Y)
					}
				}
				return true
			})
		}
	}
}

// A truth is a value of a measure, from the literature, by hand or by brute force.
type truth struct {
	node underpin.EntityID // of the marriages; "" for the whole
	want float64
	from string
}

// truths has one for each measure of the registry, of the marriages of 15 Florentine
// families unless its test is its own.
func truths(b *brute) map[string][]truth {
	return map[string][]truth{
		"betweenness":                {{"medici", .521978, "Jackson 2008"}, {"guadagni", .254579, "Jackson 2008"}},
		"degree":                     {{"medici", 6, "by hand"}, {"pazzi", 1, "by hand"}},
		"indegree":                   {{"medici", 6, "as undirected"}},
		"outdegree":                  {{"medici", 6, "as undirected"}},
		"closeness":                  {{"medici", .56, "Jackson 2008"}},
		"harmonic":                   {{"medici", b.harmonic("medici"), "brute force"}, {"pazzi", b.harmonic("pazzi"), "brute force"}},
		"eigenvector":                {{"strozzi", .82727, "igraph and networkx"}, {"ridolfi", .79374, "igraph and networkx"}, {"medici", 1, "by definition"}},
		"pagerank":                   {{"medici", b.pagerank("medici"), "brute force"}, {"pazzi", b.pagerank("pazzi"), "brute force"}},
		"core":                       {{"medici", b.core("medici"), "brute force"}, {"pazzi", b.core("pazzi"), "brute force"}},
		"effective_size":             {{"medici", 5.666667, "influenceR"}, {"peruzzi", 1.666667, "influenceR"}},
		"constraint":                 {{"medici", .209877, "influenceR"}, {"peruzzi", .655864, "igraph and networkx"}},
		"brokerage":                  {{"medici", b.brokered("medici"), "brute force"}, {"strozzi", b.brokered("strozzi"), "brute force"}},
		"nodes":                      {{"", 15, "by hand"}},
		"ties":                       {{"", 20, "by hand"}},
		"isolates":                   {{"", 0, "by hand"}},
		"components":                 {{"", 1, "by hand"}},
		"largest":                    {{"", 15, "by hand"}},
		"f":                          {{"", 0, "Borgatti 2006: nothing is apart"}},
		"df":                         {{"", .499841, "by brute force elsewhere"}, {"", 1 - b.inverse(), "brute force"}},
		"efficiency":                 {{"", b.inverse(), "brute force"}},
		"density":                    {{"", 20. / 105, "by hand"}},
		"degree_centralization":      {{"", .274725, "igraph"}},
		"betweenness_centralization": {{"", .436813, "igraph"}},
		"transitivity":               {{"", b.transitivity(), "brute force"}},
		"diameter":                   {{"", b.longest(), "brute force"}},
		"mean_distance":              {{"", b.meanDistance(), "brute force"}},
		"largest_core":               {{"", max(b.core("medici"), b.core("strozzi")), "brute force"}},
		"articulation_points":        {{"", float64(b.cutNodes()), "brute force"}},
		"bridges":                    {{"", float64(b.cutTies()), "brute force"}},
		// The three of their own.
		"subordinates": nil, "superiors": nil, "strength": nil, "modularity": nil, "communities": nil,
	}
}

func TestEveryMeasureHasAValueFromTheLiteratureOrByBruteForce(t *testing.T) {
	b := newBrute(marriage)
	f, g, k := frame(t, graph(marriage), always{}, 1), b.graph(), new(measure.Kernels)
	all := truths(b)
	for i := range measure.Registry {
		m := &measure.Registry[i]
		list, known := all[m.Name]
		if !known {
			t.Errorf("%s has no value from the literature or by brute force", m.Name)
		}
		for _, want := range list {
			what := m.Name + " " + string(want.node) + " (" + want.from + ")"
			switch {
			case m.OfNodes() && m.InCase != nil:
				near(t, what, find(t, rank(t, f, m.Name, measure.RankingOptions{}), want.node).Mean, want.want, 1e-5)
			case !m.OfNodes() && m.InCase != nil:
				near(t, what, whole(t, f, m.Name).Mean, want.want, 1e-5)
			}
			switch {
			case m.OfNodes() && m.InGraph != nil:
				near(t, what, k.OfGraph(m, g)[b.number[want.node]], want.want, 1e-5)
			case !m.OfNodes() && m.InGraph != nil:
				near(t, what, k.OfWhole(m, g), want.want, 1e-5)
			}
		}
		delete(all, m.Name)
	}
	for name := range all {
		t.Errorf("there is no measure %s", name)
	}
}

func TestSubordinatesAndSuperiorsCountTiesOfCommand(t *testing.T) {
	c := graph("chief-a chief-b chief-c a-c")
	c.Relations[0].Class, c.Relations[0].Power, c.Relations[0].Control = underpin.ClassCommand, underpin.PowerSubject, underpin.ControlFull
	f := frame(t, c, always{}, 1)
	near(t, "over whom the chief is", find(t, rank(t, f, "subordinates", measure.RankingOptions{}), "chief").Mean, 3, 0)
	near(t, "who is over c", find(t, rank(t, f, "superiors", measure.RankingOptions{}), "c").Mean, 2, 0)
	near(t, "who is over the chief", find(t, rank(t, f, "superiors", measure.RankingOptions{}), "chief").Mean, 0, 0)
}

func TestStrengthSumsWeights(t *testing.T) {
	m, err := measure.GraphNode("strength")
	if err != nil {
		t.Fatal(err)
	}
	for _, directed := range []bool{false, true} {
		g, err := network.Build(3, []int32{0, 1}, []int32{1, 2}, network.BuildOptions{Directed: directed, Weights: []float64{2, .5}})
		if err != nil {
			t.Fatal(err)
		}
		values, _, err := m.Raw(g, 1)
		if err != nil || values[0] != 2 || values[1] != 2.5 || values[2] != .5 {
			t.Errorf("directed %v: got %v, %v", directed, values, err)
		}
	}
}

// Two circles of five with one tie between them: of all divisions of ten nodes none is
// better than the circles.
func TestModularityIsThatOfTheBestOfAllDivisions(t *testing.T) {
	b := newBrute(twoRings)
	best, parts := b.modularity()
	k, g := new(measure.Kernels), b.graph()
	for _, m := range measure.GraphWholes {
		switch m.Name {
		case "modularity":
			near(t, m.Name, k.OfWhole(m, g), best, 1e-12)
		case "communities":
			near(t, m.Name, k.OfWhole(m, g), float64(parts), 0)
		}
	}
}
