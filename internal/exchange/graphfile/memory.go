package graphfile

import (
	"bytes"
	"fmt"
	"io"
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

// expected estimates the ties in a file of lines from samples of it, 0 where its
// size is not known.
func expected(r io.Reader, head []byte, size int64) int64 {
	if size <= 0 {
		return 0
	}
	read, ends := int64(len(head)), int64(bytes.Count(head, []byte{'\n'}))
	if at, ok := r.(io.ReaderAt); ok && size > 4*int64(len(head)) {
		sample := make([]byte, 64<<10)
		for _, part := range []int64{1, 2, 3} {
			n, _ := at.ReadAt(sample, size/4*part)
			read += int64(n)
			ends += int64(bytes.Count(sample[:n], []byte{'\n'}))
		}
	}
	if ends == 0 {
		return 1
	}
	return int64(float64(size)/float64(read)*float64(ends)*1.02) + 16
}

// tooLarge refuses a graph before it is read, or while it is; what says how large it
// is.
func tooLarge(file, what string, need, limit int64) error {
	return &Error{
		File: file, Err: ErrMemory,
		Message: fmt.Sprintf("%s: the graph takes about %s of memory, and the limit is %s", what, Gibibytes(need), Gibibytes(limit)),
		Hint:    "allow more memory, or read a part of the file",
	}
}
