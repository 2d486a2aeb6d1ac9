package graphfile

import (
	"bytes"
	"io"
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"

	"underpin"
	"underpin/internal/exchange"
)

const gdfName = "gdf"

// gdfHead is how the heading of a table begins.
var gdfHead = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?i)^\s*(node|edge)def\s*>`) })

func gdf() graphFormat {
	return graphFormat{Name: gdfName, Read: readGDF, Detect: func(head []byte, _ string) bool {
		line, _ := firstLine(unmarked(head))
		return gdfHead().Match(line)
	}}
}

// gdfReader reads the format of GUESS (Adar, E.): a table of nodes below nodedef>, and
// one of edges below edgedef>, with commas between the cells.
type gdfReader struct {
	ties
	l        *lines
	f        *File
	edges    bool     // whether the table is that of edges
	columns  []string // of the table; nil before the first
	standard [][]byte // what an empty cell of each stands for
	declared map[int32]bool
	cells    []cell
}

const gdfHint = "write nodedef>name VARCHAR,label VARCHAR and one node per line, then edgedef>node1 VARCHAR,node2 VARCHAR,weight DOUBLE,directed BOOLEAN and one tie per line"

func readGDF(in *exchange.Input, o ReadOptions) (*File, error) {
	l, _, err := openLines(in, o)
	if err != nil {
		return nil, err
	}
	g := &gdfReader{
		ties: ties{file: l.file, options: o, ids: newTable()}, l: l, declared: map[int32]bool{},
		f: &File{Name: l.file, Format: gdfName, labels: map[int32]string{}},
	}
	for {
		line, err := l.next()
		if err == io.EOF {
			break
		}
		if err == nil && len(bytes.TrimSpace(line)) > 0 {
			err = g.take(line)
		}
		if err != nil {
			return nil, err
		}
	}
	if g.columns == nil {
		return nil, l.fail(nil, 0, gdfHint, "the file has no table of nodes or edges")
	}
	if missing := g.ids.len() - len(g.declared); missing > 0 {
		g.f.note("named by ties alone, and not in the table of nodes: %s", underpin.FormatCounted(missing, "node"))
	}
	return g.result(g.f), nil
}

func (g *gdfReader) take(line []byte) error {
	if m := gdfHead().FindSubmatchIndex(line); m != nil {
		return g.head(line, m[1], strings.EqualFold(string(line[m[2]:m[3]]), "edge"))
	}
	if g.columns == nil {
		return g.l.fail(line, 0, gdfHint, "the line comes before the first heading")
	}
	if err := g.split(line); err != nil {
		return err
	}
	if len(g.cells) > len(g.columns) {
		for _, x := range g.cells[len(g.columns):] {
			if len(bytes.TrimSpace(x.text)) > 0 {
				return g.l.fail(line, x.at, "put texts that contain a comma in quotes", "the row has %s below a heading of %s", underpin.FormatCounted(len(g.cells), "cell"), underpin.FormatCount(len(g.columns)))
			}
		}
	}
	for len(g.cells) < len(g.columns) {
		g.cells = append(g.cells, cell{nil, len(line)})
	}
	for i := range g.columns {
		if len(g.cells[i].text) == 0 {
			g.cells[i].text = g.standard[i]
		}
	}
	if g.edges {
		return g.edge(line)
	}
	return g.node(line)
}

// head reads the names of the columns; behind each may stand what it holds, and what an
// empty cell stands for.
func (g *gdfReader) head(line []byte, at int, edges bool) error {
	g.edges, g.columns, g.standard = edges, []string{}, nil
	for _, part := range strings.Split(string(line[at:]), ",") {
		words := append(strings.Fields(part), "", "", "", "")
		standard := []byte(nil)
		if strings.EqualFold(words[2], "default") {
			standard = []byte(strings.Trim(words[3], `'"`))
		}
		g.columns, g.standard = append(g.columns, words[0]), append(g.standard, standard)
	}
	need := []string{"name"}
	if edges {
		need = []string{"node1", "node2"}
	}
	for _, name := range need {
		if g.column(name) < 0 {
			return g.l.fail(line, at, gdfHint, "the table has no column %s", name)
		}
	}
	return nil
}

