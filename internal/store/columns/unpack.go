package columns

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"reflect"
)

// ErrFormat is returned for bytes that no [Pack] has written for the type.
var ErrFormat = errors.New("not records in columns")

// Unpack reads what [Pack] has written and appends the records to a slice, given by a
// pointer to it. The strings of all records share one piece of memory, which is held as
// long as any of them. It fails with [ErrFormat], and the slice is then as it was.
func Unpack(data []byte, to any) error {
	list := reflect.ValueOf(to).Elem()
	u := unpacker{data: data}
	n := u.count(MaxRecords)
	u.table()
	if u.err != nil {
		return u.err
	}
	have := list.Len()
	var grown reflect.Value
	if list.Cap()-have >= n {
		grown = list.Slice(0, have+n)
		grown.Slice(have, have+n).Clear()
	} else {
		grown = reflect.MakeSlice(list.Type(), have+n, have+n)
		reflect.Copy(grown, list)
	}
	u.column(list.Type().Elem(), n, func(i int) reflect.Value { return grown.Index(have + i) })
	if u.err == nil && len(u.data) > 0 {
		u.fail("%d bytes are left over", len(u.data))
	}
	if u.err == nil {
		list.Set(grown)
	}
	return u.err
}

// Reserve makes room for n records more in a slice, given by a pointer to it, so that
// several packs are appended without moving those that are there.
func Reserve(to any, n int) {
	list := reflect.ValueOf(to).Elem()
	grown := reflect.MakeSlice(list.Type(), list.Len(), list.Len()+n)
	reflect.Copy(grown, list)
	list.Set(grown)
}

// An unpacker reads what is left of a pack. After the first failure it reads nothing.
type unpacker struct {
	data    []byte
	strings []string
	err     error
}

func (u *unpacker) fail(format string, args ...any) {
	if u.err == nil {
		u.err = fmt.Errorf("%w: %s", ErrFormat, fmt.Sprintf(format, args...))
	}
	u.data = nil
}

// count reads a number of things, at most so many.
func (u *unpacker) count(most int) int {
	x, n := binary.Uvarint(u.data)
	if n <= 0 || x > uint64(most) {
		u.fail("a number is cut off or too large")
		return 0
	}
	u.data = u.data[n:]
	return int(x)
}

func (u *unpacker) signed() int64 {
	x, n := binary.Varint(u.data)
	if n <= 0 {
		u.fail("a number is cut off")
		return 0
	}
	u.data = u.data[n:]
	return x
}

func (u *unpacker) bytes(n int) []byte {
	if n > len(u.data) {
		u.fail("%d bytes are missing", n-len(u.data))
		return nil
	}
	b := u.data[:n]
	u.data = u.data[n:]
	return b
}

// table reads the strings.
func (u *unpacker) table() {
	n := u.count(len(u.data))
	lengths := make([]int, n)
	size := 0
	for i := range lengths {
		lengths[i] = u.count(len(u.data))
		size += lengths[i]
	}
	text := string(u.bytes(size))
	if u.err != nil {
		return
	}
	u.strings = make([]string, n+1)
	for i, length := range lengths {
		u.strings[i+1], text = text[:length], text[length:]
	}
}

// column reads n values of a type.
func (u *unpacker) column(t reflect.Type, n int, at func(i int) reflect.Value) {
	switch t.Kind() {
	case reflect.Struct:
		for f := range t.NumField() {
			u.column(exported(t, f).Type, n, func(i int) reflect.Value { return at(i).Field(f) })
		}
	case reflect.Slice:
		u.slices(t, n, at)
	case reflect.Map:
		u.maps(t, n, at)
	case reflect.Pointer:
		var set []int
		u.number(n, func(i int, _ int64) { set = append(set, i) })
		all := u.make(t.Elem(), len(set))
		u.column(t.Elem(), len(set), all.Index)
		if u.err == nil {
			for k, i := range set {
				at(i).Set(all.Index(k).Addr())
			}
		}
	default:
		u.leaf(t, n, at)
	}
}

// make returns a slice of n values, shared by the records that they belong to.
func (u *unpacker) make(elem reflect.Type, n int) reflect.Value {
	return reflect.MakeSlice(reflect.SliceOf(elem), n, n)
}

