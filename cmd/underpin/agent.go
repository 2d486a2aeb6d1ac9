package main

import (
	"bytes"
	"context"
	"encoding/hex"
	"io"
	"os"
	"os/exec"
	"time"

	"github.com/spf13/cobra"

	"underpin/internal/agent"
	"underpin/internal/desk"
	"underpin/internal/envelope"
)

// What is kept, and for how long. The case is open until nobody asks for so long; the vault
// for so long in any case.
const (
	caseIdle   = 15 * time.Minute
	vaultLimit = 10 * time.Minute
)

// wordKeys asks the agent of a case for what opens it.
const wordKeys = "keys"

// lockAfter is the variable that makes the case lock sooner, or, with 0, keeps nothing.
const lockAfter = "UNDERPIN_LOCK_AFTER"

// caseAgent names the agent that keeps a case open, by the id in its envelope.
func caseAgent(id envelope.FileID) string { return hex.EncodeToString(id[:8]) + ".case" }

// agents is the keyHolder of the program: for each case a process that holds its keys.
type agents struct{}

// idle is after how long without a command the case locks: never later than caseIdle.
func (agents) idle() time.Duration {
	text, set := os.LookupEnv(lockAfter)
	if !set {
		return caseIdle
	}
	d, err := time.ParseDuration(text)
	if err != nil || d < 0 {
		return 0 // what cannot be read does not keep a case open
	}
	return min(d, caseIdle)
}

func (agents) held(ctx context.Context, _ string, id envelope.FileID) *envelope.Unlocked {
	keepServed(ctx, id) // a command keeps the interface open, as a click does the commands
	kept, err := agent.Ask(ctx, caseAgent(id), wordKeys, nil)
	if err != nil {
		return nil
	}
	defer clear(kept)
	u, err := envelope.FromSession(kept)
	if err != nil || u.ID != id {
		return nil
	}
	return u
}

// hold starts the process. Where it cannot be had, each verb asks anew.
func (h agents) hold(ctx context.Context, _ string, u *envelope.Unlocked) {
	idle := h.idle()
	if idle == 0 {
		return
	}
	session, err := u.Session()
	if err != nil {
		return
	}
	defer clear(session)
	_ = agent.Lock(ctx, caseAgent(u.ID)) // one that holds other keys
	_ = startAgent(ctx, "case", caseAgent(u.ID), idle, session)
}

// keepNew gives what has changed of the keys or recipients to whoever keeps the case open.
// What was opened with a key file is kept by nobody.
func (a *app) keepNew(ctx context.Context, u *envelope.Unlocked) { a.keepNewOf(ctx, a.db, u) }

// keepNewOf is keepNew of the database at a path.
func (a *app) keepNewOf(ctx context.Context, db string, u *envelope.Unlocked) {
	_ = agent.Lock(ctx, caseAgent(u.ID))
	if a.holder != nil && a.keyFile == "" {
		a.holder.hold(ctx, db, u)
	}
}

// startAgent starts a process that keeps something, given to it through a pipe, and
// returns when it can be asked.
func startAgent(ctx context.Context, keeps, name string, until time.Duration, kept []byte) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	c := exec.Command(self, "agent", keeps, name, until.String())
	c.Args[0] = os.Args[0]
	c.Dir = string(os.PathSeparator) // so that it is in nobody's way
	c.Stdin = bytes.NewReader(kept)
	apart(c)
	out, err := c.StdoutPipe()
	if err != nil {
		return err
	}
	if err := c.Start(); err != nil {
		return err
	}
	ready := make([]byte, len(agentReady))
	_, err = awaited(ctx, func() ([]byte, error) {
		_, err := io.ReadFull(out, ready)
		return nil, err
	})
	_ = c.Process.Release()
	if err != nil || string(ready) != agentReady {
		return agent.ErrNone
	}
	return nil
}

// agentReady is what the process says when it can be asked.
const agentReady = "ready\n"

// agentOptions are what agent can be given.
type agentOptions struct{}

func agentCommand(a *app) *cobra.Command {
	return a.verb(&agentOptions{}, &cobra.Command{
		Use: "agent KEEPS NAME TIME", Hidden: true, Short: "Keep what is unlocked; the program starts it by itself",
		Long: `Keep what opens a case or its vault, given through standard input, until it is time to
lock. The program starts this by itself, and nobody else has a use for it.`,
		Example: `  underpin agent case 90854baf07496d05.case 15m`,
		Args:    cobra.ExactArgs(3),
	})
}

func (*agentOptions) flags(*cobra.Command) {}

func (*agentOptions) run(a *app, cmd *cobra.Command, args []string) error {
	return a.serveAgent(cmd.Context(), args[0], args[1], args[2])
}

// mostKept is more than anything takes that an agent is given to keep.
const mostKept = 1 << 20

// serveAgent keeps what comes through standard input, until it is time to lock.
func (a *app) serveAgent(ctx context.Context, keeps, name, until string) error {
	d, err := time.ParseDuration(until)
	came := make([]byte, mostKept)
	n, rerr := io.ReadFull(a.in, came)
	kept := agent.Kept(came[:n])
	clear(came)
	cfg := agent.Config{Look: min(2*time.Second, d/4)}
	switch keeps {
	case "case":
		cfg.Idle, cfg.Answer = d, answerKeys(kept)
	case "vault":
		cfg.Limit, cfg.Answer = d, answerVault(kept)
	}
	if err != nil || rerr != io.ErrUnexpectedEOF || d <= 0 || cfg.Answer == nil {
		return usagef("the program starts it by itself: underpin unlock", "agent is not for people")
	}
	cfg.Forget = func() { clear(kept) }
	l, err := agent.Listen(name)
	if err != nil {
		return &desk.Fault{Code: desk.Failed, Message: err.Error(), Err: err}
	}
	if _, err := io.WriteString(a.out, agentReady); err != nil {
		return err
	}
	return agent.Serve(ctx, l, cfg)
}

// answerKeys answers with what opens a case.
func answerKeys(kept []byte) func(string, []byte) ([]byte, error) {
	return func(word string, _ []byte) ([]byte, error) {
		if word != wordKeys {
			return nil, agent.ErrRefused
		}
		return bytes.Clone(kept), nil
	}
}
