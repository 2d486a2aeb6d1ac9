package hinge

import (
	"slices"
	"strings"

	"underpin"
)

// record names the paper in which a claim would be found, and on whom.
func (p *placement) record(c *underpin.Claim) string {
	r := p.x.Relations[c.Relation]
	if r == nil {
		return ""
	}
	var names []string
	for _, e := range ends(c) {
		names = append(names, p.x.NameOf(e))
	}
	return r.Class.Traits().Record + ", on " + strings.Join(names, " and ")
}

// gone reports whether an entity cannot be asked any more: it is lost, or somebody says
// that it came to its end.
func (p *placement) gone(e underpin.EntityID) bool {
	return slices.Contains(p.c.Settings.Lose, underpin.LossID(e)) || slices.Contains(p.cfg.Lost, e) || p.ended[e]
}

// party reports whether a source is one that a claim is about, is said to be one of
// them, or stands in a line of control with one: what it says is a reply. A member of a group is no party for that
// alone, and papers have no part in it.
func (p *placement) party(c *underpin.Claim, id underpin.SourceID) bool {
	e := p.x.Sources[id].Entity
	if e == "" || !p.x.Sources[id].Kind.Speaks() {
		return false
	}
	return slices.ContainsFunc(ends(c), func(end underpin.EntityID) bool { return end == e || p.bound[[2]underpin.EntityID{e, end}] })
}

// unheard lists the persons and bodies that a claim is about and that no source speaks
// for yet.
func (p *placement) unheard(c *underpin.Claim, b disclosureRisk, heard []Placed) (out []Placed) {
	for _, end := range ends(c) {
		e := p.x.Entities[end]
		speaks := func(s Placed) bool { return p.x.Sources[s.Source].Entity == end }
		if e == nil || !e.Rankable() || p.gone(end) || slices.ContainsFunc(heard, speaks) {
			continue
		}
		s := Placed{Name: p.x.NameOf(end)}
		if len(b.exposed) > 0 {
			s.Warning = b.shows()
		}
		out = append(out, s)
	}
	return out
}
