package desk

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"underpin"
	"underpin/internal/brief"
	"underpin/internal/chart"
)

// A shownMap is a map as a selection shows it.
type shownMap struct {
	*Study
	which MapSelection
	tied  *tiedCase
	state *mapState
	// screen: it is taken as the screen draws it, with whoever has no tie that is shown.
	screen bool
	// ties are those that are shown, standing how many stand, shown or not, and met who has
	// one that does.
	ties     []standingTie
	standing int
	met      map[underpin.EntityID]bool
	turns    map[underpin.TieTurn]int
}

// shown finds what a selection shows of the map of the study.
func (s *Study) shown(ctx context.Context, which MapSelection) (*shownMap, error) {
	m := &shownMap{Study: s, turns: map[underpin.TieTurn]int{}, met: map[underpin.EntityID]bool{}}
	var err error
	if m.which, err = which.named(s.naming); err != nil {
		return nil, err
	}
	if m.tied, err = s.tied(ctx); err != nil {
		return nil, err
	}
	if m.state, err = s.mapState(ctx, m.tied, m.which); err != nil {
		return nil, err
	}
	return m, m.choose(ctx)
}

// choose finds the ties that stand, and those of them that are shown.
func (m *shownMap) choose(ctx context.Context) error {
	p, err := m.Projection()
	if err != nil {
		return err
	}
	turn := map[int]underpin.TieTurn{}
	for k, became := range m.state.turns(m.tied, m.At) {
		turn[m.tied.claims[k].claim] = became
		m.turns[became]++
	}
	for i := range p.Ties {
		t := &p.Ties[i]
		if !t.Binding && !t.Negative {
			continue
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		standing := m.state.drawn(t.Claim)
		if standing <= 0 {
			continue
		}
		from, to := &m.Case.Entities[t.Subject], &m.Case.Entities[t.Object]
		m.standing++
		m.met[from.ID], m.met[to.ID] = true, true
		if m.which.shows(t.Relation.Class, standing, turn[t.Claim], from, to) {
			m.ties = append(m.ties, standingTie{t, standing, turn[t.Claim]})
		}
	}
	return nil
}

// exhibit draws the map, with a table of its ties.
func (m *shownMap) exhibit(ctx context.Context) (brief.Exhibit, error) {
	drawn, of := m.strongest(m.ties)
	picture := chart.Network{Panel: chart.Panel{ID: m.panel("network"), Title: "Who holds power over whom"}}
	at := map[int32]int{}
	table := brief.Table{Caption: "The ties of the map", Head: m.head()}
	for _, t := range m.ties {
		if !drawn[t.Subject] || !drawn[t.Object] {
			continue
		}
		if err := ctx.Err(); err != nil {
			return brief.Exhibit{}, err
		}
		tie := m.mapTie(t, &picture, at)
		picture.Ties = append(picture.Ties, tie)
		table.Rows = append(table.Rows, brief.TableRow{Cells: m.cells(t, tie), Claims: []underpin.ClaimID{m.Case.Claims[t.Claim].ID}})
	}
	if m.screen {
		for _, e := range m.bare(at) {
			picture.Nodes[m.node(&picture, at, e)].Absent = !m.met[m.Case.Entities[e].ID]
		}
	}
	if err := m.place(ctx, &picture); err != nil {
		return brief.Exhibit{}, err
	}
	svg, err := pictureOf(picture.SVG)
	return brief.Exhibit{Title: "The map", Figures: []brief.Figure{{SVG: svg, Caption: m.caption(len(drawn), of, len(picture.Ties)), Data: table}}}, err
}

// bare are the entities that the screen draws without a tie, as far as there is room beside
// those that are drawn.
func (m *shownMap) bare(drawn map[int32]int) (out []int32) {
	for _, i := range m.tied.entities {
		e := &m.Case.Entities[i]
		if _, ok := drawn[i]; ok || !m.which.draws(e) || len(drawn)+len(out) >= mapNodes {
			continue
		}
		out = append(out, i)
	}
	return out
}

// absent are those of the entities that the screen draws of which no tie stands.
func (m *shownMap) absent() (out []underpin.EntityID) {
	for _, i := range m.tied.entities {
		if e := &m.Case.Entities[i]; !m.met[e.ID] && m.which.draws(e) {
			out = append(out, e.ID)
		}
	}
	return out
}

// head is the head of the table of ties, and cells a row of it: what is taken out of the
// screen has both ends and the class too, as whoever counts or draws with it needs them.
func (m *shownMap) head() []string {
	head := []string{"Tie"}
	if m.screen {
		head = append(head, "From", "To", "Class")
	}
	if m.state.then == nil {
		return append(head, "Standing", "Origins")
	}
	return append(head, "Standing on "+onDay(m.At), "Standing on "+onDay(m.state.other), "Between the dates", "Origins")
}

func (m *shownMap) cells(t standingTie, tie chart.NetworkTie) []string {
	cells := []string{tie.Label}
	if m.screen {
		ends := endsOf(t.Tie)
		cells = append(cells, m.Case.Entities[ends[0]].Name, m.Case.Entities[ends[1]].Name, string(t.Relation.Class))
	}
	now, origins := underpin.FormatProbability(m.state.now[t.Claim]), count(tie.Origins, "origin")
	if m.state.then == nil {
		return append(cells, now, origins)
	}
	return append(cells, now, underpin.FormatProbability(m.state.then[t.Claim]), t.turn.Words(), origins)
}

// caption says what is drawn: so many of the entities that have a tie which is shown, and so
// many ties.
func (m *shownMap) caption(drawn, of, ties int) string {
	caption := "Who is said to hold what on " + onDay(m.At)
	if m.state.then != nil {
		caption += " and on " + onDay(m.state.other)
	}
	caption += ", " + m.account() + ". Lines are darker the higher their standing and wider the more independent origins they have"
	if at := m.Case.Settings.ShockAt; m.losing() && !at.IsZero() && at.Last != m.At {
		caption += "; what the losses of " + underpin.FormatDate(at) + " take is crossed out"
	} else if m.losing() {
		caption += "; what the losses take is crossed out"
	}
	caption += "."
	if drawn < of {
		caption += fmt.Sprintf(" Of %s and %s the map draws the %s entities with the strongest ties, and what is lost, with the %s between them.",
			count(of, "entity"), count(len(m.ties), "tie"), underpin.FormatCount(drawn), count(ties, "tie"))
	}
	return caption
}

// said says what the selection shows and what it leaves out; empty where it shows all of one
// date in all possible states.
func (m *shownMap) said(ctx context.Context) (string, error) {
	var parts []string
	if m.state.sample != nil {
		world, err := m.worldSaid(ctx, m.state.sample, m.tied, m.which.World)
		if err != nil {
			return "", err
		}
		parts = append(parts, world+", and no other is drawn."+m.oneIn(m.state.sample, m.which.World))
	}
	if m.state.then != nil {
		parts = append(parts, m.state.turnsSaid(m.At, m.turns)+" A tie that ended is drawn as it stood.")
	}
	if names := m.names(m.which.Expanded); len(names) > 0 {
		parts = append(parts, "All ties of "+list(names, namesSaid)+" are drawn, whatever else is left out.")
	}
	if names := m.names(m.absent()); len(names) > 0 {
		parts = append(parts, "No tie of "+list(names, namesSaid)+" stands "+m.then()+".")
	}
	if out := m.leftOut(); len(out) > 0 {
		parts = append(parts, fmt.Sprintf("Left out: %s, with %s of %s.", strings.Join(out, "; "), underpin.FormatCount(m.standing-len(m.ties)), count(m.standing, "tie")))
	}
	return strings.Join(parts, " "), nil
}

// namesSaid is how many names a caption has of a list.
const namesSaid = 12

// leftOut is what the selection leaves out, in words.
func (m *shownMap) leftOut() (out []string) {
	add := func(what string, words []string) {
		if len(words) > 0 {
			out = append(out, what+list(words, namesSaid))
		}
	}
	add("entities of the kind ", hiddenOf(underpin.EntityKinds(), m.which.HideKinds, func(_ int, k string) string { return chart.EntityKind(k).Words() }))
	add("ties with a standing of ", hiddenOf(underpin.StandingBands, m.which.HideBands, func(i int, _ underpin.StandingBand) string { return chart.StandingWords(i) }))
	add("ties of the class ", hiddenOf(underpin.RelationClasses, m.which.HideClasses, func(_ int, c underpin.RelationClass) string { return string(c) }))
	turns := hiddenOf(underpin.TieTurns, m.which.HideTurns, func(_ int, t underpin.TieTurn) string { return t.Words() })
	if m.state.then != nil && len(turns) > 0 {
		out = append(out, "ties by what became of them ("+list(turns, namesSaid)+")")
	}
	add("all but ", m.names(m.which.Only))
	add("", m.names(m.which.Hide))
	return out
}

// hiddenOf are the words of those of a list that are hidden, in its order.
func hiddenOf[T comparable](all, hidden []T, words func(int, T) string) (out []string) {
	for i, x := range all {
		if slices.Contains(hidden, x) {
			out = append(out, words(i, x))
		}
	}
	return out
}

// then is when, or in which state, the ties stand that are shown.
func (m *shownMap) then() string {
	switch {
	case m.state.sample != nil:
		return "in this state"
	case m.state.then != nil:
		return "on either date"
	}
	return "on " + onDay(m.At)
}

// names are the names of those entities that have a tie, on whatever date: no other is named
// in what leaves.
func (m *shownMap) names(ids []underpin.EntityID) (out []string) {
	for _, id := range ids {
		if slices.Contains(m.tied.graph.entities, id) {
			out = append(out, m.Index.NameOf(id))
		}
	}
	return out
}
