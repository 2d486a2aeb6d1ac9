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
serves until it is interrupted.`,
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
	server := &http.Server{
		Handler: api.New(api.Config{
			Desk: d, Version: version(), Token: token, Cookie: "underpin_" + port, Interface: files,
			Hosts: []string{"127.0.0.1:" + port, "localhost:" + port},
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
	case <-ctx.Done():
		last, stop := context.WithTimeout(context.WithoutCancel(ctx), lastAnswer)
		defer stop()
		if err := server.Shutdown(last); err != nil {
			return errors.Join(nil, server.Close())
		}
		return nil
	}
	return &desk.Fault{Code: noPort, Message: "the server stopped: " + err.Error(), Err: err}
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
