package desk

import (
	"bufio"
	"encoding/csv"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"underpin/internal/exchange/graphfile"
)

// A graphColumn holds the values of all nodes by a measure, and their standard errors
// where they are sampled, both before they are divided by scale.
type graphColumn struct {
	name         string
	values, errs []float64
	scale        float64
}

// table writes what is known of all nodes as CSV: id, label, the attributes that the file
// gives, and a column for each measure, with one for its standard error where it is
// sampled. Nodes come in the order of the file. What a spreadsheet would compute is
// guarded.
func (r *graphRun) table() error {
	if r.q.Table == "" {
		return nil
	}
	return writeFile(r.q.Table, func(out io.Writer) error {
		buffer := bufio.NewWriterSize(out, 1<<20)
		w := csv.NewWriter(buffer)
		given, measured := r.given(), r.measured()
		row := []string{"id", "label"}
		for _, a := range given {
			row = append(row, guarded(a.Name))
		}
		for _, c := range measured {
			row = append(row, c.name)
		}
		if err := w.Write(row); err != nil {
			return err
		}
		for v := range int32(r.n) {
			row = append(row[:0], guarded(r.file.ID(v)), guarded(r.file.Label(v)))
			for _, a := range given {
				row = append(row, guarded(a.Values[v]))
			}
			for _, c := range measured {
				row = append(row, c.cell(v))
			}
			if err := w.Write(row); err != nil {
				return err
			}
		}
		if w.Flush(); w.Error() != nil {
			return w.Error()
		}
		return buffer.Flush()
	})
}

// graphML writes the graph as it was read, with its attributes and the values of all
// nodes by the measures.
func (r *graphRun) graphML() error {
	if r.q.GraphML == "" {
		return nil
	}
	f := *r.file
	f.Attributes = r.given()
	for _, c := range r.measured() {
		a := graphfile.Attribute{Name: c.name, Numbers: true, Values: make(map[int32]string, r.n)}
		for v := range int32(r.n) {
			if text := c.cell(v); text != "" {
				a.Values[v] = text
			}
		}
		f.Attributes = append(f.Attributes, a)
	}
	return writeFile(r.q.GraphML, func(out io.Writer) error { return graphfile.WriteGraphML(out, &f) })
}

// given are the attributes that the file gives its nodes, by names that no column of ours
// has.
func (r *graphRun) given() []graphfile.Attribute {
	taken := map[string]bool{"id": true, "label": true}
	for _, c := range r.measured() {
		taken[c.name] = true
	}
	out := slices.Clone(r.file.Attributes)
	for i := range out {
		for taken[strings.ToLower(out[i].Name)] {
			out[i].Name += " (file)"
		}
	}
	return out
}

// measured are the columns of the measures, each standard error in one of its own.
func (r *graphRun) measured() []graphColumn {
	var out []graphColumn
	for _, c := range r.columns {
		errs := c.errs
		c.errs = nil
		out = append(out, c)
		if errs != nil {
			out = append(out, graphColumn{name: c.name + "_error", values: errs, scale: c.scale})
		}
	}
	return out
}

// cell writes the value of a node, nothing where the measure is undefined.
func (c graphColumn) cell(v int32) string {
	if c.values == nil {
		return ""
	}
	return strconv.FormatFloat(c.values[v]/c.scale, 'g', -1, 64)
}

// guarded puts an apostrophe before what a spreadsheet would take for a formula: a text that
// begins with = + - or @, in any width and behind any space, and is no number, or with a tab
// or an end of line.
func guarded(text string) string {
	bare := strings.TrimLeftFunc(text, func(r rune) bool { return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) })
	first, _ := utf8.DecodeRuneInString(bare)
	if !strings.ContainsRune("=+-@＝＋－＠", first) && strings.IndexAny(text, "\t\r\n") != 0 {
		return text
	}
	if x, err := strconv.ParseFloat(text, 64); err == nil && !math.IsInf(x, 0) && !math.IsNaN(x) {
		return text
	}
	return "'" + text
}
