package graphfile

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"underpin/internal/network"
	"underpin/internal/synth"
)

// BenchmarkReadOwnership reads a list of ties of the shape of ownership leaks and
// builds its graph: 200,000 nodes and 330,000 ties, or 25 times that with
// UNDERPIN_LARGE=1.
func BenchmarkReadOwnership(b *testing.B) {
	n := 200_000
	if os.Getenv("UNDERPIN_LARGE") != "" {
		n = 5_000_000
	}
	path := writeOwnership(b, n)
	info, err := os.Stat(path)
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(info.Size())
	b.ReportAllocs()
	for b.Loop() {
		in, err := os.Open(path)
		if err != nil {
			b.Fatal(err)
		}
		f, err := Read(in, path, ReadOptions{Size: info.Size()})
		in.Close()
		if err != nil || f.N != n {
			b.Fatal(f, err)
		}
		if _, err := f.Graph(network.BuildOptions{}); err != nil {
			b.Fatal(err)
		}
	}
}

func writeOwnership(b *testing.B, n int) string {
	g := synth.OwnershipGraph(1, n)
	path := filepath.Join(b.TempDir(), "ownership.el")
	out, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	w := bufio.NewWriterSize(out, 1<<20)
	fmt.Fprintf(w, "%d %d\n", g.Nodes, len(g.Tails))
	var line []byte
	for i := range g.Tails {
		line = append(strconv.AppendInt(line[:0], int64(g.Tails[i]), 10), ' ')
		line = append(strconv.AppendInt(line, int64(g.Heads[i]), 10), '\n')
		w.Write(line)
	}
	if err := w.Flush(); err != nil {
		b.Fatal(err)
	}
	out.Close()
	return path
}
