package graphfile

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"underpin"
	"underpin/internal/exchange"
)

const matrixMarketName = "matrix-market"

func matrixMarket() graphFormat {
	return graphFormat{Name: matrixMarketName, Read: readMatrixMarket, Detect: func(head []byte, _ string) bool {
		return bytes.HasPrefix(unmarked(head), []byte("%%MatrixMarket"))
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
	return r.result(f), nil
}

type matrixReader struct {
	ties
	l       *lines
	sized   bool
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
		r.sized, r.n, r.entries = true, max(u, v), int64(entries)
		if need := r.need(int64(r.n), r.entries); r.options.Memory > 0 && need > r.options.Memory {
			return tooLarge(r.file, fmt.Sprintf("the file promises %s and %s", underpin.FormatCounted(int(r.n), "node"), underpin.FormatCounted(int(r.entries), "tie")), need, r.options.Memory)
		}
		return nil
	}
	if min(u, v) < 1 || max(u, v) > r.n {
		return r.l.fail(line, 0, "rows and columns are numbered from 1", "the entry %d, %d is outside the %s", u, v, underpin.FormatCounted(int(r.n), "node"))
	}
	w := 0.0
	if r.weighted {
		why := ""
		if w, why = weight(rest); why != "" {
			return r.l.fail(line, len(line)-len(rest), weightHint, "the weight %s %s", short(rest), why)
		}
	}
	return r.add(u-1, v-1, w)
}
