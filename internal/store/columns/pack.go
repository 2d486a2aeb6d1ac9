package columns

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
)

// The forms of a column.
const (
	zero = iota
	dense
	sparse
)

// MaxRecords is the most records that a pack may have.
const MaxRecords = 1 << 20

// Pack writes a slice of structs. It panics on what is no such slice, on more than
// [MaxRecords], and on types that no record has: interfaces, functions, channels and
// fields that are not exported.
func Pack(records any) []byte {
	list := reflect.ValueOf(records)
	n := list.Len()
	if n > MaxRecords {
		panic(fmt.Sprintf("columns: %d records in one pack", n))
	}
	p := packer{at: map[string]int64{"": 0}}
	p.column(list.Type().Elem(), n, list.Index)
	return p.whole(n)
}

// Layout describes the fields of the type of a slice of structs, in the order in which
// they are written: packs of another layout cannot be read.
func Layout(records any) string {
	var b strings.Builder
	var write func(t reflect.Type)
	write = func(t reflect.Type) {
		switch t.Kind() {
		case reflect.Struct:
			b.WriteByte('{')
			for f := range t.NumField() {
				b.WriteString(exported(t, f).Name + " ")
				write(t.Field(f).Type)
			}
			b.WriteByte('}')
		case reflect.Slice, reflect.Pointer:
			b.WriteString(t.Kind().String() + " ")
			write(t.Elem())
		case reflect.Map:
			b.WriteString("map ")
			write(t.Key())
			write(t.Elem())
		default:
			b.WriteString(t.Kind().String() + " ")
		}
	}
	write(reflect.TypeOf(records).Elem())
	return b.String()
}

// A packer writes the columns, and gathers the strings on the way.
type packer struct {
	at      map[string]int64
	texts   []string
	columns []byte
	numbers []int64 // of the column at hand
}

// whole puts the number of records and the strings before the columns.
func (p *packer) whole(n int) []byte {
	size := 0
	for _, s := range p.texts {
		size += len(s)
	}
	out := make([]byte, 0, len(p.columns)+size+2*len(p.texts)+3*binary.MaxVarintLen64)
	out = binary.AppendUvarint(out, uint64(n))
	out = binary.AppendUvarint(out, uint64(len(p.texts)))
	for _, s := range p.texts {
		out = binary.AppendUvarint(out, uint64(len(s)))
	}
	for _, s := range p.texts {
		out = append(out, s...)
	}
	return append(out, p.columns...)
}

// column writes n values of a type.
func (p *packer) column(t reflect.Type, n int, at func(i int) reflect.Value) {
	switch t.Kind() {
	case reflect.Struct:
		for f := range t.NumField() {
			p.column(exported(t, f).Type, n, func(i int) reflect.Value { return at(i).Field(f) })
		}
	case reflect.Slice:
		var all []reflect.Value
		p.number(n, func(i int) int64 {
			v := at(i)
			for k := range v.Len() {
				all = append(all, v.Index(k))
			}
			return length(v)
		})
		p.column(t.Elem(), len(all), func(i int) reflect.Value { return all[i] })
	case reflect.Map:
		p.maps(t, n, at)
	case reflect.Pointer:
		var all []reflect.Value
		p.number(n, func(i int) int64 {
			v := at(i)
			if v.IsNil() {
				return 0
			}
			all = append(all, v.Elem())
			return 1
		})
		p.column(t.Elem(), len(all), func(i int) reflect.Value { return all[i] })
	default:
		p.leaf(t, n, at)
	}
}

// maps writes n maps, each in the order of its keys.
func (p *packer) maps(t reflect.Type, n int, at func(i int) reflect.Value) {
	var keys, values []reflect.Value
	p.number(n, func(i int) int64 {
		v := at(i)
		order := v.MapKeys()
		slices.SortFunc(order, func(a, b reflect.Value) int { return cmp.Compare(a.String(), b.String()) })
		for _, k := range order {
			keys, values = append(keys, k), append(values, v.MapIndex(k))
		}
		return length(v)
	})
	p.column(t.Key(), len(keys), func(i int) reflect.Value { return keys[i] })
	p.column(t.Elem(), len(values), func(i int) reflect.Value { return values[i] })
}

// length is that of a slice or a map.
func length(v reflect.Value) int64 { return int64(v.Len()) }

// leaf writes n values that have no parts.
func (p *packer) leaf(t reflect.Type, n int, at func(i int) reflect.Value) {
	switch t.Kind() {
	case reflect.String:
		p.number(n, func(i int) int64 { return p.place(at(i).String()) })
	case reflect.Bool:
		p.number(n, func(i int) int64 {
			if at(i).Bool() {
				return 1
			}
			return 0
		})
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		p.number(n, func(i int) int64 { return at(i).Int() })
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		p.number(n, func(i int) int64 { return int64(at(i).Uint()) })
	case reflect.Float64:
		p.number(n, func(i int) int64 { return int64(math.Float64bits(at(i).Float())) })
	default:
		panic(fmt.Sprintf("columns: a field of the type %s", t))
	}
}

// place is the number of a string in the table, from 1; 0 is the empty string.
func (p *packer) place(s string) int64 {
	k, ok := p.at[s]
	if !ok {
		p.texts = append(p.texts, s)
		k = int64(len(p.texts))
		p.at[s] = k
	}
	return k
}

// number writes one column.
func (p *packer) number(n int, of func(i int) int64) {
	p.numbers = p.numbers[:0]
	set := 0
	low, high := int64(math.MaxInt64), int64(math.MinInt64)
	for i := range n {
		x := of(i)
		p.numbers = append(p.numbers, x)
		low, high = min(low, x), max(high, x)
		if x != 0 {
			set++
		}
	}
	switch {
	case set == 0:
		p.columns = append(p.columns, zero)
	case set < n/4:
		p.few(set)
	default:
		p.all(low, high)
	}
}

// few writes the numbers that are not zero, each after the distance from the last.
func (p *packer) few(set int) {
	p.columns = append(p.columns, sparse)
	p.columns = binary.AppendUvarint(p.columns, uint64(set))
	last := -1
	for i, x := range p.numbers {
		if x != 0 {
			p.columns = binary.AppendUvarint(p.columns, uint64(i-last))
			p.columns = binary.AppendVarint(p.columns, x)
			last = i
		}
	}
}

// all writes every number as its distance from the smallest.
func (p *packer) all(low, high int64) {
	width := widthOf(uint64(high) - uint64(low))
	p.columns = append(p.columns, dense, byte(width))
	p.columns = binary.AppendVarint(p.columns, low)
	for _, x := range p.numbers {
		d := uint64(x) - uint64(low)
		switch width {
		case 1:
			p.columns = append(p.columns, byte(d))
		case 2:
			p.columns = binary.LittleEndian.AppendUint16(p.columns, uint16(d))
		case 4:
			p.columns = binary.LittleEndian.AppendUint32(p.columns, uint32(d))
		default:
			p.columns = binary.LittleEndian.AppendUint64(p.columns, d)
		}
	}
}

// widthOf is the number of bytes, 1, 2, 4 or 8, in which a number can be written.
func widthOf(x uint64) int {
	switch {
	case x <= math.MaxUint8:
		return 1
	case x <= math.MaxUint16:
		return 2
	case x <= math.MaxUint32:
		return 4
	}
	return 8
}

// exported returns a field of a struct, which must be visible.
func exported(t reflect.Type, f int) reflect.StructField {
	field := t.Field(f)
	if !field.IsExported() {
		panic(fmt.Sprintf("columns: the field %s of %s is not exported", field.Name, t))
	}
	return field
}
