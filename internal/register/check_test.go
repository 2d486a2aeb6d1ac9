package register_test

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/tlog"

	"underpin"
	"underpin/internal/register"
)

// A kept register is what a store holds of a case: entries of two rows, the nodes that
// each added to the tree, and the checkpoint signed at the third.
type kept struct {
	entries []register.Entry
	rows    [][]register.StoredRecord
	nodes   [][]register.TreeHash
	notes   map[int64]string
	signer  string
}

func hashed(r *register.StoredRecord) *register.HashedRow {
	var w register.Hasher
	h := w.Row(r)
	return &h
}

func keep(t *testing.T, entries int) *kept {
	t.Helper()
	k := &kept{notes: map[int64]string{}}
	signer, verifier := newKey(t)
	k.signer = signer
	var tree register.Tree
	for s := int64(1); s <= int64(entries); s++ {
		var rows []register.StoredRecord
		var leaves []tlog.Hash
		for n := int64(1); n <= 2; n++ {
			r := register.StoredRecord{Seq: s, Number: n, Salt: bytes.Repeat([]byte{byte(10*s + n)}, register.SaltSize), Record: register.Record{
				Ref: underpin.RecordRef{Kind: underpin.KindQuestion, ID: fmt.Sprintf("q%d.%d", s, n)}, Body: []byte(`{"text":"Who pays?"}`),
			}}
			leaf := register.Leaf(r.Record, r.Salt)
			r.Leaf = leaf[:]
			rows, leaves = append(rows, r), append(leaves, leaf)
		}
		e := register.Entry{
			Case: "harbour", Seq: s, Op: register.OpAdd, Actor: "leila", Recorded: time.Unix(s, 0).UTC(),
			Rows: 2, RowsRoot: register.RowsRoot(leaves), Salt: bytes.Repeat([]byte{byte(s)}, register.SaltSize),
		}
		if s == 3 {
			e.Signer = verifier
		}
		if s == 4 {
			e.Op, e.Undoes = register.OpUndo, []int64{2}
		}
		nodes, err := tree.Add(e.Leaf())
		if err != nil {
			t.Fatal(err)
		}
		if s == 3 {
			k.notes[s] = k.sign(t, "harbour", &tree, s)
		}
		k.entries, k.rows, k.nodes = append(k.entries, e), append(k.rows, rows), append(k.nodes, nodes)
	}
	return k
}

func (k *kept) sign(t *testing.T, id underpin.CaseID, tree *register.Tree, size int64) string {
	t.Helper()
	root, err := tree.Root(size)
	if err != nil {
		t.Fatal(err)
	}
	c, err := register.Sign(k.signer, id, size, root)
	if err != nil {
		t.Fatal(err)
	}
	return c.Note
}

// tree is the tree over its entries as they are.
func (k *kept) tree(t *testing.T) *register.Tree {
	t.Helper()
	var tree register.Tree
	for _, e := range k.entries {
		if _, err := tree.Add(e.Leaf()); err != nil {
			t.Fatal(err)
		}
	}
	return &tree
}

// check walks it as a store does.
func (k *kept) check() (*register.Checker, *register.Mismatch) {
	c := register.NewChecker("harbour", nil)
	for i, e := range k.entries {
		for _, r := range k.rows[i] {
			if f := c.Row(hashed(&r)); f != nil {
				return c, f
			}
		}
		if f := c.Entry(e, k.nodes[i], k.notes[e.Seq]); f != nil {
			return c, f
		}
	}
	return c, c.Rest()
}

func TestASoundRegisterIsCountedAndItsRootTold(t *testing.T) {
	k := keep(t, 5)
	c, f := k.check()
	if f != nil {
		t.Fatal(f)
	}
	root, err := k.tree(t).Root(5)
	if err != nil {
		t.Fatal(err)
	}
	r := c.Report()
	if r.Case != "harbour" || r.Entries != 5 || r.Checkpoints != 1 || len(r.Signers) != 1 || r.Root != root || c.Next() != 6 {
		t.Errorf("%+v, next %d", r, c.Next())
	}
	if n := register.NodesAfter(5); n != 8 { // five leaves, and 1-2, 3-4, 1-4 above them
		t.Errorf("%d nodes", n)
	}
}

