package main

import (
	"strings"

	"github.com/spf13/cobra"

	"underpin"
	"underpin/internal/desk"
)

// sayArguments makes every verb that is given the wrong number of arguments say how
// it is called.
func sayArguments(c *cobra.Command) {
	if check := c.Args; check != nil && c.HasParent() {
		c.Args = func(cmd *cobra.Command, args []string) error {
			err := check(cmd, args)
			if _, said := err.(*desk.Fault); err == nil || said {
				return err
			}
			return usagef("write "+cmd.UseLine()+"; "+cmd.CommandPath()+" --help tells more",
				"%s does not take %s", strings.TrimPrefix(cmd.CommandPath(), cmd.Root().Name()+" "), counted(len(args), "argument"))
		}
	}
	for _, verb := range c.Commands() {
		sayArguments(verb)
	}
}

// group runs a command that only has verbs under it: alone it shows its help, with
// a word that is none of its verbs it fails.
func group(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return c.Help()
	}
	known := []string{}
	for _, verb := range c.Commands() {
		known = append(known, verb.Name())
	}
	hint := "see " + c.CommandPath() + " --help"
	if near, ok := underpin.Nearest(args[0], known); ok {
		hint = "did you mean " + c.CommandPath() + " " + near + "?"
	}
	return usagef(hint, "there is no verb %q", args[0])
}
