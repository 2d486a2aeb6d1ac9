package main

import "github.com/spf13/cobra"

// conclusionsTable is the one table of what a conclusion can ask.
const conclusionsTable = `A conclusion is an expression that is answered in every world, over before and after
the losses. Its answer is yes or no, a number, or who.

Asked of before and after, with ids between quotation marks:
  command("a", "b")       does a reach b by ties of command
  support("a", "b")       does a reach b by ties of command or support
  holds("a", "b")         has a a tie of command of its own to b
  channels("a", "b")      how many paths of command from a to b share no node
  vacant("post")          does nobody hold the post
  degree("a")             how many a is tied to
  betweenness("a")        how often a lies between others, 0 to 1
  measure("NAME", "a")    the value of any measure of: underpin who
  top("NAME", "Person")   who alone comes first by a measure; "" where nobody does,
                          and "" for the schema asks among all persons and bodies
  components              how many parts the network of binding ties has
  largest                 how many are in the largest part
  fragmentation, df       Borgatti's measures of falling apart, 0 to 1
  efficiency              the mean of 1 / distance, 0 to 1

Asked of after alone, for what the losses do to an asset, an office or a body:
  contested("a")  reassigned("a")  orphaned("a")  weakened("a")

Put together with
  == != < <= > >=   the same, not the same, less, more
  && || !           and, or, not
  + - * /           numbers; with decimals write 2.0, or double(x)
  in ["a", "b"]     one of these
  x ? y : z         y if x, else z

For example
  after.command("presidency", "harbour-authority")
  before.top("betweenness", "Person") == "idris-qorvat"
  after.channels("presidency", "port") < before.channels("presidency", "port")`

func conclusionsTopic() *cobra.Command {
	return &cobra.Command{Use: "conclusions", Short: "What a conclusion can ask, and how it is written", Long: conclusionsTable}
}
