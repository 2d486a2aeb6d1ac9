package desk

import (
	"math"

	"underpin"
	"underpin/internal/store"
)

// apartOnMap is how far a new entity stands from all others at least, on a map with room.
const apartOnMap = 45.0

// spots are the places that are taken on a map, found by entity and by place.
type spots struct {
	of map[underpin.EntityID]store.MapPlace
	// apart is how far a free spot lies from all others: less on a map that is full.
	apart float64
	cells map[[2]int][]store.MapPlace // squares of the side apart
	below float64                     // the greatest Y
}

// newSpots returns the spots of a map of so many entities, none taken.
func newSpots(n int) *spots {
	return &spots{of: make(map[underpin.EntityID]store.MapPlace, n), apart: min(apartOnMap, mapSide/math.Sqrt(float64(max(n, 1)))), cells: map[[2]int][]store.MapPlace{}}
}

func (s *spots) cell(p store.MapPlace) [2]int {
	return [2]int{int(math.Floor(p.X / s.apart)), int(math.Floor(p.Y / s.apart))}
}

func (s *spots) take(e underpin.EntityID, p store.MapPlace) {
	s.of[e] = p
	s.cells[s.cell(p)] = append(s.cells[s.cell(p)], p)
	s.below = max(s.below, p.Y)
}

// among returns the middle of those of some entities that have a spot; below all where
// none has.
func (s *spots) among(tied []underpin.EntityID) store.MapPlace {
	var sum store.MapPlace
	n := 0.0
	for _, e := range tied {
		if p, ok := s.of[e]; ok {
			sum.X, sum.Y, n = sum.X+p.X, sum.Y+p.Y, n+1
		}
	}
	if n > 0 {
		return store.MapPlace{X: sum.X / n, Y: sum.Y / n}
	}
	return store.MapPlace{X: mapSide / 2, Y: s.below + s.apart}
}

func (s *spots) isFree(p store.MapPlace) bool {
	c := s.cell(p)
	for x := c[0] - 1; x <= c[0]+1; x++ {
		for y := c[1] - 1; y <= c[1]+1; y++ {
			for _, o := range s.cells[[2]int{x, y}] {
				if math.Hypot(o.X-p.X, o.Y-p.Y) < s.apart {
					return false
				}
			}
		}
	}
	return true
}

// free returns the spot nearest to a place, on circles around it, that is free.
func (s *spots) free(want store.MapPlace) store.MapPlace {
	step := s.apart / 2
	for radius := 0.0; ; radius += step {
		steps := 1 + int(2*math.Pi*radius/step)
		for k := range steps {
			angle := 2 * math.Pi * float64(k) / float64(steps)
			if p := (store.MapPlace{X: want.X + radius*math.Cos(angle), Y: want.Y + radius*math.Sin(angle)}); s.isFree(p) {
				return p
			}
		}
	}
}
