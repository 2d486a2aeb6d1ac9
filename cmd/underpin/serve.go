package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os/exec"
	"runtime"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"underpin/internal/agent"
	"underpin/internal/api"
	"underpin/internal/desk"
	"underpin/web"
)

// serveOptions are what serve can be given.
type serveOptions struct {
	port     int
	printURL bool
}

func serveCommand(a *app) *cobra.Command {
	return a.verb(&serveOptions{}, &cobra.Command{
		Use: "serve", Short: "Open the cases of a database in the browser", GroupID: "read",
		Long: `Serve the web interface to this machine, and open it in the browser. Nobody else can
reach it: the server listens on the loopback, answers to that name alone, and asks for
the token in the address, which works once. It makes no request to the network. It
serves until it is interrupted; what it shows of an encrypted case also locks as the case
does, and the pages then forget it.`,
		Example: `  underpin serve
  underpin serve --db harbour.db --port 4711 --print-url`,
		Args: cobra.NoArgs,
	})
}

func (o *serveOptions) flags(c *cobra.Command) {
	c.Flags().IntVar(&o.port, "port", 0, "the `number` of the port to listen on; by default one that is free")
	c.Flags().BoolVar(&o.printURL, "print-url", false, "print the address and do not open the browser")
}

func (o *serveOptions) run(a *app, cmd *cobra.Command, _ []string) error {
	return a.with(cmd.Context(), func(d *desk.Desk) error { return a.serve(cmd.Context(), d, o) })
}

// The web server lets nobody keep it waiting.
const (
	headerWait = 5 * time.Second
	idleWait   = 2 * time.Minute
	headerMost = 16 << 10
	lastAnswer = 500 * time.Millisecond
)

// serve answers requests until the context ends.
func (a *app) serve(ctx context.Context, d *desk.Desk, o *serveOptions) error {
	files, built := web.Files()
	if !built {
		return &desk.Fault{Code: noInterface, Message: "this program was built without the web interface", Hint: "build it with make build, which needs Node, or use the other verbs"}
	}
	listener, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(o.port)))
	if err != nil {
		return &desk.Fault{Code: noPort, Message: "cannot listen: " + err.Error(), Hint: "choose another port with --port, or none", Err: err}
	}
	port := strconv.Itoa(listener.Addr().(*net.TCPAddr).Port)
	token := api.NewToken()
	locked, used, err := a.lockable(ctx, port)
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	server := &http.Server{
		Handler: api.New(api.Config{
			Desk: d, Version: version(), Token: token, Cookie: "underpin_" + port, Interface: files,
			Hosts: []string{"127.0.0.1:" + port, "localhost:" + port}, Used: used,
		}),
		ReadHeaderTimeout: headerWait, IdleTimeout: idleWait, MaxHeaderBytes: headerMost,
		BaseContext: func(net.Listener) context.Context { return ctx },
	}
	address := fmt.Sprintf("http://127.0.0.1:%s/#token=%s", port, token)
	opened := !o.printURL && openBrowser(address) == nil
	if opened {
		a.remark("The browser opens the cases of %s. Stop with Ctrl-C.", a.db)
	} else {
		fmt.Fprintln(a.out, address)
	}
	done := make(chan error, 1)
	go func() { done <- server.Serve(listener) }()
	select {
	case err = <-done:
		return &desk.Fault{Code: noPort, Message: "the server stopped: " + err.Error(), Err: err}
	case <-locked:
		a.remark("Locked: the interface has ended. Open it again with underpin serve.")
	case <-ctx.Done():
	}
	last, stop := context.WithTimeout(context.WithoutCancel(ctx), lastAnswer)
	defer stop()
	if server.Shutdown(last) != nil {
		server.Close() // whoever still asks is let go
	}
	return nil
}

// lockable makes the server of an encrypted case lock as the case does: when somebody says
// so, when no page asks for as long as a case stays open, and when the machine has slept.
// The process ends then, and with it goes what it knew. Used is to be called whenever a
// page asks. Of a plain case both are nil.
func (a *app) lockable(ctx context.Context, port string) (locked <-chan error, used func(), err error) {
	if a.opened.u == nil {
		return nil, nil, nil
	}
	name := "serve-" + port
	l, err := agent.Listen(name)
	if err != nil {
		return nil, nil, &desk.Fault{Code: desk.Failed, Message: "the interface could not be locked when it should: " + err.Error(), Hint: "use the other verbs", Err: err}
	}
	done := make(chan error, 1)
	idle := agents{}.idle()
	if idle == 0 {
		idle = caseIdle
	}
	go func() {
		done <- agent.Serve(ctx, l, agent.Config{Idle: idle, Answer: func(string, []byte) ([]byte, error) { return nil, nil }})
	}()
	return done, func() { _, _ = agent.Ask(ctx, name, "used", nil) }, nil
}

// The codes of what can keep the interface from being served.
var (
	noInterface = desk.Code{Word: "no_interface", Kind: desk.Internal}
	noPort      = desk.Code{Word: "no_port", Kind: desk.BadInput}
)

// openBrowser shows an address to the user.
func openBrowser(address string) error {
	switch runtime.GOOS {
	case "darwin":
		return exec.Command("open", address).Start()
	case "windows":
		return exec.Command("rundll32", "url.dll,FileProtocolHandler", address).Start()
	}
	return exec.Command("xdg-open", address).Start()
}
