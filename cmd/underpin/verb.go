package main

import "github.com/spf13/cobra"

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
	if a.undeclared == nil {
		a.undeclared = map[*cobra.Command]func(*cobra.Command){}
	}
	a.undeclared[c] = v.flags
	return c
}

// declare declares the options of the verb that the arguments name, and of all where they
// name none: to write down all of them takes longer than many a verb.
func (a *app) declare(root *cobra.Command, args []string) {
	named, _, err := root.Find(args)
	for c, flags := range a.undeclared {
		if c == named || named == root || err != nil {
			flags(c)
		}
	}
	a.undeclared = nil
}
