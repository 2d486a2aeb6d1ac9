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

// rowsShown is how many rows of a table are shown unless another number is asked for.
const rowsShown = 50

// table adds a table to what is told, with as many rows as are wanted.
func (in *MeasureInput) table(out *measureSheet, t desk.MeasureTable) {
	out.Tables = append(out.Tables, t.Most(cmp.Or(in.Limit, rowsShown)))
}

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
	long(s, jobWho, "rank-entities", "/who", "Who stands at the centre by a measure, with the uncertainty of the evidence; it proposes nothing", func(ctx context.Context, a *asked, q desk.Query, in *whoInput) (*measureSheet, error) {
		q.Exact = in.Exact
		all, err := a.desk.Who(ctx, q, in.Measure, in.Schema)
		if err != nil {
			return nil, err
		}
		out := &measureSheet{Measures: desk.Measures(), Caption: all[0].Caption}
		for i := range all {
			in.table(out, all[i].Table())
		}
		if in.Data {
			out.Rankings = all
		}
		return out, nil
	})
	long(s, jobNetwork, "read-network", "/network", "How the network hangs together: parts, communities, brokers", func(ctx context.Context, a *asked, q desk.Query, in *networkInput) (*measureSheet, error) {
		q.Exact = in.Exact
		n, err := a.desk.Network(ctx, q, cmp.Or(in.Brokers, brokersListed))
		if err != nil {
			return nil, err
		}
		out := &measureSheet{Measures: desk.Measures(), Caption: n.Caption}
		for _, t := range n.Tables() {
			in.table(out, t)
		}
		if in.Data {
			out.Outline = n
		}
		return out, nil
	})
	long(s, jobReach, "read-reach", "/reach", "What the roots reach, by command and by support", func(ctx context.Context, a *asked, q desk.Query, in *reachInput) (*measureSheet, error) {
		from, err := found[underpin.EntityID](a, underpin.KindEntity, in.From)
		if err != nil {
			return nil, err
		}
		all, err := a.desk.Reach(ctx, q, from)
		if err != nil {
			return nil, err
		}
		out := &measureSheet{Measures: desk.Measures(), Caption: all[0].Caption}
		for i := range all {
			in.table(out, all[i].Table())
		}
		if in.Data {
			out.Reaching = all
		}
		return out, nil
	})
}
