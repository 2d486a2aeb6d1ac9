package main

import (
	"github.com/spf13/cobra"

	"underpin/internal/measure"
)

// offerMeasures completes the names of measures behind --measure, and other words that
// stand for several or none.
func offerMeasures(c *cobra.Command, list []*measure.Measure, others ...string) {
	words := make([]string, 0, len(list)+len(others))
	for _, m := range list {
		words = append(words, cobra.CompletionWithDesc(m.Name, m.Sentence()))
	}
	words = append(words, others...)
	if err := c.RegisterFlagCompletionFunc("measure", cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp)); err != nil {
		panic(err) // the flag is not there
	}
}
