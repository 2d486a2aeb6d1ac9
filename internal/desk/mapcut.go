package desk

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"underpin"
	"underpin/internal/chart"
)

// mapMost is how many entities a map draws: of more, those with the strongest ties.
const mapMost = 2000

// A MapCut says what is drawn of a map that is too large to draw all of it.
type MapCut struct {
	// Says is what is left out, and how to see it.
	Says string `json:"says"`
	// Entities and Ties count those of the whole map, Standing the ties that stand on the
	// date of the query.
	Entities int `json:"entities"`
	Ties     int `json:"ties"`
	Standing int `json:"standing"`
	// Kinds count the entities with a tie that stands on one of the dates that are shown,
	// Classes and Bands the ties that do, whether they are drawn or not.
	Kinds   map[string]int                 `json:"kinds"`
	Classes map[underpin.RelationClass]int `json:"classes"`
	Bands   []int                          `json:"bands"`
}

// cutMap chooses the entities that a map draws: nil for all.
func (s *Study) cutMap(ctx context.Context, ties *tiedCase, which MapSelection) (drawn []bool, _ *MapCut, err error) {
	if which, err = which.named(s.naming); err != nil {
		return nil, nil, err
	}
	drawn = make([]bool, len(ties.entities))
	if len(drawn) <= mapMost {
		for k := range drawn {
			drawn[k] = true
		}
		return drawn, nil, nil
	}
	state, err := s.mapState(ctx, ties, which)
	if err != nil {
		return nil, nil, err
	}
	c := &mapCutter{study: s, ties: ties, which: which, turns: state.turns(ties, s.At), strength: make([]float64, len(drawn))}
	c.weigh(state.allDrawn())
	c.around(drawn)
	chosen := c.strongest(drawn)
	cut := &MapCut{Entities: len(drawn), Ties: len(ties.claims), Says: c.says(chosen)}
	s.countMap(cut, ties, state)
	return drawn, cut, nil
}

// A mapCutter chooses the entities of a large map that are drawn.
type mapCutter struct {
	study *Study
	ties  *tiedCase
	which MapSelection
	turns []underpin.TieTurn
	// shown are the ties that are not hidden, by position; strength is the sum of their
	// standings at each entity, and met how many entities have one.
	shown    []bool
	strength []float64
	met      int
}

func (c *mapCutter) hides(k int, standing float64) bool {
	end := func(i int) *underpin.Entity { return &c.study.Case.Entities[c.ties.entities[i]] }
	var turn underpin.TieTurn
	if c.turns != nil {
		turn = c.turns[k]
	}
	return standing <= 0 || !c.which.shows(c.ties.claims[k].relation.Class, standing, turn, end(c.ties.graph.from[k]), end(c.ties.graph.to[k]))
}

// weigh finds the ties that are shown, and how strong they are together at each entity.
func (c *mapCutter) weigh(standing []float64) {
	c.shown = make([]bool, len(c.ties.claims))
	for k := range c.ties.claims {
		p := standing[c.ties.claims[k].claim]
		if c.hides(k, p) {
			continue
		}
		c.shown[k] = true
		for _, end := range []int{c.ties.graph.from[k], c.ties.graph.to[k]} {
			if c.strength[end] == 0 {
				c.met++
			}
			c.strength[end] += p
		}
	}
}

// around draws what is asked for by name, with all that it is tied to.
func (c *mapCutter) around(drawn []bool) {
	asked := slices.Concat(c.which.Around, c.which.Only, c.which.Expanded)
	for k, i := range c.ties.entities {
		drawn[k] = slices.Contains(asked, c.study.Case.Entities[i].ID)
	}
	named := slices.Clone(drawn)
	for k, shown := range c.shown {
		if from, to := c.ties.graph.from[k], c.ties.graph.to[k]; shown && (named[from] || named[to]) {
			drawn[from], drawn[to] = true, true
		}
	}
}

// strongest draws the entities with the strongest ties too, as long as there is room, and
// returns how many are drawn.
func (c *mapCutter) strongest(drawn []bool) (n int) {
	var others []int
	for k := range drawn {
		if drawn[k] {
			n++
		} else if c.strength[k] > 0 {
			others = append(others, k)
		}
	}
	slices.SortStableFunc(others, func(a, b int) int { return cmp.Compare(c.strength[b], c.strength[a]) })
	if room := max(0, mapMost-n); !c.which.All && len(others) > room {
		others = others[:room]
	}
	for _, k := range others {
		drawn[k] = true
	}
	return n + len(others)
}

// says is what a map leaves out, and how to see it.
func (c *mapCutter) says(drawn int) string {
	all := count(len(c.ties.entities), "entity")
	if drawn >= c.met {
		return fmt.Sprintf("Of %s, more than %s, only the %s with a tie of what is shown are drawn.", all, underpin.FormatCount(mapMost), underpin.FormatCount(drawn))
	}
	return fmt.Sprintf("Of %s, %s have a tie of what is shown: the %s with the strongest ties are drawn. Others appear when classes, standings or kinds are hidden, and whoever is chosen appears with all ties.",
		all, underpin.FormatCount(c.met), underpin.FormatCount(drawn))
}

// countMap counts what stands on the dates of a map, of each sort.
func (s *Study) countMap(cut *MapCut, ties *tiedCase, state *mapState) {
	cut.Kinds, cut.Classes, cut.Bands = map[string]int{}, map[underpin.RelationClass]int{}, make([]int, chart.StandingBands)
	met := make([]bool, len(ties.entities))
	for k := range ties.claims {
		t := &ties.claims[k]
		cut.Classes[t.relation.Class] += 0
		if state.now[t.claim] > 0 {
			cut.Standing++
		}
		if p := state.drawn(t.claim); p > 0 {
			cut.Classes[t.relation.Class]++
			cut.Bands[chart.StandingBand(p)]++
			met[ties.graph.from[k]], met[ties.graph.to[k]] = true, true
		}
	}
	for k, i := range ties.entities {
		if kind := s.Case.Entities[i].Schema.Kind(); met[k] {
			cut.Kinds[kind]++
		} else {
			cut.Kinds[kind] += 0
		}
	}
}
