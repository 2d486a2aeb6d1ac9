package property

import (
	"runtime/metrics"
	"testing"
)

// MaxInput is what one input of a fuzz target may take of memory, in bytes.
const MaxInput = 512 << 20

// Bounded begins to count what a test asks for, and returns the end of it, which fails the
// test if that was more than [MaxInput]: defer property.Bounded(t)(). All that is asked for
// on the way counts, so that what is held at once is less still; nothing else may run
// beside it.
func Bounded(t testing.TB) func() {
	before := allocated()
	return func() {
		t.Helper()
		if n := allocated() - before; n > MaxInput {
			t.Errorf("one input takes %d MB", n>>20)
		}
	}
}

// allocated is how many bytes the program has asked for since it began.
func allocated() uint64 {
	sample := []metrics.Sample{{Name: "/gc/heap/allocs:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}
