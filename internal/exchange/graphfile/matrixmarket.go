package graphfile

import (
	"bytes"
	"fmt"
	"io"
	"math"
	"path/filepath"
	"strings"

	"underpin"
	"underpin/internal/exchange"
)

const matrixMarketName = "matrix-market"

func matrixMarket() graphFormat {
	return graphFormat{Name: matrixMarketName, Read: readMatrixMarket, Detect: func(head []byte, name string) bool {
		return bytes.HasPrefix(unmarked(head), []byte("%%MatrixMarket")) || strings.EqualFold(filepath.Ext(name), ".mtx")
	}}
}

// readMatrixMarket reads the coordinate form of Boisvert, Pozo and Remington (1996),
// The Matrix Market exchange formats: a banner, comments, a line of rows, columns
// and entries, and an entry a line with ends from 1. A symmetric matrix is an
// undirected graph, a general one a directed.
func readMatrixMarket(in *exchange.Input, o ReadOptions) (*File, error) {
	l, expect, err := openLines(in, o)
	if err != nil {
		return nil, err
	}
	banner, err := l.next()
	if err != nil && err != io.EOF {
		return nil, err
	}
	words := strings.Fields(strings.ToLower(string(banner)))
	const hint = "the first line must be: %%MatrixMarket matrix coordinate real symmetric, with pattern or integer for real, and general for symmetric"
	if len(words) == 5 && (words[4] == "skew-symmetric" || words[4] == "hermitian") {
		return nil, l.fail(banner, 0, "export the ties themselves: source, target, weight", "the matrix is %s: its entries stand for pairs of opposite signs, which are not ties", words[4])
	}
	if len(words) != 5 || words[1] != "matrix" || words[2] != "coordinate" || words[3] == "complex" {
		return nil, l.fail(banner, 0, hint, "this is not the banner of a sparse matrix of numbers")
	}
	f := &File{Name: l.file, Format: matrixMarketName, Directed: words[4] == "general"}
	r := &matrixReader{ties: ties{file: l.file, options: o}, l: l}
	r.decide(words[3] != "pattern")
	r.expect(expect)
	if err := l.each(r.take); err != nil {
		return nil, err
	}
	if !r.sized || int64(len(r.from)+r.loops) != r.entries {
		return nil, &exchange.Error{File: l.file, Line: l.line, Column: 1, Message: "the file ends before its last entry", Hint: "it was cut off; fetch it again"}
	}
	f.N = int(r.n)
	f.base = 1
	if r.modes() {
		f.Directed = false
		f.Modes = modesFrom(f.N, int(r.rows))
		f.labels = map[int32]string{}
		for v := range int32(f.N) {
			f.labels[v] = fmt.Sprintf("row %d", v+1)
			if v >= r.rows {
				f.labels[v] = fmt.Sprintf("column %d", v-r.rows+1)
			}
		}
		f.note("the matrix has %s and %s, which are different things: a network of two modes", underpin.FormatCounted(int(r.rows), "row"), underpin.FormatCounted(int(r.n-r.rows), "column"))
	}
	return r.result(f), nil
}

// modes reports whether rows and columns are different things.
func (r *matrixReader) modes() bool { return r.sized && !r.square }

type matrixReader struct {
	ties
	l       *lines
	sized   bool
	rows    int32
	square  bool
	n       int32
	entries int64
}

func (r *matrixReader) take(line []byte) error {
	u, v, rest, ok := numberPair(line)
	if !ok {
		return r.l.fail(line, 0, "an entry is two numbers from 1, and its value", "the line does not begin with two node numbers")
	}
	if !r.sized {
		entries, after, ok := number(rest)
		if !ok || len(skip(after)) > 0 {
			return r.l.fail(line, len(line)-len(rest), "write: rows columns entries", "the line of sizes does not contain three numbers")
		}
		r.sized, r.rows, r.square, r.n, r.entries = true, u, u == v, u, int64(entries)
		if !r.square {
			if int64(u)+int64(v) > math.MaxInt32-1 {
				return r.l.fail(line, 0, "read only part of it", "the matrix has too many rows and columns")
			}
			r.n = u + v
		}
		if need := r.need(int64(r.n), r.entries); r.options.Memory > 0 && need > r.options.Memory {
			return tooLarge(r.file, fmt.Sprintf("the file promises %s and %s", underpin.FormatCounted(int(r.n), "node"), underpin.FormatCounted(int(r.entries), "tie")), need, r.options.Memory)
		}
		return nil
	}
	if !r.square {
		v += r.rows
	}
	if min(u, v) < 1 || u > r.rows || v > r.n || !r.square && v <= r.rows {
		return r.l.fail(line, 0, "rows and columns are numbered from 1", "the entry is outside the %s", underpin.FormatCounted(int(r.n), "node"))
	}
	w := 0.0
	if r.weighted {
		why := ""
		if w, why = weight(rest); why != "" {
			return r.l.fail(line, len(line)-len(rest), weightHint, "the weight %s %s", short(rest), why)
		}
		if w < 0 {
			r.negative(r.l.line, len(line)-len(rest)+1, rest)
		}
	}
	return r.add(u-1, v-1, w)
}