func TestWhatDoesNotFitIsNamedByEntryAndRecord(t *testing.T) {
	for _, tt := range []struct {
		name  string
		alter func(k *kept)
		want  string
	}{
		{"a word of a record", func(k *kept) { k.rows[1][0].Body = []byte(`{"text":"Who prays?"}`) },
			"entry 2, question q2.1: its content is not what was recorded"},
		{"a salt that is cut off", func(k *kept) { k.rows[1][1].Salt = k.rows[1][1].Salt[:3] }, "entry 2, question q2.2: its salt is not what was recorded"},
		{"a row too few at the end", func(k *kept) { k.rows[2] = k.rows[2][:1] }, "entry 3: it counts 2 rows and has 1"},
		{"a row too few at the start", func(k *kept) { k.rows[2] = k.rows[2][1:] }, "entry 3: row 1 is missing"},
		{"a row twice", func(k *kept) { k.rows[2][1] = k.rows[2][0] }, "entry 3, question q3.1: it has the row number 1, which is not possible"},
		{"a row of another entry", func(k *kept) { k.rows[2][1].Seq = 7 }, "entry 3, question q3.2: it belongs to an entry that is not there"},
		{"a row of another register", func(k *kept) {
			r := &k.rows[2][1]
			r.Body = []byte(`{"text":"Who gains?"}`)
			leaf := register.Leaf(r.Record, r.Salt)
			r.Leaf = leaf[:]
		}, "entry 3: its rows are not those it was recorded with"},
		{"an entry taken out", func(k *kept) {
			k.entries, k.rows = append(k.entries[:1], k.entries[2:]...), append(k.rows[:1], k.rows[2:]...)
		},
			"entry 2, question q3.1: it belongs to an entry that is not there"},
		{"an entry taken out with its rows left", func(k *kept) { k.entries[1].Seq = 3 }, "entry 2: it is missing"},
		{"who made it", func(k *kept) { k.entries[1].Actor = "tarek" }, "entry 2: it is not what was recorded: it does not fit its hash in the tree"},
		{"when it was made", func(k *kept) { k.entries[2].Recorded = time.Unix(1, 0) }, "entry 3: it was recorded before the entry that it follows"},
		{"its salt", func(k *kept) { k.entries[2].Salt = nil }, "entry 3: its salt is not what was recorded"},
		{"what it takes back", func(k *kept) { k.entries[3].Undoes = []int64{4} }, "entry 4: it takes back entry 4, which does not come before it"},
		{"a hash of the tree taken out", func(k *kept) { k.nodes[3] = k.nodes[3][:2] }, "entry 4: the tree lacks its hash number 6"},
		{"a hash of the tree altered", func(k *kept) { k.nodes[3][1].Hash[0] ^= 1 }, "entry 4: hash number 5 of the tree above it does not fit"},
		{"a hash too many", func(k *kept) { k.nodes[0] = append(k.nodes[0], k.nodes[1][0]) }, "entry 1: the tree has one hash too many"},
		{"a checkpoint taken out", func(k *kept) { delete(k.notes, 3) }, "entry 3: the checkpoint signed at it is missing"},
		{"a checkpoint put in", func(k *kept) { k.notes[2] = k.notes[3] }, "entry 2: it has a checkpoint that it does not know of"},
		{"a checkpoint altered", func(k *kept) { k.notes[3] = strings.Replace(k.notes[3], "harbour", "airfield", 1) }, "entry 3: the checkpoint signed at it is not valid: "},
	} {
		t.Run(tt.name, func(t *testing.T) {
			k := keep(t, 5)
			tt.alter(k)
			_, f := k.check()
			if f == nil && tt.want != "" || f != nil && !strings.HasPrefix(f.String(), tt.want) {
				t.Errorf("found %v, want %s", f, tt.want)
			}
		})
	}
}

func TestRowsWithoutTheirEntryAreLeftOver(t *testing.T) {
	k := keep(t, 1)
	c := register.NewChecker("harbour", nil)
	if f := c.Row(hashed(&k.rows[0][0])); f != nil {
		t.Fatal(f)
	}
	if f := c.Rest(); f == nil || f.String() != "entry 1: it is missing, but has 1 row" {
		t.Errorf("%v", f)
	}
}

func TestACheckpointOfAnotherStateIsFoundAtItsEntry(t *testing.T) {
	k := keep(t, 5)
	k.notes[3] = k.sign(t, "harbour", k.tree(t), 2)
	if _, f := k.check(); f == nil || f.String() != "entry 3: the checkpoint signed at it is of another state" {
		t.Errorf("%v", f)
	}
}

