package storetest

import (
	"os"
	"testing"
)

// Rounds is how often a test of faults makes one happen, given how often it does in
// the long run that make faults asks for (UNDERPIN_FAULTS=long): a tenth of that
// otherwise, a fiftieth with -short, and twice at least.
func Rounds(long int) int {
	switch {
	case os.Getenv("UNDERPIN_FAULTS") == "long":
		return long
	case testing.Short():
		return max(long/50, 2)
	}
	return max(long/10, 2)
}
