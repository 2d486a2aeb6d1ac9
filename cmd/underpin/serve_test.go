package main

import (
	"testing"
	"time"

	"underpin/internal/agent"
	"underpin/internal/envelope"
)

func TestTheInterfaceOfAnEncryptedCaseLocksWithIt(t *testing.T) {
	t.Setenv("XDG_RUNTIME_DIR", t.TempDir())
	t.Setenv("TMPDIR", t.TempDir())
	a := &app{opened: openedEnvelope{u: &envelope.Unlocked{}}}
	locked, used, err := a.lockable(t.Context(), "4711")
	if err != nil {
		t.Fatal(err)
	}
	used()
	if left, err := agent.Left(t.Context(), "serve-4711"); err != nil || left < caseIdle-time.Minute || left > caseIdle {
		t.Errorf("asked just now, it locks in %v, %v", left, err)
	}
	select {
	case <-locked:
		t.Fatal("it is locked and nobody said so")
	default:
	}
	// lock waits for the end of the process, which this one is not to come to.
	go agent.Lock(t.Context(), "serve-4711")
	select {
	case <-locked:
	case <-time.After(10 * time.Second):
		t.Error("it serves on although it was locked")
	}
}

func TestTheInterfaceOfAPlainCaseNeverLocks(t *testing.T) {
	locked, used, err := (&app{}).lockable(t.Context(), "4711")
	if locked != nil || used != nil || err != nil {
		t.Errorf("it can be locked (%v)", err)
	}
}