// maxElements bounds the elements of all records of a pack together.
const maxElements = 1 << 24

// A part is where the elements of one record lie among those of all.
type part struct{ record, first, end int }

// parts reads a column of lengths.
func (u *unpacker) parts(n int) (parts []part, total int) {
	u.number(n, func(i int, length int64) {
		if length < 1 || length > MaxRecords || total > maxElements {
			u.fail("a length of %d", length)
			return
		}
		parts = append(parts, part{i, total, total + int(length)})
		total += int(length)
	})
	if u.err != nil {
		return nil, 0
	}
	return parts, total
}

func (u *unpacker) slices(t reflect.Type, n int, at func(i int) reflect.Value) {
	parts, total := u.parts(n)
	all := u.make(t.Elem(), total)
	u.column(t.Elem(), total, all.Index)
	if u.err != nil {
		return
	}
	if all.Type() != t {
		all = all.Convert(t)
	}
	for _, p := range parts {
		at(p.record).Set(all.Slice3(p.first, p.end, p.end))
	}
}

func (u *unpacker) maps(t reflect.Type, n int, at func(i int) reflect.Value) {
	parts, total := u.parts(n)
	keys, values := u.make(t.Key(), total), u.make(t.Elem(), total)
	u.column(t.Key(), total, keys.Index)
	u.column(t.Elem(), total, values.Index)
	if u.err != nil {
		return
	}
	for _, p := range parts {
		m := reflect.MakeMapWithSize(t, p.end-p.first)
		for k := p.first; k < p.end; k++ {
			m.SetMapIndex(keys.Index(k), values.Index(k))
		}
		at(p.record).Set(m)
	}
}

// leaf reads n values that have no parts.
func (u *unpacker) leaf(t reflect.Type, n int, at func(i int) reflect.Value) {
	switch t.Kind() {
	case reflect.String:
		u.number(n, func(i int, x int64) {
			if x < 0 || x >= int64(len(u.strings)) {
				u.fail("a string of the number %d", x)
				return
			}
			at(i).SetString(u.strings[x])
		})
	case reflect.Bool:
		u.number(n, func(i int, x int64) { at(i).SetBool(x != 0) })
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		u.number(n, func(i int, x int64) { at(i).SetInt(x) })
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		u.number(n, func(i int, x int64) { at(i).SetUint(uint64(x)) })
	case reflect.Float64:
		u.number(n, func(i int, x int64) { at(i).SetFloat(math.Float64frombits(uint64(x))) })
	default:
		panic(fmt.Sprintf("columns: a field of the type %s", t))
	}
}

// number reads one column and passes on what is not zero.
func (u *unpacker) number(n int, set func(i int, x int64)) {
	form := u.bytes(1)
	switch {
	case u.err != nil || form[0] == zero:
	case form[0] == sparse:
		u.few(n, set)
	case form[0] == dense:
		u.all(n, set)
	default:
		u.fail("a column of the form %d", form[0])
	}
}

func (u *unpacker) few(n int, set func(i int, x int64)) {
	i := -1
	for range u.count(n) {
		i += u.count(n)
		x := u.signed()
		if i < 0 || i >= n {
			u.fail("a column goes past its records")
		}
		if u.err != nil {
			return
		}
		set(i, x)
	}
}

func (u *unpacker) all(n int, set func(i int, x int64)) {
	width := u.bytes(1)
	low := u.signed()
	if u.err != nil {
		return
	}
	var read func(b []byte, i int) uint64
	switch width[0] {
	case 1:
		read = func(b []byte, i int) uint64 { return uint64(b[i]) }
	case 2:
		read = func(b []byte, i int) uint64 { return uint64(binary.LittleEndian.Uint16(b[2*i:])) }
	case 4:
		read = func(b []byte, i int) uint64 { return uint64(binary.LittleEndian.Uint32(b[4*i:])) }
	case 8:
		read = func(b []byte, i int) uint64 { return binary.LittleEndian.Uint64(b[8*i:]) }
	default:
		u.fail("numbers of %d bytes", width[0])
		return
	}
	b := u.bytes(n * int(width[0]))
	for i := 0; i < n && u.err == nil; i++ {
		if x := int64(uint64(low) + read(b, i)); x != 0 {
			set(i, x)
		}
	}
}
