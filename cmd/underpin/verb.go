package main

import (
	"maps"
	"slices"

	"github.com/spf13/cobra"
)

// A verb is what the program can be asked to do, as the options that it takes.
type verb interface {
	// flags declares the options.
	flags(c *cobra.Command)
	// run asks the desk and prints its answer.
	run(a *app, cmd *cobra.Command, args []string) error
}

// exits is the last section of the help of a verb.
const exits = "\n\nEXIT STATUS: see underpin help exit-codes."

// verb completes the command of a verb, but for its options.
func (a *app) verb(v verb, c *cobra.Command) *cobra.Command {
	c.Long += exits
	c.RunE = func(cmd *cobra.Command, args []string) error { return v.run(a, cmd, args) }
	return a.later(c, v.flags)
}

// later completes a command when it is known to be asked for.
func (a *app) later(c *cobra.Command, complete func(*cobra.Command)) *cobra.Command {
	if a.incomplete == nil {
		a.incomplete = map[*cobra.Command]func(*cobra.Command){}
	}
	a.incomplete[c] = complete
	return c
}

// complete completes the command that the arguments name, or all where they name none, as
// help and completion do: to write down all options takes longer than many a verb.
func (a *app) complete(root *cobra.Command, args []string) {
	for len(a.incomplete) > 0 {
		named, _, err := root.Find(args)
		var now []*cobra.Command
		switch _, ok := a.incomplete[named]; {
		case ok && err == nil:
			now = []*cobra.Command{named}
		case (named == root || err != nil) && !slices.Contains(args, "--version"):
			now = slices.Collect(maps.Keys(a.incomplete))
		}
		for _, c := range now {
			complete := a.incomplete[c]
			delete(a.incomplete, c)
			complete(c)
		}
		if len(now) == 0 {
			return
		}
	}
}
