// Command bench measures Underpin against igraph and graph-tool, and against the
// bars that its engine is held to, and writes the table that docs/benchmarks.md
// holds.
//
//	go run ./bench                     all rows on the graphs in ../shared/data/graphs
//	go run ./bench -quick              every k-th source in the peers, sizes cut
//	go run ./bench -graph ties.txt     the rows of any graph, for graphs of your own
//	go run ./bench -only worlds        rows whose name holds a word
//	go run ./bench -resume FOLDER      keep measurements, and go on from them
//
// Every measurement is a process of its own, so that its peak memory is that of the
// whole process (ru_maxrss), libraries and loading included. Contestants of a row
// take turns, and a result is the median of what neighbouring turns give: a machine
// that is busy is then busy for all of them. Times are those of the kernel alone,
// without start and loading. A peer that is not installed, or a graph that is not
// there, is said so and its rows are left open; nothing is fetched.
package main
