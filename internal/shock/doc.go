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
//   - controltie, standing: ties of control, and those that stand, 64 worlds to a word
//   - affected: what the losses can touch in any world, so that the rest is passed over
//   - classifier, holder, collective, rivals, aftermath: who holds a thing, who is lost, who may
//     take over, and the classes and reasons that follow, in the worlds of a word at once
//   - unrelated, circle: rivals without a common superior
//   - channels, supersource, side: what needs the networks of each world
//   - classes, item, reason, report, post, rift: sums over the worlds
//
// # What a report costs
//
// Of the time of a report in 2,000 worlds of a generated case of 5,000 entities two fifths go
// into channels, which take a network and its dominators for each world and side; a quarter
// into distances, which are bounded; a fifth into the classes of things, 64 worlds at a time.
// World by world the classes took six times as long. What is left to do is to make the networks
// of 64 worlds from arcs that are sorted once.
package shock
