package graphfile

import (
	"strings"

	"underpin/internal/exchange"
)

// A graphFormat is a row of [Formats].
type graphFormat = exchange.Format[*File, ReadOptions]

// Formats are all formats of graphs, in the order in which they are looked for: a
// list of ties last, as it takes what no other recognises. Each has a file of its
// own, with its row.
func Formats() exchange.Formats[*File, ReadOptions] {
	return exchange.Formats[*File, ReadOptions]{matrixMarket(), graphML(), gexf(), pajek(), gml(), dl(), gdf(), adjacencyMatrix(), csv(), adjacencyList(), edges(), counted()}
}

// readable is the hint that names all formats.
func readable() string { return "what can be read: " + strings.Join(Formats().Names(), ", ") }
