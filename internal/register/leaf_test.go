package register_test

import (
	"bytes"
	"crypto/sha256"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/tlog"
	"pgregory.net/rapid"

	"underpin"
	"underpin/internal/register"
	"underpin/internal/synth/property"
)

// The texts are written out here by hand, so that a change of the format, which
// would make every register out there unverifiable, does not pass unseen.
func TestTheFormatOfLeavesStaysAsItIs(t *testing.T) {
	salt := bytes.Repeat([]byte{7}, register.SaltSize)
	r := register.Record{Ref: underpin.RecordRef{Kind: underpin.KindClaim, ID: "c05"}, Body: []byte(`{"id":"c05"}`)}
	text := "\x00underpin record 1\nsalt 32:" + string(salt) + "\nkind 5:claim\nid 3:c05\nbody 12:{\"id\":\"c05\"}\n"
	if got, want := register.Leaf(r, salt), tlog.Hash(sha256.Sum256([]byte(text))); got != want {
		t.Errorf("the leaf of a row is %v, want %v", got, want)
	}
	e := register.Entry{
		Case: "harbour", Seq: 12, Op: register.OpUndo, Actor: "leila", Recorded: time.Unix(1, 5000).UTC(),
		Summary: "a\nb", Rows: 2, Undoes: []int64{3, 5}, Signer: "k", Salt: salt,
	}
	root := string(e.RowsRoot[:])
	text = "underpin entry 1\nsalt 32:" + string(salt) + "\ncase 7:harbour\nseq 2:12\nop 4:undo\nactor 5:leila\nrecorded 7:1000005\n" +
		"summary 3:a\nb\nrows 1:2\nroot 32:" + root + "\nundoes 3:3,5\nsigner 1:k\n"
	if got := string(e.Text()); got != text {
		t.Errorf("the text of an entry is\n%q, want\n%q", got, text)
	}
}

func TestNoTwoRowsShareALeaf(t *testing.T) {
	property.Check(t, func(t *rapid.T) {
		s := rapid.SampledFrom([]string{"", "a", "\n", "id 1:a\n", "5:", "claim", "\xff"})
		draw := func(name string) (register.Record, []byte) {
			ref := underpin.RecordRef{Kind: underpin.RecordKind(s.Draw(t, name+" kind")), ID: s.Draw(t, name+" id")}
			return register.Record{Ref: ref, Body: []byte(s.Draw(t, name+" body"))}, []byte(s.Draw(t, name+" salt"))
		}
		a, saltA := draw("a")
		b, saltB := draw("b")
		same := a.Ref == b.Ref && bytes.Equal(a.Body, b.Body) && bytes.Equal(saltA, saltB)
		if got := register.Leaf(a, saltA) == register.Leaf(b, saltB); got != same {
			t.Fatalf("same leaf: %v, same row: %v", got, same)
		}
	})
}

func TestTheRowsRootIsTheTreeHashOfTheLog(t *testing.T) {
	var leaves []tlog.Hash
	var tree register.Tree
	for n := range 70 {
		want, err := tree.Root(int64(n))
		if err != nil {
			t.Fatal(err)
		}
		if got := register.RowsRoot(leaves); got != want {
			t.Errorf("%d rows: %v, want %v", n, got, want)
		}
		leaf := tlog.RecordHash([]byte{byte(n)})
		leaves = append(leaves, leaf)
		if _, err := tree.Add(leaf); err != nil {
			t.Fatal(err)
		}
	}
}

func TestNumbersOfEntriesAreReadInOneSpellingOnly(t *testing.T) {
	for _, bad := range []string{",", "1,", "01", "+1", "1, 2", "x", "1,,2"} {
		if got, err := register.ParseSeqs(bad); err == nil {
			t.Errorf("%q is read as %v", bad, got)
		}
	}
	property.Check(t, func(t *rapid.T) {
		seqs := rapid.SliceOf(rapid.Int64()).Draw(t, "seqs")
		got, err := register.ParseSeqs(register.FormatSeqs(seqs))
		if err != nil || register.FormatSeqs(got) != register.FormatSeqs(seqs) {
			t.Fatalf("%v comes back as %v, %v", seqs, got, err)
		}
	})
}
