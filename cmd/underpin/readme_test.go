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
	text := manual(t, "README.md")
	t.Chdir(t.TempDir())
	follow(t, "README", text, 10)
}

// The guide to casebooks has one example, which its session imports.
func TestTheExampleOfTheGuideAnswersAsItSays(t *testing.T) {
	text := manual(t, filepath.Join("docs", "casebook.md"))
	_, rest, _ := strings.Cut(text, "```yaml\n")
	example, _, _ := strings.Cut(rest, "```")
	t.Chdir(t.TempDir())
	if err := os.WriteFile("lantern.yaml", []byte(example), 0o600); err != nil {
		t.Fatal(err)
	}
	follow(t, "casebook.md", text, 4)
}

func manual(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", path))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// follow runs the commands of a page, of which there are so many at least.
func follow(t *testing.T, name, text string, least int) {
	t.Helper()
	t.Setenv("UNDERPIN_HOME", t.TempDir())
	t.Setenv("COLUMNS", "96")
	sessions := readSessions(text)
	if len(sessions) < least {
		t.Fatalf("found %d commands, want the whole session", len(sessions))
	}
	for _, s := range sessions {
		var out, errs bytes.Buffer
		if code := run(s.args, os.Stdin, &out, &errs); code != exitOK {
			t.Fatalf("%s line %d: %q exits with %d\n%s", name, s.line, s.args, code, errs.String())
		}
		rest := out.String()
		for _, want := range s.expects {
			at := strings.Index(rest, want)
			if at < 0 {
				t.Errorf("%s line %d: %q does not print %q (in this order); it prints\n%s", name, s.line, s.args, want, out.String())
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
