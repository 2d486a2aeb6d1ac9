package main

import (
	"path/filepath"
	"testing"
	"time"

	"underpin/internal/agent"
	"underpin/internal/desk"
	"underpin/internal/envelope"
)

// servedCase is the interface of a database that was just made under a passphrase.
func servedCase(t *testing.T) *served {
	t.Helper()
	t.Setenv("XDG_RUNTIME_DIR", t.TempDir())
	t.Setenv("TMPDIR", t.TempDir())
	s := &served{app: &app{}, port: "4711"}
	s.lock = newServedLock(t.Context(), s)
	s.work = desk.NewWorkspace(desk.WorkspaceConfig{
		Path: filepath.Join(t.TempDir(), "case.db"), KDF: envelope.KDF{Time: 1, Memory: 8, Threads: 1}, Opened: s.lock.opened,
	})
	c, err := desk.CaseOf("Who keeps the quay?", "", nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.work.Start(t.Context(), c, []byte("four words that differ")); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.work.Lock() })
	return s
}

func TestTheInterfaceOfAnEncryptedCaseLocksWithIt(t *testing.T) {
	s := servedCase(t)
	name := s.lock.name
	s.lock.used()
	if left, err := agent.Left(t.Context(), name); err != nil || left < caseIdle-time.Minute || left > caseIdle {
		t.Errorf("asked just now, it locks in %v, %v", left, err)
	}
	select {
	case <-s.lock.locked:
		t.Fatal("it is locked and nobody said so")
	default:
	}
	// lock waits for the end of the process, which this one is not to come to.
	go agent.Lock(t.Context(), name)
	select {
	case <-s.lock.locked:
	case <-time.After(10 * time.Second):
		t.Error("it serves on although it was locked")
	}
}

func TestTheDoorOfThePageLocksTheCase(t *testing.T) {
	s := servedCase(t)
	s.lock.ask()
	select {
	case <-s.lock.locked:
	case <-time.After(10 * time.Second):
		t.Error("it serves on although the page asked to lock")
	}
	s.lock.ask() // nothing is open any more
	s.lock.used()
}

func TestTheInterfaceOfAPlainCaseNeverLocks(t *testing.T) {
	s := &served{app: &app{}, port: "4711"}
	s.lock = newServedLock(t.Context(), s)
	s.lock.used()
	s.lock.ask()
	s.lock.tell()
	select {
	case <-s.lock.locked:
		t.Error("it can be locked")
	default:
	}
}
