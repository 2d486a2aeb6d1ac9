package measure

import (
	"cmp"
	"encoding/binary"
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
	// control is what [Ownership.Control] has found: chains ask for the same pairs often.
	control map[[2]int32]float64
}

// NewOwnership reads the holdings of a frame.
func NewOwnership(f *snapshot.Frame) *Ownership {
	o := &Ownership{f: f, judged: f.Judged(), control: map[[2]int32]float64{}}
	o.reader, o.any = f.HoldingReader()
	return o
}

// Control is the share of worlds in which one controls another by ownership.
func (o *Ownership) Control(a, b int32) float64 {
	if !o.f.MayOwn(a, b) {
		return 0
	}
	share, known := o.control[[2]int32{a, b}]
	if known {
		return share
	}
	count := 0
	for world := range o.f.Worlds() {
		if root := o.reader.Roots(world); o.f.Owns(world, root[a], root[b]) {
			count++
		}
	}
	share = float64(count) / float64(max(o.f.Worlds(), 1))
	o.control[[2]int32{a, b}] = share
	return share
}

// Owners lists who has a share in a thing in some world, itself or over others, control
// first, then what comes to it.
func (o *Ownership) Owners(thing int32) []Owner {
	out := []Owner{}
	if !o.any {
		return out
	}
	rows := map[int32]*ownerRow{} // by who stands for the owner in every world
	holders, known := o.holders(), map[string]map[int32]flow{}
	var key []byte
	for world := range o.f.Worlds() {
		root := o.reader.Roots(world)
		list := o.reader.Behind(world, root[thing])
		key = appendHoldings(binary.LittleEndian.AppendUint32(key[:0], uint32(root[thing])), list)
		flows, ok := known[string(key)]
		if !ok {
			flows = newFlows(list, root[thing])
			known[string(key)] = flows
		}
		for _, x := range holders {
			f, ok := flows[root[x]]
			if !ok || root[x] == root[thing] {
				continue
			}
			r := rows[x]
			if r == nil {
				r = &ownerRow{flow: make([]float64, o.f.Worlds())}
				rows[x] = r
			}
			r.flow[world], r.unknown = f.share, r.unknown || f.unknown
			if o.f.Owns(world, root[x], root[thing]) {
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

// holders lists who may hold something, as who stands for them in every world.
func (o *Ownership) holders() []int32 {
	may := o.reader.Holders()
	var out []int32
	for e, x := range o.judged {
		if int32(e) == x && may[e] {
			out = append(out, x)
		}
	}
	return out
}

// appendHoldings writes down holdings, so that worlds in which they are the same are told.
func appendHoldings(key []byte, list []snapshot.Holding) []byte {
	for _, h := range list {
		key = binary.LittleEndian.AppendUint32(key, uint32(h.Holder))
		key = binary.LittleEndian.AppendUint32(key, uint32(h.Held))
		key = binary.LittleEndian.AppendUint64(key, math.Float64bits(h.Share))
	}
	return key
}

// An ownerRow is what one owner has, world by world.
type ownerRow struct {
	flow    []float64
	control int
	unknown bool
}
