package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// verbs calls a function with every command that does something.
func verbs(c *cobra.Command, each func(*cobra.Command)) {
	for _, sub := range c.Commands() {
		if sub.Runnable() && !sub.HasSubCommands() {
			each(sub)
		}
		verbs(sub, each)
	}
}

// The help of a verb shows how it is written, says what it does, and where its exit
// codes are listed. Its examples can be read as they stand.
func TestEveryVerbHasHelpWithExamplesThatCanBeRead(t *testing.T) {
	t.Parallel()
	n := 0
	verbs(newRoot(&app{}), func(c *cobra.Command) {
		n++
		t.Run(c.CommandPath(), func(t *testing.T) {
			if c.Short == "" || !strings.HasSuffix(c.Long, exits) {
				t.Error("it has no help that ends in its exit status")
			}
			lines := strings.Split(strings.ReplaceAll(c.Example, "\\\n", " "), "\n")
			for _, line := range lines {
				words := wordsOf(line)
				if len(words) < 2 || words[0] != "underpin" {
					t.Errorf("%q is no example of it", line)
					continue
				}
				root := newRoot(&app{})
				meant, rest, err := root.Find(words[1:])
				if err != nil || meant.CommandPath() != c.CommandPath() {
					t.Errorf("%q calls %s, %v", line, meant.CommandPath(), err)
					continue
				}
				if err := meant.ParseFlags(rest); err != nil {
					t.Errorf("%q: %v", line, err)
				} else if err := meant.ValidateArgs(meant.Flags().Args()); err != nil {
					t.Errorf("%q: %v", line, err)
				}
			}
		})
	})
	if n < 28 {
		t.Errorf("%d verbs were found", n)
	}
}

// wordsOf splits a line as a shell does.
func wordsOf(line string) []string {
	var out []string
	quoted := regexp.MustCompile(`'([^']*)'|"([^"]*)"`)
	for _, w := range regexp.MustCompile(`('[^']*'|"[^"]*"|[^\s'"])+`).FindAllString(line, -1) {
		out = append(out, quoted.ReplaceAllString(w, "$1$2"))
	}
	return out
}

func TestVerbsHaveOneShape(t *testing.T) {
	t.Parallel()
	paths, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range paths {
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			field, ok := n.(*ast.KeyValueExpr)
			if !ok {
				return true
			}
			key, isName := field.Key.(*ast.Ident)
			does, isFunc := field.Value.(*ast.Ident)
			if isName && (key.Name == "RunE" || key.Name == "Run") && (!isFunc || does.Name != "group") {
				t.Errorf("%s: write the verb as options with flags and run, made by app.verb", path)
			}
			return true
		})
	}
}
