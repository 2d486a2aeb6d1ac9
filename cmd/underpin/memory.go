package main

import (
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"strings"
)

// startPercent puts the first cycle of the collector off until there are 16 MB of heap, four
// times as many as without: most verbs on a small case are done by then, and a tenth of
// their time was that cycle.
const startPercent = 400

// collectLater puts the first cycle of the collector off, and leaves all after it as they
// were. Who has set GOGC knows better.
func collectLater() {
	if os.Getenv("GOGC") != "" {
		return
	}
	usual := debug.SetGCPercent(startPercent)
	first := new([16]byte)
	runtime.AddCleanup(first, func(percent int) {
		if since := debug.SetGCPercent(percent); since != startPercent { // a verb that is frugal
			debug.SetGCPercent(since)
		}
	}, usual)
}

// servePercent is how much of the heap may lie idle while a case is served, in percent of what
// is in use: at 5,000 entities the server takes 350 MB after all screens, 470 MB at Go's
// 100 %, for as much time of the processor.
const servePercent = 50

// frugal makes the collector let so many percent lie idle and keep to a limit of memory, 0
// for none, until the function that it returns is called.
func frugal(percent int, limit int64) (restore func()) {
	was, before := debug.SetGCPercent(percent), debug.SetMemoryLimit(-1)
	if os.Getenv("GOGC") != "" { // who has set it knows better
		debug.SetGCPercent(was)
	}
	if limit > 0 {
		debug.SetMemoryLimit(limit)
	}
	return func() {
		debug.SetGCPercent(was)
		debug.SetMemoryLimit(before)
	}
}

// spareMemory is how many bytes this process may still take: what Linux says is available,
// or GOMEMLIMIT where that is less; 0 where neither is known.
func spareMemory() int64 {
	free, limit := freeMemory(), debug.SetMemoryLimit(-1)
	if free == 0 || limit < free {
		free = limit
	}
	if free == 1<<63-1 {
		return 0
	}
	return free
}

// freeMemory is what Linux says is available, 0 where it is not known.
func freeMemory() int64 {
	text, err := os.ReadFile("/proc/meminfo")
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(text)) {
		var kibibytes int64
		if n, _ := fmt.Sscanf(line, "MemAvailable: %d kB", &kibibytes); n == 1 {
			return kibibytes << 10
		}
	}
	return 0
}
