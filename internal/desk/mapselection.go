package desk

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"underpin"
	"underpin/internal/chart"
	"underpin/internal/evidence"
)

// A MapSelection says what of a map is shown, as the address of the screen and a
// [underpin.MapView] have it. Its zero value shows all, on one date and in all possible
// states.
type MapSelection struct {
	// HideKinds are the kinds of [MapNode], HideBands the bands of standing, HideClasses the
	// classes of relations and HideTurns what became of ties between the dates, that are
	// not to be drawn. A word that is none hides nothing.
	HideKinds   []string
	HideBands   []underpin.StandingBand
	HideClasses []underpin.RelationClass
	HideTurns   []underpin.TieTurn
	// Only are the entities that alone are drawn, Hide those that are not, and Expanded
	// those that are drawn with all ties and neighbours, whatever is hidden.
	Only, Hide, Expanded []underpin.EntityID
	// Around are further entities that a map of more than 2,000 draws with all that they
	// are tied to: those that are selected.
	Around []underpin.EntityID
	// All draws all of such a map that has a tie of what is not hidden.
	All bool
	// And is the second date, in EDTF; none where it is empty.
	And string
	// World is the possible state that is shown, from 1; 0 for all.
	World int
}

// named returns the selection with ids where it may have names.
func (m MapSelection) named(n *naming) (_ MapSelection, err error) {
	for _, list := range []*[]underpin.EntityID{&m.Only, &m.Hide, &m.Expanded, &m.Around} {
		if *list, err = each(n, underpin.KindEntity, *list); err != nil {
			return m, err
		}
	}
	return m, nil
}

func (m *MapSelection) hidesKind(e *underpin.Entity) bool {
	return len(m.HideKinds) > 0 && slices.Contains(m.HideKinds, e.Schema.Kind())
}

// away reports whether an entity is left out by name.
func (m *MapSelection) away(e underpin.EntityID) bool {
	return slices.Contains(m.Hide, e) || len(m.Only) > 0 && !slices.Contains(m.Only, e)
}

// draws reports whether an entity is drawn, whatever its ties.
func (m *MapSelection) draws(e *underpin.Entity) bool {
	return slices.Contains(m.Expanded, e.ID) || !m.away(e.ID) && !m.hidesKind(e)
}

// shows reports whether a tie that stands is drawn: the legend hides it by its class, by how
// it stands, by what became of it or by the kinds of its ends.
func (m *MapSelection) shows(class underpin.RelationClass, standing float64, turn underpin.TieTurn, a, b *underpin.Entity) bool {
	if slices.Contains(m.Expanded, a.ID) || slices.Contains(m.Expanded, b.ID) {
		return true
	}
	return m.draws(a) && m.draws(b) && !slices.Contains(m.HideClasses, class) &&
		!slices.Contains(m.HideBands, underpin.StandingBands[chart.StandingBand(standing)]) && !slices.Contains(m.HideTurns, turn)
}

// A mapState is how claims stand on the dates of a map, in all possible states or in one.
type mapState struct {
	// now and then are the standings on the date of the study and on the second date, by
	// claim, 0 for what does not hold in the state that is shown; then is nil without a
	// second date.
	now, then []float64
	other     underpin.Day
	// sample is what the state is one of, nil where all are shown.
	sample *evidence.Sample
}

// mapState finds how claims stand as a selection shows them.
func (s *Study) mapState(ctx context.Context, ties *tiedCase, which MapSelection) (_ *mapState, err error) {
	st := &mapState{}
	if st.now, err = s.standings(ctx); err != nil {
		return nil, err
	}
	days := []underpin.Day{s.At}
	if which.And != "" {
		if st.other, err = day("and", which.And); err != nil {
			return nil, err
		}
		if err := within(s.whole.Case, st.other); err != nil {
			return nil, err
		}
		later := *s
		later.At = st.other
		if st.then, err = later.standings(ctx); err != nil {
			return nil, err
		}
		if st.other != s.At {
			days = append(days, st.other)
		}
	}
	if which.World == 0 {
		return st, nil
	}
	if st.sample, err = s.worlds(ctx, which.World, days...); err != nil {
		return nil, err
	}
	st.now = ties.inWorld(st.sample, 0, which.World, st.now)
	if st.then != nil {
		st.then = ties.inWorld(st.sample, len(days)-1, which.World, st.then)
	}
	return st, nil
}

