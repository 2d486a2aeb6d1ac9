package desk

import (
	"strings"

	"underpin"
	"underpin/internal/measure"
)

// A MeasureTable is a list of what was measured, in words and figures: what [Desk.Who],
// [Desk.Network] and [Desk.Reach] say, as a page or a screen has it.
type MeasureTable struct {
	// Title is a sentence that ends in a colon or a stop.
	Title string        `json:"title"`
	Head  []MeasureHead `json:"head"`
	Rows  []MeasureRow  `json:"rows"`
	// Notes are what must be known to read it.
	Notes []string `json:"notes"`
}

// A MeasureHead is the head of a column.
type MeasureHead struct {
	Words string `json:"words"`
	// Number: the column holds figures.
	Number bool `json:"number,omitempty"`
}

// A MeasureRow is one row; Entity is empty where it is about none alone.
type MeasureRow struct {
	Entity underpin.EntityID `json:"entity,omitempty"`
	Cells  []string          `json:"cells"`
}

// Measures are the names of the measures that entities are ranked by.
func Measures() []string { return measure.Names(measure.Nodes) }

// Most is the table with at most so many rows, and a note of how many it leaves out.
func (t MeasureTable) Most(rows int) MeasureTable {
	if left := len(t.Rows) - rows; left > 0 {
		t.Rows, t.Notes = t.Rows[:rows], append([]string{"And " + underpin.FormatCount(left) + " more."}, t.Notes...)
	}
	return t
}

// figures are heads of columns of figures, behind one that says what they are of.
func figures(heads ...string) []MeasureHead {
	out := []MeasureHead{{}}
	for _, words := range heads {
		out = append(out, MeasureHead{words, true})
	}
	return out
}

// alsoNamed is a name with those that are judged the same.
func alsoNamed(name string, also []string) string {
	if len(also) == 0 {
		return name
	}
	return name + " (also: " + strings.Join(also, ", ") + ")"
}

// shareOrNone writes a share of worlds; a dash for none.
func shareOrNone(x float64) string {
	if x == 0 {
		return "-"
	}
	return underpin.FormatShare(x)
}

func between(low, high string) string {
	if low == high {
		return low
	}
	return low + "–" + high
}

// Table is the ranking as a table.
func (r *Ranking) Table() MeasureTable {
	estimated := r.Method.Mode == measure.Sampled
	heads := []string{"mean", "5–95 %", "ranks", "first in"}
	if estimated {
		heads = append(heads, "sampling error")
	}
	t := MeasureTable{Title: "By " + r.Measure + ", on " + r.Caption.On() + ": " + r.Says, Head: figures(heads...), Rows: []MeasureRow{}, Notes: r.notes()}
	for _, row := range r.Rows {
		cells := []string{
			alsoNamed(row.Name, row.Also), underpin.FormatFigure(row.Mean), underpin.FormatFigure(row.Low) + "–" + underpin.FormatFigure(row.High),
			between(underpin.FormatCount(row.RankLow), underpin.FormatCount(row.RankHigh)), shareOrNone(row.PTop),
		}
		if estimated {
			cells = append(cells, "±"+underpin.FormatFigure(row.SE))
		}
		t.Rows = append(t.Rows, MeasureRow{row.Entity, cells})
	}
	return t
}

// notes say where nobody comes first alone, and how values were estimated.
func (r *Ranking) notes() []string {
	out := []string{}
	if len(r.Rows) == 0 {
		return append(out, "Nobody is ranked.")
	}
	if said := FirstPlaceShared(r.Method.Shared); said != "" {
		out = append(out, capital(said)+".")
	}
	if said := r.Estimated(); said != "" {
		out = append(out, said+".")
	}
	return out
}

// FirstPlaceShared says in which share of the worlds nobody alone comes first; empty for
// none.
func FirstPlaceShared(share float64) string {
	switch {
	case share > 1-1e-9:
		return "nobody comes first alone in any world"
	case share > 0:
		return "in " + underpin.FormatShare(share) + " of worlds nobody comes first alone"
	}
	return ""
}

// Estimated says how the values of a ranking were estimated, without a stop; empty where
// they are exact.
func (r *Ranking) Estimated() string {
	m := r.Method
	if m.Mode != measure.Sampled {
		return ""
	}
	searched := "searching from about " + underpin.FormatCount(m.Pivots) + " of " + underpin.FormatCount(m.Nodes) + " entities in each"
	if m.Worlds < r.Caption.Worlds {
		return "Estimated in the first " + count(m.Worlds, "world") + ", after which the order of the first " + underpin.FormatCount(measure.SettledOf) + " was settled, by " + searched
	}
	return "Estimated by " + searched + " world"
}

