package register_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/tlog"

	"underpin"
	"underpin/internal/register"
	"underpin/internal/synth/property"
)

// proofOf makes a register of some entries and the proof of one row in it.
func proofOf(t testing.TB, entries, rows, seq, row int) (register.Proof, string) {
	t.Helper()
	signer, verifier := newKey(t)
	var tree register.Tree
	var e register.Entry
	var r register.StoredRecord
	var leaves []tlog.Hash
	for s := 1; s <= entries; s++ {
		var these []tlog.Hash
		for n := 1; n <= rows; n++ {
			ref := underpin.RecordRef{Kind: underpin.KindClaim, ID: fmt.Sprintf("c%d.%d", s, n)}
			x := register.StoredRecord{Seq: int64(s), Number: int64(n), Record: register.Record{Ref: ref, Body: []byte(`{"id":"x"}`)}, Salt: bytes.Repeat([]byte{byte(n)}, 32)}
			these = append(these, register.Leaf(x.Record, x.Salt))
			if s == seq && n == row {
				r = x
			}
		}
		x := register.Entry{
			Case: "harbour", Seq: int64(s), Op: register.OpAdd, Actor: "leila", Recorded: time.Unix(int64(s), 0).UTC(),
			Rows: int64(rows), RowsRoot: register.RowsRoot(these), Salt: bytes.Repeat([]byte{byte(s)}, 32),
		}
		if _, err := tree.Add(x.Leaf()); err != nil {
			t.Fatal(err)
		}
		if s == seq {
			e, leaves = x, these
		}
	}
	root, err := tree.Root(tree.Size())
	if err != nil {
		t.Fatal(err)
	}
	c, err := register.Sign(signer, "harbour", tree.Size(), root)
	if err != nil {
		t.Fatal(err)
	}
	p, err := register.NewProof(r, leaves, e, &tree, c)
	if err != nil {
		t.Fatal(err)
	}
	return p, verifier
}

func TestAProofHoldsAsJSON(t *testing.T) {
	for _, c := range []struct{ entries, rows, seq, row int }{{1, 1, 1, 1}, {2, 3, 2, 3}, {9, 17, 5, 16}, {100, 1, 100, 1}} {
		p, verifier := proofOf(t, c.entries, c.rows, c.seq, c.row)
		text, err := json.Marshal(p)
		if err != nil {
			t.Fatal(err)
		}
		var again register.Proof
		if err := json.Unmarshal(text, &again); err != nil {
			t.Fatal(err)
		}
		shown, err := again.Check(verifier)
		if err != nil {
			t.Errorf("%+v: %v", c, err)
			continue
		}
		if shown.Case != "harbour" || shown.Entry.Seq != int64(c.seq) || shown.Size != int64(c.entries) || shown.Record.Ref.ID != fmt.Sprintf("c%d.%d", c.seq, c.row) {
			t.Errorf("%+v shows %+v", c, shown)
		}
	}
}

func TestNoAlteredProofHolds(t *testing.T) {
	p, verifier := proofOf(t, 9, 5, 4, 3)
	text, err := json.Marshal(p)
	if err != nil {
		t.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(1, 1))
	for range 5000 {
		bad := bytes.Clone(text)
		bad[rng.IntN(len(bad))] ^= 1 << rng.IntN(7)
		var q register.Proof
		if json.Unmarshal(bad, &q) != nil {
			continue
		}
		if _, err := q.Check(verifier); err != nil {
			continue
		}
		// What still holds must say the same: a letter of a field's name in
		// another case, or bits that base64 does not use.
		if again, err := json.Marshal(q); err != nil || !bytes.Equal(again, text) {
			t.Errorf("holds though altered: %s", bad)
		}
	}
}

func FuzzProof(f *testing.F) {
	p, verifier := proofOf(f, 3, 2, 2, 1)
	text, err := json.Marshal(p)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(text)
	f.Fuzz(func(t *testing.T, text []byte) {
		defer property.Bounded(t)()
		var q register.Proof
		if json.Unmarshal(text, &q) != nil {
			return
		}
		if shown, err := q.Check(verifier); err == nil && shown.Record.Ref.ID != p.ID {
			t.Errorf("proves %+v", shown)
		}
	})
}