// column is the number of a column, -1 where there is none.
func (g *gdfReader) column(name string) int {
	for i, c := range g.columns {
		if strings.EqualFold(c, name) {
			return i
		}
	}
	return -1
}

// split cuts a line into cells. Quotes are single or double, and doubled or behind a
// backslash within.
func (g *gdfReader) split(line []byte) error {
	g.cells = g.cells[:0]
	for at := 0; ; {
		start := at
		for start < len(line) && (line[start] == ' ' || line[start] == '\t') {
			start++
		}
		end := start
		var text []byte
		if start < len(line) && (line[start] == '"' || line[start] == '\'') && closes(line, start) {
			text, end = quotedCell(line, start)
		}
		stop := bytes.IndexByte(line[end:], ',')
		if stop < 0 {
			stop = len(line)
		} else {
			stop += end
		}
		if end > start && len(bytes.TrimSpace(line[end:stop])) > 0 {
			return g.l.fail(line, end, "write the quote twice within a text", "a cell must end after its closing quote, and this one goes on")
		}
		if end == start {
			text = bytes.TrimSpace(line[at:stop])
		}
		g.cells = append(g.cells, cell{text, start})
		if stop == len(line) {
			return nil
		}
		at = stop + 1
	}
}

// closes reports whether a quote at a place has another behind it that ends a cell: a
// name may begin with an apostrophe.
func closes(line []byte, at int) bool {
	_, end := quotedCell(line, at)
	return end > at
}

// quotedCell is the text between a quote at a place and its like, and where it ends; at
// itself where it does not.
func quotedCell(line []byte, at int) (text []byte, end int) {
	quote := line[at]
	for i := at + 1; i < len(line); i++ {
		switch {
		case line[i] == '\\' && i+1 < len(line) && line[i+1] == quote:
			i++
		case line[i] != quote:
		case i+1 < len(line) && line[i+1] == quote:
			i++
		default:
			return text, i + 1
		}
		text = append(text, line[i])
	}
	return nil, at
}

// of is the text of a column in the current row, "" where the row ends before it.
func (g *gdfReader) of(name string) (text []byte, at int) {
	if i := g.column(name); i >= 0 && i < len(g.cells) {
		return g.cells[i].text, g.cells[i].at
	}
	return nil, 0
}

func (g *gdfReader) number(line []byte, column string) (int32, error) {
	text, at := g.of(column)
	if len(text) == 0 {
		return 0, g.l.fail(line, at, gdfHint, "the cell of %s is empty", column)
	}
	if why := badName(text); why != "" {
		return 0, g.l.fail(line, at, "the file must be UTF-8 text", "the name %s %s", short(text), why)
	}
	v, _ := g.ids.number(text)
	return v, nil
}

func (g *gdfReader) node(line []byte) error {
	v, err := g.number(line, "name")
	if err != nil {
		return err
	}
	if g.declared[v] {
		return g.l.fail(line, 0, "give each node a name of its own", "the node %s is declared twice", short(g.ids.name(v)))
	}
	g.declared[v] = true
	g.extra += 32
	d := description{node: v}
	for i, x := range g.cells {
		switch {
		case i >= len(g.columns) || i == g.column("name"):
		case strings.EqualFold(g.columns[i], "label"):
			d.label = string(x.text)
		default:
			d.say(g.columns[i], string(x.text))
		}
	}
	g.f.describe(&g.ties, &d)
	return g.fits(g.ids.len())
}

func (g *gdfReader) edge(line []byte) error {
	var ends [2]int32
	for i, name := range []string{"node1", "node2"} {
		v, err := g.number(line, name)
		if err != nil {
			return err
		}
		ends[i] = v
	}
	w := 1.0
	if text, at := g.of(weightName); len(text) > 0 {
		var why string
		if w, why = weight(text); why != "" {
			return g.l.fail(line, at, weightHint, "the weight %s %s", short(text), why)
		}
		if w < 0 {
			g.negative(g.l.line, utf8.RuneCount(line[:at])+1, text)
		}
		g.f.weighFrom(&g.ties)
	}
	if err := g.add(ends[0], ends[1], w); err != nil || ends[0] == ends[1] {
		return err
	}
	if text, _ := g.of("directed"); strings.EqualFold(string(text), "true") || string(text) == "1" {
		g.way(oneWay)
	}
	return nil
}
