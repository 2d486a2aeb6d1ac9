package snapshot

import (
	"sync"

	"underpin/internal/network"
)

// A link says in which worlds an entity is one with another that stands for it.
type link struct {
	entity, root int32
	row          []uint64
}

// kin are the links of a frame.
type kin struct {
	once  sync.Once
	links []link
}

// links lists who stands for whom in which worlds. Worlds in which the same
// samenesses are drawn have the same links.
func (f *Frame) links() []link {
	k := &f.kin
	k.once.Do(func() {
		if len(f.merges)+len(f.unsure) == 0 {
			return
		}
		at := map[[2]int32]int{}
		var sets network.UnionFind
		for _, worlds := range f.alikeInSameness() {
			f.uniteJudged(&sets, func(unsure int) bool { return hasWorld(f.columnOf[len(f.Active)+unsure], worlds[0]) })
			for i, e := range f.judged {
				root := f.judged[sets.Find(int32(i))]
				if root == e {
					continue
				}
				l, ok := at[[2]int32{e, root}]
				if !ok {
					l = len(k.links)
					at[[2]int32{e, root}] = l
					k.links = append(k.links, link{e, root, make([]uint64, (f.worlds+63)/64)})
				}
				for _, world := range worlds {
					k.links[l].row[world>>6] |= 1 << (world & 63)
				}
			}
		}
	})
	return k.links
}

// alikeInSameness groups the worlds by the samenesses that are drawn in them, in the
// order in which they first come.
func (f *Frame) alikeInSameness() [][]int {
	var groups [][]int
	number := map[string]int{}
	unsure := f.columnOf[len(f.Active):]
	name := make([]byte, len(unsure))
	for world := range f.worlds {
		for k, column := range unsure {
			name[k] = 0
			if hasWorld(column, world) {
				name[k] = 1
			}
		}
		g, ok := number[string(name)]
		if !ok {
			g = len(groups)
			number[string(name)] = g
			groups = append(groups, nil)
		}
		groups[g] = append(groups[g], world)
	}
	return groups
}

func hasWorld(row []uint64, world int) bool { return row[world>>6]>>(world&63)&1 != 0 }
