package agent

import (
	"errors"
	"os"
	"runtime"
	"testing"
	"time"
)

func TestWhoLocksIsToldOfAProcessThatGoesOn(t *testing.T) {
	folder := t.TempDir()
	if err := os.Chmod(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("XDG_RUNTIME_DIR", folder)
	l, err := Listen("case")
	if err != nil {
		t.Fatal(err)
	}
	served := make(chan error, 1)
	go func() { served <- Serve(t.Context(), l, Config{}) }()
	told := make(chan error, 1)
	go func() { told <- lock(t.Context(), "case", 500*time.Millisecond) }()
	if err := <-served; err != nil {
		t.Fatal(err)
	}
	for range 3 { // what is forgotten of the agent lets nobody go
		runtime.GC()
		time.Sleep(20 * time.Millisecond)
	}
	if err := <-told; !errors.Is(err, ErrEnding) {
		t.Errorf("%v", err)
	}
	LetGo()
}
