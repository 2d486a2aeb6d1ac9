package storetest

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"underpin"
	"underpin/internal/register"
	"underpin/internal/store"
)

// changesSince brings a case that is held up to date by what became of it since each
// of its entries.
func changesSince(t *testing.T, open Opener) {
	s := open(t, store.Config{Now: Clock()})
	importCase(t, s, Harbour(), store.ImportPolicy{})
	changed := Harbour().Claims[0]
	changed.Note = "she says so herself"
	commit(t, s, store.Change{Put: Put(t, changed, underpin.Entity{ID: "quay-bank", Schema: underpin.Company, Name: "Quay Bank"})})
	gone := []underpin.RecordRef{{Kind: underpin.KindTestimony, ID: "c10.1"}, {Kind: underpin.KindClaim, ID: "c10"}}
	commit(t, s, store.Change{Op: register.OpRemove, Remove: gone})
	commit(t, s, store.Change{Put: Put(t, underpin.Testimony{ID: "c1.2", Claim: "c1", Source: "HERON", Polarity: underpin.Affirm})})
	want, last, err := s.LoadAt(t.Context(), "harbour", store.At{})
	if err != nil {
		t.Fatal(err)
	}
	for seq := int64(1); seq <= last.Seq; seq++ {
		held, _, err := s.LoadAt(t.Context(), "harbour", store.At{Seq: seq})
		if err != nil {
			t.Fatal(err)
		}
		d, err := s.Since(t.Context(), "harbour", seq)
		if err != nil {
			t.Fatal(err)
		}
		if d.Since != seq || d.Head.Seq != last.Seq || d.Empty() != (seq == last.Seq) {
			t.Errorf("since entry %d: from %d to %d, empty %v", seq, d.Since, d.Head.Seq, d.Empty())
		}
		left := map[underpin.RecordRef]bool{}
		for _, ref := range d.Gone {
			left[ref] = true
		}
		got := underpin.Merge(held.Without(left), d.Put)
		got.Sort()
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("since entry %d (-loaded +brought up to date):\n%s", seq, diff)
		}
	}
	if _, err := s.Since(t.Context(), "harbour", last.Seq+1); !errors.Is(err, store.ErrNoEntry) {
		t.Errorf("since an entry to come: %v", err)
	}
	if _, err := s.Since(t.Context(), "nowhere", 1); !errors.Is(err, store.ErrNoCase) {
		t.Errorf("of an unknown case: %v", err)
	}
}
