package graphfile

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"underpin/internal/exchange"
	"underpin/internal/synth/property"
)

// Each reader has a target of its own, and so has the look at a file that tells them
// apart.
func FuzzRead(f *testing.F) { fuzz(f, "") }

func FuzzMatrixMarket(f *testing.F)    { fuzz(f, matrixMarket().Name) }
func FuzzGraphML(f *testing.F)         { fuzz(f, graphML().Name) }
func FuzzGEXF(f *testing.F)            { fuzz(f, gexf().Name) }
func FuzzPajek(f *testing.F)           { fuzz(f, pajek().Name) }
func FuzzGML(f *testing.F)             { fuzz(f, gml().Name) }
func FuzzDL(f *testing.F)              { fuzz(f, dl().Name) }
func FuzzGDF(f *testing.F)             { fuzz(f, gdf().Name) }
func FuzzAdjacencyMatrix(f *testing.F) { fuzz(f, adjacencyMatrix().Name) }
func FuzzCSV(f *testing.F)             { fuzz(f, csv().Name) }
func FuzzAdjacencyList(f *testing.F)   { fuzz(f, adjacencyList().Name) }
func FuzzEdges(f *testing.F)           { fuzz(f, edges().Name) }
func FuzzCounted(f *testing.F)         { fuzz(f, counted().Name) }

// fuzz reads mutations of all files of the tests as a format; as what they look like for
// an empty one.
func fuzz(f *testing.F, format string) {
	paths, _ := filepath.Glob("testdata/*/*.txt")
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		input, _, _ := strings.Cut(string(text), divider)
		f.Add([]byte(input))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		defer property.Bounded(t)()
		readRightlyOrRefused(t, data, format)
	})
}

func readRightlyOrRefused(t *testing.T, data []byte, format string) {
	file, err := Read(bytes.NewReader(data), "fuzz", ReadOptions{Memory: 1 << 26, Format: format})
	if err == nil {
		holds(t, file)
		return
	}
	var e *exchange.Error
	if !errors.As(err, &e) || e.Line < 0 || e.Message == "" {
		t.Fatalf("error %v", err)
	}
	if lines := bytes.Count(data, []byte{'\n'}) + bytes.Count(data, []byte{'\r'}); e.Line > lines+2 {
		t.Fatalf("error in line %d of %d: %v", e.Line, lines, err)
	}
}

func TestEachReaderHasAFuzzTarget(t *testing.T) {
	text, err := os.ReadFile("fuzz_test.go")
	if err != nil {
		t.Fatal(err)
	}
	if got, want := strings.Count(string(text), "\nfunc Fuzz"), len(Formats())+1; got != want {
		t.Errorf("%d targets, want one for each of the readers and one for telling them apart: %d", got, want)
	}
}