// Table is what a root reaches as a table.
func (r *Reaching) Table() MeasureTable {
	t := MeasureTable{Title: "Lines of power lead from " + alsoNamed(r.Name, r.Also) + ", on " + r.Caption.On() + " (" + r.Caption.Frame + "), to:", Head: figures("by command", "by support", "channels"), Rows: []MeasureRow{}, Notes: []string{}}
	for _, row := range r.Rows {
		t.Rows = append(t.Rows, MeasureRow{row.Entity, []string{alsoNamed(row.Name, row.Also), shareOrNone(row.Command), shareOrNone(row.Support), underpin.FormatMean(row.Channels)}})
	}
	if len(t.Rows) == 0 {
		t.Notes = append(t.Notes, "Nothing.")
	}
	return t
}

// membersTold is how many members of a community are named.
const membersTold = 8

// Tables are the network as a whole, its communities and its brokers.
func (n *NetworkOutline) Tables() []MeasureTable {
	return []MeasureTable{n.whole(), n.divided(), n.BrokerTable()}
}

func (n *NetworkOutline) whole() MeasureTable {
	t := MeasureTable{Title: "The network of ties that bind, on " + n.Caption.On() + ":", Head: append(figures("mean", "5–95 %"), MeasureHead{}), Rows: []MeasureRow{}, Notes: []string{}}
	for _, l := range n.Whole {
		name := strings.ReplaceAll(l.Name, "_", " ")
		if l.Worlds < n.Caption.Worlds {
			name += ", in the first " + count(l.Worlds, "world")
		}
		t.Rows = append(t.Rows, MeasureRow{Cells: []string{name, underpin.FormatFigure(l.Mean), underpin.FormatFigure(l.Low) + "–" + underpin.FormatFigure(l.High), l.Says}})
	}
	return t
}

func (n *NetworkOutline) divided() MeasureTable {
	c := &n.Communities
	if len(c.Groups) == 0 {
		return MeasureTable{Title: "There are no ties, and so no communities.", Head: []MeasureHead{}, Rows: []MeasureRow{}, Notes: []string{}}
	}
	t := MeasureTable{
		Title: "It divides into " + count(len(c.Groups), "community") + " (modularity " + underpin.FormatMean(c.Modularity) + ").",
		Head:  []MeasureHead{{}, {"members", true}, {"together", true}}, Rows: []MeasureRow{}, Notes: []string{Together(c.Worlds)},
	}
	for _, g := range c.Groups {
		var names []string
		for _, m := range g.Members {
			names = append(names, m.Name)
		}
		t.Rows = append(t.Rows, MeasureRow{Cells: []string{list(names, membersTold), underpin.FormatCount(len(g.Members)), shareOrNone(g.Together)}})
	}
	return t
}

// Together says what the column of that name is, averaged over so many worlds.
func Together(worlds int) string {
	return "Together is the part of a community that stays in one piece when each world is divided on its own, averaged over " + count(worlds, "world") + "."
}

// WhatBrokers says who is listed as a broker, and the roles.
const WhatBrokers = "Who stands between pairs of others that are not tied to each other. The two may both be in the broker's own community (coordinator), or only one of them (gatekeeper), both in one other community (itinerant), or in two others (liaison):"

// BrokerTable are the brokers as a table.
func (n *NetworkOutline) BrokerTable() MeasureTable {
	if len(n.Brokers) == 0 {
		return MeasureTable{Title: "Nobody stands between others.", Head: []MeasureHead{}, Rows: []MeasureRow{}, Notes: []string{}}
	}
	t := MeasureTable{Title: WhatBrokers, Head: figures("pairs", "5–95 %", "coordinator", "gatekeeper", "itinerant", "liaison"), Rows: []MeasureRow{}, Notes: []string{}}
	for _, b := range n.Brokers {
		t.Rows = append(t.Rows, MeasureRow{b.Entity, []string{
			b.Name, pairsOf(b.Mean), underpin.FormatFigure(b.Low) + "–" + underpin.FormatFigure(b.High), pairsOf(b.Coordinator), pairsOf(b.Gatekeeper), pairsOf(b.Itinerant), pairsOf(b.Liaison),
		}})
	}
	if n.BrokersWorlds < n.Caption.Worlds {
		t.Notes = append(t.Notes, "Counted in the first "+count(n.BrokersWorlds, "world")+".")
	}
	return t
}

// pairsOf writes a mean number of pairs; a dash for none.
func pairsOf(x float64) string {
	if x == 0 {
		return "-"
	}
	return underpin.FormatNumber(x, 1)
}
