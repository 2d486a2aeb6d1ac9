// Package shock sets the network before a named loss beside the network after it,
// world by world: which command is gone and which support stays, what falls apart,
// what is left without a master, what is contested.
//
// The losses are the user's. Before are the ties that hold, or end, on the day of
// the loss; after are the same worlds without what is lost: a lost entity takes its
// node and every tie at it, a lost claim its tie. The package ranks nobody for
// removal and names no person as an heir.
//
// [Compare] prepares the comparison; [Comparison.Report] sums it up over the
// worlds; [Comparison.Each] hands the [State] of every distinct world, before and
// after, to whoever wants to ask something else of it.
//
// # Files
//
//   - compare, state, view: the two sides of every distinct world, computed when asked
//   - controltie, supersource: ties of control, and the roots taken as one source
//   - affected, standing: what the losses can touch in any world, and what they touch in
//     the one at hand, so that the rest is passed over
//   - classifier, unrelated, reason, item: the class of a thing, rivals without a common
//     superior, and the reason; the largest strongly connected part settles most pairs
//   - side, report, post, rift: sums over the worlds
//
// # What a world costs
//
// Of the time of a report in 2,000 worlds of a generated case of 5,000 entities, a quarter
// goes into rivals (whether two holders have a superior in common takes two networks and
// their strong components), a fifth into the ties of control that stand, a fifth into
// channels, and an eighth into distances, which are bounded. What is left to do is to
// judge rivals in 64 worlds at once: a strong component would have to be found in each.
package shock
