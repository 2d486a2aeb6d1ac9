package api

import (
	"reflect"

	"underpin"
	"underpin/internal/desk"
)

// idKinds are the kinds of the records that ids of a type are of.
var idKinds = map[reflect.Type]underpin.RecordKind{
	reflect.TypeFor[underpin.EntityID]():     underpin.KindEntity,
	reflect.TypeFor[underpin.ClaimID]():      underpin.KindClaim,
	reflect.TypeFor[underpin.SourceID]():     underpin.KindSource,
	reflect.TypeFor[underpin.OriginID]():     underpin.KindOrigin,
	reflect.TypeFor[underpin.TestimonyID]():  underpin.KindTestimony,
	reflect.TypeFor[underpin.RelationName](): underpin.KindRelation,
}

// keysIn returns the keys of the records whose ids stand anywhere in a value, by kind and
// id. An id is known by its type, and that of a record of another kind by the kind that
// stands beside it, as in [desk.Hit].
func keysIn(keys *desk.Keys, v any) map[string]map[string]string {
	w := keyWalk{keys: keys, out: map[string]map[string]string{}}
	w.walk(reflect.ValueOf(v))
	return w.out
}

type keyWalk struct {
	keys *desk.Keys
	out  map[string]map[string]string
}

func (w *keyWalk) add(kind underpin.RecordKind, id string) {
	if id == "" {
		return
	}
	of := w.out[string(kind)]
	if of == nil {
		of = map[string]string{}
		w.out[string(kind)] = of
	}
	if _, ok := of[id]; !ok {
		of[id] = w.keys.Of(underpin.RecordRef{Kind: kind, ID: id})
	}
}

func (w *keyWalk) walk(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		if kind, ok := idKinds[v.Type()]; ok {
			w.add(kind, v.String())
		}
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			w.walk(v.Elem())
		}
	case reflect.Slice, reflect.Array:
		if mayHoldID(v.Type().Elem()) {
			for i := range v.Len() {
				w.walk(v.Index(i))
			}
		}
	case reflect.Map:
		for it := v.MapRange(); it.Next(); {
			w.walk(it.Key())
			w.walk(it.Value())
		}
	case reflect.Struct:
		w.fields(v)
	}
}

func (w *keyWalk) fields(v reflect.Value) {
	var kind underpin.RecordKind
	var id string
	for i := range v.NumField() {
		if !v.Type().Field(i).IsExported() {
			continue
		}
		f := v.Field(i)
		switch {
		case f.Type() == reflect.TypeFor[underpin.RecordKind]():
			kind = underpin.RecordKind(f.String())
		case v.Type().Field(i).Name == "ID" && f.Type() == reflect.TypeFor[string]():
			id = f.String()
		default:
			w.walk(f)
		}
	}
	if kind != "" {
		w.add(kind, id)
	}
}

// mayHoldID reports whether a value of a type can hold an id: numbers cannot.
func mayHoldID(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.String:
		return idKinds[t] != ""
	case reflect.Pointer, reflect.Interface, reflect.Slice, reflect.Array, reflect.Map, reflect.Struct:
		return true
	}
	return false
}
