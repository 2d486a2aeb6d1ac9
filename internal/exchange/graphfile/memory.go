package graphfile

import (
	"fmt"

	"underpin"
	"underpin/internal/exchange"
)

// Need is the number of bytes that a graph of n nodes and m ties takes at most while
// it is read and built: the ties as listed, the arcs in both directions as they are
// sorted and as the graph keeps them, and what is kept a node. Names come on top.
func Need(n, m int64, weighted bool) int64 {
	if weighted {
		return 20*n + (8+18+8+36)*m
	}
	return 20*n + (8+16+8+2)*m
}

// Gibibytes writes a number of bytes for a person: "1.2 GiB", "310 MiB".
func Gibibytes(n int64) string {
	switch {
	case n >= 1<<30:
		return fmt.Sprintf("%.1f GiB", float64(n)/(1<<30))
	case n >= 1<<20:
		return fmt.Sprintf("%d MiB", n>>20)
	}
	return fmt.Sprintf("%d KiB", n>>10)
}

// room refuses a file that promises more ties than there is memory for.
func room(in *exchange.Input, ties int64, o ReadOptions) error {
	if need := Need(min(ties, in.Size/16), ties, false); o.Memory > 0 && need > o.Memory {
		return tooLarge(in.Name, fmt.Sprintf("the file has %s, about %s", Gibibytes(in.Size), underpin.FormatCounted(int(ties), "tie")), need, o.Memory)
	}
	return nil
}

// tooLarge refuses a graph before it is read, or while it is; what says how large it
// is.
func tooLarge(file, what string, need, limit int64) error {
	return &exchange.Error{
		File: file, Err: ErrMemory,
		Message: fmt.Sprintf("%s: the graph takes about %s of memory, and the limit is %s", what, Gibibytes(need), Gibibytes(limit)),
		Hint:    "allow more memory, or read only part of the file",
	}
}
