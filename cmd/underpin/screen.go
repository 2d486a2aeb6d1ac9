package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"runtime"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/term"

	"underpin/internal/desk"
	"underpin/internal/vault"
)

// shownFor is how long something that was unsealed stays on the screen at most.
const shownFor = 2 * time.Minute

// The alternate screen of a terminal keeps nothing to scroll back to.
const (
	enterScreen = "\x1b[?1049h\x1b[2J\x1b[H"
	leaveScreen = "\x1b[2J\x1b[?1049l"
)

// device opens the terminal itself, wherever the streams of the program lead: what is
// unsealed must never run into a file by a redirection.
func (a *app) device() (*os.File, error) {
	path := "/dev/tty"
	if runtime.GOOS == "windows" {
		path = "CONOUT$"
	}
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil || a.terminal() == nil || !term.IsTerminal(int(f.Fd())) {
		return nil, &desk.Fault{
			Code: desk.NoTerminal, Message: "there is no terminal to show it on",
			Hint: "call it from a terminal; for another program there is --pipe",
		}
	}
	return f, nil
}

// showSecret shows a secret on the alternate screen of a terminal, until Enter is pressed
// or for two minutes.
func (a *app) showSecret(ctx context.Context, tty *os.File, head string, secret vault.Secret) error {
	ctx, cancel := context.WithTimeout(ctx, shownFor)
	defer cancel()
	defer io.WriteString(tty, leaveScreen)
	fmt.Fprint(tty, enterScreen, head, "\n\n")
	if err := writeShown(tty, secret.Bytes()); err != nil {
		return err
	}
	fmt.Fprint(tty, "\n\nPress Enter to close this screen. ")
	_, err := awaited(ctx, func() ([]byte, error) { return readLine(a.terminal()) })
	if err == context.DeadlineExceeded || err == io.EOF {
		return nil
	}
	return err
}

// writeShown writes a text as a terminal may be given it, as shown does, without making a
// string of it; line ends and tabs stay.
func writeShown(w io.Writer, text []byte) error {
	out := make([]byte, 0, len(text)+utf8.UTFMax)
	defer func() { clear(out[:cap(out)]) }()
	for len(text) > 0 {
		r, n := utf8.DecodeRune(text)
		harmless := r != utf8.RuneError && (r == '\n' || r == '\t' || !unicode.IsControl(r) && !turnsText(r))
		if harmless {
			out = append(out, text[:n]...)
		}
		text = text[n:]
	}
	_, err := w.Write(out)
	return err
}

// turnsText reports whether a character changes how those around it are laid out.
func turnsText(r rune) bool {
	return r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 || r == 0xfeff || r == 0x2028 || r == 0x2029
}

// isPipe reports whether the output leads to another program, and not to a file.
func (a *app) isPipe() bool {
	f, ok := a.out.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&(os.ModeNamedPipe|os.ModeSocket) != 0
}

// typedSecret asks for a text of several lines on the alternate screen, which ends with a
// line that is a full stop alone, or is empty where nothing was typed.
func (a *app) typedSecret(ctx context.Context, tty *os.File, head string) (vault.Secret, error) {
	defer io.WriteString(tty, leaveScreen)
	fmt.Fprint(tty, enterScreen, head, "\nIt ends with a line that is a full stop alone; an empty first line leaves it out.\n\n")
	text := make([]byte, 0, 64<<10) // so that it does not grow while one types
	for {
		line, err := awaited(ctx, func() ([]byte, error) { return readLine(a.terminal()) })
		last := err == io.EOF || err == nil && (string(line) == "." || len(line) == 0 && len(text) == 0)
		if !last && err == nil || err == io.EOF && len(line) > 0 {
			text = append(append(text, line...), '\n')
		}
		clear(line)
		switch {
		case last:
			if n := len(text); n > 0 {
				text = text[:n-1]
			}
			return vault.NewSecret(text), nil
		case err != nil:
			clear(text)
			return vault.Secret{}, err
		}
	}
}

// pipedSecret reads what another program or a file gives, up to what can be sealed.
func pipedSecret(r io.Reader) (vault.Secret, error) {
	buf := make([]byte, 64<<10)
	n := 0
	for {
		m, err := r.Read(buf[n:])
		n += m
		switch {
		case err == io.EOF:
			return vault.NewSecret(buf[:n]), nil
		case err != nil || n > vault.MaxRecord:
			clear(buf)
			if err == nil {
				err = fmt.Errorf("%w: the most is %s", vault.ErrTooLong, counted(vault.MaxRecord, "byte"))
			}
			return vault.Secret{}, err
		}
		if n == len(buf) {
			more := make([]byte, 2*len(buf))
			copy(more, buf)
			clear(buf)
			buf = more
		}
	}
}
