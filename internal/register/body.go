package register

import (
	"bytes"
	"encoding/json"
	"reflect"
	"slices"
)

// encode writes a body: JSON without a newline, and without the escapes that
// only web pages need.
func encode(v any) ([]byte, error) {
	var w bodyWriter
	return w.body(v)
}

// A bodyWriter writes bodies one after the other into the same memory.
type bodyWriter struct {
	buf  bytes.Buffer
	json *json.Encoder
}

// body returns the body of a value, until the next is asked for.
func (w *bodyWriter) body(v any) ([]byte, error) {
	if w.json == nil {
		w.json = json.NewEncoder(&w.buf)
		w.json.SetEscapeHTML(false)
	}
	w.buf.Reset()
	if err := w.json.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(w.buf.Bytes(), []byte("\n")), nil
}

// A Matcher compares records with bodies without decoding these, which takes several
// times as long. The zero Matcher is ready; it is for one goroutine.
type Matcher struct {
	writer bodyWriter
	hiding map[reflect.Type]omission
}

// Matches reports whether a body is, byte for byte, that of a record, given by a pointer
// to it, and leaves nothing of the record out, but for what is never in a body. Where it
// reports false the two may still mean the same; only decoding tells.
func (m *Matcher) Matches(record any, body []byte) bool {
	own, err := m.writer.body(record)
	return err == nil && bytes.Equal(own, body) && !bytes.Contains(body, replacement) && !m.hides(record)
}

// replacement is written for what is no text, whatever it was.
var replacement = []byte(`\ufffd`)

// hides reports whether there is something in a record that its body leaves out.
func (m *Matcher) hides(record any) bool {
	v := reflect.ValueOf(record).Elem()
	find, known := m.hiding[v.Type()]
	if !known {
		if m.hiding == nil {
			m.hiding = map[reflect.Type]omission{}
		}
		find = hiding(v.Type())
		m.hiding[v.Type()] = find
	}
	return find != nil && find(v)
}

// An omission reports whether the body of a value of one type, which can be addressed,
// leaves something out.
type omission func(v reflect.Value) bool

type zeroer interface{ IsZero() bool }

// hiding returns what finds, in values of a type, one that calls itself zero, and so may
// be left out, and is not; nil where there is no such type in it.
func hiding(t reflect.Type) omission {
	switch t.Kind() {
	case reflect.Struct:
		return hidingFields(t)
	case reflect.Pointer:
		if in := hiding(t.Elem()); in != nil {
			return func(v reflect.Value) bool { return !v.IsNil() && in(v.Elem()) }
		}
	case reflect.Slice:
		if in := hiding(t.Elem()); in != nil {
			return func(v reflect.Value) bool {
				for i := range v.Len() {
					if in(v.Index(i)) {
						return true
					}
				}
				return false
			}
		}
	case reflect.Map:
		if hiding(t.Elem()) != nil {
			return func(v reflect.Value) bool { return v.Len() > 0 } // it may be
		}
	}
	return nil
}

func hidingFields(t reflect.Type) omission {
	var all []omission
	if t.Implements(reflect.TypeFor[zeroer]()) {
		all = append(all, func(v reflect.Value) bool { return v.Addr().Interface().(zeroer).IsZero() && !v.IsZero() })
	}
	for f := range t.NumField() {
		if in := hiding(t.Field(f).Type); in != nil {
			all = append(all, func(v reflect.Value) bool { return in(v.Field(f)) })
		}
	}
	if all == nil {
		return nil
	}
	return func(v reflect.Value) bool {
		return slices.ContainsFunc(all, func(find omission) bool { return find(v) })
	}
}
