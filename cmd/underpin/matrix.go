package main

import (
	"cmp"
	"slices"

	"github.com/spf13/cobra"

	"underpin"
	"underpin/internal/desk"
)

// matrixOptions are what matrix can be given.
type matrixOptions struct {
	q queryFlags
}

func matrixCommand(a *app) *cobra.Command {
	return a.verb(&matrixOptions{}, &cobra.Command{
		Use: "matrix [ENTITY…]", Short: "Claims against sources: who says what, who denies it", GroupID: "read",
		Long: `Show claims against sources: + is a voice that counts, = is already counted through
another, - denies and ? doubts; an empty cell means that the source has not spoken
about it. Name entities to see only claims about them. The page shows the first claims, and
the 26 sources that speak to most of these; --json has all.`,
		Example: `  underpin matrix
  underpin matrix harbour-authority --top 20`,
	})
}

func (o *matrixOptions) flags(c *cobra.Command) {
	o.q.listing(c, 60, "the `number` of claims to show").dates(c).evidence(c)
}

func (o *matrixOptions) run(a *app, cmd *cobra.Command, args []string) error {
	return answer(a, cmd, &o.q, func(d *desk.Desk, query desk.Query) (*desk.Matrix, error) {
		rows := o.q.top
		if a.json {
			rows = 0
		}
		return d.Matrix(cmd.Context(), query, entityIDs(args), rows)
	}, printMatrix)
}

func entityIDs(args []string) []underpin.EntityID {
	out := make([]underpin.EntityID, len(args))
	for i, s := range args {
		out[i] = underpin.EntityID(s)
	}
	return out
}

func printMatrix(p *page, m *desk.Matrix) {
	if len(m.Rows) == 0 {
		p.line("There are no claims about that.")
		return
	}
	sources, silent := speakers(m.Rows, len(m.Sources), mostColumns)
	head := []string{}
	var legend [][]string
	for i, at := range sources {
		s := m.Sources[at]
		head = append(head, column(i))
		grade := cmp.Or(s.Graded, "not graded")
		legend = append(legend, []string{column(i), s.Name + " (" + grade + "; " + counted(s.Claims, "claim") + ")"})
	}
	p.table([]string{"", ""}, legend)
	if left := len(m.Sources) - silent - len(sources); left > 0 {
		p.item("and %s that speak to fewer of these claims", counted(left, "source"))
	}
	p.gap()
	var rows [][]string
	for _, r := range m.Rows {
		var row []string
		for _, at := range sources {
			row = append(row, r.Cells[at])
		}
		rows = append(rows, append(row, count(r.Origins), r.Sentence+" ("+string(r.Claim)+")"))
	}
	p.table(append(head, ">origins", ""), rows)
	for _, e := range m.Also {
		p.item("%s", named(e.Name, e.Also))
	}
	p.more(m.Claims, len(m.Rows))
}

// mostColumns is the number of sources that there is room for.
const mostColumns = 26

// speakers lists up to so many of n sources, those who speak of most of the rows, in
// the order of their columns, and counts those who speak of none.
func speakers(rows []desk.MatrixRow, n, most int) (sources []int, silent int) {
	spoken := make([]int, n)
	for _, r := range rows {
		for i, cell := range r.Cells {
			if cell != desk.CellGap {
				spoken[i]++
			}
		}
	}
	for i, k := range spoken {
		if k > 0 {
			sources = append(sources, i)
		} else {
			silent++
		}
	}
	slices.SortStableFunc(sources, func(a, b int) int { return cmp.Compare(spoken[b], spoken[a]) })
	sources = sources[:min(most, len(sources))]
	slices.Sort(sources)
	return sources, silent
}

// column is the letter of a source in the matrix: a to z, then a2 to z2.
func column(i int) string {
	letter := string(rune('a' + i%26))
	if i >= 26 {
		letter += count(i/26 + 1)
	}
	return letter
}
