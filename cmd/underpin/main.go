// Command underpin maps who holds power over whom so that every line on the map
// says who says so.
package main

import (
	"context"
	"io"
	"os"
	"os/signal"
	"slices"
	"syscall"
	"time"

	"underpin/internal/desk"
)

// grace is how long after an interruption a verb may take to end by itself.
const grace = 700 * time.Millisecond

// abandoned ends the program in the middle of what nothing else ends: the opening of a
// pipe, a disk that does not answer. The database takes a change whole or not at all.
var abandoned = &desk.Fault{
	Code: desk.Interrupted, Message: "interrupted; nothing was changed, or the change is there whole: underpin log tells",
}

func main() {
	collectLater()
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// run is main without the process, so that tests can call it.
func run(args []string, in io.Reader, out, errs io.Writer) int {
	return (&app{in: in, out: out, errs: errs, holder: agents{}}).execute(args)
}

// execute runs the verb that the arguments name, and returns the exit code.
func (a *app) execute(args []string) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	keepPrivate()
	root := newRoot(a, args...)
	root.SetArgs(args)
	done := make(chan error, 1)
	go func() { done <- root.ExecuteContext(ctx) }()
	var err error
	select {
	case err = <-done:
	case <-ctx.Done():
		select {
		case err = <-done:
		case <-time.After(grace):
			err = abandoned
		}
	}
	if err == nil {
		return exitOK
	}
	a.json = a.json || slices.Contains(args, "--json") // the flags may not have been read
	return a.fail(ctx, err)
}
