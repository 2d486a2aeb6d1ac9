package desk

import (
	"bufio"
	"encoding/csv"
	"io"
	"math"
	"strconv"
	"strings"
)

// A graphColumn holds the values of all nodes by a measure, and their standard errors
// where they are sampled, both before they are divided by scale.
type graphColumn struct {
	name         string
	values, errs []float64
	scale        float64
}

// table writes the values of all nodes as CSV: id, label, and a column for each
// measure, with one for its standard error where it is sampled. Nodes come in the
// order of the file. Ids and labels that a spreadsheet would compute are guarded.
func (r *graphRun) table() error {
	if r.q.Table == "" {
		return nil
	}
	return writeFile(r.q.Table, func(out io.Writer) error {
		buffer := bufio.NewWriterSize(out, 1<<20)
		w := csv.NewWriter(buffer)
		row := []string{"id", "label"}
		for _, c := range r.columns {
			row = append(row, c.name)
			if c.errs != nil {
				row = append(row, c.name+"_error")
			}
		}
		if err := w.Write(row); err != nil {
			return err
		}
		for v := range int32(r.n) {
			row = append(row[:0], guarded(r.file.ID(v)), guarded(r.file.Label(v)))
			for _, c := range r.columns {
				row = append(row, c.cell(c.values[v]))
				if c.errs != nil {
					row = append(row, c.cell(c.errs[v]))
				}
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

func (c graphColumn) cell(x float64) string {
	return strconv.FormatFloat(x/c.scale, 'g', -1, 64)
}

// guarded puts an apostrophe before what a spreadsheet would take for a formula: a
// text that begins with = + - or @ and is no number.
func guarded(text string) string {
	if text == "" || !strings.ContainsRune("=+-@", rune(text[0])) {
		return text
	}
	if x, err := strconv.ParseFloat(text, 64); err == nil && !math.IsInf(x, 0) && !math.IsNaN(x) {
		return text
	}
	return "'" + text
}
