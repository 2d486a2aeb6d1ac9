//go:build unix

package main

import (
	"os"
	"runtime"
	"syscall"
)

// busy is the processor time of this process so far, in seconds.
func busy() float64 {
	var r syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &r); err != nil {
		return 0
	}
	return float64(r.Utime.Nano()+r.Stime.Nano()) / 1e9
}

// mostMemory is the most memory that a process that has ended took, in mebibytes.
func mostMemory(ended *os.ProcessState) float64 {
	usage, ok := ended.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0
	}
	if runtime.GOOS == "darwin" || runtime.GOOS == "ios" { // which counts bytes
		return float64(usage.Maxrss) / (1 << 20)
	}
	return float64(usage.Maxrss) / 1024
}
