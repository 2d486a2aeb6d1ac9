// Package conclusion computes a statement in every world: an expression over the
// network before and after the losses, whose answer is yes or no, a number, or who.
//
//	before.top("betweenness", "Person") == "maryam-dalal"
//	after.command("ministry", "port") && !after.support("bank", "port")
//	after.channels("ministry", "port") < before.channels("ministry", "port")
//	after.components - before.components >= 1
//
// # The language
//
// Expressions are written in the Common Expression Language (CEL) without its
// macros: there is no loop, so that an expression ends after as many steps as it
// has parts. Its operators are + - * / % == != < <= > >= && || ! in and a ? b : c,
// with int() and double() between whole and other numbers.
//
// Each of before and after answers
//
//	top(measure, schema)   who comes first; "" where nobody alone does
//	command(a, b)          a reaches b by ties of command
//	support(a, b)          a reaches b by ties of command or support
//	channels(a, b)         node-disjoint channels of command from a to b
//	holds(a, b)            a holds power over b by a tie of its own
//	vacant(post)           nobody holds the post
//	paid(a, b, currency)   what a paid b up to and including the date, a number of the
//	                       currency; all three written out
//	measure(measure, x)    any measure of nodes by its name
//	degree(x), core(x) …   each of [measure.Nodes]
//	components, df …       each of [measure.Wholes], of the binding network
//
// and after, alone, what the losses did: contested(x), not_told_apart(x),
// reassigned(x), orphaned(x), weakened(x). An entity that is written out must be one
// of the case.
//
// # Dates
//
// Before and after are networks on the date of the conclusion. The network on another
// date, before any loss, is on(date), and with something lost on that date, an entity
// or a claim, on(date).without(x); both answer all of the above:
//
//	on("2009-09-30").holds("qorvat", "port")
//	on("2019").without("dalal").orphaned("port") && !after.orphaned("port")
//
// A date is EDTF, of a month or year the last day, and lies within the case. What is
// known is the same at all dates, and so are the worlds: one uniform number a claim
// decides it at every date.
//
// [Compile] reads an expression once; [Expression.Eval] answers it for one world
// and asks of the world only what the answer needs; [Summarise] sums the answers
// up. [Expression.Needs] and [Expression.Moments] say beforehand what can be asked at
// all.
package conclusion
