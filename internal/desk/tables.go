package desk

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"underpin"
	"underpin/internal/brief"
	"underpin/internal/cite"
	"underpin/internal/shock"
)

// A reached is how a root reaches an entity.
type reached struct {
	entity           underpin.EntityID
	command, support float64
}

// byEntity is what a root reaches, in order and by entity.
type byEntity struct {
	order []reached
	at    map[underpin.EntityID]reached
}

// reachOf takes the reach of one root out of a side; the order is by command.
func reachOf(side shock.Side, root underpin.EntityID) byEntity {
	out := byEntity{at: map[underpin.EntityID]reached{}}
	for _, r := range side.Reach {
		if r.Root != root {
			continue
		}
		for _, e := range r.Reached {
			x := reached{e.Entity, e.Command, e.Support}
			out.order = append(out.order, x)
			out.at[e.Entity] = x
		}
	}
	return out
}

// postTable lists what the losses leave vacant or open.
func (s *Study) postTable(r *shock.Report) brief.Table {
	t := brief.Table{Caption: "Left vacant or open", Head: []string{"Office or body", "What is open", "Share of worlds"}}
	for _, p := range r.Posts {
		what := "the post is vacant"
		if p.Relation != "holds_post" {
			what = "nobody " + string(p.Relation) + " it"
		}
		t.Rows = append(t.Rows, brief.Row{Cells: []string{p.Name, what, percent(p.P)}, Claims: p.Claims})
	}
	return t
}

// itemTable lists what becomes of each asset, office and body that is touched.
func (s *Study) itemTable(r *shock.Report) brief.Table {
	t := brief.Table{
		Caption: "Assets, offices and bodies",
		Head:    []string{"", "Outcome", "Share of worlds", "Command", "Why"},
	}
	for _, it := range r.Items {
		if it.Class == shock.Unaffected {
			continue
		}
		why := ""
		if it.Reason != nil {
			why = it.Reason.Sentence
		}
		t.Rows = append(t.Rows, brief.Row{Cells: []string{
			it.Name, string(it.Class), percent(it.PClass), number(it.CommandBefore) + " → " + number(it.CommandAfter), why,
		}})
	}
	return t
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

// idOf makes an id of a picture out of an id of a case.
func idOf(s string) string {
	var b strings.Builder
	for _, r := range s {
		if r < 128 && (r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-') {
			b.WriteRune(r)
		} else {
			fmt.Fprintf(&b, "_%x", r)
		}
	}
	return b.String()
}

// onDay writes a day for a reader.
func onDay(d underpin.Day) string { return cite.DayText(d) }
