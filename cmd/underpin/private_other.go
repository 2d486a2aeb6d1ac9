//go:build !unix

package main

// keepPrivate does nothing where files have no modes: what is written has the rights
// of the folder that it lies in.
func keepPrivate() {}
