// Package snapshot turns a case, as of a date and in one world, into networks.
//
// [New] compiles a case once into its ties. [Projection.On] looks at them on one
// date of a sample of worlds and groups the worlds in which the same ties hold;
// [World] builds the networks of one such group, reusing its buffers, in three
// readings:
//
//   - binding: undirected; every relation of sign "+" but attributes, designations,
//     events and places. For cohesion and brokerage.
//   - command: directed from the end that holds power to the other; both ways where
//     both hold it. For control. See [underpin.Relation.Command].
//   - support: command, and the class support where it hands on control. See
//     [underpin.Relation.Support].
//
// [BitParallel] answers what one entity reaches, and how the network hangs together,
// for all worlds at once, 64 to a word, without building their networks.
//
// Posts are nodes and pass power through, from holder to post to body. Views form
// no tie unless the analyst says so, and claims with roles form none. Entities that
// are the same, or are drawn to be so in a world, are one node in it.
//
// # Files and methods
//
//   - projection, tie, sameness: the ties of a case, and the clusters of entities that
//     judgements of sameness connect
//   - frame, pattern, transpose, each: the worlds of a date; distinct worlds, found by
//     turning rows of bits round (Warren 2002) and hashing them
//   - world, shape: the networks of one distinct world
//   - shares, sharestates: the shares of ownership in each world, and which worlds they part
//   - controlsearch, nearcontrol, ownership: who controls what by them, 64 worlds to a word
//   - holdings, holdingreader, shareholdings: who holds what in one world, who stands behind
//     a thing, and control asked of a few
//   - bitparallel, lanesearch, components, componentcounter, identity: 64 worlds to a word, the
//     identities drawn in them as further ties
//   - expected: the network of expected ties
package snapshot
