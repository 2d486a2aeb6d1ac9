package desk

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"underpin"
	"underpin/internal/brief"
	"underpin/internal/shock"
)

// A reachRow is how a root reaches an entity.
type reachRow struct {
	entity           underpin.EntityID
	command, support float64
}

// byEntity is what a root reaches, in order and by entity.
type byEntity struct {
	order []reachRow
	at    map[underpin.EntityID]reachRow
}

// apart reports whether an entity stays out of figures and lists of reach.
func (s *Study) apart(id underpin.EntityID) bool {
	e := s.Index.Entities[id]
	return e != nil && e.Schema == underpin.Person && s.Case.Settings.PersonsApart()
}

// reachOf takes the reach of one root out of a side; the order is by command.
func (s *Study) reachOf(side shock.Side, root underpin.EntityID) byEntity {
	out := byEntity{at: map[underpin.EntityID]reachRow{}}
	for _, r := range side.Reach {
		if r.Root != root {
			continue
		}
		for _, e := range r.Reached {
			if s.apart(e.Entity) {
				continue
			}
			x := reachRow{e.Entity, e.Command, e.Support}
			out.order = append(out.order, x)
			out.at[e.Entity] = x
		}
	}
	return out
}

// postTable lists what the losses leave vacant or open.
func (s *Study) postTable(r *shock.Report) brief.Table {
	t := brief.Table{Caption: "Posts and commands for which nobody else is named, " + s.account(), Head: []string{"Office or body", "Named after the loss", "Share of worlds"}}
	for _, p := range r.Posts {
		t.Rows = append(t.Rows, brief.TableRow{Cells: []string{p.Name, p.Open, underpin.FormatShare(p.P)}, Claims: p.Claims})
	}
	return t
}

// itemTable lists what becomes of the assets, offices and bodies that are touched,
// those of one fate and one reason together.
func (s *Study) itemTable(r *shock.Report) brief.Table {
	t := brief.Table{Caption: "Assets, offices and bodies that the losses touch, " + s.account() + "; not a forecast", Head: []string{"", "Outcome", "Share of worlds", "Why"}}
	at := map[string]int{}
	var low, high []float64
	for i := range r.Items {
		it := &r.Items[i]
		if it.Class == shock.Untouched {
			continue
		}
		why := s.why(it)
		key := string(it.Class) + why
		k, ok := at[key]
		if !ok {
			k, at[key] = len(t.Rows), len(t.Rows)
			t.Rows = append(t.Rows, brief.TableRow{Cells: []string{"", it.Class.Heading(), "", why}})
			low, high = append(low, 1), append(high, 0)
		} else {
			t.Rows[k].Cells[0] += "; "
		}
		t.Rows[k].Cells[0] += it.Name
		t.Rows[k].Claims = append(t.Rows[k].Claims, s.gripClaims(it)...)
		low[k], high[k] = min(low[k], it.PClass), max(high[k], it.PClass)
	}
	for k := range t.Rows {
		slices.Sort(t.Rows[k].Claims)
		t.Rows[k].Claims = slices.Compact(t.Rows[k].Claims)
		t.Rows[k].Cells[2] = underpin.FormatShare(low[k])
		if a, b := underpin.FormatShare(low[k]), underpin.FormatShare(high[k]); a != b {
			t.Rows[k].Cells[2] = a + " to " + b
		}
	}
	return t
}

// why says what an outcome rests on, without naming the thing itself.
func (s *Study) why(it *shock.Item) string {
	r := it.Reason
	if r == nil {
		return ""
	}
	without := ""
	if gone := append(slices.Clone(r.Gone), r.Commanders...); len(gone) > 0 {
		slices.Sort(gone)
		without = " without " + s.nameList(slices.Compact(gone))
	}
	switch {
	case it.Class == shock.NotToldApart:
		held := s.Index.NameOf(r.Collective)
		if r.Leaderless != "" {
			held += ", held by " + s.Index.NameOf(r.Leaderless)
		}
		return fmt.Sprintf("held by %s, now%s; which member holds it is not told apart", held, without)
	case len(r.Rivals) > 1:
		return fmt.Sprintf("held by %s, with no superior in common", s.nameList(r.Rivals))
	case len(r.Stand) == 0:
		return "no line of command is left" + without
	case len(r.Gone) > 0:
		return fmt.Sprintf("still held by %s, now%s", s.nameList(r.Stand), without)
	case len(r.Commanders) > 0:
		return fmt.Sprintf("held by %s, now%s", s.nameList(r.Stand), without)
	}
	return fmt.Sprintf("held by %s; a channel of command to it is lost", s.nameList(r.Stand))
}

func (s *Study) nameList(ids []underpin.EntityID) string {
	var out []string
	for _, id := range ids {
		out = append(out, s.Index.NameOf(id))
	}
	return list(out, 4)
}

// gripClaims lists the claims by which the lost held a thing, or held its holders:
// a row that names persons carries their notes.
func (s *Study) gripClaims(it *shock.Item) []underpin.ClaimID {
	if it.Reason == nil {
		return nil
	}
	over := append([]underpin.EntityID{it.Entity}, it.Reason.Stand...)
	var out []underpin.ClaimID
	for i := range s.Case.Claims {
		c := &s.Case.Claims[i]
		lost := slices.Contains(it.Reason.Gone, c.Subject) || slices.Contains(it.Reason.Commanders, c.Subject)
		r := s.Index.Relations[c.Relation]
		if lost && !c.View() && r != nil && r.Command() && slices.Contains(over, c.Object) && s.model.Standing(i, s.At) > 0 {
			out = append(out, c.ID)
		}
	}
	return out
}

// names lists the names by which the text may call the case's entities, longest
// first.
func (s *Study) names() []brief.Name {
	var out []brief.Name
	for _, e := range s.Case.Entities {
		person := e.Schema == underpin.Person
		out = append(out, brief.Name{Text: e.Name, Person: person})
		for _, a := range e.Aliases {
			out = append(out, brief.Name{Text: a.Name, Person: person})
		}
		if words := strings.Fields(e.Name); person && len(words) > 1 {
			out = append(out, brief.Name{Text: words[len(words)-1], Person: true})
		}
	}
	slices.SortStableFunc(out, func(a, b brief.Name) int {
		return cmp.Or(len(b.Text)-len(a.Text), strings.Compare(a.Text, b.Text))
	})
	return slices.CompactFunc(out, func(a, b brief.Name) bool { return a == b })
}

// sealed lists the words that nothing published may contain: code names of
// protected sources, ids of encounters, names of visits.
func (s *Study) sealed() []string {
	var out []string
	for _, src := range s.Case.Sources {
		if src.Protected {
			out = append(out, string(src.ID))
		}
	}
	for _, e := range s.Case.Encounters {
		out = append(out, e.ID)
		if e.Visit != "" {
			out = append(out, e.Visit)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// onDay writes a day for a reader.
func onDay(d underpin.Day) string { return underpin.FormatDay(d) }
