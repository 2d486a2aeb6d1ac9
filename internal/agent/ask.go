package agent

import (
	"context"
	"errors"
	"io"
	"net"
	"os"
	"strconv"
	"time"
)

// Ask asks the agent of a name. It fails with [ErrNone] where there is none, [ErrRefused]
// or [ErrFolder].
func Ask(ctx context.Context, name, word string, body []byte) ([]byte, error) {
	c, err := dial(ctx, name)
	if err != nil {
		return nil, err
	}
	defer c.Close()
	if err := writeRequest(c, word, body); err != nil {
		return nil, ErrNone
	}
	reply, err := readReply(c)
	if err != nil && !errors.Is(err, ErrRefused) {
		return nil, ErrNone // it has locked meanwhile
	}
	return reply, err
}

func dial(ctx context.Context, name string) (*net.UnixConn, error) {
	path, err := pathOf(name)
	if err != nil {
		return nil, err
	}
	var d net.Dialer
	c, err := d.DialContext(ctx, "unix", path)
	if err != nil {
		return nil, ErrNone
	}
	u := c.(*net.UnixConn)
	if !own(u) {
		u.Close()
		return nil, ErrFolder
	}
	_ = u.SetDeadline(time.Now().Add(patience))
	return u, nil
}

// Left returns after how long the agent of a name locks if it is asked nothing more; a
// time below 0 for never. It fails with [ErrNone].
func Left(ctx context.Context, name string) (time.Duration, error) {
	text, err := Ask(ctx, name, wordLeft, nil)
	if err != nil {
		return 0, err
	}
	seconds, err := strconv.Atoi(string(text))
	if err != nil {
		return 0, errFrame
	}
	return time.Duration(seconds) * time.Second, nil
}

// Lock locks the agent of a name, and returns when its process has ended. It fails with
// [ErrNone], and with [ErrEnding] where that has not happened after ten seconds.
func Lock(ctx context.Context, name string) error { return lock(ctx, name, patience) }

func lock(ctx context.Context, name string, wait time.Duration) error {
	c, err := dial(ctx, name)
	if err != nil {
		return err
	}
	defer c.Close()
	if err := writeRequest(c, wordLock, nil); err != nil {
		return ErrNone
	}
	if _, err := readReply(c); err != nil {
		return ErrNone
	}
	_ = c.SetDeadline(time.Now().Add(wait))
	if _, err := io.Copy(io.Discard, c); errors.Is(err, os.ErrDeadlineExceeded) {
		return ErrEnding
	}
	return nil // the other end has ended
}

// LockAll locks all agents of the user, and tells how many there were, and how many of
// these finish what is under way before their processes end.
func LockAll(ctx context.Context) (locked, ending int, err error) {
	names, err := Names()
	for _, name := range names {
		switch err := Lock(ctx, name); {
		case errors.Is(err, ErrEnding):
			ending++
			locked++
		case err == nil:
			locked++
		}
	}
	return locked, ending, err
}
