package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"iter"
	"reflect"
	"strings"

	"underpin"
	"underpin/internal/register"
	"underpin/internal/store/columns"
)

// A shotCheck holds the snapshot of a case against the register, of which it is shown the
// rows in the order of kinds and ids. The records of the snapshot are written as bodies and
// compared with those of the register, which are decoded only where they differ; what else
// is in the snapshot is made again of its records.
type shotCheck struct {
	*shot
	of register.Entry
	// is the case that the snapshot gives.
	is *underpin.Case
	// days are those on which entries were recorded.
	days map[int64]underpin.Day
	// differs are the parts that are not what the register gives, met counts the records
	// that it has.
	differs map[string]bool
	met     map[string]int
	// err is why the register could not be compared.
	err error

	matcher register.Matcher
	// name is the part of the kind at hand, next the place after the record met last, at
	// the places of all; nil until asked for.
	kind underpin.Kind
	name string
	next int
	at   map[string]int
	// ref, first and body are of the record at hand: the entry of its first version, and
	// what its latest says.
	ref   underpin.RecordRef
	first int64
	body  []byte
}

// newShotCheck opens the snapshot of a case to compare it. It is nil where there is none
// that anybody would use.
func newShotCheck(ctx context.Context, q querier, id underpin.CaseID) (*shotCheck, error) {
	h, err := head(ctx, q, id)
	if err != nil {
		return nil, err
	}
	s, err := openShot(ctx, q, h)
	if errors.Is(err, errNoSnapshot) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	c := &shotCheck{shot: s, is: &underpin.Case{ID: id}, differs: map[string]bool{}, met: map[string]int{}}
	if c.of, err = entry(ctx, q, id, s.head.Seq); err != nil {
		return nil, err
	}
	if c.days, err = recordedDays(ctx, q, id, s.head.Seq); err != nil {
		return nil, err
	}
	for _, k := range underpin.Kinds {
		if err := c.unpack(k); err != nil {
			return nil, err
		}
	}
	return c, nil
}

// unpack reads the records of a kind.
func (c *shotCheck) unpack(k underpin.Kind) error {
	read := func() error { return c.settings(c.is) }
	if list := k.Slice(c.is); list != nil {
		read = func() error { return c.records(k, list) }
	}
	err := read()
	if errors.Is(err, errNoSnapshot) {
		c.differs[recordsOf(k)] = true
		return nil
	}
	return err
}

// row is shown the next version of a record.
func (c *shotCheck) row(r *register.StoredRecord) {
	if r.Seq > c.of.Seq || c.err != nil {
		return
	}
	if r.Ref != c.ref {
		c.record()
		if c.kind == nil || r.Ref.Kind != c.ref.Kind {
			c.turn(r.Ref.Kind)
		}
		c.ref, c.first = r.Ref, r.Seq
	}
	c.body = append(c.body[:0], r.Body...)
}

// turn goes on to the next kind.
func (c *shotCheck) turn(kind underpin.RecordKind) {
	k, ok := underpin.KindOf(kind)
	if !ok {
		c.err = fmt.Errorf("%w: %w %q", ErrDamaged, register.ErrUnknownKind, kind)
		return
	}
	c.kind, c.name, c.next, c.at = k, recordsOf(k), 0, nil
}

// place finds the record at hand in the snapshot. Where ids sort as people and as bytes
// sort them, as those of one length do, it is the next.
func (c *shotCheck) place() (i int, ok bool) {
	n := c.kind.Len(c.is)
	if i, ok = c.next, c.next < n && c.kind.ID(c.kind.At(c.is, c.next)) == c.ref.ID; !ok {
		if c.at == nil {
			c.at = make(map[string]int, n)
			for k := range n {
				c.at[c.kind.ID(c.kind.At(c.is, k))] = k
			}
		}
		i, ok = c.at[c.ref.ID]
	}
	c.next = i + 1
	return i, ok
}

// record compares the record at hand, now that its latest version is known.
func (c *shotCheck) record() {
	if c.err != nil || len(c.body) == 0 {
		return
	}
	c.met[c.name]++
	i, ok := c.place()
	if !ok || !c.same(c.kind.At(c.is, i)) {
		c.differs[c.name] = true
	}
}

// same reports whether a record of the snapshot is the one at hand.
func (c *shotCheck) same(record any) bool {
	t, said := record.(*underpin.Testimony)
	if said && t.Recorded != c.days[c.first] {
		return false
	}
	if c.matcher.Matches(record, c.body) {
		return true
	}
	want, err := register.Record{Ref: c.ref, Body: c.body}.Value()
	if err != nil {
		c.err = errors.Join(ErrDamaged, err)
		return false
	}
	if said {
		want.(*underpin.Testimony).Recorded = t.Recorded
	}
	return bytes.Equal(packedAlone(want), packedAlone(record))
}

// packedAlone packs one record, given by a pointer to it.
func packedAlone(record any) []byte {
	v := reflect.ValueOf(record).Elem()
	return columns.Pack(reflect.Append(reflect.MakeSlice(reflect.SliceOf(v.Type()), 0, 1), v).Interface())
}

// part names, after all rows, the first part that is not what the register gives; it is
// empty where all are.
func (c *shotCheck) part() (string, error) {
	c.record()
	if c.err != nil {
		return "", c.err
	}
	for _, k := range underpin.Kinds {
		if c.differs[recordsOf(k)] || c.met[recordsOf(k)] != k.Len(c.is) || !inOrder(k, c.is) {
			return recordsOf(k), nil
		}
	}
	h := headOf(c.is, c.of)
	for _, p := range partsOf(c.is, nil) {
		if !strings.HasPrefix(p.name, partRecords) {
			if same, err := c.derived(p.name, p.pieces); !same || err != nil {
				return p.name, err
			}
		}
		h.Parts = append(h.Parts, partCount{p.name, c.count(p.name).Pieces, p.records})
	}
	if !bytes.Equal(columns.Pack([]snapshotHead{h}), columns.Pack([]snapshotHead{c.head})) {
		return partHead, nil
	}
	return "", nil
}

// inOrder reports whether the records of a kind lie in the order of their ids, none twice.
func inOrder(k underpin.Kind, c *underpin.Case) bool {
	last := ""
	for i := range k.Len(c) {
		id := k.ID(k.At(c, i))
		if i > 0 && underpin.CompareIDs(last, id) >= 0 {
			return false
		}
		last = id
	}
	return true
}

// derived reports whether the pieces of a part are those that the records give.
func (c *shotCheck) derived(part string, want iter.Seq2[snapshotRow, error]) (same bool, err error) {
	next, stop := iter.Pull2(want)
	defer stop()
	same = true
	err = c.shot.part(part, func(first string, data []byte) error {
		p, err, ok := next()
		same = same && ok && p.first == first && bytes.Equal(p.data, data)
		return err
	})
	if errors.Is(err, errNoSnapshot) {
		return false, nil
	}
	_, _, more := next()
	return same && !more, err
}
