package network

import (
	"cmp"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"underpin/internal/synth/property"
)

func TestTheFirstOfAnOrderArePutFirst(t *testing.T) {
	property.Check(t, func(t *rapid.T) {
		list := rapid.SliceOfDistinct(rapid.Int32(), func(v int32) int32 { return v }).Draw(t, "list")
		k := rapid.IntRange(0, len(list)+1).Draw(t, "k")
		want := slices.Sorted(slices.Values(list))
		putFirst(list, k, cmp.Compare[int32])
		if k = min(k, len(list)); !slices.Equal(list[:k], want[:k]) {
			t.Fatalf("got %v, want %v first", list, want[:k])
		}
		if slices.Sort(list); !slices.Equal(list, want) {
			t.Fatalf("%v became %v", want, list)
		}
	})
}
