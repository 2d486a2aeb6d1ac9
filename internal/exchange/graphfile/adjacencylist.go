package graphfile

import (
	"io"

	"underpin"
	"underpin/internal/exchange"
)

const adjacencyListName = "adjacency-list"

func adjacencyList() graphFormat {
	return graphFormat{Name: adjacencyListName, Read: readAdjacencyList, Detect: func(head []byte, _ string) bool {
		return sampled(head).adjacency()
	}}
}

// adjacency recognises a list of neighbours: lines of numbers, unequal in length, some
// of which go on past a weight. Words may as well be names with blanks, and lines of one
// length ties with more columns: these have to be named.
func (s opening) adjacency() bool {
	shortest, longest := 1<<30, 0
	var f []lineField
	for _, line := range s.lines {
		if comment(line) {
			continue
		}
		f = fields(f[:0], line)
		for _, x := range f {
			if _, rest, ok := number(x.of(line)); !ok || len(rest) > 0 {
				return false
			}
		}
		shortest, longest = min(shortest, len(f)), max(longest, len(f))
	}
	return longest > 3 && shortest < longest
}

// readAdjacencyList reads a node a line and behind it those that it is tied to, as
// networkx writes them; a line of one is a node without further ties.
func readAdjacencyList(in *exchange.Input, o ReadOptions) (*File, error) {
	l, _, err := openLines(in, o)
	if err != nil {
		return nil, err
	}
	t := &ties{file: l.file, options: o, ids: newTable()}
	t.decide(false)
	f := &File{Name: l.file, Format: adjacencyListName}
	var parts []lineField
	comments := 0
	for {
		line, err := l.next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, err
		}
		if comment(line) {
			comments += b2i(len(skip(line)) > 0)
			continue
		}
		parts = fields(parts[:0], line)
		u := int32(0)
		for i, part := range parts {
			if why := badName(part.of(line)); why != "" {
				return nil, l.fail(line, part.from, "the file must be UTF-8 text", "the name %s %s", short(part.of(line)), why)
			}
			v, _ := t.ids.number(part.of(line))
			if i == 0 {
				u = v
				continue
			}
			if err := t.add(u, v, 0); err != nil {
				return nil, err
			}
		}
	}
	f.note("read as an adjacency list: the first of a line is tied to all others in it")
	if comments > 0 {
		f.note("ignored: %s beginning with # or %%", underpin.FormatCounted(comments, "comment line"))
	}
	return t.result(f), nil
}
