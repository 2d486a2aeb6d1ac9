package main

import (
	"github.com/spf13/cobra"

	"underpin"
	"underpin/internal/desk"
)

func matrixCommand(a *app) *cobra.Command {
	var q queryFlags
	c := &cobra.Command{
		Use: "matrix [ENTITY…]", Short: "Claims against sources: who says what, who denies it", GroupID: "read",
		Long: `Set claims against sources. + is a voice that counts, = is counted already through
another, - denies or doubts, and an empty cell is a source that has not spoken on it.
Entities limit it to claims about them.` + exits,
		RunE: func(cmd *cobra.Command, args []string) error {
			return answer(a, cmd, &q, func(d *desk.Desk, query desk.Query) (*desk.Matrix, error) {
				return d.Matrix(cmd.Context(), query, entityIDs(args))
			}, printMatrix)
		},
	}
	q.dates(c).evidence(c)
	return c
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
		p.line("No claim is about that.")
		return
	}
	head := []string{}
	var legend [][]string
	for i, s := range m.Sources {
		head = append(head, column(i))
		grade := "not graded"
		if s.Grade != "" {
			grade = "grade " + string(s.Grade)
		}
		legend = append(legend, []string{column(i), s.Name + " (" + grade + "; " + counted(s.Claims, "claim") + ")"})
	}
	p.table([]string{"", ""}, legend)
	p.gap()
	var rows [][]string
	for _, r := range m.Rows {
		row := append([]string{}, r.Cells...)
		rows = append(rows, append(row, count(r.Origins), r.Sentence+" ("+string(r.Claim)+")"))
	}
	p.table(append(head, ">origins", ""), rows)
}

// column is the letter of a source in the matrix: a to z, then a2 to z2.
func column(i int) string {
	letter := string(rune('a' + i%26))
	if i >= 26 {
		letter += count(i/26 + 1)
	}
	return letter
}
