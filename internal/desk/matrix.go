package desk

import (
	"context"
	"slices"

	"underpin"
	"underpin/internal/evidence"
	"underpin/internal/snapshot"
)

// A Matrix is claims against sources: who says what, who denies it, whom nobody
// has asked.
type Matrix struct {
	Sources []MatrixSource `json:"sources"`
	// Claims is how many claims it is about. Rows are the first of them, or all.
	Claims int         `json:"claims"`
	Rows   []MatrixRow `json:"rows"`
	// Also are the ends of the claims of the rows that have other names, each once.
	Also    []MatrixAlso `json:"also,omitempty"`
	Caption Caption      `json:"caption"`
}

// MatrixAlso is an entity with the names of those that are judged the same.
type MatrixAlso struct {
	Entity underpin.EntityID `json:"entity"`
	Name   string            `json:"name"`
	Also   []string          `json:"also"`
}

// A MatrixSource is a column.
type MatrixSource struct {
	ID    underpin.SourceID `json:"id"`
	Name  string            `json:"name"`
	Grade underpin.Grade    `json:"grade,omitempty"`
	// Graded is the grade with whose it is; empty where there is none.
	Graded string `json:"graded,omitempty"`
	Claims int    `json:"claims"`
}

// A MatrixRow is a claim with a cell for each source, in the order of the columns.
type MatrixRow struct {
	Claim    underpin.ClaimID `json:"claim"`
	Sentence string           `json:"sentence"`
	Origins  int              `json:"origins"`
	Says     string           `json:"says"`
	// Weights are what each source that is a voice, or denies or doubts, adds to the
	// log-odds, in the order of the columns: 0 for any other.
	Weights []float64 `json:"weights"`
	// Contested: as in [Shown].
	Contested bool     `json:"contested,omitempty"`
	Cells     []string `json:"cells"`
}

// The cells of a matrix.
const (
	CellVoice   = "+" // a voice that counts
	CellCounted = "=" // affirms; its origin or reporter is counted already
	CellDenies  = "-" // denies
	CellDoubts  = "?" // doubts
	CellGap     = ""  // has not spoken on it
)

// Matrix sets claims against sources. Entities limits it to claims about them, top to
// rows of the first so many; 0 gives rows of all. The sources are those of all claims.
func (d *Desk) Matrix(ctx context.Context, q Query, about []underpin.EntityID, top int) (_ *Matrix, err error) {
	defer settle(ctx, &err)
	return answered(ctx, d, q, func(g *gathering) error { return g.about(about) }, func(s *Study) (*Matrix, error) {
		return s.matrix(about, top)
	})
}

func (s *Study) matrix(about []underpin.EntityID, top int) (*Matrix, error) {
	about, err := each(s.naming, underpin.KindEntity, about)
	if err != nil {
		return nil, err
	}
	p, err := s.Projection()
	if err != nil {
		return nil, err
	}
	for i, e := range about {
		about[i] = s.first(p, e)
	}
	m := &Matrix{Rows: []MatrixRow{}, Sources: []MatrixSource{}, Caption: s.Caption(false)}
	column := map[underpin.SourceID]int{}
	var rows []int
	for _, i := range s.claimsAbout(p, about) {
		if s.model.Together(i, true)[0] != i {
			continue // it has its row with the one that says the same
		}
		if m.Claims++; top == 0 || len(rows) < top {
			rows = append(rows, i)
		}
		s.speak(m, i, column)
	}
	for _, i := range rows {
		c := s.Case.Claims[i]
		c.Subject, c.Object = s.first(p, c.Subject), s.first(p, c.Object)
		m.Rows = append(m.Rows, s.row(i, &c, column))
		m.alsoCalled(s.Index, p, c.Subject, c.Object)
	}
	return m, nil
}

// claimsAbout lists the claims of which one of some entities, or one that is judged the
// same, is an end, in the order of the case; all claims where there are none.
func (s *Study) claimsAbout(p *snapshot.Projection, about []underpin.EntityID) []int {
	var out []int
	if len(about) == 0 {
		for i := range s.Case.Claims {
			out = append(out, i)
		}
		return out
	}
	held := s.open.records()
	for _, id := range about {
		e, ok := p.Entity(id)
		if !ok {
			continue
		}
		for _, same := range p.SameAs(e) {
			for _, c := range held.claims[s.Case.Entities[same].ID] {
				if i, ok := s.model.Claim(c.ID); ok {
					out = append(out, i)
				}
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// speak adds the sources of a claim to the columns, and the claim to what they speak of.
func (s *Study) speak(m *Matrix, claim int, column map[underpin.SourceID]int) {
	said := s.said(claim)
	for k, t := range said {
		at, ok := column[t.Source]
		if !ok {
			at = len(m.Sources)
			column[t.Source] = at
			m.Sources = append(m.Sources, MatrixSource{ID: t.Source, Name: s.Index.SourceName(t.Source), Grade: s.model.Grade(t.Source), Graded: s.gradedBy(s.Index.Sources[t.Source])})
		}
		if !slices.ContainsFunc(said[:k], func(o *underpin.Testimony) bool { return o.Source == t.Source }) {
			m.Sources[at].Claims++
		}
	}
}

// said lists the testimony on a claim and on those that say the same.
func (s *Study) said(claim int) []*underpin.Testimony {
	var out []*underpin.Testimony
	for _, j := range s.model.Together(claim, true) {
		out = append(out, s.Index.ByClaim[s.Case.Claims[j].ID]...)
	}
	return out
}

// alsoCalled adds the other names of entities that have some.
func (m *Matrix) alsoCalled(x *underpin.Index, p *snapshot.Projection, entities ...underpin.EntityID) {
	for _, e := range entities {
		also := p.Also(e)
		if len(also) > 0 && !slices.ContainsFunc(m.Also, func(o MatrixAlso) bool { return o.Entity == e }) {
			m.Also = append(m.Also, MatrixAlso{e, x.NameOf(e), also})
		}
	}
}

// row sets one claim, its ends by the names by which they go, against the sources.
func (s *Study) row(claim int, c *underpin.Claim, column map[underpin.SourceID]int) MatrixRow {
	a := s.model.Assess(claim, s.At)
	row := MatrixRow{Claim: c.ID, Sentence: s.told(c), Origins: a.Origins, Says: s.says(c, &a), Contested: a.Contested, Cells: make([]string, len(column)), Weights: make([]float64, len(column))}
	for _, v := range a.Voices {
		if at, ok := column[v.Reporter]; ok {
			row.Weights[at] += v.Value
		}
	}
	for _, t := range s.said(claim) {
		at := column[t.Source]
		counts := slices.ContainsFunc(a.Voices, func(v evidence.Voice) bool { return v.Testimony == t.ID })
		switch {
		case t.Polarity == underpin.Deny:
			row.Cells[at] = CellDenies
		case t.Polarity == underpin.Doubt:
			if row.Cells[at] != CellDenies {
				row.Cells[at] = CellDoubts
			}
		case counts:
			row.Cells[at] = CellVoice
		case row.Cells[at] == CellGap:
			row.Cells[at] = CellCounted
		}
	}
	return row
}
