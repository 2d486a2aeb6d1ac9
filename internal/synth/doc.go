// Package synth generates cases and graphs for tests and benchmarks: of any size,
// seeded, and wholly invented.
package synth
