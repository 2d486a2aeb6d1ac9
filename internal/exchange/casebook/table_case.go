package casebook

import (
	"slices"
	"strconv"
	"strings"

	"underpin"

	"go.yaml.in/yaml/v3"
)

// A heading is the part "case" of a casebook.
type heading struct {
	ID underpin.CaseID
	underpin.Settings
}

// settingsFields are the fields of the part "case", in canonical order.
func settingsFields() []field[heading] {
	return []field[heading]{
		text("id", func(h *heading) *underpin.CaseID { return &h.ID }),
		text("title", func(h *heading) *string { return &h.Title }),
		text("notice", func(h *heading) *string { return &h.Notice }),
		date("as_of", func(h *heading) *underpin.Date { return &h.AsOf }),
		inner("shock", "shock", shockFields()),
		list("roots", func(h *heading) *[]underpin.EntityID { return &h.Roots }),
		text("headline", func(h *heading) *string { return &h.Headline }),
		text("yardstick", func(h *heading) *string { return &h.Yardstick }),
		{keyed{"grade_table", nested, ""}, readGradeTable, writeGradeTable},
		text("single_author", func(h *heading) *underpin.SourceID { return &h.SingleAuthor }),
		flagged("no_heirs", func(h *heading) *bool { return &h.NoHeirs }),
	}
}

// shockFields are the fields of the standing what-if.
func shockFields() []field[heading] {
	return []field[heading]{
		date("at", func(h *heading) *underpin.Date { return &h.ShockAt }),
		list("lose", func(h *heading) *[]underpin.LossID { return &h.Lose }),
	}
}

// inner is a field that holds a map of further fields of the same record.
func inner[T any](key, what string, table []field[T]) field[T] {
	return field[T]{keyed{key, nested, ""},
		func(d *decoder, n *yaml.Node, r *T) { fields(d, n, what, table, r) },
		func(r *T) outValue { return record(table, r, false).orNone() },
	}
}

func readGradeTable(d *decoder, n *yaml.Node, h *heading) {
	if n.Kind != yaml.MappingNode {
		d.fail(n, "write {A: 0.95, B: 0.85}", "the table of grades is a map, not a %s", kindName(n))
		return
	}
	h.GradeTable = map[underpin.Grade]float64{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		if d.duplicate(n, i) {
			continue
		}
		if p, ok := d.number(n.Content[i+1]); ok {
			h.GradeTable[underpin.Grade(n.Content[i].Value)] = p
		}
	}
}

func writeGradeTable(h *heading) outValue {
	grades := make([]underpin.Grade, 0, len(h.GradeTable))
	for g := range h.GradeTable {
		grades = append(grades, g)
	}
	slices.Sort(grades)
	o := outValue{kind: outMap}
	for _, g := range grades {
		o.put(string(g), notation(formatNumber(h.GradeTable[g])))
	}
	return o.orNone()
}

// relationFields are the fields of a word of the vocabulary.
func relationFields() []field[underpin.Relation] {
	type T = underpin.Relation
	return []field[T]{
		text("relation", func(r *T) *underpin.RelationName { return &r.Name }),
		text("inverse", func(r *T) *string { return &r.Inverse }),
		text("class", func(r *T) *underpin.RelationClass { return &r.Class }),
		text("power", func(r *T) *underpin.Power { return &r.Power }),
		text("sign", func(r *T) *string { return &r.Sign }),
		text("control", func(r *T) *underpin.Control { return &r.Control }),
		text("unstated", func(r *T) *underpin.UnstatedShare { return &r.Unstated }),
		flagged("exclusive", func(r *T) *bool { return &r.Exclusive }),
		text("bound", func(r *T) *underpin.LifeBound { return &r.Bound }),
		text("succession", func(r *T) *underpin.Succession { return &r.Succession }),
		{keyed{key: "half_life"}, readHalfLife, func(r *T) outValue { return notation(halfLife(r.HalfLife)) }},
		text("ftm", func(r *T) *string { return &r.FtM }),
		text("reads", func(r *T) *string { return &r.Reads }),
		text("vacancy", func(r *T) *string { return &r.Vacancy }),
		text("note", func(r *T) *string { return &r.Note }),
	}
}

// readHalfLife reads "2y", "0" or "none".
func readHalfLife(d *decoder, n *yaml.Node, r *underpin.Relation) {
	s, ok := d.scalar(n)
	if !ok {
		return
	}
	years, isYears := strings.CutSuffix(s, "y")
	v, err := strconv.ParseFloat(years, 64)
	switch {
	case s == "none":
		r.HalfLife.Never = true
	case s == "0":
	case isYears && err == nil && v > 0 && v <= 1000:
		r.HalfLife.Years = v
	default:
		d.fail(n, halfLifeHint, "%q is not a half-life", short(s))
	}
}

func halfLife(h underpin.HalfLife) string {
	switch {
	case h.Never:
		return "none"
	case h.Years == 0:
		return "0"
	}
	return formatNumber(h.Years) + "y"
}
