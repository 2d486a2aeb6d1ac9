package casebook

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"underpin/examples"
	"underpin/internal/synth/property"
)

// A casebook that was altered anywhere is read rightly, which is to come out as it went
// in, or refused with a sentence that has a place; and nothing panics.
func TestAnAlteredCasebookIsReadRightlyOrRefused(t *testing.T) {
	t.Parallel()
	const seed = 1
	rounds := property.Rounds(20_000)
	if testing.Short() {
		rounds /= 4 // the place of a mistake is found by reading the beginning again and again
	}
	for i, name := range examples.Names {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			text, err := examples.Files.ReadFile(name + "/casebook.yaml")
			if err != nil {
				t.Fatal(err)
			}
			read, n := 0, 0
			for round := i; round < rounds; round += len(examples.Names) {
				rng := rand.New(rand.NewPCG(seed, uint64(round)))
				if readRightlyOrRefused(t, altered(text, rng)) {
					read++
				}
				if n++; t.Failed() {
					t.Fatalf("by the alteration of round %d, seed %d", round, seed)
				}
			}
			t.Logf("seed %d: of %d altered casebooks %d were read and %d refused", seed, n, read, n-read)
		})
	}
}

// altered is a casebook with one or two alterations.
func altered(text []byte, rng *rand.Rand) []byte {
	for range 1 + rng.IntN(2) {
		text = alterations[rng.IntN(len(alterations))](bytes.Clone(text), rng)
	}
	return text
}

// alterations are what hands, editors, merges and disks do to a file.
var alterations = []func([]byte, *rand.Rand) []byte{
	func(b []byte, rng *rand.Rand) []byte { // one bit
		if len(b) > 0 {
			b[rng.IntN(len(b))] ^= 1 << rng.IntN(8)
		}
		return b
	},
	func(b []byte, rng *rand.Rand) []byte { // a sign that means something in YAML, or nothing anywhere
		signs := []string{":", "- ", "#", "\"", "'", "{", "}", "[", "]", ",", "|", ">", "&a", "*a", "!!int ", "\t", "\r", "\x00", "\u202e", "\ufeff", "~", "---\n", "%", "é", "\xff"}
		return splice(b, rng.IntN(len(b)+1), 0, signs[rng.IntN(len(signs))])
	},
	func(b []byte, rng *rand.Rand) []byte { // some characters less
		return splice(b, rng.IntN(len(b)+1), 1+rng.IntN(20), "")
	},
	func(b []byte, rng *rand.Rand) []byte { // the end cut off
		return b[:len(b)-rng.IntN(len(b)/4+1)]
	},
	byLines(func(l []string, i, _ int) []string { return append(l[:i], l[i+1:]...) }),                               // a line taken out
	byLines(func(l []string, i, j int) []string { l[i], l[j] = l[j], l[i]; return l }),                              // two lines exchanged
	byLines(func(l []string, i, j int) []string { return append(l[:i], append([]string{l[j]}, l[i:]...)...) }),      // a line twice
	byLines(func(l []string, i, j int) []string { l[i] = strings.Repeat(" ", j%5) + l[i]; return l }),               // moved to the right
	byLines(func(l []string, i, j int) []string { l[i] = l[i][min(1+j%3, len(l[i])-1):]; return l }),                // moved to the left
	byLines(func(l []string, i, _ int) []string { l[i] = strings.Replace(l[i], ": ", ":", 1); return l }),           // a blank forgotten
	byLines(func(l []string, i, j int) []string { l[i] = valueOf(l[i], l[j]); return l }),                           // the value of another field
	byLines(func(l []string, i, j int) []string { l[i] = valueOf(l[i], fmt.Sprint(": ", j-5, "\n")); return l }),    // a number for a value
	byLines(func(l []string, i, _ int) []string { l[i] = strings.TrimRight(l[i], "\n") + "\r\n"; return l }),        // the line end of Windows
	byLines(func(l []string, i, j int) []string { return append(l[:min(i, j)], l[max(i, j):min(len(l), i+j)]...) }), // a merge gone wrong
}

// byLines alters a text by its lines, each with its end, given two of them.
func byLines(alter func(lines []string, i, j int) []string) func([]byte, *rand.Rand) []byte {
	return func(b []byte, rng *rand.Rand) []byte {
		lines := strings.SplitAfter(string(b), "\n")
		lines = lines[:max(len(lines)-1, 0)]
		if len(lines) < 2 {
			return b
		}
		return []byte(strings.Join(alter(lines, rng.IntN(len(lines)), rng.IntN(len(lines))), ""))
	}
}

// valueOf is a line with the value of another.
func valueOf(line, other string) string {
	field, _, ok := strings.Cut(line, ": ")
	if _, value, has := strings.Cut(other, ": "); ok && has {
		return field + ": " + value
	}
	return line
}

// splice puts a text in the place of n bytes, as many as there are.
func splice(b []byte, at, n int, text string) []byte {
	rest := bytes.Clone(b[min(at+n, len(b)):])
	return append(append(b[:at], text...), rest...)
}
