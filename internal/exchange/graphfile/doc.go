// Package graphfile reads bare graphs, ties between nodes and nothing else, in the
// formats in which people who work on networks exchange them.
//
// # The formats
//
//   - Ties, one a line, two ends separated by spaces, or by tabs where the line holds
//     one, and perhaps a weight. Ends are numbers or names. Lines that begin with #
//     or % are comments.
//   - The same with a first line of two numbers, of nodes N and of ties M, where the
//     ends are 0..N-1 or 1..N. It is taken for that only where exactly M ties follow
//     and no end lies beyond N.
//   - Matrix Market, as published by collections of sparse matrices.
//   - Tables with a first line that names the columns source and target, and perhaps
//     weight and type (directed or undirected), separated by commas, semicolons, tabs
//     or bars. [ReadOptions] name columns that are called otherwise. A table has no
//     comments but above its first line.
//   - Adjacency matrices, with or without names, and lists of neighbours. A matrix whose
//     rows and columns are different things is a network of two modes.
//   - GraphML and GEXF. Nested nodes are taken out of their nests; positions and colours
//     are passed over. A group of yEd is called by the label that is shown, an entity
//     of Maltego by the property that names it.
//   - GML, GDF of GUESS, and the data language of UCINET: its matrices, lists of ties
//     and lists of nodes.
//   - Pajek: *Vertices with their labels, then *Arcs, *Edges, lists of either or a
//     *Matrix; of a project the one network in it.
//
// What a file says of its nodes besides is kept as text ([File.Attributes]), and
// [WriteGraphML] writes it again.
//
// Each may be compressed (gzip). [Read] tells them apart by looking; [ReadOptions] can say which it is.
//
// # What becomes of odd input
//
// Ties of a node with itself are left out and counted. Parallel ties are kept, so
// that the caller decides, and merged by [File.Graph]. Weights are finite and not
// negative. Whatever cannot be read is an error with its line and column and what
// to do; nothing is guessed silently: what was decided stands in [File.Notes].
//
// XML is read without entities, to a limited depth and in pieces of limited size. A
// file that needs more memory than [ReadOptions] allow is refused before it is read
// where its size is known, and else as soon as the limit is met.
//
//	f, err := graphfile.Read(r, "ties.txt", graphfile.ReadOptions{})
//	g, err := f.Graph(network.BuildOptions{})
package graphfile
