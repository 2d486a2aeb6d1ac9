package main

import (
	"os"
	"runtime"
	"runtime/debug"
	"testing"
)

// What puts the first cycle off leaves a setting alone that a verb has made since.
func TestAFrugalVerbKeepsItsSettingOfTheCollector(t *testing.T) {
	if os.Getenv("GOGC") != "" {
		t.Skip("GOGC is set, and a verb leaves what the user set alone")
	}
	usual := debug.SetGCPercent(100)
	defer debug.SetGCPercent(usual)
	collectLater()
	restore := frugal(graphPercent, 0)
	for range 3 { // that cleanups run is only known of one's own
		done := make(chan bool)
		runtime.AddCleanup(new([16]byte), func(done chan bool) { close(done) }, done)
		runtime.GC()
		<-done
	}
	if percent := debug.SetGCPercent(graphPercent); percent != graphPercent {
		t.Errorf("it is at %d", percent)
	}
	restore()
}
