package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"underpin/internal/measure"
)

// conclusionsTable is the one table of what a conclusion can ask.
func conclusionsTable() string {
	return `A conclusion is an expression that is answered in every world, over before and after
the losses. Its answer is yes or no, a number, or who.

  before                      the network on the date of the conclusion
  after                       the same without what the case, or --lose, loses then
  on("2009-09-30")            the network on that date, before any loss; of a month or
                              year the last day, and as known on the same day as the rest
  on("2009-09-30").without("a")   the same with a, an entity or a claim, lost on that date
A conclusion has the date given with at: in the casebook, else that of the losses. All
three are the same world: one draw decides a claim at every date.

What can be asked of each, with ids in quotation marks:
  command("a", "b")       does a reach b by ties of command
  support("a", "b")       does a reach b by ties of command or support
  holds("a", "b")         does a have a direct tie of command to b
  channels("a", "b")      the number of paths of command from a to b that share no node
  vacant("post")          is the post without a holder
  top("NAME", "Person")   who alone comes first by a measure, or "" for nobody;
                          "" as the schema means all people and bodies
  measure("NAME", "a")    the value of a by a measure
  paid("a", "b", "USD")   what a paid b in that currency up to and including the date:
                          the sum of the payments that hold in the world, each on its
                          own date, by the middle of its bounds. A loss does not undo
                          a payment; without payments it is 0.0

Measures of an entity (underpin who explains each), as degree("a") or by NAME:
` + asked(measure.Nodes, `("a")`) + `
Measures of the whole network of ties that bind (underpin network):
` + asked(measure.Wholes, "") + `
Asked of after, or after without, for what the losses do to an asset, an office or a
body:
  contested("a")  not_told_apart("a")  reassigned("a")  orphaned("a")  weakened("a")

Combine them with
  == != < <= > >=   equal, not equal, less, more
  && || !           and, or, not
  + - * /           numbers; with decimals write 2.0, or double(x)
  in ["a", "b"]     one of these
  x ? y : z         y if x, else z

For example
  after.command("presidency", "harbour-authority")
  before.top("betweenness", "Person") == "idris-qorvat"
  after.channels("presidency", "port") < before.channels("presidency", "port")
  on("2009-09-30").paid("port", "presidency", "USD") >= 200000000
  on("2009-09-30").holds("idris-qorvat", "port") && !before.holds("idris-qorvat", "port")`
}

// asked lists measures as a conclusion asks for them, each on a line.
func asked(list []*measure.Measure, arguments string) string {
	const column = 28
	var b strings.Builder
	for _, m := range list {
		name := m.Name + arguments
		if m.Also != "" {
			name = m.Also + ", " + name
		}
		fmt.Fprintf(&b, "  %-*s%s\n", column, name, m.Term)
	}
	return b.String()
}

func conclusionsTopic(a *app) *cobra.Command {
	c := &cobra.Command{Use: "conclusions", Short: "What a conclusion can ask, and how it is written"}
	return a.later(c, func(c *cobra.Command) { c.Long = conclusionsTable() })
}
