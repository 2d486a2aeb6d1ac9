package agent

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"sync"
	"time"
)

// The agent's own words.
const (
	wordLock = "lock"
	wordLeft = "left"
)

// patience is how long the other end may take to ask or to listen.
const patience = 10 * time.Second

// A Config says what an agent does.
type Config struct {
	// Idle is after how long without a question it locks; 0 for never.
	Idle time.Duration
	// Limit is after how long it locks in any case; 0 for never.
	Limit time.Duration
	// Answer answers a question. What it returns is cleared when it is sent. It is
	// asked one question at a time.
	Answer func(word string, body []byte) ([]byte, error)
	// Forget clears what is kept. It is called once, before anybody hears that the
	// agent has locked.
	Forget func()
	// Look is how often it looks at the clock. Defaults to 2 seconds.
	Look time.Duration
}

// Serve answers until it is time to lock, and closes the socket. The process is to end
// then.
func Serve(ctx context.Context, l *Listener, cfg Config) error {
	if cfg.Look == 0 {
		cfg.Look = 2 * time.Second
	}
	start := time.Now()
	a := &server{cfg: cfg, l: l, start: start, done: make(chan struct{})}
	a.clock = newClock(cfg.Idle, cfg.Limit, a.now())
	go a.watch(ctx)
	for {
		c, err := l.AcceptUnix()
		if err != nil {
			a.lock()
			a.asked.Wait()
			if errors.Is(err, net.ErrClosed) {
				return nil
			}
			return err
		}
		a.asked.Add(1)
		go func() {
			defer a.asked.Done()
			a.talk(c)
		}()
	}
}

// A server is an agent at work.
type server struct {
	cfg   Config
	l     *Listener
	start time.Time
	asked sync.WaitGroup
	done  chan struct{}

	mu     sync.Mutex // of what follows, and of the questions
	clock  *lockClock
	locked bool
}

// lockers said that an agent of this process is to lock. They are let go when the process
// ends, and not when the agent is forgotten.
var lockers struct {
	sync.Mutex
	list []*net.UnixConn
}

func (a *server) now() clockTimes {
	now := time.Now()
	return clockTimes{now.Round(0), now.Sub(a.start)}
}

// watch locks when it is time.
func (a *server) watch(ctx context.Context) {
	tick := time.NewTicker(a.cfg.Look)
	defer tick.Stop()
	for {
		select {
		case <-a.done:
			return
		case <-ctx.Done():
			a.lock()
			return
		case <-tick.C:
			a.mu.Lock()
			over := a.clock.over(a.now())
			a.mu.Unlock()
			if over {
				a.lock()
				return
			}
		}
	}
}

// lock clears what is kept and lets nobody in any more. A question that is being answered
// is answered first.
func (a *server) lock() {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.locked {
		return
	}
	a.locked = true
	close(a.done)
	if a.cfg.Forget != nil {
		a.cfg.Forget()
	}
	a.l.Close()
	_ = os.Remove(a.l.path)
}

// LetGo tells those who locked an agent of this process that nothing is kept of what it
// knew, although the process goes on.
func LetGo() {
	lockers.Lock()
	defer lockers.Unlock()
	for _, c := range lockers.list {
		c.Close()
	}
	lockers.list = nil
}

// talk answers one question.
func (a *server) talk(c *net.UnixConn) {
	_ = c.SetDeadline(time.Now().Add(patience))
	word, body, err := readRequest(c)
	defer clear(body)
	switch {
	case err != nil || !own(c):
		c.Close()
		return
	case word == wordLock:
		a.lock()
		_ = writeReply(c, nil, nil)
		lockers.Lock()
		defer lockers.Unlock()
		lockers.list = append(lockers.list, c)
		return
	}
	defer c.Close()
	reply, err := a.answer(word, body)
	_ = writeReply(c, reply, err)
	clear(reply)
}

func (a *server) answer(word string, body []byte) ([]byte, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	switch {
	case a.locked || a.clock.over(a.now()):
		return nil, ErrNone
	case word == wordLeft:
		return fmt.Appendf(nil, "%d", a.left()), nil
	}
	a.clock.ask(a.now())
	return a.cfg.Answer(word, body)
}

// left returns after how many seconds it locks if it is asked nothing more; -1 for never.
func (a *server) left() int64 {
	left := time.Duration(-1)
	_, idle := a.now().since(a.clock.used)
	_, whole := a.now().since(a.clock.began)
	for _, d := range []struct{ after, gone time.Duration }{{a.cfg.Idle, idle}, {a.cfg.Limit, whole}} {
		if rest := max(d.after-d.gone, 0); d.after > 0 && (left < 0 || rest < left) {
			left = rest
		}
	}
	if left < 0 {
		return -1
	}
	return int64(left / time.Second)
}
