package desk

import (
	"context"
	"slices"
	"strings"

	"underpin"
	"underpin/internal/measure"
	"underpin/internal/snapshot"
)

// A Ranking is who stands at the centre by a measure, with the uncertainty of the
// evidence in it.
type Ranking struct {
	Measure string           `json:"measure"`
	Says    string           `json:"says"`
	Rows    []measure.Ranked `json:"rows"`
	// Method says whether the values are estimated.
	Method  measure.Method `json:"method"`
	Caption Caption        `json:"caption"`
}

// Who ranks the persons and bodies of a case that are not collectives, by each of
// several measures in one drawing of worlds. No measure at all is the usual one, "all"
// is every one; the empty schema is all of them.
func (d *Desk) Who(ctx context.Context, q Query, names []string, schema underpin.Schema) (_ []Ranking, err error) {
	defer settle(ctx, &err)
	measures, err := measuresOf(names)
	if err != nil {
		return nil, err
	}
	if schema != "" && !slices.Contains(underpin.Schemata, schema) {
		return nil, faultf(NotASchema, "for example Person, Organization, Company or PublicBody", "%q is not a schema", schema)
	}
	s, err := d.study(ctx, q, false)
	if err != nil {
		return nil, err
	}
	return s.who(ctx, s.At, measures, schema)
}

func (s *Study) who(ctx context.Context, on underpin.Day, measures []*measure.Measure, schema underpin.Schema) ([]Ranking, error) {
	options := measure.RankingOptions{Schema: schema, Exact: s.Query.Exact, Budget: s.Query.Budget}
	whole := func(ctx context.Context) (*snapshot.Frame, error) { return s.Frame(ctx, on) }
	frame := whole
	if len(measures) == 1 && s.mayStopEarly(on) {
		frame, options.Whole = func(ctx context.Context) (*snapshot.Frame, error) { return s.firstFrame(ctx, on) }, whole
	}
	f, err := frame(ctx)
	if err != nil {
		return nil, err
	}
	var out []Ranking
	run := func(m *measure.Measure) snapshot.RunConfig { return s.run("ranking by " + m.Name) }
	err = measure.Who(ctx, f, measures, options, run, func(m *measure.Measure, rows []measure.Ranked, method measure.Method) {
		out = append(out, Ranking{Measure: m.Name, Says: m.Sentence(), Rows: rows, Method: method, Caption: s.captionAt(on)})
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// measuresOf finds measures by their names; each is meant once.
func measuresOf(names []string) ([]*measure.Measure, error) {
	if len(names) == 0 {
		names = []string{measure.Usual}
	}
	var out []*measure.Measure
	for i, name := range names {
		if name == "all" {
			return measure.Nodes, nil
		}
		m, err := measure.Node(name)
		if err != nil {
			return nil, &Fault{Code: UnknownMeasure, Message: err.Error(), Hint: "one of " + strings.Join(measure.Names(measure.Nodes), ", ") + ", or all", Err: err}
		}
		if !slices.Contains(names[:i], name) {
			out = append(out, m)
		}
	}
	return out, nil
}

// personsApart says that persons are left out of a list, and why; empty where they
// are not.
func (s *Study) personsApart() string {
	switch {
	case !s.Case.Settings.PersonsApart():
		return ""
	case s.Case.Settings.SingleAuthor != "":
		return "People are left out here: the case rests on one author."
	}
	return "People are left out here: the case names no heirs."
}

// captionAt describes a sampled list on a day that need not be the study's.
func (s *Study) captionAt(on underpin.Day) Caption {
	c := s.captionOf(on)
	c.Persons = s.personsApart()
	return c
}
