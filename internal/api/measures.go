package api

import (
	"cmp"
	"context"

	"underpin"
	"underpin/internal/desk"
)

// A MeasureInput says how much of what was measured is told.
type MeasureInput struct {
	ReadInput
	Limit int  `query:"limit" minimum:"0" maximum:"1000" doc:"how many rows of each table, 50 where it is missing"`
	Data  bool `query:"data" doc:"all figures as data, beside the tables"`
}

func (in *MeasureInput) much() *MeasureInput { return in }

// measureInput is the input of a question about the network as a whole.
type measureInput[I any] interface {
	longInput[I]
	much() *MeasureInput
}

// rowsShown is how many rows of a table are shown unless another number is asked for.
const rowsShown = 50

type whoInput struct {
	MeasureInput
	Measure []string        `query:"measure,explode" maxItems:"20" doc:"names of measures, or all; the usual one where there are none"`
	Schema  underpin.Schema `query:"schema" doc:"only entities of a schema, for example Person"`
	Exact   bool            `query:"exact" doc:"compute costly measures in full, however long it takes"`
}

type networkInput struct {
	MeasureInput
	Brokers int  `query:"brokers" minimum:"0" maximum:"1000" doc:"how many brokers are listed, 10 where it is missing"`
	Exact   bool `query:"exact" doc:"compute costly measures in all worlds, however long it takes"`
}

type reachInput struct {
	MeasureInput
	From []string `query:"from,explode" maxItems:"50" doc:"keys of the roots; the case's own where there are none"`
}

// A measureSheet is what was measured, as the tables that a screen shows, and where that was
// asked for as data, of which one is there.
type measureSheet struct {
	Rankings []desk.Ranking       `json:"rankings,omitempty"`
	Outline  *desk.NetworkOutline `json:"outline,omitempty"`
	Reaching []desk.Reaching      `json:"reaching,omitempty"`
	Tables   []desk.MeasureTable  `json:"tables"`
	// Measures are the names of those that entities can be ranked by.
	Measures []string     `json:"measures"`
	Caption  desk.Caption `json:"caption"`
}

// brokersListed is how many brokers are listed unless another number is asked for.
const brokersListed = 10

// measures registers what is asked of the network as a whole.
func (s *Handler) measures() {
	measured(s, jobWho, "rank-entities", "/who", "Who stands at the centre by a measure, with the uncertainty of the evidence; it proposes nothing", func(ctx context.Context, a *asked, q desk.Query, in *whoInput) (*measureSheet, []desk.MeasureTable, error) {
		q.Exact = in.Exact
		all, err := a.desk.Who(ctx, q, in.Measure, in.Schema)
		if err != nil {
			return nil, nil, err
		}
		return &measureSheet{Rankings: all, Caption: all[0].Caption}, tables(all, (*desk.Ranking).Table), nil
	})
	measured(s, jobNetwork, "read-network", "/network", "How the network hangs together: parts, communities, brokers", func(ctx context.Context, a *asked, q desk.Query, in *networkInput) (*measureSheet, []desk.MeasureTable, error) {
		q.Exact = in.Exact
		n, err := a.desk.Network(ctx, q, cmp.Or(in.Brokers, brokersListed))
		if err != nil {
			return nil, nil, err
		}
		return &measureSheet{Outline: n, Caption: n.Caption}, n.Tables(), nil
	})
	measured(s, jobReach, "read-reach", "/reach", "What the roots reach, by command and by support", func(ctx context.Context, a *asked, q desk.Query, in *reachInput) (*measureSheet, []desk.MeasureTable, error) {
		from, err := found[underpin.EntityID](a, underpin.KindEntity, in.From)
		if err != nil {
			return nil, nil, err
		}
		all, err := a.desk.Reach(ctx, q, from)
		if err != nil {
			return nil, nil, err
		}
		return &measureSheet{Reaching: all, Caption: all[0].Caption}, tables(all, (*desk.Reaching).Table), nil
	})
}

// measured registers a question about the network as a whole, which f answers with all
// figures and with the tables of them. The figures are told where they are asked for.
func measured[I any, P measureInput[I]](s *Handler, kind, id, path, summary string, f func(ctx context.Context, a *asked, q desk.Query, in P) (*measureSheet, []desk.MeasureTable, error)) {
	long(s, kind, id, path, summary, func(ctx context.Context, a *asked, q desk.Query, in P) (*measureSheet, error) {
		out, all, err := f(ctx, a, q, in)
		if err != nil {
			return nil, err
		}
		how := in.much()
		if !how.Data {
			out = &measureSheet{Caption: out.Caption}
		}
		out.Measures = desk.Measures()
		for _, t := range all {
			out.Tables = append(out.Tables, t.Most(cmp.Or(how.Limit, rowsShown)))
		}
		return out, nil
	})
}

// tables are the tables of several answers.
func tables[T any](all []T, table func(*T) desk.MeasureTable) []desk.MeasureTable {
	out := make([]desk.MeasureTable, len(all))
	for i := range all {
		out[i] = table(&all[i])
	}
	return out
}
