package desk

import (
	"cmp"
	"context"
	"strings"

	"underpin/internal/brief"
)

// brokersTaken is how many brokers are in what is taken out of the network.
const brokersTaken = 10

// takeNetwork gives what is measured of the network: who stands at its centre, how it hangs
// together, and what the roots of the case reach.
func (p *preparation) takeNetwork(ctx context.Context, t Taking) ([]namedExhibit, error) {
	s := p.cited
	measures, err := measuresOf(t.Measures)
	if err != nil {
		return nil, err
	}
	ranked, err := s.who(ctx, s.At, measures, "")
	if withoutTies(err) {
		return []namedExhibit{{word: "network", Exhibit: brief.Exhibit{Title: "The network, measured", Words: []string{capital(nobodyThere) + "."}}}}, nil
	}
	if err != nil {
		return nil, err
	}
	var centre, reached []MeasureTable
	for i := range ranked {
		centre = append(centre, ranked[i].Table())
	}
	whole, err := s.outlined(ctx, brokersTaken)
	if err != nil {
		return nil, err
	}
	out := []namedExhibit{s.measured("centre", "Who stands at the centre", centre), s.measured("network", "How it hangs together", whole.Tables())}
	if len(s.Case.Settings.Roots) == 0 {
		return out, nil
	}
	all, err := s.reach(ctx, s.At, nil)
	if err != nil {
		return nil, err
	}
	for i := range all {
		reached = append(reached, all[i].Table())
	}
	return append(out, s.measured("reach", "What the roots reach", reached)), nil
}

// measured makes an exhibit of tables of measures, each under its sentence.
func (s *Study) measured(word, title string, tables []MeasureTable) namedExhibit {
	out := namedExhibit{word: word, Exhibit: brief.Exhibit{Title: title}}
	for _, t := range tables {
		if len(t.Rows) == 0 {
			continue
		}
		// The sentence of a table stands last, as it leads to the rows.
		said := append([]string{capital(s.account()) + "; not a forecast."}, t.Notes...)
		table := brief.Table{Caption: strings.Join(append(said, t.Title), " ")}
		for i, h := range t.Head {
			first := ""
			switch {
			case i > 0:
			case t.Rows[0].Entity != "":
				first = "Who or what"
			default:
				first = "What"
			}
			table.Head = append(table.Head, cmp.Or(h.Words, first))
		}
		for _, r := range t.Rows {
			table.Rows = append(table.Rows, brief.TableRow{Cells: r.Cells})
		}
		out.Tables = append(out.Tables, table)
	}
	return out
}
