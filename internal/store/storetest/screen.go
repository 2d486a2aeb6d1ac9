package storetest

import (
	"bytes"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"underpin"
	"underpin/internal/store"
)

func keySecret(t *testing.T, open Opener) {
	s := open(t, store.Config{Now: Clock()})
	first, err := s.KeySecret(t.Context())
	if err != nil || len(first) < 16 {
		t.Fatalf("%d bytes, %v", len(first), err)
	}
	again, err := s.KeySecret(t.Context())
	if err != nil || !bytes.Equal(first, again) {
		t.Errorf("asked again it is another, %v", err)
	}
}

func places(t *testing.T, open Opener) {
	s := open(t, store.Config{Now: Clock()})
	importCase(t, s, Harbour(), store.ImportPolicy{Summary: "harbour.yaml"})
	for _, at := range []map[underpin.EntityID]store.MapPlace{
		{"maryam-dalal": {X: .5, Y: -2}, "harbour-authority": {X: 1, Y: 3}},
		{"maryam-dalal": {X: .25, Y: 4}},
	} {
		if err := s.SetPlaces(t.Context(), "harbour", at); err != nil {
			t.Fatal(err)
		}
	}
	got, err := s.Places(t.Context(), "harbour")
	want := map[underpin.EntityID]store.MapPlace{"maryam-dalal": {X: .25, Y: 4}, "harbour-authority": {X: 1, Y: 3}}
	if err != nil || !cmp.Equal(got, want) {
		t.Errorf("%v, %v", got, err)
	}
	if entries, err := s.Log(t.Context(), "harbour", 0); err != nil || len(entries) != 1 {
		t.Errorf("where an entity stands is no change of the case: %d entries, %v", len(entries), err)
	}
}

func placeErased(t *testing.T, open Opener) {
	signer, _ := Key(t, 1)
	s := open(t, store.Config{Now: Clock(), Signer: signer})
	importCase(t, s, Harbour(), store.ImportPolicy{Summary: "harbour.yaml"})
	commit(t, s, store.Change{Put: Put(t, underpin.Entity{ID: "nadim-x", Schema: underpin.Person, Name: "Nadim X"})})
	if err := s.SetPlaces(t.Context(), "harbour", map[underpin.EntityID]store.MapPlace{"nadim-x": {}, "harbour-authority": {}}); err != nil {
		t.Fatal(err)
	}
	gone := []underpin.RecordRef{{Kind: underpin.KindEntity, ID: "nadim-x"}}
	if _, err := s.Erase(t.Context(), "harbour", store.Erasing{Records: gone, Base: 2}); err != nil {
		t.Fatal(err)
	}
	got, err := s.Places(t.Context(), "harbour")
	if want := (map[underpin.EntityID]store.MapPlace{"harbour-authority": {}}); err != nil || !cmp.Equal(got, want) {
		t.Errorf("%v, %v", got, err)
	}
}

func drafts(t *testing.T, open Opener) {
	s := open(t, store.Config{Now: Clock()})
	importCase(t, s, Harbour(), store.ImportPolicy{Summary: "harbour.yaml"})
	first, err := s.PutDraft(t.Context(), "harbour", store.DraftText{ID: "a", Body: "one"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.PutDraft(t.Context(), "harbour", store.DraftText{ID: "a", Version: first, Body: "two"}); err != nil {
		t.Fatal(err)
	}
	for name, err := range map[string]error{
		"who saw the first version writes": second(s.PutDraft(t.Context(), "harbour", store.DraftText{ID: "a", Version: first, Body: "three"})),
		"who saw none writes":              second(s.PutDraft(t.Context(), "harbour", store.DraftText{ID: "a", Body: "three"})),
		"who saw the first drops it":       s.DropDraft(t.Context(), "harbour", store.DraftText{ID: "a", Version: first}),
	} {
		if c, ok := errors.AsType[*store.DraftConflict](err); !ok || c.There.Body != "two" {
			t.Errorf("%s: %v", name, err)
		}
	}
	if got, err := s.Drafts(t.Context(), "harbour"); err != nil || !cmp.Equal(got, []store.DraftText{{ID: "a", Version: 2, Body: "two"}}) {
		t.Errorf("%v, %v", got, err)
	}
	for range 2 { // what is gone may be dropped again
		if err := s.DropDraft(t.Context(), "harbour", store.DraftText{ID: "a", Version: 2}); err != nil {
			t.Fatal(err)
		}
	}
	if entries, err := s.Log(t.Context(), "harbour", 0); err != nil || len(entries) != 1 {
		t.Errorf("a draft is no change of the case: %d entries, %v", len(entries), err)
	}
}

func second(_ int64, err error) error { return err }

func draftErased(t *testing.T, open Opener) {
	signer, _ := Key(t, 1)
	s := open(t, store.Config{Now: Clock(), Signer: signer})
	importCase(t, s, Harbour(), store.ImportPolicy{Summary: "harbour.yaml"})
	commit(t, s, store.Change{Put: Put(t, underpin.Entity{ID: "nadim-x", Schema: underpin.Person, Name: "Nadim X"})})
	for _, id := range []string{"a", "b"} {
		if err := second(s.PutDraft(t.Context(), "harbour", store.DraftText{ID: id, Body: "Nadim X"})); err != nil {
			t.Fatal(err)
		}
	}
	gone := []underpin.RecordRef{{Kind: underpin.KindEntity, ID: "nadim-x"}}
	if _, err := s.Erase(t.Context(), "harbour", store.Erasing{Records: gone, Drafts: []string{"a"}, Base: 2}); err != nil {
		t.Fatal(err)
	}
	if got, err := s.Drafts(t.Context(), "harbour"); err != nil || len(got) != 1 || got[0].ID != "b" {
		t.Errorf("%v, %v", got, err)
	}
}
