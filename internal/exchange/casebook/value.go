package casebook

import (
	"errors"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"underpin"
	"underpin/internal/edtf"

	"go.yaml.in/yaml/v3"
)

// A field is a key of a record: how it is read into the record and written from
// it. The tables of fields are the format; reader, writer and schema follow them.
type field[T any] struct {
	keyed
	read func(d *decoder, n *yaml.Node, r *T)
	// write returns nothing for a field that is left out.
	write func(r *T) outValue
}

// A keyed is what a field is called and how its value is put together.
type keyed struct {
	key   string
	shape valueShape
	// word is, of a nested field, the part that a lone word stands for; of a shorthand
	// the field that it is short for.
	word string
}

// A valueShape says how the value of a field is put together.
type valueShape int

const (
	lone      valueShape = iota // one value
	several                     // a list of words
	nested                      // a map, or a list of maps or words
	shorthand                   // read for another field, and never written
	apart                       // records of their own
)

// text is a field that holds words, an id or free text.
func text[T any, S ~string](key string, at func(*T) *S) field[T] {
	return field[T]{keyed{key: key},
		func(d *decoder, n *yaml.Node, r *T) {
			if s, ok := d.scalar(n); ok {
				*at(r) = S(s)
			}
		},
		func(r *T) outValue { return words(string(*at(r))) },
	}
}

// lines is a field that holds a text of many lines, which is written as the list of them
// so that two versions of it can be laid side by side. Read, it may be one text as well.
func lines[T any](key string, at func(*T) *string) field[T] {
	return field[T]{keyed{key: key},
		func(d *decoder, n *yaml.Node, r *T) {
			if n.Kind != yaml.SequenceNode {
				if s, ok := d.scalar(n); ok {
					*at(r) = s
				}
				return
			}
			list := make([]string, 0, len(n.Content))
			for _, item := range n.Content {
				if s, ok := d.scalar(item); ok {
					list = append(list, s)
				}
			}
			*at(r) = strings.Join(list, "\n")
		},
		func(r *T) outValue {
			out := outValue{kind: outList, block: true}
			if *at(r) == "" {
				return outValue{}
			}
			for line := range strings.SplitSeq(*at(r), "\n") {
				out.items = append(out.items, scalarOut(line))
			}
			return out
		},
	}
}

// parsed is a field that a room parses from text: a date, a span, a quantity.
func parsed[T, V any](key string, at func(*T) *V, parse func(*decoder, string) (V, error), form func(V) string) field[T] {
	return field[T]{keyed{key: key},
		func(d *decoder, n *yaml.Node, r *T) {
			s, ok := d.notation(n)
			if !ok {
				return
			}
			v, err := parse(d, s)
			if err != nil {
				d.edtf(n, err)
				return
			}
			*at(r) = v
		},
		func(r *T) outValue { return notation(form(*at(r))) },
	}
}

func date[T any](key string, at func(*T) *underpin.Date) field[T] {
	return parsed(key, at, (*decoder).date, underpin.Date.String)
}

func span[T any](key string, at func(*T) *underpin.Span) field[T] {
	return parsed(key, at, (*decoder).span, underpin.Span.String)
}

// percent is a field that holds a share in percent.
func percent[T any](key string, at func(*T) *underpin.Quantity) field[T] {
	return parsed(key, at, func(d *decoder, s string) (underpin.Quantity, error) {
		if d.typed && !d.standing[s] {
			return edtf.ReadShare(s)
		}
		return edtf.ParseQuantity(s)
	}, underpin.Quantity.String)
}

// worth is a field that holds the value of a claim: a quantity or a date.
func worth[T any](key string, at func(*T) *underpin.Quantity) field[T] {
	return parsed(key, at, func(d *decoder, s string) (underpin.Quantity, error) {
		if d.typed && !d.standing[s] {
			return edtf.ReadValue(s)
		}
		return edtf.ParseValue(s)
	}, underpin.Quantity.String)
}

// number is a field that holds a finite number; 0 is left out.
func number[T any](key string, at func(*T) *float64) field[T] {
	return field[T]{keyed{key: key},
		func(d *decoder, n *yaml.Node, r *T) { *at(r), _ = d.number(n) },
		func(r *T) outValue {
			if *at(r) == 0 {
				return outValue{}
			}
			return notation(formatNumber(*at(r)))
		},
	}
}

// numberAlways is a number that is written even where it is 0.
func numberAlways[T any](key string, at func(*T) *float64) field[T] {
	f := number(key, at)
	f.write = func(r *T) outValue { return notation(formatNumber(*at(r))) }
	return f
}

// chance is a number above 0 and below 1, left out where none is given. A 0 that is
// written out is refused: it would be read as none.
func chance[T any](key string, at func(*T) *float64) field[T] {
	f := number(key, at)
	f.read = func(d *decoder, n *yaml.Node, r *T) {
		v, ok := d.number(n)
		if *at(r) = v; ok && v == 0 {
			d.fail(n, "write a number above 0 and below 1, or leave it out", "0 is not a probability")
		}
	}
	return f
}

