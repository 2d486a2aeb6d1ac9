package casebook

import (
	"slices"
	"strings"

	"underpin"

	"go.yaml.in/yaml/v3"
)

// sourceFields are the fields of a source. A lone "grade: B" is read as one
// grading and written under "grades".
func sourceFields() []field[underpin.Source] {
	type T = underpin.Source
	return []field[T]{
		text("id", func(s *T) *underpin.SourceID { return &s.ID }),
		text("kind", func(s *T) *underpin.SourceKind { return &s.Kind }),
		text("name", func(s *T) *string { return &s.Name }),
		text("author", func(s *T) *string { return &s.Author }),
		text("publisher", func(s *T) *string { return &s.Publisher }),
		date("published", func(s *T) *underpin.Date { return &s.Published }),
		text("url", func(s *T) *string { return &s.URL }),
		text("entity", func(s *T) *underpin.EntityID { return &s.Entity }),
		flagged("protected", func(s *T) *bool { return &s.Protected }),
		flagged("at_risk", func(s *T) *bool { return &s.AtRisk }),
		text("descriptor", func(s *T) *string { return &s.Descriptor }),
		chance("probability", func(s *T) *float64 { return &s.Probability }),
		flagged("reversed", func(s *T) *bool { return &s.Reversed }),
		{keyed{"grade", shorthand, "grades"}, readGrade, func(*T) outValue { return outValue{} }},
		{keyed{"grades", nested, ""}, readGrades, writeGrades},
		text("note", func(s *T) *string { return &s.Note }),
	}
}

func gradingFields() []field[underpin.Grading] {
	type T = underpin.Grading
	return []field[T]{
		{keyed{key: "grade"}, func(d *decoder, n *yaml.Node, g *T) { g.Grade = d.grade(n) }, func(g *T) outValue { return words(string(g.Grade)) }},
		text("topic", func(g *T) *string { return &g.Topic }),
		date("on", func(g *T) *underpin.Date { return &g.On }),
		text("by", func(g *T) *string { return &g.By }),
		text("why", func(g *T) *string { return &g.Why }),
		count("checked", func(g *T) *int { return &g.Checked }),
		count("right", func(g *T) *int { return &g.Right }),
	}
}

// grade reads a letter of the scale.
func (d *decoder) grade(n *yaml.Node) underpin.Grade {
	s, ok := d.scalar(n)
	if !ok {
		return ""
	}
	if !slices.Contains(underpin.GradeLetters, underpin.Grade(s)) {
		hint := "one of A, B, C, D, E, F"
		if up := strings.ToUpper(s); slices.Contains(underpin.GradeLetters, underpin.Grade(up)) {
			hint = "write " + up
		}
		d.fail(n, hint, "%q is not a grade", short(s))
	}
	return underpin.Grade(s)
}

func readGrade(d *decoder, n *yaml.Node, s *underpin.Source) {
	if len(s.Gradings) > 0 {
		d.fail(n, "put it under grades", "both grade and grades are given")
		return
	}
	s.Gradings = append(s.Gradings, underpin.Grading{Grade: d.grade(n)})
}

func readGrades(d *decoder, n *yaml.Node, s *underpin.Source) {
	if len(s.Gradings) > 0 {
		d.fail(n, "put the grade into the list", "both grade and grades are given")
		return
	}
	s.Gradings = mapList(d, n, "grading", gradingFields(), func(n *yaml.Node, g *underpin.Grading) {
		if g.Grade == "" {
			d.fail(n, "give a grade from A to F", "the grading has no grade")
		}
	})
}

func writeGrades(s *underpin.Source) outValue {
	o := outValue{kind: outList, block: true}
	for i := range s.Gradings {
		o.items = append(o.items, record(gradingFields(), &s.Gradings[i], false))
	}
	return o.orNone()
}

// mapList reads a list of maps; a lone map is read as a list of one. Each in which
// nothing was wrong is checked.
func mapList[T any](d *decoder, n *yaml.Node, what string, table []field[T], check func(*yaml.Node, *T)) []T {
	items := d.items(n)
	list := make([]T, len(items))
	for i, item := range items {
		before := len(d.at.faulty)
		fields(d, item, what, table, &list[i])
		if len(d.at.faulty) == before {
			check(item, &list[i])
		}
	}
	return list
}

// originFields are the fields of an origin that is no source.
func originFields() []field[underpin.Origin] {
	type T = underpin.Origin
	return []field[T]{
		text("id", func(o *T) *underpin.OriginID { return &o.ID }),
		text("label", func(o *T) *string { return &o.Label }),
		text("cited_by", func(o *T) *underpin.SourceID { return &o.CitedBy }),
		text("resolved", func(o *T) *underpin.SourceID { return &o.Resolved }),
		date("resolved_on", func(o *T) *underpin.Date { return &o.ResolvedOn }),
		text("note", func(o *T) *string { return &o.Note }),
	}
}

func groupFields() []field[underpin.Group] {
	type T = underpin.Group
	return []field[T]{
		text("id", func(g *T) *string { return &g.ID }),
		text("label", func(g *T) *string { return &g.Label }),
		numberAlways("delta", func(g *T) *float64 { return &g.Delta }),
		list("members", func(g *T) *[]underpin.OriginID { return &g.Members }),
		text("why", func(g *T) *string { return &g.Why }),
	}
}

func encounterFields() []field[underpin.Encounter] {
	type T = underpin.Encounter
	return []field[T]{
		text("id", func(e *T) *string { return &e.ID }),
		text("source", func(e *T) *underpin.SourceID { return &e.Source }),
		text("kind", func(e *T) *string { return &e.Kind }),
		date("date", func(e *T) *underpin.Date { return &e.Date }),
		text("visit", func(e *T) *string { return &e.Visit }),
		terms(func(e *T) *underpin.Terms { return &e.Terms }),
		text("note", func(e *T) *string { return &e.Note }),
	}
}

// termsFields are the fields of terms that are more than their kind.
func termsFields() []field[underpin.Terms] {
	type T = underpin.Terms
	return []field[T]{
		text("kind", func(t *T) *underpin.TermsKind { return &t.Kind }),
		text("words", func(t *T) *string { return &t.Words }),
		date("embargo", func(t *T) *underpin.Date { return &t.Embargo }),
	}
}

// terms is a field that holds a kind of terms, or a map with it.
func terms[T any](at func(*T) *underpin.Terms) field[T] {
	return field[T]{keyed{"terms", nested, "kind"},
		func(d *decoder, n *yaml.Node, r *T) {
			if n.Kind == yaml.MappingNode {
				fields(d, n, "terms", termsFields(), at(r))
			} else if s, ok := d.scalar(n); ok {
				at(r).Kind = underpin.TermsKind(s)
			}
		},
		func(r *T) outValue {
			t := at(r)
			if t.Words == "" && t.Embargo.IsZero() {
				return words(string(t.Kind))
			}
			return record(termsFields(), t, false).orNone()
		},
	}
}
