package main

import (
	"context"
	"fmt"
	"os/exec"
	"runtime"
	"time"
)

// arrival is how long a browser may take until its user is told what to do without one.
const arrival = 15 * time.Second

// show opens the browser on the interface, or prints the address.
func (s *served) show(ctx context.Context, token string, o *serveOptions) {
	address := fmt.Sprintf("http://127.0.0.1:%s/#token=%s", s.port, token)
	if o.printURL {
		fmt.Fprintln(s.app.out, address)
		return
	}
	s.app.remark("The browser opens the cases of %s. Stop with Ctrl-C.", s.app.db)
	go s.await(ctx, address, openBrowser(address), time.After(arrival))
}

// await waits for the browser, and prints the address where it could not be opened or has
// not come by the time it is late: a machine can have what opens browsers and none to open.
func (s *served) await(ctx context.Context, address string, opened <-chan error, late <-chan time.Time) {
	select {
	case err := <-opened:
		if err == nil {
			s.await(ctx, address, nil, late) // it was told to open, which is not yet that it did
			return
		}
	case <-late:
	case <-ctx.Done():
		return
	}
	if !s.session.Begun() {
		fmt.Fprintf(s.app.out, "No browser has come. Open this address in one; it works once:\n%s\n", address)
	}
}

// farewell says how to come back.
func (s *served) farewell() {
	again := "underpin serve"
	if path := s.work.Path(); path != defaultDB {
		again += " --db " + inShell(path)
	}
	s.app.remark("\nStopped. Open it again with: %s", again)
}

// openBrowser shows an address to the user, and tells once that has failed or is done.
// The browser is apart: Ctrl-C stops the server, and not what else is open in it.
func openBrowser(address string) <-chan error {
	var c *exec.Cmd
	switch runtime.GOOS {
	case "darwin":
		c = exec.Command("open", address)
	case "windows":
		c = exec.Command("rundll32", "url.dll,FileProtocolHandler", address)
	default:
		c = exec.Command("xdg-open", address)
	}
	apart(c)
	done := make(chan error, 1)
	go func() { done <- c.Run() }()
	return done
}
