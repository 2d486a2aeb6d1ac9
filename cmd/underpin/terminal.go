package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"

	"underpin/internal/desk"
)

// terminal returns the terminal that a person types at; nil where there is none.
func (a *app) terminal() *os.File {
	if f, ok := a.in.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		return f
	}
	return nil
}

// askSecret asks for a line that the terminal does not show.
func (a *app) askSecret(ctx context.Context, prompt string) ([]byte, error) {
	tty := a.terminal()
	before, err := term.GetState(int(tty.Fd()))
	if err != nil {
		return nil, err
	}
	a.clear()
	fmt.Fprint(a.errs, prompt)
	line, err := awaited(ctx, func() ([]byte, error) { return term.ReadPassword(int(tty.Fd())) })
	if ctx.Err() != nil { // the reader still waits; what it has changed is put back for it
		_ = term.Restore(int(tty.Fd()), before)
	}
	fmt.Fprintln(a.errs)
	return line, endOfInput(err)
}

// askLine asks for a line that the terminal shows.
func (a *app) askLine(ctx context.Context, prompt string) (string, error) {
	tty := a.terminal()
	a.clear()
	fmt.Fprint(a.errs, prompt)
	line, err := awaited(ctx, func() ([]byte, error) { return readLine(tty) })
	return strings.TrimSpace(string(line)), endOfInput(err)
}

// askYes asks a question whose answer is yes unless it is no.
func (a *app) askYes(ctx context.Context, question string) (bool, error) {
	for {
		line, err := a.askLine(ctx, question+" [Y/n] ")
		if err != nil {
			return false, err
		}
		switch strings.ToLower(line) {
		case "", "y", "yes":
			return true, nil
		case "n", "no":
			return false, nil
		}
	}
}

// readLine reads a line byte by byte, so that nothing of the next is taken along.
func readLine(f io.Reader) ([]byte, error) {
	var line bytes.Buffer
	one := make([]byte, 1)
	for {
		n, err := f.Read(one)
		if n == 1 && one[0] == '\n' {
			return line.Bytes(), nil
		}
		if n == 1 {
			line.WriteByte(one[0])
		}
		if err != nil {
			return line.Bytes(), err
		}
	}
}

// awaited is what a reading of the terminal returns, unless the verb is interrupted.
func awaited(ctx context.Context, read func() ([]byte, error)) ([]byte, error) {
	type answer struct {
		line []byte
		err  error
	}
	got := make(chan answer, 1)
	go func() {
		line, err := read()
		got <- answer{line, err}
	}()
	select {
	case a := <-got:
		return a.line, a.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// endOfInput makes a fault of a terminal that was closed while it was asked.
func endOfInput(err error) error {
	if err == io.EOF {
		return &desk.Fault{Code: desk.Interrupted, Message: "there was no answer; nothing was changed", Err: err}
	}
	return err
}

// aside shows lines on a screen of their own, which leaves nothing to scroll back to,
// until what is called with it returns.
func (a *app) aside(lines []string, then func() error) error {
	const enter, leave = "\x1b[?1049h\x1b[2J\x1b[H", "\x1b[2J\x1b[?1049l"
	fmt.Fprint(a.errs, enter+strings.Join(lines, "\n")+"\n\n")
	defer fmt.Fprint(a.errs, leave)
	return then()
}
