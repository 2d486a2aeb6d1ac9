package main

import (
	"encoding/binary"
	"fmt"
	"math"
	"os"
)

// keep leaves values in a file, eight bytes each, as peers.py does.
func keep(path string, values []float64) error {
	if path == "" || values == nil {
		return nil
	}
	buffer := make([]byte, 0, 8*len(values))
	for _, x := range values {
		buffer = binary.LittleEndian.AppendUint64(buffer, math.Float64bits(x))
	}
	return os.WriteFile(path, buffer, 0o600)
}

func kept(path string) ([]float64, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	values := make([]float64, len(raw)/8)
	for i := range values {
		values[i] = math.Float64frombits(binary.LittleEndian.Uint64(raw[8*i:]))
	}
	return values, nil
}

// A gap is how far two vectors of values lie apart.
type gap struct {
	relative float64 // greatest difference over the larger of the two, nodes of 0 in both aside
	l1       float64 // sum of differences
	most     float64 // greatest difference
	equal    bool    // to the bit
}

// compare reads two files of values and sets them side by side.
func compare(a, b string) (gap, error) {
	x, err := kept(a)
	if err != nil {
		return gap{}, err
	}
	y, err := kept(b)
	if err != nil {
		return gap{}, err
	}
	if len(x) != len(y) {
		return gap{}, fmt.Errorf("%d values against %d", len(x), len(y))
	}
	out := gap{equal: true}
	for i := range x {
		d := math.Abs(x[i] - y[i])
		out.l1 += d
		out.most = max(out.most, d)
		out.equal = out.equal && math.Float64bits(x[i]) == math.Float64bits(y[i])
		if larger := max(math.Abs(x[i]), math.Abs(y[i])); larger > 0 {
			out.relative = max(out.relative, d/larger)
		}
		if math.IsNaN(d) {
			out.relative, out.l1 = math.NaN(), math.NaN()
		}
	}
	return out, nil
}
