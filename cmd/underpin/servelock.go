package main

import (
	"context"
	"encoding/hex"
	"strings"
	"sync"

	"underpin/internal/agent"
	"underpin/internal/desk"
	"underpin/internal/envelope"
)

// A servedLock makes the interface of an encrypted case lock as the case does: when
// somebody says so, when neither a page nor a command asks for as long as a case stays
// open, and when the machine has slept. Of a plain case it does nothing.
type servedLock struct {
	ctx context.Context
	of  *served
	// locked is sent to when the case is to be locked.
	locked chan struct{}

	mu sync.Mutex
	// name is that of the agent which tells when to lock; empty while nothing is open.
	name string
	id   envelope.FileID
}

func newServedLock(ctx context.Context, of *served) *servedLock {
	return &servedLock{ctx: ctx, of: of, locked: make(chan struct{}, 1)}
}

// servedAgent begins the names of the agents of the interfaces of a case.
func servedAgent(id envelope.FileID) string { return hex.EncodeToString(id[:8]) + ".serve-" }

// opened begins to watch over a case that was opened, and opens it for the commands, too.
func (l *servedLock) opened(ctx context.Context, path string, u *envelope.Unlocked) error {
	name := servedAgent(u.ID) + l.of.port
	s, err := agent.Listen(name)
	if err != nil {
		return &desk.Fault{Code: desk.Failed, Message: "the interface could not be locked when it should: " + err.Error(), Hint: "use the other verbs", Err: err}
	}
	l.mu.Lock()
	l.name, l.id = name, u.ID
	l.mu.Unlock()
	idle := agents{}.idle()
	if idle == 0 {
		idle = caseIdle
	}
	go func() {
		// It ends when it is time to lock.
		_ = agent.Serve(l.ctx, s, agent.Config{Idle: idle, Answer: func(string, []byte) ([]byte, error) { return nil, nil }})
		l.tell()
	}()
	a := l.of.app
	if a.holder != nil && a.keyFile == "" && a.holder.held(ctx, path, u.ID) == nil {
		a.holder.hold(ctx, path, u)
	}
	return nil
}

// tell says that it is time to lock.
func (l *servedLock) tell() {
	l.mu.Lock()
	id, open := l.id, l.name != ""
	l.name = ""
	l.mu.Unlock()
	if !open || l.ctx.Err() != nil {
		return
	}
	_ = agent.Lock(l.ctx, caseAgent(id)) // the commands ask again as well
	l.locked <- struct{}{}
}

// used is called whenever a page asks: neither the interface nor the commands lock then.
func (l *servedLock) used() {
	l.mu.Lock()
	name, id := l.name, l.id
	l.mu.Unlock()
	if name != "" {
		_, _ = agent.Ask(l.ctx, name, wordUsed, nil)
		_, _ = agent.Ask(l.ctx, caseAgent(id), wordUsed, nil)
	}
}

// ask locks because a page asked for it.
func (l *servedLock) ask() {
	l.mu.Lock()
	name := l.name
	l.mu.Unlock()
	if name != "" {
		go func() { _ = agent.Lock(l.ctx, name) }()
	}
}

// wordUsed tells an agent that somebody is at work. It answers nothing of what it keeps.
const wordUsed = "used"

// keepServed tells the interfaces of a case that a command uses it.
func keepServed(ctx context.Context, id envelope.FileID) {
	names, err := agent.Names()
	if err != nil {
		return
	}
	for _, name := range names {
		if strings.HasPrefix(name, servedAgent(id)) {
			_, _ = agent.Ask(ctx, name, wordUsed, nil)
		}
	}
}