// worlds draws the possible states, of which one is asked for by its number from 1.
func (s *Study) worlds(ctx context.Context, world int, days ...underpin.Day) (*evidence.Sample, error) {
	sample, err := s.Sample(ctx, days...)
	if err == nil && (world < 1 || world > sample.Worlds) {
		err = faultf(NoWorlds, "choose one from 1 to "+underpin.FormatCount(sample.Worlds), "there is no world %s", underpin.FormatCount(world))
	}
	return sample, err
}

// inWorld keeps the standings of the ties that hold in a world on one of its dates.
func (t *tiedCase) inWorld(sample *evidence.Sample, date, world int, standing []float64) []float64 {
	out := make([]float64, len(standing))
	for k := range t.claims {
		if c := t.claims[k].claim; sample.Holds(date, world-1, c) {
			out[c] = standing[c]
		}
	}
	return out
}

// drawn is how a claim is drawn: as it stands on that of the dates on which it stands higher.
func (st *mapState) drawn(claim int) float64 {
	if st.then == nil {
		return st.now[claim]
	}
	return max(st.now[claim], st.then[claim])
}

// allDrawn is [mapState.drawn] of all claims.
func (st *mapState) allDrawn() []float64 {
	if st.then == nil {
		return st.now
	}
	out := make([]float64, len(st.now))
	for c := range out {
		out[c] = st.drawn(c)
	}
	return out
}

// turns finds what became of each tie between the two dates, by its position; nil without a
// second date, and empty for a tie that stands on neither.
func (st *mapState) turns(ties *tiedCase, at underpin.Day) []underpin.TieTurn {
	if st.then == nil {
		return nil
	}
	was, is := st.then, st.now
	if at < st.other {
		was, is = is, was
	}
	out := make([]underpin.TieTurn, len(ties.claims))
	ended := map[[2]int][]int{}
	for k := range ties.claims {
		switch c := ties.claims[k].claim; {
		case was[c] > 0 && is[c] > 0:
			out[k] = underpin.TieSame
		case is[c] > 0:
			out[k] = underpin.TieBegan
		case was[c] > 0:
			out[k] = underpin.TieEnded
			ended[ties.pair(k)] = append(ended[ties.pair(k)], k)
		}
	}
	for k := range ties.claims {
		if out[k] != underpin.TieBegan {
			continue
		}
		class := ties.claims[k].relation.Class
		old := ended[ties.pair(k)]
		if i := slices.IndexFunc(old, func(o int) bool { return ties.claims[o].relation.Class != class }); i >= 0 {
			out[k], out[old[i]] = underpin.TieChanged, underpin.TieChanged
		}
	}
	return out
}

// pair are the ends of a tie, whichever holds power.
func (t *tiedCase) pair(k int) [2]int {
	return [2]int{min(t.graph.from[k], t.graph.to[k]), max(t.graph.from[k], t.graph.to[k])}
}

// turnsSaid says in a sentence how many ties turned which way between the two dates.
func (st *mapState) turnsSaid(at underpin.Day, counts map[underpin.TieTurn]int) string {
	var parts []string
	for _, t := range underpin.TieTurns {
		parts = append(parts, underpin.FormatCount(counts[t])+" "+t.Words())
	}
	return fmt.Sprintf("%s to %s: %s.", onDay(min(at, st.other)), onDay(max(at, st.other)), strings.Join(parts, ", "))
}
