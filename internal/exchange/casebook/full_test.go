package casebook

import (
	"reflect"
	"testing"

	"underpin"
)

// TestTheFullCaseLeavesNoFieldOut holds the test of every field to the domain: a
// field that is added there has to be read and written here.
func TestTheFullCaseLeavesNoFieldOut(t *testing.T) {
	set := map[string]bool{}
	visit(reflect.ValueOf(*full(t)), "Case", set)
	for field, ever := range set {
		if !ever {
			t.Errorf("%s is nowhere set", field)
		}
	}
}

// visit notes for every field of every record whether it is set in some record.
func visit(v reflect.Value, path string, set map[string]bool) {
	switch v.Interface().(type) {
	case underpin.Date, underpin.Span, underpin.Quantity:
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			visit(v.Elem(), path, set)
		}
	case reflect.Slice:
		for i := range v.Len() {
			visit(v.Index(i), path, set)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			f := v.Type().Field(i)
			if f.Tag.Get("json") == "-" { // the register's, not the casebook's
				continue
			}
			name := v.Type().Name() + "." + f.Name
			set[name] = set[name] || !v.Field(i).IsZero()
			visit(v.Field(i), name, set)
		}
	}
}
