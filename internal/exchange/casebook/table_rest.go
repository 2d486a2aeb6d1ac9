package casebook

import (
	"underpin"

	"go.yaml.in/yaml/v3"
)

func requestFields() []field[underpin.Request] {
	type T = underpin.Request
	return []field[T]{
		text("id", func(r *T) *string { return &r.ID }),
		text("source", func(r *T) *underpin.SourceID { return &r.Source }),
		text("claim", func(r *T) *underpin.ClaimID { return &r.Claim }),
		text("question", func(r *T) *string { return &r.Question }),
		date("asked", func(r *T) *underpin.Date { return &r.Asked }),
		date("due", func(r *T) *underpin.Date { return &r.Due }),
		text("state", func(r *T) *underpin.RequestState { return &r.State }),
		date("answered", func(r *T) *underpin.Date { return &r.Answered }),
		text("note", func(r *T) *string { return &r.Note }),
	}
}

func conclusionFields() []field[underpin.Conclusion] {
	type T = underpin.Conclusion
	return []field[T]{
		text("id", func(c *T) *string { return &c.ID }),
		text("text", func(c *T) *string { return &c.Text }),
		text("expr", func(c *T) *string { return &c.Expr }),
		date("at", func(c *T) *underpin.Date { return &c.At }),
		text("about", func(c *T) *string { return &c.About }),
		flagged("by_construction", func(c *T) *bool { return &c.ByConstruction }),
	}
}

func questionFields() []field[underpin.Question] {
	type T = underpin.Question
	return []field[T]{
		text("id", func(q *T) *string { return &q.ID }),
		text("text", func(q *T) *string { return &q.Text }),
	}
}

func estimateFields() []field[underpin.Estimate] {
	type T = underpin.Estimate
	return []field[T]{
		text("id", func(e *T) *string { return &e.ID }),
		text("text", func(e *T) *string { return &e.Text }),
		text("wording", func(e *T) *string { return &e.Wording }),
		list("about", func(e *T) *[]underpin.EntityID { return &e.About }),
		date("made", func(e *T) *underpin.Date { return &e.Made }),
		text("source", func(e *T) *underpin.SourceID { return &e.Source }),
		chance("p", func(e *T) *float64 { return &e.P }),
		date("due", func(e *T) *underpin.Date { return &e.Due }),
		text("outcome", func(e *T) *string { return &e.Outcome }),
	}
}

// factFields are the fields of a statement on the method.
func factFields() []field[underpin.Fact] {
	type T = underpin.Fact
	return []field[T]{
		text("item", func(f *T) *string { return &f.Item }),
		text("value", func(f *T) *string { return &f.Value }),
		text("text", func(f *T) *string { return &f.Text }),
	}
}

func briefFields() []field[underpin.Brief] {
	type T = underpin.Brief
	return []field[T]{
		text("id", func(b *T) *string { return &b.ID }),
		lines("text", func(b *T) *string { return &b.Text }),
		{keyed{"releases", nested, ""}, readReleases, writeReleases},
	}
}

func mapViewFields() []field[underpin.MapView] {
	type T = underpin.MapView
	return []field[T]{
		text("id", func(m *T) *string { return &m.ID }),
		text("name", func(m *T) *string { return &m.Name }),
		date("at", func(m *T) *underpin.Date { return &m.At }),
		date("known", func(m *T) *underpin.Date { return &m.Known }),
		date("and", func(m *T) *underpin.Date { return &m.And }),
		count("world", func(m *T) *int { return &m.World }),
		flagged("list", func(m *T) *bool { return &m.List }),
		flagged("all", func(m *T) *bool { return &m.All }),
		list("hide_kinds", func(m *T) *[]string { return &m.HideKinds }),
		list("hide_bands", func(m *T) *[]underpin.StandingBand { return &m.HideBands }),
		list("hide_classes", func(m *T) *[]underpin.RelationClass { return &m.HideClasses }),
		list("hide_turns", func(m *T) *[]underpin.TieTurn { return &m.HideTurns }),
		list("only", func(m *T) *[]underpin.EntityID { return &m.Only }),
		list("hide", func(m *T) *[]underpin.EntityID { return &m.Hide }),
		list("expanded", func(m *T) *[]underpin.EntityID { return &m.Expanded }),
		text("selected", func(m *T) *underpin.EntityID { return &m.Selected }),
		list("picked", func(m *T) *[]underpin.EntityID { return &m.Picked }),
		list("lose", func(m *T) *[]underpin.LossID { return &m.Lose }),
		list("without", func(m *T) *[]underpin.SourceID { return &m.Without }),
		list("reject", func(m *T) *[]underpin.ClaimID { return &m.Reject }),
		{keyed{"regrade", nested, ""}, readRegradings, writeRegradings},
	}
}

// regradingFields are the fields of a grade that is supposed.
func regradingFields() []field[underpin.Regrading] {
	type T = underpin.Regrading
	return []field[T]{
		text("source", func(r *T) *underpin.SourceID { return &r.Source }),
		text("grade", func(r *T) *underpin.Grade { return &r.Grade }),
	}
}

func readRegradings(d *decoder, n *yaml.Node, m *underpin.MapView) {
	m.Regrade = mapList(d, n, "regrading", regradingFields(), func(n *yaml.Node, r *underpin.Regrading) {
		d.element("regrade", string(r.Source), n)
		if r.Source == "" || r.Grade == "" {
			d.fail(n, "write {source: ..., grade: C}", "a source or its grade is missing")
		}
	})
}

func writeRegradings(m *underpin.MapView) outValue {
	o := outValue{kind: outList}
	for i := range m.Regrade {
		o.items = append(o.items, record(regradingFields(), &m.Regrade[i], false))
	}
	return o.orNone()
}

func releaseFields() []field[underpin.Release] {
	type T = underpin.Release
	return []field[T]{
		text("made", func(r *T) *string { return &r.Made }),
		count("head", func(r *T) *int { return &r.Head }),
		text("at", func(r *T) *string { return &r.At }),
		text("known", func(r *T) *string { return &r.Known }),
		list("lose", func(r *T) *[]underpin.LossID { return &r.Lose }),
		count("worlds", func(r *T) *int { return &r.Worlds }),
		count("seed", func(r *T) *int { return &r.Seed }),
		text("version", func(r *T) *string { return &r.Version }),
		text("sum", func(r *T) *string { return &r.Sum }),
	}
}

func readReleases(d *decoder, n *yaml.Node, b *underpin.Brief) {
	b.Releases = mapList(d, n, "release", releaseFields(), func(*yaml.Node, *underpin.Release) {})
}

func writeReleases(b *underpin.Brief) outValue {
	o := outValue{kind: outList, block: true}
	for i := range b.Releases {
		o.items = append(o.items, record(releaseFields(), &b.Releases[i], false))
	}
	return o.orNone()
}

func sealedFields() []field[underpin.Sealed] {
	type T = underpin.Sealed
	return []field[T]{
		text("id", func(s *T) *string { return &s.ID }),
		text("source", func(s *T) *underpin.SourceID { return &s.Source }),
		text("kind", func(s *T) *underpin.SealedKind { return &s.Kind }),
		text("key", func(s *T) *string { return &s.Key }),
		list("readers", func(s *T) *[]string { return &s.Readers }),
		list("box", func(s *T) *[]string { return &s.Box }),
	}
}
