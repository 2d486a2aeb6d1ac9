package desk

import (
	"encoding/json"
	"errors"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

const sharedInputs = "../../../shared/inputs"

// miscounted are rows whose numbers are not those of the file beside them: what the file
// holds, as anyone can count.
var miscounted = map[string][2]string{
	"graphml-yed-group.graphml":              {"3", "2"}, // n0, n0::n0 and n1
	"graphml-key-id-weight.graphml":          {"2", "1"}, // a and b
	"graphml-nested-other-direction.graphml": {"4", "3"}, // a, b, c and d
}

// inputValues are what the rows say in words of the numbers and names of a file.
var inputValues = map[string]func(t *testing.T, r *GraphReport){
	"csv-cr-line-ends.csv":                   strengthOf(map[string]float64{"port": 6, "ministry": 3, "bank": 5}),
	"csv-names-with-hash.csv":                labelled("#port", "#budget", "#harbour"),
	"csv-headerless-one-space.csv":           labelled("Ann Lee", "Bo Ray"),
	"graphml-yed-group.graphml":              labelled("Harbour Trust", "Board", "Ministry"),
	"graphml-maltego.graphml":                labelled("Ann Örvath", "Harbour Ltd"),
	"graphml-key-id-weight.graphml":          strengthOf(map[string]float64{"a": 3, "b": 3}),
	"gexf-weight-as-attribute.gexf":          strengthOf(map[string]float64{"1": 7, "2": 7}),
	"networkx-edgelist-with-data.txt":        strengthOf(map[string]float64{"1": 3, "2": 3.5, "3": .5}),
	"csv-excel-sep-line.csv":                 strengthOf(map[string]float64{"a": 1.5, "b": 3.5, "c": 2}),
	"graphml-mixed-strength.graphml":         strengthOf(map[string]float64{"a": 2, "b": 6, "c": 4}),
	"graphml-nested-other-direction.graphml": directedReport,
	"names-composed-and-decomposed.csv":      noted("composed"),
	"gml-with-creator.gml":                   labelled("a", "b"),
	"ucinet-edgelist.dl":                     labelled("ann", "bo", "cy"),
	"closeness-weighted.csv": func(t *testing.T, r *GraphReport) {
		ranked(t, r, "closeness", map[string]float64{"a": 2. / 3, "b": 2. / 3, "c": 1})
		ranked(t, r, "harmonic", map[string]float64{"a": .75, "b": .75, "c": 1})
	},
	"eigenvector-command-tree.csv": func(t *testing.T, r *GraphReport) {
		if x := r.Rankings[0]; x.Mode != "undefined" || len(x.Rows) > 0 || !strings.Contains(x.How, "tells nothing") {
			t.Errorf("eigenvector: %+v", x)
		}
	},
}

func labelled(names ...string) func(t *testing.T, r *GraphReport) {
	return func(t *testing.T, r *GraphReport) {
		known := map[string]bool{}
		for _, row := range r.Rankings[0].Rows {
			known[row.ID], known[row.Label] = true, true
		}
		for _, name := range names {
			if !known[name] {
				t.Errorf("no node is called %s", name)
			}
		}
	}
}

func strengthOf(want map[string]float64) func(t *testing.T, r *GraphReport) {
	return func(t *testing.T, r *GraphReport) { ranked(t, r, "strength", want) }
}

func ranked(t *testing.T, r *GraphReport, name string, want map[string]float64) {
	t.Helper()
	for _, x := range r.Rankings {
		if x.Measure != name {
			continue
		}
		for _, row := range x.Rows {
			if math.Abs(row.Value-want[row.ID]) > 1e-4 {
				t.Errorf("%s of %s is %v, want %v", name, row.ID, row.Value, want[row.ID])
			}
		}
		return
	}
	t.Errorf("no ranking by %s", name)
}

func directedReport(t *testing.T, r *GraphReport) {
	if !r.Directed {
		t.Error("read as undirected")
	}
}

func noted(word string) func(t *testing.T, r *GraphReport) {
	return func(t *testing.T, r *GraphReport) {
		if !strings.Contains(strings.Join(r.Notes, "\n"), word) {
			t.Errorf("%q is not said: %v", word, r.Notes)
		}
	}
}

// Each row of the table of inputs names a file, the flags of the graph verb, what is in
// it, and whether it must, may or may not be refused.
func TestInputsAreReadRightlyOrRefusedClearly(t *testing.T) {
	table, err := os.ReadFile(filepath.Join(sharedInputs, "expected.tsv"))
	if err != nil {
		t.Skip("the shared inputs are not here")
	}
	for line := range strings.Lines(string(table)) {
		cells := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if cells[0] == "file" || len(cells) < 6 {
			continue
		}
		t.Run(cells[0], func(t *testing.T) { oneInput(t, cells[0], cells[1], cells[2], cells[3], cells[4]) })
	}
}

func oneInput(t *testing.T, name, flags, nodes, ties, refusal string) {
	r, err := MeasureGraph(t.Context(), inputQuery(name, flags))
	if err != nil {
		var fault *Fault
		if refusal == "no" || !errors.As(err, &fault) || fault.Message == "" || fault.Code.Kind != BadInput {
			t.Errorf("refused: %v", err)
		}
		return
	}
	if refusal == "must" {
		t.Fatal("it is not refused")
	}
	if have, ok := miscounted[name]; ok {
		nodes, ties = have[0], have[1]
	}
	for _, x := range []struct {
		what, want string
		got        int
	}{{"nodes", nodes, r.Summary.Nodes}, {"ties", ties, r.Summary.Ties}} {
		if x.want != "-" && x.want != strconv.Itoa(x.got) {
			t.Errorf("%d %s, want %s", x.got, x.what, x.want)
		}
	}
	if check := inputValues[name]; check != nil {
		check(t, r)
	}
	if _, err := json.Marshal(r); err != nil {
		t.Error(err)
	}
}

// inputQuery makes the query of the flags, with all that a check may look at.
func inputQuery(name, flags string) GraphQuery {
	q := GraphQuery{Path: filepath.Join(sharedInputs, name), Measures: []string{"degree"}}
	words := strings.Fields(flags)
	for i, word := range words {
		switch word {
		case "--weighted":
			q.Weighted = true
		case "--directed":
			directed := true
			q.Directed = &directed
		case "--measure":
			q.Measures = strings.Split(words[i+1], ",")
		}
	}
	if name == "csv-cr-line-ends.csv" {
		q.Weighted = true
	}
	if q.Weighted && len(q.Measures) == 1 {
		q.Measures = []string{"strength"}
	}
	return q
}

func TestATieBothWaysInAMixedFileStandsOrFallsAsOne(t *testing.T) {
	const file = `<graphml><key id="w" for="edge" attr.name="weight" attr.type="double"/><graph edgedefault="undirected">
<node id="a"/><node id="b"/><node id="c"/><edge source="a" target="b"><data key="w">0.5</data></edge>
<edge source="b" target="c" directed="true"><data key="w">1</data></edge></graph></graphml>`
	for sentence, q := range map[string]GraphQuery{
		"by its weight": {}, "by one probability": {Probability: .5},
	} {
		q.Path, q.In, q.Worlds, q.Measures = "mixed", strings.NewReader(file), 20000, []string{"outdegree", "indegree"}
		r, err := MeasureGraph(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		// Were it drawn twice, it would stand in three worlds of four.
		want := 1.5
		if q.Probability > 0 {
			want = 2
		}
		if got := r.Worlds.Before.Components.Mean; math.Abs(got-want) > .02 {
			t.Errorf("%s: %v components, want %v", sentence, got, want)
		}
	}
}

func TestADirectedMixedFileIsReadOnceAsUndirected(t *testing.T) {
	undirected := false
	q := inputQuery("graphml-mixed-strength.graphml", "--weighted --measure strength")
	q.Directed = &undirected
	if _, err := os.Stat(q.Path); err != nil {
		t.Skip("the shared inputs are not here")
	}
	r, err := MeasureGraph(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	ranked(t, r, "strength", map[string]float64{"a": 2, "b": 6, "c": 4})
	if r.Parallel != 0 {
		t.Errorf("%d ties are parallel", r.Parallel)
	}
}

func TestNoResultHoldsWhatNoNumberIs(t *testing.T) {
	for _, text := range []string{
		"a b 1e308\nb c 1\n", "a b 5e-324\nb c 5e-324\n", "a b 1e-300\nb c 1e300\n", "a b 4e307\nb c 4e307\nc a 4e307\n", "a b 0\nb c 0\n",
	} {
		for _, m := range []string{"strength", "closeness", "harmonic", "eigenvector", "pagerank", "betweenness", "constraint", "effective_size"} {
			for _, directed := range []bool{false, true} {
				q := GraphQuery{Path: "ties", In: strings.NewReader(text), Weighted: true, Measures: []string{m}, Directed: &directed}
				r, err := MeasureGraph(t.Context(), q)
				var fault *Fault
				if err != nil && !errors.As(err, &fault) {
					t.Errorf("%s of %q: %v", m, text, err)
				}
				if err == nil {
					if _, err := json.Marshal(r); err != nil {
						t.Errorf("%s of %q: %v", m, text, err)
					}
				}
			}
		}
	}
}
