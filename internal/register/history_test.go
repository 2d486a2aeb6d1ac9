package register_test

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"underpin"
	"underpin/internal/register"
	"underpin/internal/synth/property"
)

// A book is a register in memory: the plain model that plans are tried on.
type book struct {
	register.History
	versions map[register.Restore][]byte
	now      map[underpin.RecordRef][]byte
}

func newBook() *book {
	return &book{
		History:  register.History{Marks: map[underpin.RecordRef][]register.Mark{}},
		versions: map[register.Restore][]byte{}, now: map[underpin.RecordRef][]byte{},
	}
}

func (b *book) commit(op register.Op, undoes []int64, rows map[underpin.RecordRef][]byte) int64 {
	seq := int64(len(b.Entries) + 1)
	b.Entries = append(b.Entries, register.Entry{Seq: seq, Op: op, Undoes: undoes, Rows: int64(len(rows))})
	for ref, body := range rows {
		b.Marks[ref] = append(b.Marks[ref], register.Mark{Seq: seq, Gone: len(body) == 0})
		b.versions[register.Restore{Ref: ref, Seq: seq}] = body
		if len(body) == 0 {
			delete(b.now, ref)
		} else {
			b.now[ref] = body
		}
	}
	return seq
}

// takeBack carries out a plan.
func (b *book) takeBack(seq int64, cascade bool) (register.Compensation, error) {
	plan, err := b.Compensate(seq, cascade, b)
	if err != nil {
		return plan, err
	}
	rows := map[underpin.RecordRef][]byte{}
	for _, r := range plan.Restore {
		var body []byte
		if r.Seq > 0 {
			body = b.versions[r]
		}
		if !bytes.Equal(body, b.now[r.Ref]) {
			rows[r.Ref] = body
		}
	}
	op := register.OpUndo
	if b.Entries[seq-1].Op == register.OpUndo {
		op = register.OpRedo
	}
	b.commit(op, plan.Undoes, rows)
	return plan, nil
}

func (b *book) Of(v register.Restore) ([]underpin.Reference, error) {
	return register.References(register.Record{Ref: v.Ref, Body: b.versions[v]})
}

func (b *book) Refers(wanted map[underpin.RecordRef]bool) (map[register.Restore][]underpin.Reference, error) {
	out := map[register.Restore][]underpin.Reference{}
	for v := range b.versions {
		references, err := b.Of(v)
		if err != nil {
			return nil, err
		}
		out[v] = references
	}
	return out, nil
}

// folded is the fold of the entries in force that take back none.
func (b *book) folded() map[underpin.RecordRef][]byte {
	live := register.InForce(b.Entries)
	out := map[underpin.RecordRef][]byte{}
	for ref, marks := range b.Marks {
		for _, m := range marks {
			if !live[m.Seq] || b.Entries[m.Seq-1].Op.Compensating() {
				continue
			}
			if m.Gone {
				delete(out, ref)
			} else {
				out[ref] = b.versions[register.Restore{Ref: ref, Seq: m.Seq}]
			}
		}
	}
	return out
}

// dangling lists references that nothing satisfies.
func (b *book) dangling(t *rapid.T) []string {
	var out []string
	for ref, body := range b.now {
		references, err := register.References(register.Record{Ref: ref, Body: body})
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range references {
			if !r.Satisfied(func(x underpin.RecordRef) bool { return b.now[x] != nil }) {
				out = append(out, fmt.Sprint(ref, " -> ", r))
			}
		}
	}
	return out
}

var (
	entityIDs = []underpin.EntityID{"a", "b"}
	claimIDs  = []underpin.ClaimID{"c1", "c2"}
	saidIDs   = []underpin.TestimonyID{"t1", "t2"}
)

