package store

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"underpin"
	"underpin/internal/name"
	"underpin/internal/register"
)

// readAhead compares what is read many records at a time with the case loaded.
func readAhead(t *testing.T, when string, c *underpin.Case, r *Reader) error {
	t.Helper()
	ids := map[underpin.RecordKind][]string{}
	for ref := range c.Records() {
		ids[ref.Kind] = append(ids[ref.Kind], ref.ID)
	}
	for kind, list := range ids {
		if err := r.Ahead(kind, append(list, "nothing")); err != nil {
			return err
		}
		if have := len(r.ahead[kind]); len(list) > fewAhead && have < len(list) {
			t.Errorf("%s: of %d of the kind %s, %d are read ahead", when, len(list), kind, have)
		}
	}
	for ref, want := range c.Records() {
		got, err := r.Record(ref)
		if err != nil {
			return err
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("%s: %s (-loaded +read ahead):\n%s", when, ref, diff)
		}
	}
	return nil
}

// answers compares all that a reader tells with the case loaded.
func answers(t *testing.T, when string, s *Store) {
	t.Helper()
	c := foldedCase(t, s)
	x := c.Index()
	err := s.ReadSome(t.Context(), c.ID, func(r *Reader) error {
		for ref, want := range c.Records() {
			got, err := r.Record(ref)
			if err != nil {
				return err
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Fatalf("%s: %s (-loaded +read):\n%s", when, ref, diff)
			}
		}
		if err := readAhead(t, when, c, r); err != nil {
			return err
		}
		if got, err := r.Record(underpin.RecordRef{Kind: underpin.KindClaim, ID: "nothing"}); got != nil || err != nil {
			t.Fatalf("%s: there is no such claim: %v, %v", when, got, err)
		}
		all := &underpin.Case{ID: c.ID}
		if err := r.All(all, underpin.RecordKinds...); err != nil {
			return err
		}
		if diff := cmp.Diff(c, all); diff != "" {
			t.Fatalf("%s: all of it (-loaded +read):\n%s", when, diff)
		}
		if err := referrers(t, when, c, r); err != nil {
			return err
		}
		first, last, err := r.Extent()
		if a, b := c.Extent(); err == nil && (a != first || b != last) {
			t.Errorf("%s: the extent is %s to %s, want %s to %s", when, first, last, a, b)
		}
		if err != nil && !errors.Is(err, ErrWhole) {
			return err
		}
		if err := spoke(t, when, c, x, r); err != nil {
			return err
		}
		return found(t, when, c, x, r)
	})
	if err != nil {
		t.Fatalf("%s: %v", when, err)
	}
}

func referrers(t *testing.T, when string, c *underpin.Case, r *Reader) error {
	claim, _ := underpin.KindOf(underpin.KindClaim)
	claims, leads := map[string][]underpin.ClaimID{}, map[string][]underpin.ClaimID{}
	for i := range c.Claims {
		cl := &c.Claims[i]
		ends := map[string]bool{}
		for _, o := range claim.References(cl, nil) {
			if !slices.Contains(o.Kinds, underpin.KindEntity) || ends[o.ID] {
				continue
			}
			ends[o.ID] = true
			claims[o.ID] = append(claims[o.ID], cl.ID)
			if cl.Relation == "leads" {
				leads[o.ID] = append(leads[o.ID], cl.ID)
			}
		}
	}
	for i := range c.Entities {
		e := c.Entities[i].ID
		for relation, want := range map[underpin.RelationName][]underpin.ClaimID{"": claims[string(e)], "leads": leads[string(e)]} {
			got, err := r.Claims(e, relation)
			if err != nil {
				return err
			}
			if !slices.Equal(got, want) {
				t.Fatalf("%s: the claims %q of %s are %v, want %v", when, relation, e, got, want)
			}
		}
		var judged []string
		for _, s := range c.Samenesses {
			if s.A == e || s.B == e {
				judged = append(judged, s.ID)
			}
		}
		if got, err := r.Samenesses(e); err != nil || !slices.Equal(got, judged) {
			t.Fatalf("%s: the judgements on %s are %v, want %v; %v", when, e, got, judged, err)
		}
	}
	by := map[underpin.ClaimID][]underpin.TestimonyID{}
	for i := range c.Testimonies {
		by[c.Testimonies[i].Claim] = append(by[c.Testimonies[i].Claim], c.Testimonies[i].ID)
	}
	for i := range c.Claims {
		if got, err := r.Testimony(c.Claims[i].ID); err != nil || !slices.Equal(got, by[c.Claims[i].ID]) {
			t.Fatalf("%s: on %s is said %v, want %v; %v", when, c.Claims[i].ID, got, by[c.Claims[i].ID], err)
		}
	}
	return nil
}