// count is a field that holds a whole number from 0; 0 is left out.
func count[T any](key string, at func(*T) *int) field[T] {
	return field[T]{keyed{key: key},
		func(d *decoder, n *yaml.Node, r *T) {
			if s, ok := d.scalar(n); ok {
				v, err := strconv.Atoi(s)
				if err != nil || v < 0 || v > math.MaxInt32 {
					d.fail(n, "write 0, 1, 2 and so on", "%q is not a whole number", short(s))
					return
				}
				*at(r) = v
			}
		},
		func(r *T) outValue {
			if *at(r) == 0 {
				return outValue{}
			}
			return notation(strconv.Itoa(*at(r)))
		},
	}
}

// flagged is a field that is true or left out.
func flagged[T any](key string, at func(*T) *bool) field[T] {
	return field[T]{keyed{key: key},
		func(d *decoder, n *yaml.Node, r *T) {
			s, ok := d.scalar(n)
			if !ok {
				return
			}
			v, known := truth(s)
			if !known {
				d.fail(n, "write true or false", "%q is neither true nor false", short(s))
			}
			*at(r) = v
		},
		func(r *T) outValue {
			if !*at(r) {
				return outValue{}
			}
			return notation("true")
		},
	}
}

func truth(s string) (value, known bool) {
	switch strings.ToLower(s) {
	case "true", "yes":
		return true, true
	case "false", "no":
		return false, true
	}
	return false, false
}

// list is a field that holds a list of words; a single word is read as a list of one.
func list[T any, S ~string](key string, at func(*T) *[]S) field[T] {
	return field[T]{keyed{key, several, ""},
		func(d *decoder, n *yaml.Node, r *T) {
			for _, item := range d.items(n) {
				if s, ok := d.scalar(item); ok {
					d.element(key, s, item)
					*at(r) = append(*at(r), S(s))
				}
			}
		},
		func(r *T) outValue {
			o := outValue{kind: outList}
			for _, s := range *at(r) {
				o.items = append(o.items, scalarOut(string(s)))
			}
			return o.orNone()
		},
	}
}

// scalar returns the text of a scalar that is not empty.
func (d *decoder) scalar(n *yaml.Node) (string, bool) {
	switch {
	case n.Kind != yaml.ScalarNode:
		d.fail(n, "write one value", "text is expected here, not a %s", kindName(n))
		return "", false
	case n.Tag == "!!null" && n.Style == 0:
		d.fail(n, "write a value, or leave the entry out", "a value is missing")
		return "", false
	}
	if d.typed && !d.standing[n.Value] { // a file is looked through as a whole
		if at := unreadable([]byte(n.Value)); at >= 0 {
			r, _ := utf8.DecodeRuneInString(n.Value[at:])
			d.fail(n, "type it by hand where it was pasted", "there is a character in it that cannot be seen, %U", r)
			return "", false
		}
	}
	return d.intern(n.Value), true
}

// notation is scalar for values whose notation looks like a list to YAML.
func (d *decoder) notation(n *yaml.Node) (string, bool) {
	if n.Kind == yaml.SequenceNode {
		d.fail(n, `put it in double quotes: "[2019-03..2019-05]"`, "YAML reads a value in square brackets as a list")
		return "", false
	}
	return d.scalar(n)
}

// number returns the number of a scalar that holds one.
func (d *decoder) number(n *yaml.Node) (float64, bool) {
	s, ok := d.scalar(n)
	if !ok {
		return 0, false
	}
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsNaN(v) || math.IsInf(v, 0) || strings.ContainsAny(s, "xX_") {
		d.fail(n, "write a number such as 0.5 or 12", "%q is not a number", short(s))
		return 0, false
	}
	return v + 0, true
}

// items returns the elements of a list; a lone value stands for a list of one.
func (d *decoder) items(n *yaml.Node) []*yaml.Node {
	if n.Kind == yaml.SequenceNode {
		return n.Content
	}
	return []*yaml.Node{n}
}

// edtf reports an error of the room edtf at its place inside the value.
func (d *decoder) edtf(n *yaml.Node, err error) {
	var e *edtf.Error
	if !errors.As(err, &e) {
		d.fail(n, "", "%v", err)
		return
	}
	at := *n
	switch n.Style {
	case 0:
		at.Column += e.Column - 1
	case yaml.SingleQuotedStyle, yaml.DoubleQuotedStyle:
		at.Column += e.Column
	}
	d.fail(&at, e.Hint, "%s", e.Message)
}

// date parses a date once for each text.
func (d *decoder) date(s string) (underpin.Date, error) {
	if d.typed {
		return edtf.ReadDate(s)
	}
	return once(d.dates, s, edtf.Parse)
}

// span parses a span once for each text.
func (d *decoder) span(s string) (underpin.Span, error) {
	if d.typed {
		return edtf.ReadSpan(s)
	}
	return once(d.spans, s, edtf.ParseSpan)
}

func once[V any](seen map[string]V, s string, parse func(string) (V, error)) (V, error) {
	if v, ok := seen[s]; ok {
		return v, nil
	}
	v, err := parse(s)
	if err == nil {
		seen[s] = v
	}
	return v, err
}

func kindName(n *yaml.Node) string {
	switch n.Kind {
	case yaml.MappingNode:
		return "map"
	case yaml.SequenceNode:
		return "list"
	}
	return "text"
}

// short cuts a text for a message.
func short(s string) string {
	if r := []rune(s); len(r) > 60 {
		return string(r[:57]) + "..."
	}
	return s
}

func formatNumber(v float64) string {
	if v != 0 && (math.Abs(v) < 1e-6 || math.Abs(v) >= 1e21) {
		return strconv.FormatFloat(v, 'e', -1, 64)
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}
