package main

import (
	"fmt"
	"os"
	"runtime"
	"strings"
)

// machine describes what is measured on, in general words.
func machine() string {
	return fmt.Sprintf("%d cores, %s, %s on %s/%s", runtime.NumCPU(), processor(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
}

// processor is the model of the processor as the system names it.
func processor() string {
	info, err := os.ReadFile("/proc/cpuinfo")
	if err != nil {
		return "processor unknown"
	}
	for line := range strings.Lines(string(info)) {
		if name, model, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(name) == "model name" {
			return strings.TrimSpace(model)
		}
	}
	return "processor unknown"
}

// load is the machine's load over the last minute, -1 where it cannot be told.
func load() float64 {
	text, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return -1
	}
	var x float64
	if _, err := fmt.Sscan(string(text), &x); err != nil {
		return -1
	}
	return x
}