// spoke asks on many days who has told something that counts.
func spoke(t *testing.T, when string, c *underpin.Case, x *underpin.Index, r *Reader) error {
	for day := underpin.DayOf(2009, 1, 1); day < underpin.DayOf(2027, 1, 1); day += 97 {
		got, err := r.Spoken(day)
		if errors.Is(err, ErrWhole) {
			return nil
		}
		if err != nil {
			return err
		}
		want := map[underpin.SourceID]bool{}
		for i := range c.Testimonies {
			if s := &c.Testimonies[i]; x.KnownOn(day).Counts(s) {
				want[s.Source] = true
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("%s: who has spoken as known on %s (-loaded +read):\n%s", when, day, diff)
		}
	}
	return nil
}

// found looks for words, and parts of words, of many records.
func found(t *testing.T, when string, c *underpin.Case, x *underpin.Index, r *Reader) error {
	for _, kind := range underpin.Findable {
		k, _ := underpin.KindOf(kind)
		texts := make([]string, k.Len(c))
		for n := range texts {
			texts[n] = name.Fold(x.FoundBy(underpin.RecordRef{Kind: kind, ID: k.ID(k.At(c, n))}))
		}
		for i := 0; i < k.Len(c); i += 1 + k.Len(c)/9 {
			words := strings.Fields(texts[i])
			last := words[len(words)-1]
			for _, look := range [][]string{{words[0]}, {last[len(last)/2:], words[0]}, {"nothing-has-this"}, {}} {
				var want []string
				for n, text := range texts {
					if name.HasAll(text, look) {
						want = append(want, k.ID(k.At(c, n)))
					}
				}
				got, n, err := r.Search(kind, look, 5)
				if errors.Is(err, ErrWhole) {
					return nil
				}
				if err != nil {
					return err
				}
				if !slices.Equal(got, want[:min(5, len(want))]) || n != len(want) {
					t.Fatalf("%s: %q finds %d of %s, first %v; want %d, first %v", when, look, n, kind, got, len(want), want[:min(5, len(want))])
				}
			}
		}
	}
	return nil
}

func TestAReaderTellsWhatTheCaseHas(t *testing.T) {
	s := withSnapshot(t)
	answers(t, "as imported", s)
	c := loaded(t, s)
	cl, ts := c.Claims[5], c.Testimonies[9]
	cl.ID, cl.Subject = "new-claim", "new-person"
	ts.ID, ts.Claim = "new-claim.1", "new-claim"
	moved := c.Claims[8]
	moved.Object = "new-person"
	for _, step := range []struct {
		name   string
		put    []any
		remove []underpin.RecordRef
	}{
		{name: "records are added", put: []any{underpin.Entity{ID: "new-person", Schema: underpin.Person, Name: "Ana"}, cl, ts}},
		{name: "a claim changes its end", put: []any{moved}},
		{name: "testimony goes", remove: []underpin.RecordRef{{Kind: underpin.KindTestimony, ID: string(c.Testimonies[1].ID)}}},
		{name: "an entity has another name", put: []any{underpin.Entity{ID: c.Entities[0].ID, Schema: c.Entities[0].Schema, Name: "Otherwise"}}},
		{name: "the settings change", put: []any{underpin.Settings{Title: "Another"}}},
	} {
		change := Change{Remove: step.remove}
		for _, v := range step.put {
			rec, err := register.New(v)
			if err != nil {
				t.Fatal(err)
			}
			change.Put = append(change.Put, rec)
		}
		if _, err := s.Commit(t.Context(), c.ID, change); err != nil {
			t.Fatal(err)
		}
		answers(t, step.name, s)
	}
}

// Where an index is missing or damaged, the whole case is asked for.
func TestADamagedIndexIsNoAnswer(t *testing.T) {
	for name, statement := range map[string]string{
		"a bit of the index is flipped":  `UPDATE snapshot SET data = CAST(substr(data, 1, 40) || X'00' || substr(data, 42) AS BLOB) WHERE part LIKE 'lookup %'`,
		"a piece of the index is gone":   `DELETE FROM snapshot WHERE part LIKE 'lookup %' AND first <> ''`,
		"all of the index is gone":       `DELETE FROM snapshot WHERE part LIKE 'lookup %'`,
		"the words are cut off":          `UPDATE snapshot SET data = substr(data, 1, length(data) - 9) WHERE part LIKE 'words %' AND length(data) > 9`,
		"the words are gone":             `DELETE FROM snapshot WHERE part LIKE 'words %'`,
		"one index stands for another":   `UPDATE snapshot SET (sum, data) = (SELECT sum, data FROM snapshot WHERE part = 'lookup testimony by claim' AND first = '') WHERE part = 'lookup claim by entity' AND first = ''`,
		"the head says another entry":    `UPDATE snapshot SET sum = X'00000000000000000000000000000000' WHERE part = 'head'`,
		"the snapshot is of another day": `UPDATE entry SET recorded_at = recorded_at + 1`,
	} {
		t.Run(name, func(t *testing.T) {
			s := withSnapshot(t)
			c := loaded(t, s)
			alter(t, s, statement)
			err := s.ReadSome(t.Context(), c.ID, func(r *Reader) error {
				var err error
				for i := range c.Entities {
					_, of := r.Claims(c.Entities[i].ID, "")
					err = errors.Join(err, of)
				}
				_, _, of := r.Search(underpin.KindClaim, []string{"nothing-has-this"}, 1)
				return errors.Join(err, of)
			})
			if !errors.Is(err, ErrWhole) {
				t.Errorf("it says %v", err)
			}
		})
	}
}

func TestTooManyChangesAskForTheWholeCase(t *testing.T) {
	s := withSnapshot(t)
	var change Change
	for i := range maxTail + 1 {
		r, err := register.New(underpin.Entity{ID: underpin.EntityID(fmt.Sprint("new-", i)), Schema: underpin.Person, Name: "New"})
		if err != nil {
			t.Fatal(err)
		}
		change.Put = append(change.Put, r)
	}
	if _, err := s.Commit(t.Context(), kept().ID, change); err != nil {
		t.Fatal(err)
	}
	read := func() error { return s.ReadSome(t.Context(), kept().ID, func(*Reader) error { return nil }) }
	if err := read(); !errors.Is(err, ErrWhole) {
		t.Errorf("it says %v", err)
	}
	same(t, "loaded", s)
	if err := read(); err != nil {
		t.Errorf("after it was loaded: %v", err)
	}
	if err := s.ReadSome(t.Context(), "nowhere", func(*Reader) error { return nil }); !errors.Is(err, ErrNoCase) {
		t.Errorf("an unknown case: %v", err)
	}
}

// The words by which records are found are stored. Where they come out otherwise for the
// same records, snapshotFormat must be raised with what is expected here, so that those
// stored are written anew.
func TestTheStoredWordsAreThoseOfTheFormat(t *testing.T) {
	c := &underpin.Case{
		Relations: []underpin.Relation{{Name: "owns", Class: underpin.ClassOwnership, Control: underpin.ControlShare, Reads: "X owns Y"}},
		Entities:  []underpin.Entity{{ID: "ana", Name: "Ana Ruíz", Label: "Ana", Schema: underpin.Person, Aliases: []underpin.Alias{{Name: "آنا"}}}, {ID: "crane", Name: "Crane’s"}},
		Sources:   []underpin.Source{{ID: "s", Name: "The Gazette", Author: "Omar"}, {ID: "HERON", Name: "hidden", Protected: true, Descriptor: "a clerk"}},
		Claims: []underpin.Claim{
			{ID: "c1", Subject: "ana", Relation: "owns", Object: "crane", Share: underpin.Quantity{Text: "51", Low: 51, High: 51}},
			{ID: "c2", Subject: "ana", Relation: "owns", Object: "crane", Holders: []underpin.EntityID{"crane"}},
		},
		Requests: []underpin.Request{{ID: "r", Source: "HERON", Question: "Who?", State: underpin.RequestOpen}},
	}
	sum := sha256.New()
	for _, kind := range underpin.Findable {
		for p, err := range wordPieces(c, c.Index, kind) {
			if err != nil {
				t.Fatal(err)
			}
			sum.Write(p.data)
		}
	}
	const want = "underpin snapshot 2 abbe450926e8"
	if got := fmt.Sprintf("%s %x", snapshotFormat, sum.Sum(nil)[:6]); got != want {
		t.Errorf("the words are %s, were %s", got, want)
	}
}
