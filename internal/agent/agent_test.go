package agent_test

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"sync"
	"testing"
	"time"

	"underpin/internal/agent"
)

// TestMain is also the agent that the tests talk to: a process of its own.
func TestMain(m *testing.M) {
	name := os.Getenv("UNDERPIN_TEST_AGENT")
	if name == "" {
		os.Exit(m.Run())
	}
	idle, _ := time.ParseDuration(os.Getenv("UNDERPIN_TEST_IDLE"))
	kept := []byte("what is kept")
	l, err := agent.Listen(name)
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	fmt.Println("ready")
	err = agent.Serve(context.Background(), l, agent.Config{
		Idle: idle, Look: 10 * time.Millisecond,
		Answer: func(word string, body []byte) ([]byte, error) {
			switch word {
			case "kept":
				return bytes.Clone(kept), nil
			case "slow":
				fmt.Println("asked")
				time.Sleep(300 * time.Millisecond)
				return append([]byte("done: "), body...), nil
			}
			return nil, errors.New("there is no word " + word)
		},
		Forget: func() { clear(kept) },
	})
	if err != nil {
		os.Exit(1)
	}
	os.Exit(0)
}

// start starts an agent.
func start(t *testing.T, name, idle string) *exec.Cmd {
	t.Helper()
	c, _ := startHeard(t, name, idle)
	return c
}

// startHeard starts an agent, and returns what it says from then on.
func startHeard(t *testing.T, name, idle string) (*exec.Cmd, *bufio.Reader) {
	t.Helper()
	c := exec.Command(os.Args[0])
	c.Env = append(os.Environ(), "UNDERPIN_TEST_AGENT="+name, "UNDERPIN_TEST_IDLE="+idle)
	c.Stderr = os.Stderr
	out, err := c.StdoutPipe()
	if err == nil {
		err = c.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Process.Kill(); _ = c.Wait() })
	says := bufio.NewReader(out)
	if line, _ := says.ReadString('\n'); line != "ready\n" {
		t.Fatalf("the agent says %q", line)
	}
	return c, says
}

// ended waits for a process to end, and reports whether it did.
func ended(c *exec.Cmd) bool {
	done := make(chan error, 1)
	go func() { done <- c.Wait() }()
	select {
	case err := <-done:
		return err == nil
	case <-time.After(20 * time.Second):
		return false
	}
}

// ownFolder gives the test sockets of its own.
func ownFolder(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "agent") // that of the test is too long for a socket
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	t.Setenv("XDG_RUNTIME_DIR", dir)
	t.Setenv("LocalAppData", dir)
	return dir
}

func TestAnAgentTellsWhatItKeepsUntilItIsLocked(t *testing.T) {
	ownFolder(t)
	if _, err := agent.Ask(t.Context(), "case", "kept", nil); !errors.Is(err, agent.ErrNone) {
		t.Fatalf("with no agent: %v", err)
	}
	c := start(t, "case", "15m")
	got, err := agent.Ask(t.Context(), "case", "kept", nil)
	if err != nil || string(got) != "what is kept" {
		t.Fatalf("it tells %q, %v", got, err)
	}
	if left, err := agent.Left(t.Context(), "case"); err != nil || left < 14*time.Minute || left > 15*time.Minute {
		t.Errorf("it locks in %v, %v", left, err)
	}
	if _, err := agent.Ask(t.Context(), "case", "other", nil); !errors.Is(err, agent.ErrRefused) {
		t.Errorf("a word that it does not know: %v", err)
	}
	if _, err := agent.Listen("case"); !errors.Is(err, agent.ErrTaken) {
		t.Errorf("a second agent: %v", err)
	}
	if err := agent.Lock(t.Context(), "case"); err != nil {
		t.Fatal(err)
	}
	if !ended(c) {
		t.Error("its process goes on")
	}
	if _, err := agent.Ask(t.Context(), "case", "kept", nil); !errors.Is(err, agent.ErrNone) {
		t.Errorf("locked, it tells: %v", err)
	}
	if names, err := agent.Names(); err != nil || len(names) > 0 {
		t.Errorf("its socket is left: %v, %v", names, err)
	}
}