// randomRows draws a change that leaves no reference unsatisfied.
func (b *book) randomRows(t *rapid.T) map[underpin.RecordRef][]byte {
	next := maps.Clone(b.now)
	for range rapid.IntRange(1, 3).Draw(t, "rows") {
		var v any
		note := rapid.SampledFrom([]string{"x", "y"}).Draw(t, "note")
		switch rapid.IntRange(0, 2).Draw(t, "kind") {
		case 0:
			v = underpin.Entity{ID: rapid.SampledFrom(entityIDs).Draw(t, "entity"), Note: note}
		case 1:
			v = underpin.Claim{ID: rapid.SampledFrom(claimIDs).Draw(t, "claim"), Subject: rapid.SampledFrom(entityIDs).Draw(t, "subject"), Note: note}
		case 2:
			v = underpin.Testimony{ID: rapid.SampledFrom(saidIDs).Draw(t, "testimony"), Claim: rapid.SampledFrom(claimIDs).Draw(t, "of"), Note: note}
		}
		r, err := register.New(v)
		if err != nil {
			t.Fatal(err)
		}
		if rapid.Bool().Draw(t, "remove") {
			delete(next, r.Ref)
		} else {
			next[r.Ref] = r.Body
		}
	}
	was := b.now
	b.now = next
	bad := len(b.dangling(t)) > 0
	b.now = was
	if bad {
		return nil
	}
	rows := map[underpin.RecordRef][]byte{}
	for ref := range b.now {
		if next[ref] == nil {
			rows[ref] = nil
		}
	}
	for ref, body := range next {
		if !bytes.Equal(b.now[ref], body) {
			rows[ref] = body
		}
	}
	return rows
}

func TestUndoInRandomHistories(t *testing.T) {
	property.Check(t, func(t *rapid.T) {
		b := newBook()
		for range rapid.IntRange(1, 25).Draw(t, "steps") {
			if rapid.IntRange(0, 2).Draw(t, "step") > 0 || len(b.Entries) == 0 {
				if rows := b.randomRows(t); len(rows) > 0 {
					b.commit(rapid.SampledFrom([]register.Op{register.OpAdd, register.OpImport}).Draw(t, "op"), nil, rows)
				}
			} else {
				b.tryTakingBack(t)
			}
			if diff := cmp.Diff(b.folded(), b.now); diff != "" {
				t.Fatalf("the case is not the fold (-fold +case):\n%s", diff)
			}
			if d := b.dangling(t); d != nil {
				t.Fatalf("references left dangling: %v", d)
			}
			if len(b.Entries) > 0 && b.Entries[0].Op == register.OpImport && !register.InForce(b.Entries)[1] {
				t.Fatal("the import that made the case was taken back")
			}
		}
	})
}

// tryTakingBack takes back a random entry and then brings it back again.
func (b *book) tryTakingBack(t *rapid.T) {
	seq := int64(rapid.IntRange(1, len(b.Entries)).Draw(t, "seq"))
	before := maps.Clone(b.now)
	refused, err := b.Compensate(seq, false, b)
	var d *register.DependantsError
	var whole *register.FoundingError
	switch {
	case errors.Is(err, register.ErrTakenBack), errors.Is(err, register.ErrNothingTaken), errors.As(err, &whole):
		return
	case errors.As(err, &d):
		if len(d.Dependants) == 0 {
			t.Fatal("refused without a dependant")
		}
	case err != nil:
		t.Fatal(err)
	case !cmp.Equal(refused.Undoes, []int64{seq}):
		t.Fatalf("without dependants it takes back %v", refused.Undoes)
	}
	plan, err := b.takeBack(seq, true)
	if err != nil {
		t.Fatal(err)
	}
	if d != nil && len(plan.Undoes) != len(d.Dependants)+1 {
		t.Fatalf("takes back %v, but listed %v", plan.Undoes, d)
	}
	if rapid.Bool().Draw(t, "bring it back") {
		last := int64(len(b.Entries))
		if _, err := b.takeBack(last, false); err != nil {
			t.Fatalf("bringing back entry %d: %v", last, err)
		}
		if diff := cmp.Diff(before, b.now); diff != "" {
			t.Fatalf("taking back twice is not the identity (-before +after):\n%s", diff)
		}
	}
}
