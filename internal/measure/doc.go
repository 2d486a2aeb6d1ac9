// Package measure computes measures of networks over worlds: what a value is on
// average, between which bounds it lies, who comes first and how often.
//
//   - [Registry] declares every measure once, for cases and bare graphs alike.
//   - [Who] ranks persons and bodies by a [Measure] of nodes.
//   - [Outline] gives the measures of the network as a whole.
//   - [Reach] says what a root reaches by command and by support, and over how many
//     node-disjoint channels.
//   - [Held] lists every way in which power over an entity is claimed.
//   - [KernelPool] keeps the storage of kernels between computations.
//
// Values and ranks by distinct world are in ranktable, sorted by radix (Knuth, vol. 3,
// 5.2.5) and summed up by candidates; firstplaces asks for the first alone; worldprefix
// takes the first worlds where a measure is costly.
//
// In a large case Who estimates the measures that search from every node, and its
// [Method] says so; all else is exact. Files estimate and rounds: worlds go by rounds that
// share pivots, until the order of the first is settled (KADABRA, 2016); what a draw did to
// a round is predicted and taken off (Henderson 1975).
//
// Everything is computed once for each distinct world of a [snapshot.Frame], estimates once
// for each of a round, and summed up in the order of the worlds, so that results are the
// same to the bit for any number of workers. Intervals are from the 5th to the 95th percentile of the
// worlds by nearest rank: the value at place ceil(qW) of W sorted values.
package measure
