package measure

import (
	"cmp"
	"math"
	"slices"

	"underpin"
	"underpin/internal/snapshot"
)

// An Owner is somebody who has a share in a thing, itself or over others.
type Owner struct {
	Entity underpin.EntityID `json:"entity"`
	Name   string            `json:"name"`
	// Also are the names of those that are judged the same.
	Also []string `json:"also,omitempty"`
	// Control is the share of worlds in which it controls the thing by ownership: with
	// what it and all that it controls hold, more than half.
	Control float64 `json:"control"`
	// Flow is its integrated share over the worlds, in percent: what of the thing comes
	// to it along every chain of shares. It is never control.
	Flow Distribution `json:"flow"`
	// Unknown: a share on the way is not known, so that more may come to it.
	Unknown bool `json:"unknown,omitempty"`
}

// An Ownership is who holds what by shares in the worlds of a frame. It is for one
// goroutine.
type Ownership struct {
	f      *snapshot.Frame
	reader *snapshot.HoldingReader
	any    bool
	judged []int32 // by entity: who stands for it in every world
}

// NewOwnership reads the holdings of a frame.
func NewOwnership(f *snapshot.Frame) *Ownership {
	o := &Ownership{f: f, judged: f.Judged()}
	o.reader, o.any = f.HoldingReader()
	return o
}

// Control is the share of worlds in which one controls another by ownership.
func (o *Ownership) Control(a, b int32) float64 {
	count := 0
	for world := range o.f.Worlds() {
		if !o.any {
			break
		}
		if root := o.reader.Roots(world); o.f.Owns(world, root[a], root[b]) {
			count++
		}
	}
	return float64(count) / float64(max(o.f.Worlds(), 1))
}

// Owners lists who has a share in a thing in some world, itself or over others, control
// first, then what comes to it.
func (o *Ownership) Owners(thing int32) []Owner {
	out := []Owner{}
	if !o.any {
		return out
	}
	rows := map[int32]*ownerRow{} // by who stands for the owner in every world
	for world := range o.f.Worlds() {
		root := o.reader.Roots(world)
		flows := flows(o.reader.Behind(world, root[thing]), root[thing])
		for e := range o.judged {
			x := int32(e)
			f, ok := flows[root[e]]
			if !ok || o.judged[e] != x || root[e] == root[thing] {
				continue
			}
			r := rows[x]
			if r == nil {
				r = &ownerRow{flow: make([]float64, o.f.Worlds())}
				rows[x] = r
			}
			r.flow[world], r.unknown = f.share, r.unknown || f.unknown
			if o.f.Owns(world, root[e], root[thing]) {
				r.control++
			}
		}
	}
	for x, r := range rows {
		id := o.f.Case.Entities[x].ID
		known := slices.DeleteFunc(r.flow, math.IsNaN)
		out = append(out, Owner{
			Entity: id, Name: o.f.Index.NameOf(id), Also: o.f.Also(id), Control: float64(r.control) / float64(o.f.Worlds()), Flow: Summarise(known), Unknown: r.unknown,
		})
	}
	slices.SortFunc(out, func(a, b Owner) int {
		return cmp.Or(cmp.Compare(b.Control, a.Control), cmp.Compare(b.Flow.Mean, a.Flow.Mean), underpin.CompareIDs(string(a.Entity), string(b.Entity)))
	})
	return out
}

// An ownerRow is what one owner has, world by world.
type ownerRow struct {
	flow    []float64
	control int
	unknown bool
}

// A flow is what comes to an owner, in percent; NaN where the owners hold each other in a
// closed circle, so that it comes to nobody.
type flow struct {
	share   float64
	unknown bool
}

// rounds bounds the sum over chains: a circle that gives back all but a thousandth is
// summed to the last digit.
const rounds, negligible = 40_000, 1e-13

// flows sums the chains of shares that lead to a thing: W(I - W)^-1, with the share of
// each owner in each firm in W, chains round a circle included (Brioschi, Buzzacchi and
// Colombo 1989). Shares in one firm that come to more than the whole, over several
// relations, are scaled down to it. A share that is not known adds nothing.
func flows(list []snapshot.Holding, thing int32) map[int32]flow {
	n := numberEnds(list, thing)
	sum, met := make([]float64, n.count), make([]bool, n.count)
	for k, h := range list {
		if h.Share < snapshot.Unknown {
			sum[n.held[k]] += h.Share / 100
		}
	}
	now, next := make([]float64, n.count), make([]float64, n.count)
	total, kept := make([]float64, n.count), make([]float64, n.count)
	now[0] = 1
	closed := true
	for round := range rounds {
		clear(next)
		for k, h := range list {
			if part := now[n.held[k]]; part > 0 && h.Share < snapshot.Unknown {
				next[n.holder[k]] += part * h.Share / 100 / max(sum[n.held[k]], 1)
				met[n.holder[k]] = true
			}
		}
		for x, part := range next {
			total[x] += part
		}
		if now, next = next, now; slices.Max(now) < negligible {
			closed = false
			break
		}
		// What goes round and comes to the same goes round for ever (Brent 1980).
		if slices.Equal(now, kept) {
			break
		}
		if round&(round+1) == 0 {
			copy(kept, now)
		}
	}
	out := map[int32]flow{}
	for x, part := range total {
		if closed {
			part = math.NaN()
		}
		if met[x] {
			out[n.entity[x]] = flow{share: 100 * part}
		}
	}
	unknown(list, thing, out)
	return out
}

// ends are the ends of holdings, numbered from the thing that they lead to.
type ends struct {
	count        int
	holder, held []int // by holding
	entity       []int32
}

func numberEnds(list []snapshot.Holding, thing int32) ends {
	n := ends{holder: make([]int, len(list)), held: make([]int, len(list)), entity: []int32{thing}}
	at := map[int32]int{thing: 0}
	number := func(e int32) int {
		k, ok := at[e]
		if !ok {
			k = len(n.entity)
			at[e], n.entity = k, append(n.entity, e)
		}
		return k
	}
	for k, h := range list {
		n.holder[k], n.held[k] = number(h.Holder), number(h.Held)
	}
	n.count = len(n.entity)
	return n
}

// unknown marks who has an unknown share in a thing, or in what has a share in it.
func unknown(list []snapshot.Holding, thing int32, out map[int32]flow) {
	queue := []int32{thing}
	doubt := map[int32]bool{thing: false}
	for head := 0; head < len(queue); head++ {
		c := queue[head]
		for _, h := range list {
			if h.Held != c {
				continue
			}
			unknown := doubt[c] || h.Share >= snapshot.Unknown
			was, met := doubt[h.Holder]
			if met && (was || !unknown) {
				continue
			}
			doubt[h.Holder] = unknown
			queue = append(queue, h.Holder)
			if f := out[h.Holder]; unknown {
				f.unknown = true
				out[h.Holder] = f
			}
		}
	}
}
