package desk

import (
	"fmt"
	"math"
	"testing"

	"underpin"
	"underpin/internal/store"
)

func TestNewEntitiesFindRoomOnAMapThatIsFull(t *testing.T) {
	const side, fresh = 40, 200
	m := &mapGraph{}
	placed := map[underpin.EntityID]store.MapPlace{}
	name := func(i int) underpin.EntityID { return underpin.EntityID(fmt.Sprintf("e%04d", i)) }
	for i := range side*side + fresh {
		m.entities = append(m.entities, name(i))
		if i < side*side {
			placed[name(i)] = store.MapPlace{X: float64(i%side) * mapSide / side, Y: float64(i/side) * mapSide / side}
		} else if i%2 == 0 { // the others are tied to nobody
			m.from, m.to = append(m.from, i), append(m.to, 820)
		}
	}
	got := map[underpin.EntityID]store.MapPlace{}
	at, err := m.settle(t.Context(), placed, got)
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != fresh {
		t.Fatalf("%d found a place", len(got))
	}
	apart := newSpots(len(m.entities)).apart
	for i, a := range at {
		if p, ok := placed[name(i)]; ok && p != a {
			t.Errorf("%s moved", name(i))
		}
		for k := max(i+1, side*side); k < len(at); k++ {
			if d := math.Hypot(a.X-at[k].X, a.Y-at[k].Y); d < apart {
				t.Errorf("%s and %s are %.1f apart", name(i), name(k), d)
			}
		}
	}
}
