package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
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
serves until it is interrupted, or a page is told to stop it.

Where there is no database yet, the page offers to start a case, to open an example and
to bring a casebook; it writes nowhere but in the folder of --db. An encrypted case opens
on a page that asks for the passphrase, and locks after 15 minutes without a click or a
command, when the machine has slept, with underpin lock, and by the door at the foot of
the page: every page then forgets what it showed, and so does the program.`,
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
	return a.serve(cmd.Context(), o)
}

// The web server lets nobody keep it waiting.
const (
	headerWait = 5 * time.Second
	idleWait   = 2 * time.Minute
	headerMost = 16 << 10
	lastAnswer = 500 * time.Millisecond
)

// A served is the interface of a workspace as it is served.
type served struct {
	app      *app
	work     *desk.Workspace
	handler  *api.Handler
	session  *api.Session
	listener net.Listener
	port     string
	lock     *servedLock
}

// serve answers requests until the context ends.
func (a *app) serve(ctx context.Context, o *serveOptions) error {
	files, built := web.Files()
	if !built {
		return &desk.Fault{Code: noInterface, Message: "this program was built without the web interface", Hint: "build it with make build, which needs Node, or use the other verbs"}
	}
	defer frugal(servePercent, 0)()
	kept, err := resumed()
	if err != nil {
		return err
	}
	s := &served{app: a}
	if err := s.listen(o.port, kept); err != nil {
		return err
	}
	ctx, quit := context.WithCancel(ctx)
	defer quit()
	token := api.NewToken()
	if err := s.begin(token, kept); err != nil {
		return err
	}
	s.lock = newServedLock(ctx, s)
	path := a.db
	if kept != nil && kept.DB != "" {
		path = kept.DB
	}
	cfg := a.config(true)
	cfg.Progress = nil // the pages show how far it is; on the terminal nobody waits
	s.work = desk.NewWorkspace(desk.WorkspaceConfig{Path: path, Desk: cfg, KDF: a.kdf, Opened: s.lock.opened, Readers: a.keepNewOf})
	s.handler = api.New(api.Config{
		Workspace: s.work, Version: version(), Session: s.session, Interface: files,
		Hosts: []string{"127.0.0.1:" + s.port, "localhost:" + s.port}, Used: s.lock.used, Lock: s.lock.ask, Quit: quit,
	})
	if kept == nil {
		if err := s.open(ctx, path); err != nil {
			return err
		}
		s.show(ctx, token, o)
	}
	return s.answer(ctx)
}

// listen takes the port, or goes on with the one that was listened to.
func (s *served) listen(port int, kept *keptServer) error {
	var err error
	if kept != nil {
		s.listener, err = kept.listener()
	} else {
		s.listener, err = net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
	}
	if err != nil {
		return cannotListen(port, err)
	}
	s.port = strconv.Itoa(s.listener.Addr().(*net.TCPAddr).Port)
	return nil
}

// highestPort is the last there is.
const highestPort = 1<<16 - 1

// cannotListen says in words why a port cannot be had.
func cannotListen(port int, err error) error {
	f := &desk.Fault{Code: noPort, Message: "cannot listen on this machine: " + err.Error(), Hint: "leave --port away, and one that is free is taken", Err: err}
	switch {
	case port < 0 || port > highestPort:
		f.Message = fmt.Sprintf("there is no port %d: they go from 1 to %d", port, highestPort)
	case errors.Is(err, syscall.EADDRINUSE):
		f.Message = fmt.Sprintf("port %d is taken: another program, or another underpin serve, listens on it", port)
	case errors.Is(err, fs.ErrPermission):
		f.Message = fmt.Sprintf("port %d is kept for the system", port)
	}
	return f
}

// begin makes the session, or goes on with the one that was there.
func (s *served) begin(token string, kept *keptServer) (err error) {
	cookie := "underpin_" + s.port
	if kept == nil {
		s.session = api.NewSession(cookie, token)
		return nil
	}
	s.session, err = api.ResumeSession(cookie, kept.Session)
	return err
}

// open opens the database where that needs no passphrase: it is plain, it is open
// already, or its key is in a file.
func (s *served) open(ctx context.Context, path string) error {
	if _, err := os.Stat(filepath.Dir(path)); err != nil {
		return &desk.Fault{Code: desk.NoFolder, Message: fmt.Sprintf("there is no folder %s for the database", filepath.Dir(path)), Hint: "make it first, or name another file with --db", Err: err}
	}
	if _, err := os.Stat(path); err != nil {
		return nil // the page says so, and offers to make one
	}
	u, asked, err := s.app.unlockSilently(ctx, path)
	if err != nil || asked {
		return err
	}
	return s.work.OpenWith(ctx, u)
}

// answer answers requests until the context ends, or the case has locked.
func (s *served) answer(ctx context.Context) error {
	server := &http.Server{
		Handler: s.handler, ReadHeaderTimeout: headerWait, IdleTimeout: idleWait, MaxHeaderBytes: headerMost,
		DisableGeneralOptionsHandler: true, // it would answer before it is asked who asks
		BaseContext:                  func(net.Listener) context.Context { return ctx },
	}
	done := make(chan error, 1)
	go func() { done <- server.Serve(ownListener{s.listener}) }()
	for {
		select {
		case err := <-done:
			return &desk.Fault{Code: noPort, Message: "the server stopped: " + err.Error(), Err: err}
		case <-s.lock.locked:
			if err := s.locked(); err != nil {
				return err
			}
		case <-ctx.Done():
			last, stop := context.WithTimeout(context.WithoutCancel(ctx), lastAnswer)
			defer stop()
			if server.Shutdown(last) != nil {
				server.Close() // whoever still asks is let go
			}
			s.handler.Stop()
			s.farewell()
			return s.work.Lock()
		}
	}
}

// locked drops the open case, and then the memory of this process: what was known of the
// case goes with it, and the server goes on, locked.
func (s *served) locked() error {
	if err := s.handler.Lock(); err != nil {
		return err
	}
	kept, err := s.session.Keep()
	if err != nil {
		return err
	}
	err = goOn(s.listener, keptServer{Session: kept, DB: s.work.Path()})
	agent.LetGo() // it has returned: the system cannot begin the program anew
	return err
}

// The codes of what can keep the interface from being served.
var (
	noInterface = desk.Code{Word: "no_interface", Kind: desk.Internal}
	noPort      = desk.Code{Word: "no_port", Kind: desk.BadInput}
)
