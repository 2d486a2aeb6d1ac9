package desk

import (
	"context"

	"underpin"
)

// A MapTurns compares a map on two dates.
type MapTurns struct {
	// Turns are what became of its ties from the earlier date to the later, in the order of
	// a legend; of all ties of the map, whether they are drawn or not.
	Turns []MapTurn `json:"turns"`
	// Standing is how every claim stands on the second date, by its position in the case, 0
	// where it does not hold in the state that is shown.
	Standing []float64 `json:"standing"`
	// Sentence says how many ties turned which way.
	Sentence string  `json:"sentence"`
	Caption  Caption `json:"caption"`
}

// A MapTurn is one thing that became of ties.
type MapTurn struct {
	Turn  underpin.TieTurn `json:"turn"`
	Words string           `json:"words"`
	Count int              `json:"count"`
	// Sign is that of such a tie, a path of SVG around the middle of its line; empty for
	// those as before.
	Sign string `json:"sign,omitempty"`
	// Numbers are those of the ties, as [MapTies] has them; empty for those as before.
	Numbers []int `json:"numbers"`
}

// MapTurns compares the map on the date of a query with the second date of a selection, in
// the state that it shows.
func (d *Desk) MapTurns(ctx context.Context, q Query, which MapSelection) (_ *MapTurns, err error) {
	defer settle(ctx, &err)
	s, ties, err := d.tiedStudy(ctx, q)
	if err != nil {
		return nil, err
	}
	if which.And == "" {
		which.And = s.At.String()
	}
	st, err := s.mapState(ctx, ties, which)
	if err != nil {
		return nil, err
	}
	numbers, counts := map[underpin.TieTurn][]int{}, map[underpin.TieTurn]int{}
	for k, turn := range st.turns(ties, s.At) {
		if counts[turn]++; turn != underpin.TieSame {
			numbers[turn] = append(numbers[turn], ties.claims[k].claim)
		}
	}
	out := &MapTurns{Standing: st.then, Sentence: st.turnsSaid(s.At, counts), Caption: s.Caption(which.World > 0)}
	for _, turn := range underpin.TieTurns {
		out.Turns = append(out.Turns, MapTurn{turn, turn.Words(), counts[turn], turnSigns[turn].Path(), append([]int{}, numbers[turn]...)})
	}
	return out, nil
}
