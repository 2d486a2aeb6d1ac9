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
	m := &NetworkMap{}
	placed := map[underpin.EntityID]store.MapPlace{}
	name := func(i int) underpin.EntityID { return underpin.EntityID(fmt.Sprintf("e%04d", i)) }
	for i := range side*side + fresh {
		m.Nodes = append(m.Nodes, MapNode{Entity: name(i)})
		if i < side*side {
			placed[name(i)] = store.MapPlace{X: float64(i%side) * mapSide / side, Y: float64(i/side) * mapSide / side}
		} else if i%2 == 0 { // the others are tied to nobody
			m.Ties = append(m.Ties, MapTie{From: name(i), To: name(820)})
		}
	}
	got := m.settle(placed)
	if len(got) != fresh {
		t.Fatalf("%d found a place", len(got))
	}
	apart := newSpots(len(m.Nodes)).apart
	for i, a := range m.Nodes {
		if p, ok := placed[a.Entity]; ok && (p.X != a.X || p.Y != a.Y) {
			t.Errorf("%s moved", a.Entity)
		}
		for _, b := range m.Nodes[max(i+1, side*side):] {
			if d := math.Hypot(a.X-b.X, a.Y-b.Y); d < apart {
				t.Errorf("%s and %s are %.1f apart", a.Entity, b.Entity, d)
			}
		}
	}
}
