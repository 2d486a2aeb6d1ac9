package shock

import (
	"testing"

	"underpin"
	"underpin/internal/worldset"
)

// relatedIn searches one world for what makes two related.
func relatedIn(after *view, a, b, thing int32) bool {
	x, y, held := after.w.Node(a), after.w.Node(b), after.w.Node(thing)
	for n := range int32(after.w.N()) {
		if under := after.commandFrom(n); n != held && under[x] && under[y] {
			return true
		}
	}
	return after.supportFrom(x)[y] || after.supportFrom(y)[x]
}

func TestHoldersAreRelatedAsASearchOfEachWorldFindsThem(t *testing.T) {
	related, unrelated := 0, 0
	for seed := range uint64(4) {
		for _, lost := range []string{"person-0", "group-0"} {
			c := lossOf(t, seed, underpin.EntityID(lost))
			s, j := c.newStates(), newClassifier(c)
			for world := range c.Worlds() {
				s.set(c.Pattern(world))
				word, _ := worldset.At(world)
				j.set(word) // once for all worlds, so that what is kept of one is asked for another
				for _, e := range c.items {
					list := j.holders(nil, e)
					for i := range list {
						for k := range i {
							worlds := list[k].stands & list[i].stands
							if worlds&worldset.Lane(world) == 0 || s.after.w.Gone(e) {
								continue
							}
							got := j.related.unrelated(list[k].entity, list[i].entity, e, worlds)&worldset.Lane(world) == 0
							if want := relatedIn(s.after, list[k].entity, list[i].entity, e); got != want {
								name := c.frame.Case.Entities
								t.Fatalf("seed %d, without %s, world %d: %s and %s over %s: related %v, want %v", seed, lost, world,
									name[list[k].entity].ID, name[list[i].entity].ID, name[e].ID, got, want)
							}
							if got {
								related++
							} else {
								unrelated++
							}
						}
					}
				}
			}
		}
	}
	if related == 0 || unrelated == 0 {
		t.Errorf("%d related, %d not: not both were tested", related, unrelated)
	}
}
