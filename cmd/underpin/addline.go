package main

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"underpin"
	"underpin/internal/desk"
)

// idAndFields takes the id off the front of what add is given; empty, where the first
// word is a field already: then the record gets its id when it is recorded.
func idAndFields(args []string) (id string, fields []string) {
	if len(args) == 0 || strings.Contains(args[0], "=") {
		return "", args
	}
	return args[0], args[1:]
}

// maybeID checks what stands before the fields of a record that can do without an id. A
// name there is told from an id by its spaces. Of a source nothing is said again: it may
// be a name that must stay secret.
func maybeID(cmd *cobra.Command, args []string) error {
	id, fields := idAndFields(args)
	if !strings.ContainsFunc(id, unicode.IsSpace) {
		return nil
	}
	kind := underpin.RecordKind(cmd.Name())
	if kind == underpin.KindSource {
		return usagef("give it with --name, and no id: it gets one by itself; of a protected source write a code name instead", "an id has no spaces")
	}
	for _, field := range naming {
		if slices.Contains(desk.Fields(kind), field) {
			fields = append([]string{field + "=" + id}, fields...)
			break
		}
	}
	return usagef("write "+line(cmd, fields)+"; it gets an id by itself", "%q is not an id: an id has no spaces", id)
}

// naming are the fields that say what a record is called, one at most a kind.
var naming = []string{"name", "label", "text", "question"}

// leading checks that something stands before the fields, called what: the claim that
// testimony is on, the word that is a relation's id.
func leading(what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if id, _ := idAndFields(args); id != "" {
			return nil
		}
		return usagef("it comes first: "+line(cmd, append([]string{strings.ToUpper(what)}, args...)), "the %s is missing", what)
	}
}

// line writes a command with other arguments as a shell reads it.
func line(cmd *cobra.Command, args []string) string {
	words := []string{cmd.CommandPath()}
	for _, a := range args {
		words = append(words, inShell(a))
	}
	cmd.Flags().Visit(func(f *pflag.Flag) {
		switch list, ok := f.Value.(pflag.SliceValue); {
		case ok:
			for _, v := range list.GetSlice() {
				words = append(words, "--"+f.Name, inShell(v))
			}
		case f.NoOptDefVal != "":
			words = append(words, "--"+f.Name)
		default:
			words = append(words, "--"+f.Name, inShell(f.Value.String()))
		}
	})
	return strings.Join(words, " ")
}

// bare is what needs no quotation marks in a shell.
var bare = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[\pL\pN_./:=,+%@-]+$`) })

// inShell writes a word as a shell reads it; of FIELD=VALUE it quotes the value.
func inShell(word string) string {
	if bare().MatchString(word) {
		return word
	}
	field, value, ok := strings.Cut(word, "=")
	if !ok || !bare().MatchString(field) {
		field, value = "", word
	} else {
		field += "="
	}
	return field + "'" + strings.ReplaceAll(value, "'", `'\''`) + "'"
}

// optionsNamed says of what is wrong with a field of a record by which option of the
// command it is given. The id is none: it stands first.
func optionsNamed(cmd *cobra.Command, err error) error {
	f, ok := err.(*desk.Fault)
	if !ok || len(f.Problems) == 0 {
		return err
	}
	named := *f
	if f.Field == "id" && f.Code == desk.BadRecord {
		named.Field, named.Hint = "", f.Hint+"; it comes first: "+cmd.CommandPath()+" CODENAME …"
		return &named
	}
	named.Problems = slices.Clone(f.Problems)
	for i := range named.Problems {
		p := &named.Problems[i]
		field := p.Field[strings.LastIndex(p.Field, ".")+1:]
		option := cmd.Flags().Lookup(strings.ReplaceAll(field, "_", "-"))
		if option == nil || option.Changed {
			continue
		}
		_, says := pflag.UnquoteUsage(option)
		p.Hint = "give --" + option.Name + ": " + says
		if len(f.Problems) == 1 {
			named.Hint = p.Hint
		}
	}
	return &named
}
