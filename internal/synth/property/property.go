// Package property tries properties on drawn cases, the same ones in every run.
//
// The seed is 1 unless -rapid.seed or RAPID_SEED gives another; make soak draws a
// new one. A case that fails is reported with its seed, and kept by writing it into
// a test of its own.
package property

import (
	"flag"
	"os"
	"strconv"
	"sync"
	"testing"

	"pgregory.net/rapid"
)

// seed is where the draws begin, unless they are told to begin elsewhere.
const seed = "1"

// Check tries a property on 100 cases or as many as [Cases] says, and on a fifth of
// them with -short.
func Check(t *testing.T, holds func(*rapid.T)) {
	t.Helper()
	begin()
	rapid.Check(t, holds)
}

// begin sets the seed before the first draw of a test binary.
var begin = sync.OnceFunc(func() {
	if f := flag.Lookup("rapid.seed"); f.Value.String() == "0" {
		set("rapid.seed", seed)
	}
})

// Cases sets on how many cases each property of a test binary is tried, unless
// RAPID_CHECKS or -rapid.checks does. It is for a TestMain, before the run.
func Cases(n int) {
	if os.Getenv("RAPID_CHECKS") == "" {
		set("rapid.checks", strconv.Itoa(n))
	}
}

func set(name, value string) {
	if err := flag.Set(name, value); err != nil {
		panic(err) // rapid no longer has the flag
	}
}
