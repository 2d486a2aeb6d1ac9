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

// verb completes the command of a verb.
func (a *app) verb(v verb, c *cobra.Command) *cobra.Command {
	c.Long += exits
	c.RunE = func(cmd *cobra.Command, args []string) error { return v.run(a, cmd, args) }
	v.flags(c)
	return c
}
