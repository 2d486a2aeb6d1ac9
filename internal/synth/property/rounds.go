package property

import (
	"os"
	"testing"
)

// Long reports whether the long run of the tests of faults was asked for, as make faults
// does (UNDERPIN_FAULTS=long).
func Long() bool { return os.Getenv("UNDERPIN_FAULTS") == "long" }

// Rounds is how often a test of faults makes one happen, given how often it does in
// the long run: a tenth of that otherwise, a fiftieth with -short, and twice at least.
func Rounds(long int) int {
	switch {
	case Long():
		return long
	case testing.Short():
		return max(long/50, 2)
	}
	return max(long/10, 2)
}
