package main

import (
	"errors"
	"net"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"underpin/internal/agent"
	"underpin/internal/api"
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

func TestThePortThatCannotBeHadIsSaidInWords(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	other := taken.Addr().(*net.TCPAddr).Port
	for _, test := range []struct {
		name string
		port int
		says string
	}{
		{"taken by another program", other, "port " + strconv.Itoa(other) + " is taken: another program, or another underpin serve, listens on it"},
		{"beyond the last", 99999, "there is no port 99999: they go from 1 to 65535"},
		{"below the first", -1, "there is no port -1: they go from 1 to 65535"},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := &served{app: &app{}}
			if err := s.listen(test.port, nil); err == nil || !strings.Contains(err.Error(), test.says) {
				t.Errorf("it says %v, want %q", err, test.says)
			}
		})
	}
}

func TestTheAddressIsPrintedWhereNoBrowserComes(t *testing.T) {
	const address, says = "http://127.0.0.1:4711/#token=abc", "No browser has come. Open this address in one; it works once:\nhttp://127.0.0.1:4711/#token=abc\n"
	failed, handedOn, late := make(chan error, 1), make(chan error, 1), make(chan time.Time, 1)
	failed <- errors.New("exit status 3")
	handedOn <- nil
	late <- time.Time{}
	for _, test := range []struct {
		name   string
		opened <-chan error
		late   <-chan time.Time
		came   bool
		says   string
	}{
		{"since none could be opened", failed, nil, false, says},
		{"although one was told to open", handedOn, late, false, says},
		{"unless it has come", nil, closed(), true, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			var said strings.Builder
			kept := `{"spent":` + strconv.FormatBool(test.came) + `}`
			session, err := api.ResumeSession("underpin_4711", []byte(kept))
			if err != nil {
				t.Fatal(err)
			}
			s := &served{app: &app{out: &said}, session: session}
			s.await(t.Context(), address, test.opened, test.late)
			if said.String() != test.says {
				t.Errorf("it says %q, want %q", said.String(), test.says)
			}
		})
	}
}

// closed is a time that has come.
func closed() <-chan time.Time {
	c := make(chan time.Time)
	close(c)
	return c
}

func TestWhoStopsTheInterfaceIsToldHowToComeBack(t *testing.T) {
	for path, says := range map[string]string{
		defaultDB:             "\nStopped. Open it again with: underpin serve\n",
		"demo/iraq-2020.db":   "\nStopped. Open it again with: underpin serve --db demo/iraq-2020.db\n",
		"my cases/harbour.db": "\nStopped. Open it again with: underpin serve --db 'my cases/harbour.db'\n",
	} {
		var said strings.Builder
		s := &served{app: &app{out: &said}, work: desk.NewWorkspace(desk.WorkspaceConfig{Path: path})}
		s.farewell()
		if said.String() != says {
			t.Errorf("of %s it says %q, want %q", path, said.String(), says)
		}
	}
}
