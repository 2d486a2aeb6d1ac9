package casebook

import "strings"

// The kinds of what is written.
const (
	outNone = iota
	outText // a text, quoted where YAML takes it for something else
	outRaw  // a date, a number or a quantity
	outList
	outMap
)

// An outValue is a value to be written; the zero outValue is left out. Lists and maps are
// written in brackets unless block is set.
type outValue struct {
	kind  int
	text  string
	keys  []string // of a map, one for each item
	items []outValue
	block bool
	// remark stands behind a value that ends its line; reading passes over it.
	remark string
}

// words is a text, left out if it is empty.
func words(s string) outValue {
	if s == "" {
		return outValue{}
	}
	return scalarOut(s)
}

func scalarOut(s string) outValue { return outValue{kind: outText, text: s} }

// notation is a date, a number or a quantity, left out if it is empty.
func notation(s string) outValue {
	if s == "" {
		return outValue{}
	}
	return outValue{kind: outRaw, text: s}
}

// put adds an entry to a map, unless it is left out.
func (o *outValue) put(key string, value outValue) {
	o.kind = outMap
	if value.kind != outNone {
		o.keys = append(o.keys, key)
		o.items = append(o.items, value)
	}
}

// orNone leaves out a list or map that has nothing in it.
func (o outValue) orNone() outValue {
	if len(o.items) == 0 {
		return outValue{}
	}
	return o
}

// record returns the map of a record by its table.
func record[T any](table []field[T], r *T, block bool) outValue {
	o := outValue{kind: outMap, block: block}
	for _, f := range table {
		o.put(f.key, f.write(r))
	}
	return o
}

// print writes a value that begins in the current line. Block values begin in the
// next, indented.
func (o outValue) print(b *strings.Builder, indent int) {
	switch {
	case !o.block:
		b.WriteByte(' ')
		o.flow(b, false)
		if o.remark != "" {
			b.WriteString(" # " + o.remark)
		}
		b.WriteByte('\n')
	case o.kind == outList:
		b.WriteByte('\n')
		for _, item := range o.items {
			pad(b, indent)
			b.WriteByte('-')
			if item.kind == outMap && item.block && len(item.items) > 0 {
				b.WriteByte(' ')
				item.entries(b, indent+2)
				continue
			}
			item.print(b, indent+2)
		}
	default:
		b.WriteByte('\n')
		pad(b, indent)
		o.entries(b, indent)
	}
}

// entries writes the entries of a map in block style, the first where it stands.
func (o outValue) entries(b *strings.Builder, indent int) {
	for i, key := range o.keys {
		if i > 0 {
			pad(b, indent)
		}
		b.WriteString(key)
		b.WriteByte(':')
		o.items[i].print(b, indent+2)
	}
}

// flow writes a value in one line. Inside says that brackets are open.
func (o outValue) flow(b *strings.Builder, inside bool) {
	switch o.kind {
	case outText, outRaw:
		b.WriteString(quoted(o.text, inside, o.kind == outText))
	case outList:
		b.WriteByte('[')
		for i, item := range o.items {
			if i > 0 {
				b.WriteString(", ")
			}
			item.flow(b, true)
		}
		b.WriteByte(']')
	case outMap:
		b.WriteByte('{')
		for i, key := range o.keys {
			if i > 0 {
				b.WriteString(", ")
			}
			b.WriteString(key)
			b.WriteString(": ")
			o.items[i].flow(b, true)
		}
		b.WriteByte('}')
	}
}

func pad(b *strings.Builder, n int) {
	for range n {
		b.WriteByte(' ')
	}
}