func TestAKeptCheckpointHoldsTheRegisterToWhatItWas(t *testing.T) {
	k := keep(t, 5)
	whole := k.tree(t)
	early, late, other := k.sign(t, "harbour", whole, 2), k.sign(t, "harbour", whole, 5), k.sign(t, "airfield", whole, 2)
	check := func(k *kept, note, want string) {
		t.Helper()
		c, f := k.check()
		if f != nil {
			t.Fatal(f)
		}
		got := ""
		if f := c.Kept(note); f != nil {
			got = f.String()
		}
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	check(k, early, "")
	check(k, late, "")
	check(k, other, `a kept checkpoint is of the case "airfield"`)
	cut := keep(t, 5)
	stranger := cut.sign(t, "harbour", cut.tree(t), 2)
	check(k, stranger, "a kept checkpoint is not signed by a key of this register")
	k.entries, k.rows, k.nodes = k.entries[:4], k.rows[:4], k.nodes[:4]
	check(k, late, "entry 5: it is missing: a kept checkpoint counts 5 entries, so this is an older copy, or its end was cut off")
	var bent register.Tree
	for range 2 {
		if _, err := bent.Add(tlog.RecordHash([]byte("another history"))); err != nil {
			t.Fatal(err)
		}
	}
	check(k, k.sign(t, "harbour", &bent, 2), "entries 1 to 2 are not those that a kept checkpoint was signed for")
}

func TestAPlainUndoAndRedoMeanTheLastInForce(t *testing.T) {
	entry := func(seq int64, op register.Op, undoes ...int64) register.Entry {
		return register.Entry{Seq: seq, Op: op, Rows: 1, Undoes: undoes}
	}
	history := []register.Entry{
		entry(1, register.OpImport), entry(2, register.OpAdd), {Seq: 3, Op: register.OpCheckpoint}, entry(4, register.OpUndo, 2),
	}
	for _, tt := range []struct {
		name       string
		entries    []register.Entry
		undo, redo int64
	}{
		{"nothing", nil, 0, 0},
		{"one change", history[:1], 1, 0},
		{"a checkpoint changes nothing", history[:3], 2, 0},
		{"what is taken back is not in force", history, 1, 4},
		{"a redo takes back the undo", append(history[:4:4], entry(5, register.OpRedo, 4)), 2, 0},
	} {
		h := register.History{Entries: tt.entries, Marks: map[underpin.RecordRef][]register.Mark{}}
		for _, e := range tt.entries {
			if e.Rows > 0 {
				ref := underpin.RecordRef{Kind: underpin.KindClaim, ID: "c1"}
				h.Marks[ref] = append(h.Marks[ref], register.Mark{Seq: e.Seq})
			}
		}
		undo, canUndo := h.LastToUndo()
		redo, canRedo := h.LastToRedo()
		if undo != tt.undo || redo != tt.redo || canUndo != (undo > 0) || canRedo != (redo > 0) {
			t.Errorf("%s: undo %d, %v and redo %d, %v; want %d and %d", tt.name, undo, canUndo, redo, canRedo, tt.undo, tt.redo)
		}
	}
	if by := register.TakenBackBy(history, 2); by != 4 {
		t.Errorf("entry 2 is taken back by %d", by)
	}
	for _, from := range []int{0, 3} { // the whole register, and its end alone
		latest := slices.Clone(history[from:])
		slices.Reverse(latest)
		if taken := register.TakenBack(latest); taken[2] != 4 || len(taken) != 1 {
			t.Errorf("from entry %d on, taken back are %v", from+1, taken)
		}
	}
	if by := register.TakenBackBy(history, 1); by != 0 {
		t.Errorf("entry 1 is taken back by %d", by)
	}
}

func TestDependantsAreNamedInTheError(t *testing.T) {
	one := &register.DependantsError{Seq: 2, Dependants: []register.Dependant{{Entry: register.Entry{Seq: 5}}}}
	two := &register.DependantsError{Seq: 2, Dependants: append(one.Dependants, register.Dependant{Entry: register.Entry{Seq: 7}})}
	if !errors.Is(one, register.ErrDependants) || !strings.HasSuffix(one.Error(), ": entry 5") || !strings.HasSuffix(two.Error(), ": entries 5,7") {
		t.Errorf("%v; %v", one, two)
	}
	if got := string(register.Quoted(`a "b"`)); got != `"a \"b\""` {
		t.Errorf("quoted it is %s", got)
	}
}
