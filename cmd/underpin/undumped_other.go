//go:build unix && !linux

package main

// keepUndumped does nothing where only the limit on core files says whether there are
// any.
func keepUndumped() {}
