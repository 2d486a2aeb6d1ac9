package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"unicode/utf8"

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

// askSecret asks for a line that the terminal does not show. The terminal stops showing
// what is typed before the question stands there, for those who type ahead.
func (a *app) askSecret(ctx context.Context, prompt string) ([]byte, error) {
	tty := a.terminal()
	before, err := term.MakeRaw(int(tty.Fd()))
	if err != nil {
		return nil, err
	}
	a.clear()
	fmt.Fprint(a.errs, prompt)
	line, err := awaited(ctx, func() ([]byte, error) { return readSecret(tty) })
	err = errors.Join(err, term.Restore(int(tty.Fd()), before))
	fmt.Fprintln(a.errs)
	return line, unanswered(err)
}

// What a terminal sends that hands every key on.
const (
	keyInterrupt = 3
	keyEnd       = 4
	keyBack      = 8
	keyClear     = 21
	keyDelete    = 127
)

// errNoAnswer is met where the terminal was closed, or interrupted, while it was asked.
var errNoAnswer = errors.New("there was no answer")

// readSecret reads a line of a terminal that hands every key on.
func readSecret(f io.Reader) ([]byte, error) {
	line, one := make([]byte, 0, 256), make([]byte, 1)
	for {
		if _, err := f.Read(one); err != nil {
			return nil, errNoAnswer
		}
		switch one[0] {
		case '\r', '\n':
			return line, nil
		case keyInterrupt, keyEnd:
			return nil, errNoAnswer
		case keyClear:
			line = line[:0]
		case keyBack, keyDelete:
			_, n := utf8.DecodeLastRune(line)
			line = line[:len(line)-n]
		default:
			line = append(line, one[0])
		}
	}
}

// askLine asks for a line that the terminal shows.
func (a *app) askLine(ctx context.Context, prompt string) (string, error) {
	tty := a.terminal()
	a.clear()
	fmt.Fprint(a.errs, prompt)
	line, err := awaited(ctx, func() ([]byte, error) { return readLine(tty) })
	return strings.TrimSpace(string(line)), unanswered(err)
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
			return nil, errNoAnswer
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

// unanswered makes a fault of a question that got no answer.
func unanswered(err error) error {
	if errors.Is(err, errNoAnswer) {
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
