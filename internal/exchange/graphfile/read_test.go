package graphfile

import (
	"bytes"
	"compress/gzip"
	"errors"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"underpin/internal/exchange"
	"underpin/internal/network"
)

var update = flag.Bool("update", false, "write what is found as what is expected")

// divider parts a file from what is read of it.
const divider = "----------------------------------------\n"

// Adding a test is adding a file: its first line may hold "format: NAME" for what is
// asked for, then comes the input, a line of dashes and the graph or the error.
func TestFilesGiveTheirGraphOrTheirError(t *testing.T) {
	paths, err := filepath.Glob("testdata/*/*.txt")
	if err != nil || len(paths) == 0 {
		t.Fatal(err, "no files")
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(strings.TrimPrefix(path, "testdata/"), ".txt"), func(t *testing.T) {
			whole, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			text, want, _ := strings.Cut(string(whole), divider)
			input, o := text, ReadOptions{}
			if first, rest, ok := strings.Cut(text, "\n"); ok && strings.HasPrefix(first, "format: ") {
				input, o.Format = rest, strings.TrimPrefix(first, "format: ")
			}
			f, err := Read(strings.NewReader(input), "ties", o)
			got := ""
			if err != nil {
				got = err.Error() + "\n"
			} else {
				got = dump(f)
			}
			if bad := strings.HasPrefix(path, "testdata/bad"); bad != (err != nil) {
				t.Errorf("read with error %v", err)
			}
			if *update {
				if err := os.WriteFile(path, []byte(text+divider+got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// dump writes a graph for comparing.
func dump(f *File) string {
	var b strings.Builder
	kind := "undirected"
	if f.Directed {
		kind = "directed"
	}
	fmt.Fprintf(&b, "%s, %s, %d nodes, %d ties, %d loops\n", f.Format, kind, f.N, len(f.From), f.Loops)
	for v := range int32(f.N) {
		fmt.Fprintf(&b, "node %s", f.ID(v))
		if f.Label(v) != f.ID(v) {
			fmt.Fprintf(&b, " %q", f.Label(v))
		}
		for _, a := range f.Attributes {
			if text, ok := a.Values[v]; ok {
				fmt.Fprintf(&b, " %s=%q", a.Name, text)
			}
		}
		b.WriteByte('\n')
	}
	for i := range f.From {
		fmt.Fprintf(&b, "tie %s - %s", f.ID(f.From[i]), f.ID(f.To[i]))
		if f.Weights != nil {
			fmt.Fprintf(&b, " (%g)", f.Weights[i])
		}
		b.WriteByte('\n')
	}
	for _, n := range f.Notes {
		fmt.Fprintf(&b, "note: %s\n", n)
	}
	return b.String()
}

// holds checks what is true of every file that was read.
func holds(t *testing.T, f *File) {
	t.Helper()
	if len(f.From) != len(f.To) || f.Weights != nil && len(f.Weights) != len(f.From) {
		t.Fatalf("%d tails, %d heads, %d weights", len(f.From), len(f.To), len(f.Weights))
	}
	for i, u := range f.From {
		if u == f.To[i] {
			t.Fatalf("tie %d is a loop", i)
		}
	}
	for i, w := range f.Weights {
		if math.IsNaN(w) || math.IsInf(w, 0) || w < 0 && f.Negative == nil {
			t.Fatalf("tie %d weighs %v", i, w)
		}
	}
	if f.N < 2000 { // a line may promise millions
		same(t, f)
	}
	if f.Negative != nil {
		return // no graph with such weights is built
	}
	if _, err := f.Graph(network.BuildOptions{Directed: f.Directed, Weights: f.Weights}); err != nil {
		t.Fatal(err)
	}
	for v := range int32(min(f.N, 50)) {
		if got, err := f.Find(f.ID(v)); err != nil || got != v {
			t.Fatalf("node %d has the id %q, which finds %d, %v", v, f.ID(v), got, err)
		}
	}
}

// same checks that a graph that is written in any of the formats and read again is what
// it was.
func same(t *testing.T, f *File) {
	t.Helper()
	for _, format := range Formats().Writable() {
		var b bytes.Buffer
		if err := format.Write(&b, f); err != nil {
			t.Fatal(err)
		}
		again, err := Read(bytes.NewReader(b.Bytes()), "again", ReadOptions{Format: format.Name})
		if err != nil {
			t.Fatalf("%v in\n%s", err, b.String())
		}
		want, got := *f, *again
		want.Format, want.Loops, want.Notes, got.Format, got.Notes = "", 0, nil, "", nil
		if f.Modes != nil { // they come back as an attribute
			got.Attributes = got.Attributes[:len(got.Attributes)-1]
		}
		if diff := cmp.Diff(dump(&want), dump(&got)); diff != "" {
			t.Fatalf("%s\nin\n%s", diff, b.String())
		}
	}
}

func TestAFileThatDoesNotFitIsRefusedBeforeItIsRead(t *testing.T) {
	text := "0 1\n" + strings.Repeat("10000000 20000000\n", 1000)
	_, err := Read(strings.NewReader(text), "huge", ReadOptions{Size: 10 << 30, Memory: 1 << 30})
	var e *exchange.Error
	if !errors.Is(err, ErrMemory) || !errors.As(err, &e) {
		t.Fatalf("error %v", err)
	}
	for _, part := range []string{"10.0 GiB", "the limit is 1.0 GiB", "about"} {
		if !strings.Contains(e.Message, part) {
			t.Errorf("%q does not say %q", e.Message, part)
		}
	}
}

func TestAFileOfUnknownSizeIsRefusedWhenTheLimitIsMet(t *testing.T) {
	for name, line := range map[string]string{"numbers": "%d %d\n", "names": "x%d y%d\n"} {
		var b strings.Builder
		for i := range 50000 {
			fmt.Fprintf(&b, line, i, i+1)
		}
		_, err := Read(strings.NewReader(b.String()), "pipe", ReadOptions{Memory: 1 << 20})
		if !errors.Is(err, ErrMemory) {
			t.Errorf("%s: error %v", name, err)
		}
		if _, err := Read(strings.NewReader(b.String()), "pipe", ReadOptions{Memory: 1 << 26}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAHeaderAloneReservesNoMemory(t *testing.T) {
	_, err := Read(strings.NewReader("2000000000 0\n"), "ties", ReadOptions{Memory: 1 << 30})
	if !errors.Is(err, ErrMemory) {
		t.Errorf("two billion nodes within a gibibyte: %v", err)
	}
	matrix := "%%MatrixMarket matrix coordinate pattern symmetric\n2000000000 2000000000 1\n2 1\n"
	if _, err := Read(strings.NewReader(matrix), "ties", ReadOptions{Memory: 1 << 30}); !errors.Is(err, ErrMemory) {
		t.Errorf("a matrix of two billion rows within a gibibyte: %v", err)
	}
}

func TestACompressedFileIsReadAsWhatIsInIt(t *testing.T) {
	for name, text := range map[string]string{
		"edges": "a b 2\nb c 1\n", "csv": "source,target\na,b\nb,c\n", "pajek": "*Vertices 3\n*Edges\n1 2\n2 3\n",
		"graphml": `<graphml><graph edgedefault="undirected"><node id="a"/><node id="b"/><node id="c"/><edge source="a" target="b"/><edge source="b" target="c"/></graph></graphml>`,
	} {
		var packed bytes.Buffer
		w := gzip.NewWriter(&packed)
		w.Write([]byte(text))
		w.Close()
		f, err := Read(bytes.NewReader(packed.Bytes()), "ties.gz", ReadOptions{Size: int64(packed.Len()), Memory: 1 << 20})
		if err != nil || f.Format != name || f.N != 3 || len(f.From) != 2 {
			t.Errorf("%s: %+v, %v", name, f, err)
		}
		for _, end := range []int{5, packed.Len() / 2, packed.Len() - 4} {
			var e *exchange.Error
			if _, err := Read(bytes.NewReader(packed.Bytes()[:end]), "ties.gz", ReadOptions{}); !errors.As(err, &e) {
				t.Errorf("%s cut after %d bytes: %v", name, end, err)
			}
		}
	}
}

func TestWhatUnpacksBeyondTheLimitIsRefused(t *testing.T) {
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	for i := range 200_000 {
		fmt.Fprintf(w, "%d %d\n", i, i+1)
	}
	w.Close()
	if _, err := Read(&packed, "ties.gz", ReadOptions{Memory: 1 << 20}); !errors.Is(err, ErrMemory) {
		t.Errorf("error %v", err)
	}
}

func TestPiecesOfXMLAreLimited(t *testing.T) {
	head := `<graphml><graph edgedefault="undirected">`
	for name, text := range map[string]string{
		"deep nesting":         head + strings.Repeat("<node id='a'><graph>", 200),
		"a long attribute":     head + `<node id="` + strings.Repeat("a", 2<<20) + `"/>`,
		"a long text":          head + `<node id="a"><data key="d">` + strings.Repeat("a", 2<<20) + `</data></node>`,
		"a long comment":       head + `<!--` + strings.Repeat("a", 2<<20) + `-->`,
		"entities that expand": `<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>` + head + `<node id="&b;"/></graph></graphml>`,
		"an unknown entity":    head + `<node id="&b;"/></graph></graphml>`,
		"an external subset":   `<!DOCTYPE graphml SYSTEM "x" [<!ENTITY % x SYSTEM "file:///etc/passwd">]>` + head,
	} {
		var e *exchange.Error
		if _, err := Read(strings.NewReader(text), "bomb", ReadOptions{}); !errors.As(err, &e) || e.Line != 1 {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestEveryBeginningOfAFileIsReadOrRefusedWithAPlace(t *testing.T) {
	paths, _ := filepath.Glob("testdata/good/*.txt")
	for _, path := range paths {
		whole, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		text, _, _ := strings.Cut(string(whole), divider)
		_, xml, _ := strings.Cut(text, "<")
		for n := range len(text) {
			f, err := Read(strings.NewReader(text[:n]), "cut", ReadOptions{})
			var e *exchange.Error
			switch {
			case err == nil:
				holds(t, f)
				if xml != "" && n > 10 && !strings.HasSuffix(strings.TrimSpace(text[:n]), ">") {
					t.Errorf("%s: cut at %d it was read", path, n)
				}
			case !errors.As(err, &e) || e.Line < 1 || e.Column < 1:
				t.Fatalf("%s cut at %d: %v", path, n, err)
			}
		}
	}
}

func TestSharedGraphsHaveTheirNumbers(t *testing.T) {
	for name, want := range map[string][2]int{
		"power-grid": {4941, 6594}, "ego-Facebook": {4039, 88234}, "road-cal": {21048, 21693},
		"ca-CondMat": {21363, 91286}, "email-Enron": {36692, 183831},
	} {
		in, err := os.Open("../../../../shared/data/graphs/" + name + ".el")
		if err != nil {
			t.Skip("the shared graphs are not here")
		}
		defer in.Close()
		f, err := Read(in, name, ReadOptions{})
		if err != nil {
			t.Fatal(err)
		}
		if f.Format != countedName || f.N != want[0] || len(f.From) != want[1] {
			t.Errorf("%s: %s, %d nodes, %d ties; want %v", name, f.Format, f.N, len(f.From), want)
		}
	}
}

func TestSharedNetworksAreRead(t *testing.T) {
	for path, want := range map[string][2]int{
		"karate/karate.edges.csv":                   {34, 78},
		"flo_marriage/flo_marriage.edges.csv":       {15, 20},
		"montagna/Montagna_meetings_edgelist.csv":   {101, 256},
		"montagna/Montagna_phonecalls_edgelist.csv": {100, 124},
	} {
		in, err := os.Open("../../../../shared/data/networks/" + path)
		if err != nil {
			t.Skip("the shared networks are not here")
		}
		defer in.Close()
		f, err := Read(in, path, ReadOptions{})
		if err != nil {
			t.Fatal(err)
		}
		g, err := f.Graph(network.BuildOptions{})
		if err != nil || g.N() != want[0] || g.M() != want[1] {
			t.Errorf("%s: %d nodes, %d ties, %v; want %v", path, g.N(), g.M(), err, want)
		}
	}
}

func TestNamesKeepTheirNumbersInATableOfAnySize(t *testing.T) {
	tab := newTable()
	for round := range 2 {
		for i := range int32(5000) {
			v, isNew := tab.number(fmt.Append(nil, "name ", i))
			if v != i || isNew != (round == 0) {
				t.Fatalf("round %d: name %d has the number %d, new %v", round, i, v, isNew)
			}
		}
	}
	if got := string(tab.name(4321)); got != "name 4321" {
		t.Errorf("name 4321 is %q", got)
	}
}

func TestReadingALineOfNumbersAllocatesNothing(t *testing.T) {
	var b strings.Builder
	for i := range 20000 {
		fmt.Fprintf(&b, "%d %d 2.5\n", i, i*7%20000)
	}
	text := b.String()
	allocations := testing.AllocsPerRun(3, func() {
		if _, err := Read(strings.NewReader(text), "ties", ReadOptions{Size: int64(len(text))}); err != nil {
			t.Fatal(err)
		}
	})
	if allocations > 200 {
		t.Errorf("20,000 lines took %v allocations", allocations)
	}
}

func TestTheGuideToFormatsListsThoseOfTheRegistry(t *testing.T) {
	text, err := os.ReadFile("../../../docs/graph-formats.md")
	if err != nil {
		t.Fatal(err)
	}
	var listed []string
	for line := range strings.Lines(string(text)) {
		if rest, ok := strings.CutPrefix(line, "| `"); ok {
			name, _, _ := strings.Cut(rest, "`")
			listed = append(listed, name)
		}
	}
	if diff := cmp.Diff(Formats().Names(), listed); diff != "" {
		t.Error(diff)
	}
}
