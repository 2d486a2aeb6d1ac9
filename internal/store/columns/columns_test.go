package columns_test

import (
	"bytes"
	"errors"
	"math"
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"underpin"
	"underpin/internal/store/columns"
	"underpin/internal/synth"
	"underpin/internal/synth/property"
)

// Every kind of record comes back as it was, whatever is in its fields.
func TestEveryKindComesBack(t *testing.T) {
	for _, k := range underpin.Kinds {
		list := k.Slice(&underpin.Case{})
		if list == nil {
			continue // the settings lie in no slice
		}
		typ := reflect.TypeOf(list).Elem()
		t.Run(string(k.Name()), func(t *testing.T) {
			property.Check(t, func(t *rapid.T) {
				n := rapid.IntRange(0, 20).Draw(t, "records")
				want := reflect.MakeSlice(typ, n, n)
				rich := rapid.IntRange(1, 4).Draw(t, "rich")
				for i := range n {
					fill(t, want.Index(i), rich)
				}
				data := columns.Pack(want.Interface())
				got := reflect.New(typ)
				if err := columns.Unpack(data, got.Interface()); err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(want.Interface(), got.Elem().Interface(), cmpopts.EquateEmpty()); n > 0 && diff != "" {
					t.Fatalf("came back otherwise:\n%s", diff)
				}
				if again := columns.Pack(got.Elem().Interface()); !bytes.Equal(data, again) {
					t.Fatal("packed again it is other bytes")
				}
			})
		})
	}
}

// fill sets one in so many fields of a value to something.
func fill(t *rapid.T, v reflect.Value, rich int) {
	set := v.Kind() == reflect.Struct || rapid.IntRange(1, rich).Draw(t, "set") == 1
	if !set {
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for f := range v.NumField() {
			fill(t, v.Field(f), rich)
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), rapid.IntRange(0, 3).Draw(t, "length"), 3))
		for i := range v.Len() {
			fill(t, v.Index(i), rich)
		}
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		for range rapid.IntRange(0, 3).Draw(t, "length") {
			key, value := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
			fill(t, key, 1)
			fill(t, value, rich)
			v.SetMapIndex(key, value)
		}
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(t, v.Elem(), rich)
	case reflect.String:
		v.SetString(rapid.StringN(0, 6, -1).Draw(t, "string"))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Float64:
		v.SetFloat(rapid.SampledFrom([]float64{.5, -1e300, math.Inf(1), 3}).Draw(t, "number"))
	default:
		if v.CanInt() {
			x := rapid.Int64().Draw(t, "int")
			for v.OverflowInt(x) {
				x >>= 8
			}
			v.SetInt(x)
			return
		}
		x := rapid.Uint64().Draw(t, "uint")
		for v.OverflowUint(x) {
			x >>= 8
		}
		v.SetUint(x)
	}
}

func TestPacksAreAppended(t *testing.T) {
	c := synth.Case(synth.CaseConfig{Seed: 3})
	var got []underpin.Testimony
	for from := 0; from < len(c.Testimonies); from += 50 {
		to := min(from+50, len(c.Testimonies))
		if err := columns.Unpack(columns.Pack(c.Testimonies[from:to]), &got); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(c.Testimonies, got); diff != "" {
		t.Error(diff)
	}
}

// Whatever is read in place of a pack, nothing panics and nothing is kept of it where
// it fails.
func TestDamagedPacksAreRefused(t *testing.T) {
	c := synth.Case(synth.CaseConfig{Seed: 4})
	data := columns.Pack(c.Sources)
	for cut := range data {
		var got []underpin.Source
		if err := columns.Unpack(data[:cut], &got); !errors.Is(err, columns.ErrFormat) || got != nil {
			t.Fatalf("the first %d of %d bytes: %v, %d records", cut, len(data), err, len(got))
		}
	}
	for at := range data {
		for _, flip := range []byte{1, 0x80, 0xff} {
			bad := bytes.Clone(data)
			bad[at] ^= flip
			var got []underpin.Source
			if err := columns.Unpack(bad, &got); err != nil && got != nil {
				t.Fatalf("byte %d: %v, and %d records", at, err, len(got))
			}
		}
	}
}

func FuzzUnpack(f *testing.F) {
	c := synth.Case(synth.CaseConfig{Seed: 5, Entities: 12, Claims: 8})
	f.Add(columns.Pack(c.Claims))
	f.Add(columns.Pack(c.Claims[:1]))
	f.Fuzz(func(t *testing.T, data []byte) {
		defer property.Bounded(t)()
		var got []underpin.Claim
		_ = columns.Unpack(data, &got)
	})
}

// The claims and testimonies of a case of 5,000 entities.
func BenchmarkUnpack(b *testing.B) {
	c := synth.Case(synth.CaseConfig{Entities: 5000, Claims: 20000, Sources: 100, Seed: 1})
	claims, said := columns.Pack(c.Claims), columns.Pack(c.Testimonies)
	b.ReportMetric(float64(len(claims)+len(said)), "bytes")
	for b.Loop() {
		var cl []underpin.Claim
		var ts []underpin.Testimony
		if err := errors.Join(columns.Unpack(claims, &cl), columns.Unpack(said, &ts)); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkPack(b *testing.B) {
	c := synth.Case(synth.CaseConfig{Entities: 5000, Claims: 20000, Sources: 100, Seed: 1})
	for b.Loop() {
		columns.Pack(c.Claims)
		columns.Pack(c.Testimonies)
	}
}
