package property

import "testing"

// kept keeps what a test allocates from being optimised away.
var kept []byte

// A recorder is a test that only notes whether it failed.
type recorder struct {
	testing.TB
	failed bool
}

func (*recorder) Helper() {}

func (r *recorder) Errorf(string, ...any) { r.failed = true }

func TestAnInputThatTakesTooMuchIsSeen(t *testing.T) {
	for size, want := range map[int]bool{1 << 20: false, MaxInput / 8: true} {
		r := recorder{TB: t}
		end := Bounded(&r)
		for range 9 {
			kept = make([]byte, size)
		}
		end()
		kept = nil
		if r.failed != want {
			t.Errorf("nine times %d bytes: failed %v", size, r.failed)
		}
	}
}
