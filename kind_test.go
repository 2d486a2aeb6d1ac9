package underpin

import (
	"reflect"
	"slices"
	"testing"
)

// TestEverySliceOfACaseIsAKindOfRecord fails when a slice is added to Case without
// its row in the table of kinds.
func TestEverySliceOfACaseIsAKindOfRecord(t *testing.T) {
	var c Case
	at := map[any]RecordKind{}
	for _, k := range Kinds {
		if s := k.Slice(&c); s != nil {
			if at[s] != "" {
				t.Errorf("%s and %s lie in one slice", at[s], k.Name())
			}
			at[s] = k.Name()
		}
	}
	v := reflect.ValueOf(&c).Elem()
	slices := 0
	for i := range v.NumField() {
		if v.Field(i).Kind() != reflect.Slice {
			continue
		}
		slices++
		if at[v.Field(i).Addr().Interface()] == "" {
			t.Errorf("Case.%s has no row in Kinds", v.Type().Field(i).Name)
		}
	}
	if slices != len(at) || slices+1 != len(Kinds) { // and the settings
		t.Errorf("%d slices and %d rows", slices, len(Kinds))
	}
}

// TestTheIndexHasEveryKind fails when two rows of the table share a map of Index, or
// when one has none.
func TestTheIndexHasEveryKind(t *testing.T) {
	x := soundCase().Index()
	n := 0
	for ref, r := range soundCase().Records() {
		n++
		got := x.Find(ref)
		if got == nil || !reflect.DeepEqual(got, r) {
			t.Errorf("%s: the index has %v, the case %v", ref, got, r)
		}
		if ref.Kind != KindSettings && !slices.Contains(x.IDs(ref.Kind), ref.ID) {
			t.Errorf("%s is not among the ids of its kind", ref)
		}
	}
	if n != soundCase().Count() {
		t.Errorf("%d records, counted %d", n, soundCase().Count())
	}
	if x.Has(RecordRef{"omen", "o1"}) || x.Has(RecordRef{KindClaim, "c99"}) || x.IDs("omen") != nil {
		t.Error("the index has what is not there")
	}
}

// TestEveryFieldThatNamesARecordIsAReference goes through the fields of every kind
// whose type is that of an id, and fails where no reference is made of one.
func TestEveryFieldThatNamesARecordIsAReference(t *testing.T) {
	ids := map[reflect.Type]bool{}
	for _, id := range []any{EntityID(""), SourceID(""), OriginID(""), ClaimID(""), RelationName("")} {
		ids[reflect.TypeOf(id)] = true
	}
	for _, k := range Kinds {
		v := reflect.ValueOf(k.New()).Elem()
		n := 0
		fillIDs(v, ids, &n)
		k.SetID(v.Addr().Interface(), "own")
		got := map[string]bool{}
		for _, r := range k.References(v.Addr().Interface(), nil) {
			got[r.ID] = true
		}
		for i := range n {
			word := idWord(i)
			if !got[word] && k.ID(v.Addr().Interface()) != word && holds(v, word) {
				t.Errorf("%s: a field that names a record is no reference", k.Name())
			}
		}
	}
}

func idWord(i int) string { return "id-" + string(rune('a'+i)) }

// fillIDs gives every field of an id's type a word of its own, and every slice one
// element.
func fillIDs(v reflect.Value, ids map[reflect.Type]bool, n *int) {
	switch {
	case ids[v.Type()]:
		v.SetString(idWord(*n))
		*n++
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			fillIDs(v.Field(i), ids, n)
		}
	case v.Kind() == reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fillIDs(v.Index(0), ids, n)
	}
}

func holds(v reflect.Value, word string) bool {
	switch v.Kind() {
	case reflect.String:
		return v.String() == word
	case reflect.Struct:
		for i := range v.NumField() {
			if holds(v.Field(i), word) {
				return true
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			if holds(v.Index(i), word) {
				return true
			}
		}
	}
	return false
}

func TestRecordsAreKnownByValueAndByPointer(t *testing.T) {
	for _, k := range Kinds {
		record := k.New()
		for _, v := range []any{record, reflect.ValueOf(record).Elem().Interface()} {
			if got, ok := KindOfRecord(v); !ok || got.Name() != k.Name() {
				t.Errorf("%T is no %s", v, k.Name())
			}
		}
	}
	if _, ok := KindOfRecord(42); ok {
		t.Error("a number is a record")
	}
}
