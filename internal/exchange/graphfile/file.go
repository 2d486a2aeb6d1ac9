package graphfile

import (
	"fmt"
	"strconv"

	"underpin"
	"underpin/internal/exchange"
	"underpin/internal/network"
)

// ReadOptions say how to read. The zero value looks at the file and sets no limit.
type ReadOptions struct {
	// Format is the name of one of [Formats]. Defaults to what the file looks like.
	Format string
	// Encoding is what the text is written in, by a name of the WHATWG list. Defaults to
	// UTF-8, or what a byte order mark says.
	Encoding string
	// Delimiter separates the cells of a table: a character, or tab, comma, semicolon,
	// bar or space. Defaults to what the table looks like.
	Delimiter string
	// SourceColumn, TargetColumn and WeightColumn are columns of a table, by their
	// headings; by their numbers from 1 where it has none.
	SourceColumn, TargetColumn, WeightColumn string
	// Size is the number of bytes to come, 0 if it is not known.
	Size int64
	// Memory is the greatest number of bytes that the graph may take while it is
	// read and built. 0 sets no limit.
	Memory int64
	// Progress, where set, hears how many bytes have been read.
	Progress func(read int64)
}

// A File is a graph as its file tells it: N nodes and the ties From[i]-To[i], in
// the order of the file, none of a node with itself.
type File struct {
	Name     string
	Format   string // by name
	N        int
	From, To []int32
	// Weights holds one weight a tie, finite; nil where the file gives none.
	Weights []float64
	// Negative is the first negative weight, with its place; nil where there is none.
	// Weights below 0 are for whoever uses weights to refuse.
	Negative error
	// Directed is whether the file says that ties lead from From to To. A tie
	// without a direction in such a file stands in both.
	Directed bool
	// Modes says of each node of a two-mode network to which it belongs: 0 for what the
	// rows were, 1 for the columns. Nil where there is one mode.
	Modes []uint8
	// Attributes are what the file says of its nodes besides, in the order in which they
	// come. Labels are not among them.
	Attributes []Attribute
	// Loops is the number of ties of a node with itself that were left out.
	Loops int
	// Notes are remarks on what was decided in reading, as sentences.
	Notes []string

	numbers []int32            // of the nodes, where they have numbers and these are not base+i
	base    int32              // the number of node 0, where numbers is nil
	ids     *nameTable         // of the nodes, where they have names
	labels  map[int32]string   // what XML calls a node, where that is not its id
	byLabel map[string][]int32 // nodes by label, made when first asked
	columns map[string]int     // of Attributes, by name
	crowded bool               // there are too many attributes to keep all
	// twins are the ties without direction of a directed file: the last ties repeat
	// them the other way.
	twins []int32
}

// Graph is the graph of the file, directed if o says so, parallel ties merged. It
// carries weights only if o does: give it f.Weights. The errors are those of
// [network.Build].
func (f *File) Graph(o network.BuildOptions) (*network.Graph, error) {
	m := len(f.From)
	if !o.Directed {
		m -= len(f.twins)
	}
	if o.Weights != nil {
		o.Weights = o.Weights[:m]
	}
	return network.Build(f.N, f.From[:m], f.To[:m], o)
}

// Undirect lets no tie lead anywhere: one that stood in both directions stands once.
func (f *File) Undirect() {
	m := len(f.From) - len(f.twins)
	f.From, f.To, f.twins, f.Directed = f.From[:m], f.To[:m], nil, false
	if f.Weights != nil {
		f.Weights = f.Weights[:m]
	}
}

// Repeats returns for each tie the one that it repeats the other way, itself where that is
// none; nil where no tie repeats another.
func (f *File) Repeats() []int32 {
	if len(f.twins) == 0 {
		return nil
	}
	out := make([]int32, len(f.From))
	for i := range out {
		out[i] = int32(i)
	}
	copy(out[len(out)-len(f.twins):], f.twins)
	return out
}

// ID is what the file calls a node in 0..N-1.
func (f *File) ID(v int32) string {
	switch {
	case f.ids != nil:
		return string(f.ids.name(v))
	case f.numbers != nil:
		return strconv.Itoa(int(f.numbers[v]))
	}
	return strconv.Itoa(int(f.base) + int(v))
}

// Label is what to call a node in 0..N-1 before a person: its label, else its id.
func (f *File) Label(v int32) string {
	if s := f.labels[v]; s != "" {
		return s
	}
	return f.ID(v)
}

// Find returns the node of an id or, where no node has it for id, the one that has
// it for label. It fails where there is none, or where several share the label.
func (f *File) Find(name string) (int32, error) {
	if v, ok := f.byID(name); ok {
		return v, nil
	}
	if f.byLabel == nil {
		f.byLabel = make(map[string][]int32, len(f.labels))
		for v := range int32(f.N) {
			if s := f.labels[v]; s != "" {
				f.byLabel[s] = append(f.byLabel[s], v)
			}
		}
	}
	switch with := f.byLabel[name]; len(with) {
	case 1:
		return with[0], nil
	case 0:
		return 0, &exchange.Error{File: f.Name, Message: fmt.Sprintf("there is no node %q", name), Hint: "write it as the file does"}
	default:
		return 0, &exchange.Error{File: f.Name, Message: fmt.Sprintf("%s are called %q", underpin.FormatCounted(len(with), "node"), name),
			Hint: fmt.Sprintf("give the id instead, such as %s", f.ID(with[0]))}
	}
}

func (f *File) byID(name string) (int32, bool) {
	if f.ids != nil {
		return f.ids.find([]byte(name))
	}
	n, rest, ok := number([]byte(name))
	if !ok || len(rest) > 0 {
		return 0, false
	}
	if f.numbers != nil {
		return search(f.numbers, n)
	}
	v := int64(n) - int64(f.base)
	return int32(v), v >= 0 && v < int64(f.N)
}

func (f *File) note(format string, args ...any) {
	f.Notes = append(f.Notes, fmt.Sprintf(format, args...))
}
