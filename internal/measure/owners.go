package measure

import (
	"cmp"
	"context"
	"encoding/binary"
	"math"
	"slices"

	"underpin"
	"underpin/internal/snapshot"
	"underpin/internal/worldset"
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

// An Ownership is who holds what by shares in the worlds of a date. It is for one
// goroutine.
type Ownership struct {
	f *snapshot.Shareholdings
	// control are the worlds in which one controls another, once asked: chains ask for the
	// same pairs often. of are the things of which it is asked who controls them.
	control map[[2]int32]worldset.Set
	of      map[int32]*snapshot.ControlOf
}

// NewOwnership reads shares on a date.
func NewOwnership(f *snapshot.Shareholdings) *Ownership {
	return &Ownership{f: f, control: map[[2]int32]worldset.Set{}, of: map[int32]*snapshot.ControlOf{}}
}

// controlOf finds who controls a thing, for all who may.
func (o *Ownership) controlOf(thing int32) *snapshot.ControlOf {
	if o.of[thing] == nil {
		o.of[thing] = o.f.ControlOf(thing)
	}
	return o.of[thing]
}

// Control is the share of worlds in which one controls another by ownership.
func (o *Ownership) Control(a, b int32) float64 {
	return float64(o.controls(a, b).Count()) / float64(max(o.f.Worlds(), 1))
}

// controls are the worlds in which one controls another by ownership.
func (o *Ownership) controls(a, b int32) worldset.Set {
	row, known := o.control[[2]int32{a, b}]
	if !known {
		if of := o.of[b]; of != nil {
			row = of.By(a)
		} else {
			row = o.f.Owns(a, b)
		}
		o.control[[2]int32{a, b}] = row
	}
	return row
}

// Owner is one of [Ownership.Owners]; ok is false where it has no share in any world. It
// returns the context's error where it was cancelled.
func (o *Ownership) Owner(ctx context.Context, x, thing int32) (owner Owner, ok bool, err error) {
	rows, err := o.flows(ctx, thing, func(h int32) bool { return h == x })
	if rows[x] == nil || err != nil {
		return Owner{}, false, err
	}
	return o.owner(x, thing, rows[x]), true, nil
}

func (o *Ownership) owner(x, thing int32, r *ownerRow) Owner {
	id := o.f.Case.Entities[x].ID
	known := slices.DeleteFunc(r.flow, math.IsNaN)
	return Owner{
		Entity: id, Name: o.f.Index.NameOf(id), Also: o.f.Also(id), Control: o.Control(x, thing), Flow: Summarise(known), Unknown: r.unknown,
	}
}

// Owners lists who has a share in a thing in some world, itself or over others, control
// first, then what comes to it. It returns the context's error where it was cancelled.
func (o *Ownership) Owners(ctx context.Context, thing int32) ([]Owner, error) {
	out := []Owner{}
	o.controlOf(thing)
	rows, err := o.flows(ctx, thing, func(int32) bool { return true })
	if err != nil {
		return nil, err
	}
	for x, r := range rows {
		out = append(out, o.owner(x, thing, r))
	}
	slices.SortFunc(out, func(a, b Owner) int {
		return cmp.Or(cmp.Compare(b.Control, a.Control), cmp.Compare(b.Flow.Mean, a.Flow.Mean), underpin.CompareIDs(string(a.Entity), string(b.Entity)))
	})
	return out, nil
}

// flows finds what comes to some owners of a thing world by world, by who stands for the
// owner in every world. Worlds with the same holdings are worked out once.
func (o *Ownership) flows(ctx context.Context, thing int32, of func(int32) bool) (map[int32]*ownerRow, error) {
	rows, known := map[int32]*ownerRow{}, map[string]map[int32]flow{}
	reader := o.f.Behind(thing)
	holders := slices.DeleteFunc(slices.Clone(reader.Holders()), func(x int32) bool { return o.f.StandsFor(x) != x || !of(x) })
	if len(holders) == 0 {
		return rows, nil
	}
	var key []byte
	for world := range o.f.Worlds() {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		held := o.f.Root(world, thing)
		list := reader.Behind(world)
		key = appendHoldings(binary.LittleEndian.AppendUint32(key[:0], uint32(held)), list)
		flows, ok := known[string(key)]
		if !ok {
			flows = newFlows(list, held)
			known[string(key)] = flows
		}
		for _, x := range holders {
			root := o.f.Root(world, x)
			f, ok := flows[root]
			if !ok || root == held {
				continue
			}
			r := rows[x]
			if r == nil {
				r = &ownerRow{flow: make([]float64, o.f.Worlds())}
				rows[x] = r
			}
			r.flow[world], r.unknown = f.share, r.unknown || f.unknown
		}
	}
	return rows, nil
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
	unknown bool
}
