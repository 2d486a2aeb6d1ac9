package desk

import (
	"context"
	"slices"

	"underpin"
	"underpin/internal/evidence"
)

// A Matrix is claims against sources: who says what, who denies it, whom nobody
// has asked.
type Matrix struct {
	Sources []MatrixSource `json:"sources"`
	Rows    []MatrixRow    `json:"rows"`
	Caption Caption        `json:"caption"`
}

// A MatrixSource is a column.
type MatrixSource struct {
	ID     underpin.SourceID `json:"id"`
	Name   string            `json:"name"`
	Grade  underpin.Grade    `json:"grade,omitempty"`
	Claims int               `json:"claims"`
}

// A MatrixRow is a claim with a cell for each source, in the order of the columns.
type MatrixRow struct {
	Claim    underpin.ClaimID `json:"claim"`
	Sentence string           `json:"sentence"`
	Origins  int              `json:"origins"`
	Says     string           `json:"says"`
	Cells    []string         `json:"cells"`
}

// The cells of a matrix.
const (
	CellVoice   = "+" // a voice that counts
	CellCounted = "=" // affirms; its origin or reporter is counted already
	CellDenies  = "-" // denies or doubts
	CellGap     = ""  // has not spoken on it
)

// Matrix sets claims against sources. Entities limits it to claims about them.
func (d *Desk) Matrix(ctx context.Context, q Query, about []underpin.EntityID) (*Matrix, error) {
	s, err := d.study(ctx, q, false)
	if err != nil {
		return nil, err
	}
	if err := entities(s.Index, about); err != nil {
		return nil, err
	}
	m := &Matrix{Rows: []MatrixRow{}, Sources: []MatrixSource{}, Caption: s.Caption(false)}
	column := map[underpin.SourceID]int{}
	for i := range s.Case.Claims {
		c := &s.Case.Claims[i]
		if len(about) > 0 && !slices.Contains(about, c.Subject) && !slices.Contains(about, c.Object) {
			continue
		}
		for _, t := range s.Index.ByClaim[c.ID] {
			if _, ok := column[t.Source]; !ok {
				column[t.Source] = len(m.Sources)
				m.Sources = append(m.Sources, MatrixSource{ID: t.Source, Name: s.Index.SourceName(t.Source), Grade: s.model.Grade(t.Source)})
			}
		}
		a := s.model.Assess(i, s.At)
		m.Rows = append(m.Rows, MatrixRow{Claim: c.ID, Sentence: s.Index.Sentence(c), Origins: a.Origins, Says: s.says(c, &a)})
	}
	for r := range m.Rows {
		s.cells(m, r, column)
	}
	return m, nil
}

func (s *Study) cells(m *Matrix, r int, column map[underpin.SourceID]int) {
	row := &m.Rows[r]
	row.Cells = make([]string, len(m.Sources))
	i, _ := s.model.Claim(row.Claim)
	a := s.model.Assess(i, s.At)
	for _, t := range s.Index.ByClaim[row.Claim] {
		at := column[t.Source]
		if row.Cells[at] == CellGap {
			m.Sources[at].Claims++
		}
		counts := slices.ContainsFunc(a.Voices, func(v evidence.Voice) bool { return v.Testimony == t.ID })
		switch {
		case t.Polarity != underpin.Affirm:
			row.Cells[at] = CellDenies
		case counts:
			row.Cells[at] = CellVoice
		case row.Cells[at] == CellGap:
			row.Cells[at] = CellCounted
		}
	}
}