func TestAnAgentLocksWhenNobodyAsks(t *testing.T) {
	ownFolder(t)
	if c := start(t, "case", "100ms"); !ended(c) {
		t.Error("it does not")
	}
}

func TestAllAgentsAreLockedAtOnce(t *testing.T) {
	ownFolder(t)
	a, b := start(t, "case", "15m"), start(t, "vault", "15m")
	if n, ending, err := agent.LockAll(t.Context()); n != 2 || ending != 0 || err != nil {
		t.Errorf("%d, %v", n, err)
	}
	if !ended(a) || !ended(b) {
		t.Error("one goes on")
	}
	if n, _, err := agent.LockAll(t.Context()); n != 0 || err != nil {
		t.Errorf("again %d, %v", n, err)
	}
}

func TestAnAgentThatIsLockedAnswersFirstWhatItWasAsked(t *testing.T) {
	ownFolder(t)
	c, says := startHeard(t, "case", "15m")
	var wait sync.WaitGroup
	wait.Go(func() {
		if got, err := agent.Ask(t.Context(), "case", "slow", []byte("x")); err != nil || string(got) != "done: x" {
			t.Errorf("%q, %v", got, err)
		}
	})
	if line, err := says.ReadString('\n'); line != "asked\n" {
		t.Fatalf("the agent says %q, %v", line, err)
	}
	if err := agent.Lock(t.Context(), "case"); err != nil {
		t.Error(err)
	}
	wait.Wait()
	if !ended(c) {
		t.Error("it goes on")
	}
}

func TestTheSocketOfAnAgentThatWasKilledIsInNobodysWay(t *testing.T) {
	ownFolder(t)
	c := start(t, "case", "15m")
	if err := c.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = c.Wait()
	if _, err := agent.Ask(t.Context(), "case", "kept", nil); !errors.Is(err, agent.ErrNone) {
		t.Errorf("killed, it tells: %v", err)
	}
	start(t, "case", "15m")
	if _, err := agent.Ask(t.Context(), "case", "kept", nil); err != nil {
		t.Error(err)
	}
}

func TestAFolderThatOthersCanEnterIsNotUsed(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("there the profile of the user is its own folder")
	}
	dir := ownFolder(t)
	own := filepath.Join(dir, fmt.Sprintf("underpin-%d", os.Getuid()))
	for name, make := range map[string]func() error{
		"others can enter it": func() error {
			if err := os.Mkdir(own, 0o700); err != nil {
				return err
			}
			return os.Chmod(own, 0o755)
		},
		"it is a link": func() error { return os.Symlink(t.TempDir(), own) },
		"it is a file": func() error { return os.WriteFile(own, nil, 0o600) },
	} {
		if err := make(); err != nil {
			t.Fatal(err)
		}
		if _, err := agent.Listen("case"); !errors.Is(err, agent.ErrFolder) {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := agent.Ask(t.Context(), "case", "kept", nil); !errors.Is(err, agent.ErrFolder) {
			t.Errorf("%s, asked: %v", name, err)
		}
		os.RemoveAll(own)
	}
}

// Whatever comes through the socket, the agent goes on.
func TestAnAgentIsAskedNonsense(t *testing.T) {
	dir := ownFolder(t)
	start(t, "case", "15m")
	socket := filepath.Join(dir, fmt.Sprintf("underpin-%d", os.Getuid()), "case.sock")
	if runtime.GOOS == "windows" {
		socket = filepath.Join(dir, "underpin-agent", "case.sock")
	}
	for _, text := range []string{"", "\x00", "GET / HTTP/1.1\r\n\r\n", "\x04kept\xff\xff\xff\xff", "\x04ke", "\xff"} {
		c, err := net.Dial("unix", socket)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = c.Write([]byte(text))
		c.Close()
	}
	if _, err := agent.Ask(t.Context(), "case", "kept", nil); err != nil {
		t.Error(err)
	}
}
