package desk

import (
	"errors"
	"regexp"
	"testing"

	"underpin"
)

func TestAKeyNamesOneRecordAndSaysNothing(t *testing.T) {
	d := newDesk(t, example(t, "harbour"))
	keys, err := d.Keys(t.Context(), "harbour")
	if err != nil {
		t.Fatal(err)
	}
	met := map[string]underpin.RecordRef{}
	o, err := d.load(t.Context(), "harbour")
	if err != nil {
		t.Fatal(err)
	}
	for _, kind := range underpin.RecordKinds {
		for _, id := range o.index().IDs(kind) {
			ref := underpin.RecordRef{Kind: kind, ID: id}
			key := keys.Of(ref)
			if !regexp.MustCompile(`^[a-z2-7]{16}$`).MatchString(key) {
				t.Errorf("%s has the key %q", ref, key)
			}
			if other, ok := met[key]; ok {
				t.Errorf("%s and %s have one key", ref, other)
			}
			met[key] = ref
			if back, err := keys.Find(kind, key); err != nil || back != ref {
				t.Errorf("the key of %s leads to %s, %v", ref, back, err)
			}
		}
	}
	if len(met) < 5 {
		t.Fatalf("%d records were tried", len(met))
	}
	_, err = keys.Find(underpin.KindClaim, "aaaaaaaaaaaaaaaa")
	f, ok := errors.AsType[*Fault](err)
	if !ok || f.Code != NoSuchRecord {
		t.Errorf("a key that is none gives %v", f)
	}
	again, err := d.Keys(t.Context(), "harbour")
	if ref := (underpin.RecordRef{Kind: underpin.KindClaim, ID: "c1"}); err != nil || again.Of(ref) != keys.Of(ref) {
		t.Errorf("asked again, the keys are others: %v", err)
	}
}

func TestANewEntitySettlesAndNoOtherMoves(t *testing.T) {
	d := newDesk(t, example(t, "harbour"))
	before, err := d.Map(t.Context(), Query{}, MapSelection{})
	if err != nil || len(before.Nodes) < 2 {
		t.Fatalf("%d nodes, %v", len(before.Nodes), err)
	}
	last := before.Nodes[0].Entity
	_, err = d.Add(t.Context(), "", Drafted(
		&underpin.Entity{ID: "newcomer", Schema: underpin.Person, Name: "A newcomer"},
		&underpin.Claim{ID: "c900", Subject: "newcomer", Relation: before.Relations[before.Ties.Relations[0]].Relation, Object: last},
		&underpin.Testimony{Claim: "c900", Source: "official-gazette", Polarity: underpin.Affirm},
	), false)
	if err != nil {
		t.Fatal(err)
	}
	after, err := d.Map(t.Context(), Query{}, MapSelection{})
	if err != nil || len(after.Nodes) != len(before.Nodes)+1 {
		t.Fatalf("%d nodes after %d, %v", len(after.Nodes), len(before.Nodes), err)
	}
	at := map[underpin.EntityID]MapNode{}
	for _, n := range before.Nodes {
		at[n.Entity] = n
	}
	for _, n := range after.Nodes {
		if was, ok := at[n.Entity]; ok && (was.X != n.X || was.Y != n.Y) {
			t.Errorf("%s moved", n.Entity)
		}
	}
}
