package main

import (
	"cmp"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

var update = flag.Bool("update", false, "write docs/options.md anew")

// optionsHead stands above the table of docs/options.md.
const optionsHead = `# Options and their values

What one option means, it means for every verb: one spelling, one kind of value. An
option of ` + "`add`" + ` that is a field of a record has the name of the field in a casebook and
takes its values. ` + "`add claim`" + ` takes those of the testimony too, and both take all their
fields behind the id: ` + "`terms.words='a port official'`" + `. Dates and spans are written as in [dates](dates.md). The page is
written by ` + "`go test ./cmd/underpin -run Options -update`" + `, and a test holds it.

| option | value | verbs | what it says |
|---|---|---|---|
`

// An option is an option of some verbs, in words that are the same for all of them.
type option struct {
	name, value, says string
	verbs             []string
}

// options lists the options of all verbs, by name.
func options() []option {
	var out []option
	met := func(verb string, f *pflag.Flag) {
		value, says := pflag.UnquoteUsage(f)
		o := option{name: "--" + f.Name, value: value, says: says}
		if f.Shorthand != "" {
			o.name += ", -" + f.Shorthand
		}
		at := slices.IndexFunc(out, func(x option) bool { return x.name == o.name && x.value == o.value && x.says == o.says })
		if at < 0 {
			at, out = len(out), append(out, o)
		}
		out[at].verbs = append(out[at].verbs, verb)
	}
	root := newRoot(&app{})
	root.PersistentFlags().VisitAll(func(f *pflag.Flag) { met("all", f) })
	verbs(root, func(c *cobra.Command) {
		c.LocalNonPersistentFlags().VisitAll(func(f *pflag.Flag) {
			if f.Name != "help" {
				met(strings.TrimPrefix(c.CommandPath(), "underpin "), f)
			}
		})
	})
	slices.SortStableFunc(out, func(a, b option) int { return cmp.Compare(a.name, b.name) })
	return out
}

func TestOptionsOfOneNameTakeOneKindOfValue(t *testing.T) {
	t.Parallel()
	of := map[string]string{}
	for _, o := range options() {
		if was, ok := of[o.name]; ok && was != o.value {
			t.Errorf("%s takes a %q, and of %v a %q", o.name, was, o.verbs, o.value)
		}
		of[o.name] = o.value
		if slices.Contains([]string{"string", "int", "uint", "float", "strings", "stringArray"}, o.value) {
			t.Errorf("%s of %v does not say what its value is", o.name, o.verbs)
		}
	}
}

func TestOptionsAreOnTheirPage(t *testing.T) {
	page := filepath.Join("..", "..", "docs", "options.md")
	var b strings.Builder
	b.WriteString(optionsHead)
	for _, o := range options() {
		says := strings.ReplaceAll(o.says, "|", `\|`)
		b.WriteString("| `" + o.name + "` | " + o.value + " | " + strings.Join(o.verbs, ", ") + " | " + says + " |\n")
	}
	if *update {
		if err := os.WriteFile(page, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != b.String() {
		t.Error("docs/options.md does not say what the verbs say: write it anew with -update")
	}
}
