package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A session is one command of the README with the lines that are to come of it.
type session struct {
	line    int
	args    []string
	expects []string
}

func TestEveryCommandOfTheREADMEDoesWhatItSays(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	t.Setenv("UNDERPIN_HOME", t.TempDir())
	t.Setenv("COLUMNS", "96")
	sessions := readSessions(string(text))
	if len(sessions) < 10 {
		t.Fatalf("found %d commands, want the whole session", len(sessions))
	}
	for _, s := range sessions {
		var out, errs bytes.Buffer
		if code := run(s.args, os.Stdin, &out, &errs); code != exitOK {
			t.Fatalf("README line %d: %q exits with %d\n%s", s.line, s.args, code, errs.String())
		}
		rest := out.String()
		for _, want := range s.expects {
			at := strings.Index(rest, want)
			if at < 0 {
				t.Errorf("README line %d: %q does not print %q (in this order); it prints\n%s", s.line, s.args, want, out.String())
				break
			}
			rest = rest[at+len(want):]
		}
	}
}

// readSessions takes the console blocks of a page apart. A line of output holds
// up to its … ; a lone … stands for any lines.
func readSessions(text string) []session {
	var out []session
	inside := false
	for i, line := range strings.Split(text, "\n") {
		switch {
		case strings.HasPrefix(line, "```"):
			inside = line == "```console"
		case !inside:
		case strings.HasPrefix(line, "$ underpin "):
			out = append(out, session{line: i + 1, args: words(strings.TrimPrefix(line, "$ underpin "))})
		default:
			s := &out[len(out)-1]
			if part, _, _ := strings.Cut(line, "…"); strings.TrimSpace(part) != "" {
				s.expects = append(s.expects, part)
			}
		}
	}
	return out
}

// words splits a command line at blanks, except inside double quotes.
func words(line string) []string {
	var out []string
	var b strings.Builder
	quoted := false
	for _, r := range line + " " {
		switch {
		case r == '"':
			quoted = !quoted
		case r == ' ' && !quoted:
			if b.Len() > 0 {
				out = append(out, b.String())
				b.Reset()
			}
		default:
			b.WriteRune(r)
		}
	}
	return out
}
