package register_test

import (
	"errors"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"underpin"
	"underpin/internal/register"
	"underpin/internal/synth"
)

// everyKind is a case with a record of every kind.
func everyKind() *underpin.Case {
	return &underpin.Case{
		Settings:    underpin.Settings{Title: "Harbour"},
		Relations:   []underpin.Relation{{Name: "chairs"}},
		Entities:    []underpin.Entity{{ID: "maryam-dalal"}},
		Samenesses:  []underpin.Sameness{{ID: "s1"}},
		Sources:     []underpin.Source{{ID: "KESTREL"}},
		Origins:     []underpin.Origin{{ID: "note-12"}},
		Groups:      []underpin.Group{{ID: "g1"}},
		Encounters:  []underpin.Encounter{{ID: "e1"}},
		Claims:      []underpin.Claim{{ID: "c1"}},
		Testimonies: []underpin.Testimony{{ID: "c1.1"}},
		Requests:    []underpin.Request{{ID: "r1"}},
		Conclusions: []underpin.Conclusion{{ID: "k1"}},
		Questions:   []underpin.Question{{ID: "q1"}},
		Estimates:   []underpin.Estimate{{ID: "f1"}},
		Method:      []underpin.Fact{{Item: "interviews"}},
		Briefs:      []underpin.Brief{{ID: "b1"}},
		Views:       []underpin.MapView{{ID: "v1"}},
		Sealed:      []underpin.Sealed{{ID: "x1"}},
	}
}

// recordsOf takes a case apart.
func recordsOf(c *underpin.Case) (out []register.Record, err error) {
	for r, err := range register.All(c) {
		if err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	return out, nil
}

// assemble puts a case together, tombstones left out.
func assemble(records []register.Record) (*underpin.Case, error) {
	var b register.CaseBuilder
	for _, r := range records {
		if r.Gone() {
			continue
		}
		v, err := r.Value()
		if err != nil {
			return nil, err
		}
		if err := b.Add(v); err != nil {
			return nil, err
		}
	}
	return b.Case(), nil
}

func TestEveryKindOfRecordIsTakenApartAndPutTogether(t *testing.T) {
	records, err := recordsOf(everyKind())
	if err != nil {
		t.Fatal(err)
	}
	var kinds []underpin.RecordKind
	for _, r := range records {
		kinds = append(kinds, r.Ref.Kind)
		v, err := r.Value()
		if err != nil {
			t.Fatal(err)
		}
		again, err := register.New(v)
		if err != nil || !cmp.Equal(r, again) {
			t.Errorf("%s made anew is %+v, %v", r.Ref, again, err)
		}
	}
	if diff := cmp.Diff(underpin.RecordKinds, kinds); diff != "" {
		t.Errorf("kinds (-all +got):\n%s", diff)
	}
	got, err := assemble(records)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(everyKind(), got); diff != "" {
		t.Errorf("assembled (-want +got):\n%s", diff)
	}
}

func TestAssembleTakesRecordsInAnyOrder(t *testing.T) {
	want := synth.Case(synth.CaseConfig{Seed: 7})
	records, err := recordsOf(want)
	if err != nil {
		t.Fatal(err)
	}
	a, err := assemble(records)
	if err != nil {
		t.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(1, 2))
	rng.Shuffle(len(records), func(i, j int) { records[i], records[j] = records[j], records[i] })
	b, err := assemble(append(records, register.Record{Ref: underpin.RecordRef{Kind: underpin.KindClaim, ID: "gone"}}))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(a, b); diff != "" {
		t.Errorf("another order (-sorted +shuffled):\n%s", diff)
	}
	a.ID = want.ID
	byID := cmpopts.SortSlices(func(x, y underpin.Claim) bool { return x.ID < y.ID })
	if diff := cmp.Diff(want.Claims, a.Claims, byID, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("claims (-want +got):\n%s", diff)
	}
}

func TestAnUnknownKindIsRefused(t *testing.T) {
	if _, err := register.New(42); !errors.Is(err, register.ErrUnknownKind) {
		t.Errorf("a number as record: %v", err)
	}
	r := register.Record{Ref: underpin.RecordRef{Kind: "omen"}, Body: []byte("{}")}
	if _, err := r.Value(); !errors.Is(err, register.ErrUnknownKind) {
		t.Errorf("a kind to come: %v", err)
	}
	if _, err := assemble([]register.Record{r}); !errors.Is(err, register.ErrUnknownKind) {
		t.Errorf("assembling a kind to come: %v", err)
	}
}

func TestBodiesAreTheSameWhateverTheOrderOfTheirFields(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{`{"id":"q1","text":"x"}`, `{"text":"x","id":"q1"}`, true},
		{`{"id":"q1","text":"x"}`, `{"id":"q1","text":"y"}`, false},
		{`{"id":"q1","text":"x"}`, ``, false},
		{``, ``, true},
		{`{"id":`, `{"id":"q1"}`, false},
	} {
		if got := register.SameBody(underpin.KindQuestion, []byte(c.a), []byte(c.b)); got != c.want {
			t.Errorf("%s and %s: %v", c.a, c.b, got)
		}
	}
}

func TestReferencesOfARecord(t *testing.T) {
	for _, c := range []struct {
		value any
		want  string
	}{
		{underpin.Testimony{ID: "c1.1", Claim: "c1", Source: "HERON", Via: []underpin.SourceID{"WREN"}, Origin: "note-12", Encounter: "e1"},
			"claim: claim c1; source: source HERON; via: source WREN; origin: origin note-12 or source note-12; encounter: encounter e1"},
		{underpin.Testimony{Origin: underpin.OriginUnknown}, ""},
		{underpin.Claim{Subject: "a", Object: "b", Relation: "leads", Holders: []underpin.EntityID{"h"}, Roles: []underpin.Role{{Entity: "r"}}},
			"subject: entity a; relation: relation leads; object: entity b; view_of: entity h; roles: entity r"},
		{underpin.Claim{Subject: "a", Holders: []underpin.EntityID{underpin.HolderUnstated}}, "subject: entity a"},
		{underpin.Conclusion{ID: "k0", About: "q1"}, "about: question q1"},
		{underpin.Conclusion{ID: "k1", Expr: `after.command("a", 'b') && before.top("degree", "") == "a" || after.holds("c`},
			"expr: entity a or claim a; expr: entity b or claim b; expr: entity degree or claim degree"},
		{underpin.Question{ID: "q1"}, ""},
	} {
		r, err := register.New(c.value)
		if err != nil {
			t.Fatal(err)
		}
		references, err := register.References(r)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, r := range references {
			var to []string
			for _, ref := range r.Refs() {
				to = append(to, ref.String())
			}
			got = append(got, r.Field+": "+strings.Join(to, " or "))
		}
		if diff := cmp.Diff(c.want, strings.Join(got, "; ")); diff != "" {
			t.Errorf("%T (-want +got):\n%s", c.value, diff)
		}
	}
	if got, err := register.References(register.Record{Ref: underpin.RecordRef{Kind: underpin.KindClaim, ID: "c1"}}); got != nil || err != nil {
		t.Errorf("a tombstone: %v, %v", got, err)
	}
}
