package desk

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"underpin"
	"underpin/internal/name"
	"underpin/internal/register"
	"underpin/internal/store"
)

func TestAllWordsMustOccur(t *testing.T) {
	c := quay(t)
	c.Entities[0].Aliases = []underpin.Alias{{Name: "مريم دلال"}}
	d := newDesk(t, c)
	for _, tt := range []struct {
		text string
		want int
	}{{"DALAL", 2}, {"dalal leads", 1}, {"dalal gazette", 0}, {"مَريم", 1}, {"", 4}} {
		found, err := d.Find(t.Context(), Query{}, tt.text, nil, 40)
		n := 0
		for _, f := range found {
			n += f.Count
		}
		if err != nil || n != tt.want {
			t.Errorf("%q finds %v, %v; want %d", tt.text, found, err, tt.want)
		}
	}
}

// foundOneByOne looks at each record of a case, of entities that are judged the same at all
// together, and lists the ids of a kind that have all words.
func foundOneByOne(c *underpin.Case, kind underpin.RecordKind, words []string) (ids []string) {
	x := c.Index()
	one := underpin.Ones{}
	for _, s := range x.Samenesses {
		if s.Verdict == underpin.Same {
			one.Join(s.A, s.B)
		}
	}
	texts := map[string]string{}
	k, _ := underpin.KindOf(kind)
	for i := range k.Len(c) {
		id := k.ID(k.At(c, i))
		of := id
		if kind == underpin.KindEntity {
			of = string(one.Of(underpin.EntityID(id)))
		}
		texts[of] += x.FoundBy(underpin.RecordRef{Kind: kind, ID: id}) + " "
	}
	for id, text := range texts {
		if name.HasAll(text, words) {
			ids = append(ids, id)
		}
	}
	slices.SortFunc(ids, underpin.CompareIDs)
	return ids
}

// What an open desk finds is what looking at each record finds, and stays so while names,
// claims and judgements change.
func TestFindKeepsUpWithChanges(t *testing.T) {
	d, c := keptDesk(t, 14)
	renamed, claim, added := c.Entities[3], c.Claims[5], c.Claims[9]
	renamed.Name, claim.Text, added.ID, added.Object = "Otherwise called", "They say otherwise.", "zz-added", c.Entities[3].ID
	source := c.Sources[2]
	source.Name = "Otherwise Gazette"
	steps := [][]any{
		{}, {renamed}, {claim, added}, {source},
		{underpin.Sameness{ID: "otherwise-one", A: c.Entities[3].ID, B: c.Entities[4].ID, Verdict: underpin.Same}},
	}
	for n, records := range steps {
		var change store.Change
		for _, r := range records {
			put, err := register.New(r)
			if err != nil {
				t.Fatal(err)
			}
			change.Put = append(change.Put, put)
		}
		if n > 0 {
			if _, err := d.store.Commit(t.Context(), c.ID, change); err != nil {
				t.Fatal(n, err)
			}
		}
		now, err := d.store.Load(t.Context(), c.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, text := range []string{"otherwise", "otherwise " + string(c.Entities[4].ID), c.Entities[3].Name, string(c.Claims[5].ID), "person", "", "leads 1"} {
			found, err := d.Find(t.Context(), Query{}, text, underpin.Findable, 7)
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range found {
				want := foundOneByOne(now, f.Kind, strings.Fields(name.Fold(text)))
				var got []string
				for _, h := range f.Hits {
					got = append(got, h.ID)
				}
				if diff := cmp.Diff(want[:min(7, len(want))], got); diff != "" || f.Count != len(want) {
					t.Errorf("step %d, %q finds %d of %s, want %d (-want +got):\n%s", n, text, f.Count, f.Kind, len(want), diff)
				}
			}
		}
	}
}
