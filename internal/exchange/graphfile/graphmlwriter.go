package graphfile

import (
	"bufio"
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// WriteGraphML writes a graph with the ids, labels and attributes of its nodes and the
// directions and weights of its ties. Ties of a node with itself were left out in
// reading.
func WriteGraphML(out io.Writer, f *File) error {
	w := &graphMLWriter{Writer: bufio.NewWriterSize(out, 1<<16), f: f}
	w.head()
	for v := range int32(f.N) {
		w.node(v)
	}
	w.ties()
	fmt.Fprint(w, "  </graph>\n</graphml>\n")
	return w.Flush() // keeps the first error
}

type graphMLWriter struct {
	*bufio.Writer
	f *File
}

func (w *graphMLWriter) head() {
	fmt.Fprint(w, xml.Header, `<graphml xmlns="http://graphml.graphdrawing.org/xmlns">`, "\n")
	w.key("label", "node", "label", "string")
	for i, a := range w.f.Attributes {
		kind := "string"
		if a.Numbers {
			kind = "double"
		}
		w.key("a"+strconv.Itoa(i), "node", a.Name, kind)
	}
	if w.f.Modes != nil {
		w.key("mode", "node", "mode", "int")
	}
	if w.f.Weights != nil {
		w.key(weightName, "edge", weightName, "double")
	}
	standard := "undirected"
	if w.f.Directed {
		standard = "directed"
	}
	fmt.Fprintf(w, "  <graph edgedefault=\"%s\">\n", standard)
}

func (w *graphMLWriter) key(id, of, name, kind string) {
	fmt.Fprintf(w, "  <key id=\"%s\" for=\"%s\" attr.name=\"%s\" attr.type=\"%s\"/>\n", id, of, escaped(name), kind)
}

// node writes a node. Its label stands even where it is its id: a reader would else take
// an attribute for it.
func (w *graphMLWriter) node(v int32) {
	fmt.Fprintf(w, "    <node id=\"%s\"><data key=\"label\">%s</data>", escaped(w.f.ID(v)), escaped(w.f.Label(v)))
	for i, a := range w.f.Attributes {
		if text, ok := a.Values[v]; ok {
			fmt.Fprintf(w, "<data key=\"a%d\">%s</data>", i, escaped(text))
		}
	}
	if w.f.Modes != nil {
		fmt.Fprintf(w, "<data key=\"mode\">%d</data>", w.f.Modes[v])
	}
	fmt.Fprint(w, "</node>\n")
}

func (w *graphMLWriter) ties() {
	both := make(map[int32]bool, len(w.f.twins))
	for _, i := range w.f.twins {
		both[i] = true
	}
	for i := range len(w.f.From) - len(w.f.twins) {
		fmt.Fprintf(w, "    <edge source=\"%s\" target=\"%s\"", escaped(w.f.ID(w.f.From[i])), escaped(w.f.ID(w.f.To[i])))
		if both[int32(i)] {
			fmt.Fprint(w, ` directed="false"`)
		}
		if w.f.Weights == nil {
			fmt.Fprint(w, "/>\n")
			continue
		}
		fmt.Fprintf(w, "><data key=\"weight\">%s</data></edge>\n", strconv.FormatFloat(w.f.Weights[i], 'g', -1, 64))
	}
}

// escaped writes a text so that XML can hold it.
func escaped(text string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(text)) // a Builder takes everything
	return b.String()
}
