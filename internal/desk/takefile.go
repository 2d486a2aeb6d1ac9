package desk

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strings"

	"underpin"
	"underpin/internal/brief"
	"underpin/internal/chart"
)

// add adds the pictures and tables of an exhibit.
func (t *Taken) add(x namedExhibit, key string) error {
	for _, f := range x.Figures {
		caption := strings.Join(append(slices.Clone(x.Words), f.Caption), " ")
		if err := t.one(x, key, f.SVG, caption, f.Data); err != nil {
			return err
		}
	}
	for _, table := range x.Tables {
		if err := t.one(x, key, "", table.Caption, table); err != nil {
			return err
		}
	}
	return nil
}

// drawnRows is how many rows of a table its picture has; its file has all.
const drawnRows = 200

// one adds one picture with its table, or a table with a picture of it.
func (t *Taken) one(x namedExhibit, key, svg, caption string, table brief.Table) (err error) {
	e := TakenExhibit{Title: x.Title, Caption: caption, SVG: svg, Drawn: svg != "", Head: table.Head, Rows: [][]string{}}
	for _, r := range table.Rows {
		e.Rows = append(e.Rows, r.Cells)
	}
	if svg == "" {
		rows := e.Rows[:min(drawnRows, len(e.Rows))]
		if len(rows) < len(e.Rows) {
			e.Caption += " The picture has the first " + underpin.FormatCount(len(rows)) + " of " + count(len(e.Rows), "row") + "."
		}
		if e.SVG, err = pictureOf(chart.Grid{Panel: chart.Panel{ID: x.word, Title: caption}, Head: e.Head, Rows: rows}.SVG); err != nil {
			return err
		}
	}
	if e.SVG, err = chart.Captioned(e.SVG, e.Caption); err != nil {
		return err
	}
	e.File = key + "-" + x.word
	if len(t.Exhibits) > 0 && strings.HasPrefix(t.Exhibits[len(t.Exhibits)-1].File, e.File) {
		e.File += "-" + underpin.FormatCount(len(t.Exhibits)+1)
	}
	e.File += "-" + t.At
	if x.and != "" {
		e.File += "-and-" + x.and
	}
	var notes []string
	if t.Marked {
		notes = append(notes, ownUse)
		e.File += "-own-use"
		if e.SVG, err = chart.Marked(e.SVG, ownUse); err != nil {
			return err
		}
	}
	if x.shows != "" {
		notes = append(notes, x.shows)
	}
	e.CSV, err = asCSV(notes, e.Head, e.Rows)
	t.Exhibits = append(t.Exhibits, e)
	return err
}

// asCSV writes a table in UTF-8 that says so, as spreadsheets need it, below notes, a line
// each. A cell that one would compute is set apart by an apostrophe.
func asCSV(notes []string, head []string, rows [][]string) (string, error) {
	var b bytes.Buffer
	b.WriteString("\ufeff")
	w := csv.NewWriter(&b)
	w.UseCRLF = true
	var table [][]string
	for _, note := range notes {
		table = append(table, []string{note})
	}
	for _, row := range slices.Concat(table, [][]string{head}, rows) {
		cells := slices.Clone(row)
		for i, c := range cells {
			cells[i] = guarded(c)
		}
		if err := w.Write(cells); err != nil {
			return "", err
		}
	}
	w.Flush()
	return b.String(), w.Error()
}
