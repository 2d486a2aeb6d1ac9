// Package storetest holds the suite that every store must pass: the same scenes
// with the same expected results, whatever database is behind it.
//
//	func TestSQLite(t *testing.T) {
//		storetest.Run(t, func(t testing.TB, cfg store.Config) *store.Store { … })
//	}
package storetest

import (
	"math/rand/v2"
	"testing"
	"time"

	"underpin"
	"underpin/internal/register"
	"underpin/internal/store"
)

// An Opener makes an empty store that is closed and removed when the test ends.
// It keeps the fields of the Config that are set.
type Opener func(t testing.TB, cfg store.Config) *store.Store

// Run runs the suite.
func Run(t *testing.T, open Opener) {
	for _, scene := range []struct {
		name string
		run  func(t *testing.T, open Opener)
	}{
		{"a case comes back as it was imported", roundTrip},
		{"an import says how many of its records it has seen to", progressOfImport},
		{"several cases lie in one store", severalCases},
		{"importing the same again writes nothing", importAgain},
		{"an import merges unless it is told to replace", mergeAndReplace},
		{"a change writes what differs and nothing else", commitDiffers},
		{"a change on a state that has passed is refused", conflict},
		{"a change names each record once and removes only what is there", badChanges},
		{"a case is read as of any entry and any time", readAt},
		{"a case that is held is brought up to date by what changed since", changesSince},
		{"the time of recording never runs backwards", clockSetBack},
		{"a testimony keeps the day it was first recorded", firstRecorded},
		{"the log and the history tell every version", logAndHistory},
		{"checkpoints are signed at imports and on demand", checkpoints},
		{"undo after do and redo after undo change nothing", undoAndRedo},
		{"everything can be undone and redone", undoEverything},
		{"an undo lists what depends on it, and takes it too when told", undoDependants},
		{"a redo lists what was changed meanwhile or is missing", redoDependants},
		{"undo and redo are inverse in random histories", undoProperty},
		{"a sound register verifies", verifyClean},
		{"a checkpoint kept elsewhere finds another history", verifyKept},
		{"a proof shows one record and no other", proofs},
		{"what is erased is gone from every state and the rest still verifies", erase},
		{"nothing brings back what was erased", nothingBringsBack},
		{"what lies beside a record that was erased is proved as before", provedBesideErased},
		{"the keys of records are made of one secret", keySecret},
		{"a draft is written by whoever has seen its last version", drafts},
		{"a draft goes with what is erased", draftErased},
		{"an entity stands where it was last put", places},
		{"the map forgets an entity that is erased", placeErased},
	} {
		t.Run(scene.name, func(t *testing.T) {
			t.Parallel()
			scene.run(t, open)
		})
	}
}

// Start is the time that the suite's clocks begin at.
var Start = time.Date(2021, 3, 4, 9, 30, 0, 123456000, time.UTC)

// Clock returns a clock that advances by a second at each reading.
func Clock() func() time.Time {
	now := Start
	return func() time.Time {
		now = now.Add(time.Second)
		return now
	}
}

// Harbour returns a small invented case.
func Harbour() *underpin.Case {
	return &underpin.Case{
		ID:       "harbour",
		Settings: underpin.Settings{Title: "Who runs the harbour?", Roots: []underpin.EntityID{"harbour-authority"}},
		Entities: []underpin.Entity{
			{ID: "harbour-authority", Schema: underpin.PublicBody, Name: "Harbour Authority"},
			{ID: "maryam-dalal", Schema: underpin.Person, Name: "Maryam Dalal", Aliases: []underpin.Alias{{Name: "مريم دلال"}}},
			{ID: "tarek-odeh", Schema: underpin.Person, Name: "Tarek Odeh"},
		},
		Sources: []underpin.Source{
			{ID: "HERON", Kind: underpin.SourcePerson, Protected: true, Descriptor: "a trader"},
			{ID: "KESTREL", Kind: underpin.SourcePerson, Protected: true, Descriptor: "a port official"},
		},
		Origins: []underpin.Origin{{ID: "note-12", Label: "endnote 12", CitedBy: "HERON"}},
		Claims: []underpin.Claim{
			{ID: "c1", Subject: "maryam-dalal", Relation: "chairs", Object: "harbour-authority"},
			{ID: "c2", Subject: "tarek-odeh", Relation: "chairs", Object: "harbour-authority"},
			{ID: "c10", Subject: "maryam-dalal", Relation: "opposes", Object: "tarek-odeh", Note: "<heard & noted>"},
		},
		Testimonies: []underpin.Testimony{
			{ID: "c1.1", Claim: "c1", Source: "KESTREL", Polarity: underpin.Affirm, Wording: "she chairs it"},
			{ID: "c2.1", Claim: "c2", Source: "HERON", Polarity: underpin.Affirm, Origin: "note-12"},
			{ID: "c10.1", Claim: "c10", Source: "HERON", Polarity: underpin.Doubt, Origin: "KESTREL"},
		},
		Method: []underpin.Fact{{Item: "interviews", Value: "2"}},
	}
}

// Put returns the records of domain values.
func Put(t testing.TB, values ...any) []register.Record {
	t.Helper()
	var out []register.Record
	for _, v := range values {
		r, err := register.New(v)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, r)
	}
	return out
}

// Key returns a signing key and its verifier key, always the same for a seed.
func Key(t testing.TB, seed uint64) (signer, verifier string) {
	t.Helper()
	var b [32]byte
	b[0] = byte(seed)
	signer, verifier, err := register.NewKey(rand.NewChaCha8(b), "analyst")
	if err != nil {
		t.Fatal(err)
	}
	return signer, verifier
}

func importCase(t testing.TB, s *store.Store, c *underpin.Case, o store.ImportPolicy) store.ImportResult {
	t.Helper()
	done, err := s.Import(t.Context(), c, o)
	if err != nil {
		t.Fatal(err)
	}
	return done
}

func commit(t testing.TB, s *store.Store, c store.Change) register.Entry {
	t.Helper()
	e, err := s.Commit(t.Context(), "harbour", c)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func load(t testing.TB, s *store.Store) *underpin.Case {
	t.Helper()
	c, err := s.Load(t.Context(), "harbour")
	if err != nil {
		t.Fatal(err)
	}
	return c
}
