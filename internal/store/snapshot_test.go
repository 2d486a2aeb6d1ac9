package store

import (
	"bytes"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"underpin"
	"underpin/internal/register"
	"underpin/internal/synth"
)

// kept is a generated case that is large enough for a snapshot.
var kept = sync.OnceValue(func() *underpin.Case {
	return synth.Case(synth.CaseConfig{Entities: 250, Claims: 900, Sources: 30, Seed: 7})
})

// withSnapshot returns a store with the generated case and its snapshot.
func withSnapshot(t *testing.T) *Store {
	t.Helper()
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "case.db"), Config{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	if _, err := s.Import(t.Context(), kept(), ImportPolicy{}); err != nil {
		t.Fatal(err)
	}
	if !usable(t, s) {
		t.Fatal("no snapshot was written")
	}
	return s
}

func loaded(t *testing.T, s *Store) *underpin.Case {
	t.Helper()
	c, err := s.Load(t.Context(), kept().ID)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// folded reads the case without its snapshot.
func foldedCase(t *testing.T, s *Store) *underpin.Case {
	t.Helper()
	h, err := s.Head(t.Context(), kept().ID)
	if err != nil {
		t.Fatal(err)
	}
	c, err := load(t.Context(), s.reader, h.Case, h.Seq)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// usable reports whether the case can be read by its snapshot.
func usable(t *testing.T, s *Store) bool {
	t.Helper()
	h, err := s.Head(t.Context(), kept().ID)
	if err != nil {
		t.Fatal(err)
	}
	_, _, err = loadShot(t.Context(), s.reader, h)
	if err != nil && !errors.Is(err, errNoSnapshot) {
		t.Fatal(err)
	}
	return err == nil
}

func same(t *testing.T, when string, s *Store) {
	t.Helper()
	sameAs(t, when, foldedCase(t, s), s)
}

// sameAs compares the case as loaded with what it was folded to. It asks first whether they
// are alike, which most are: the list of differences took most of the time.
func sameAs(t *testing.T, when string, folded *underpin.Case, s *Store) {
	t.Helper()
	c := loaded(t, s)
	if reflect.DeepEqual(folded, c) {
		return
	}
	if diff := cmp.Diff(folded, c); diff != "" {
		t.Fatalf("%s (-folded +loaded):\n%s", when, diff)
	}
}

func alter(t *testing.T, s *Store, query string, args ...any) {
	t.Helper()
	r, err := s.writer.Exec(query, args...)
	if err != nil {
		t.Fatal(err)
	}
	if n, _ := r.RowsAffected(); n == 0 {
		t.Fatalf("%s touched nothing", query)
	}
}

// The snapshot that an import leaves is that of who loads the case.
func TestAnImportLeavesTheSnapshotOfALoad(t *testing.T) {
	s := withSnapshot(t)
	if r, err := s.Verify(t.Context(), kept().ID); err != nil || r.Fault != nil {
		t.Error(r.Fault, err)
	}
	same(t, "as imported", s)
}

// A change does not write the snapshot, and is read with it.
func TestTheSnapshotIsReadWithWhatChangedSince(t *testing.T) {
	s := withSnapshot(t)
	id := kept().ID
	rng := rand.New(rand.NewPCG(1, 2))
	for round := range 12 {
		c := loaded(t, s)
		var change Change
		e := underpin.Entity{ID: underpin.EntityID(fmt.Sprintf("person-%d%d", rng.IntN(9), round)), Schema: underpin.Person, Name: fmt.Sprint("N ", round)}
		cl := c.Claims[rng.IntN(len(c.Claims))]
		cl.Note = fmt.Sprint("note ", round)
		ts := c.Testimonies[rng.IntN(len(c.Testimonies))]
		ts.ID = underpin.TestimonyID(fmt.Sprint("new-", round))
		set := c.Settings
		set.Title = fmt.Sprint("round ", round)
		for _, v := range []any{e, cl, ts, set} {
			r, err := register.New(v)
			if err != nil {
				t.Fatal(err)
			}
			change.Put = append(change.Put, r)
		}
		gone := c.Testimonies[rng.IntN(len(c.Testimonies))].ID
		change.Remove = []underpin.RecordRef{{Kind: underpin.KindTestimony, ID: string(gone)}}
		if _, err := s.Commit(t.Context(), id, change); err != nil {
			t.Fatal(err)
		}
		same(t, fmt.Sprint("round ", round), s)
		if round%4 == 3 {
			if _, err := s.Undo(t.Context(), id, UndoOptions{}); err != nil {
				t.Fatal(err)
			}
			same(t, fmt.Sprint("undone ", round), s)
		}
	}
	var pieces int
	if err := s.reader.QueryRow(`SELECT COUNT(*) FROM snapshot`).Scan(&pieces); err != nil || pieces == 0 {
		t.Errorf("%d pieces, %v", pieces, err)
	}
	for seq := int64(1); seq < 5; seq++ {
		c, _, err := s.LoadAt(t.Context(), id, At{Seq: seq})
		if err != nil {
			t.Fatal(err)
		}
		want, err := load(t.Context(), s.reader, id, seq)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, c); diff != "" {
			t.Fatalf("as of entry %d:\n%s", seq, diff)
		}
	}
}

// Damage of any kind to what is kept beside the register changes no answer, and is
// mended by the next who loads the case.
func TestADamagedSnapshotIsNeverAWrongAnswer(t *testing.T) {
	flip := func(t *testing.T, s *Store, column string) {
		rows, err := s.reader.Query(`SELECT part, first, ` + column + ` FROM snapshot`)
		if err != nil {
			t.Fatal(err)
		}
		type row struct {
			part, first string
			data        []byte
		}
		var all []row
		for rows.Next() {
			var r row
			if err := rows.Scan(&r.part, &r.first, &r.data); err != nil {
				t.Fatal(err)
			}
			all = append(all, r)
		}
		rows.Close()
		folded := foldedCase(t, s) // the register stays as it is
		rng := rand.New(rand.NewPCG(3, 4))
		for _, r := range all {
			if len(r.data) == 0 {
				continue
			}
			bad := bytes.Clone(r.data)
			bad[rng.IntN(len(bad))] ^= 1 << rng.IntN(8)
			alter(t, s, `UPDATE snapshot SET `+column+` = $1 WHERE part = $2 AND first = $3`, bad, r.part, r.first)
			if usable(t, s) && strings.HasPrefix(r.part, partRecords) {
				t.Errorf("%s %s with a flipped bit is used", r.part, r.first)
			}
			sameAs(t, r.part+" "+r.first, folded, s)
			if !usable(t, s) {
				t.Fatalf("%s %s was not made again", r.part, r.first)
			}
		}
	}
	t.Run("a flipped bit in a piece", func(t *testing.T) { flip(t, withSnapshot(t), "data") })
	t.Run("a flipped bit in a checksum", func(t *testing.T) { flip(t, withSnapshot(t), "sum") })
	for name, statement := range map[string]string{
		"a piece is missing":             `DELETE FROM snapshot WHERE part = 'records testimony' AND first = '00000000'`,
		"all pieces of a part":           `DELETE FROM snapshot WHERE part = 'records claim'`,
		"the head is missing":            `DELETE FROM snapshot WHERE part = 'head'`,
		"there is none":                  `DELETE FROM snapshot`,
		"one piece stands for another":   `UPDATE snapshot SET (data, sum) = (SELECT data, sum FROM snapshot WHERE part = 'records source') WHERE part = 'records claim'`,
		"a piece too many":               `INSERT INTO snapshot SELECT case_id, part, '00009999', sum, data FROM snapshot WHERE part = 'records claim'`,
		"the pieces of another case":     `UPDATE snapshot SET case_id = case_id || 'x'`,
		"the register has another entry": `UPDATE entry SET summary = 'another'`,
	} {
		t.Run(name, func(t *testing.T) {
			s := withSnapshot(t)
			alter(t, s, statement)
			if usable(t, s) {
				t.Error("it is used")
			}
			same(t, name, s)
			if !usable(t, s) {
				t.Error("it was not made again")
			}
		})
	}
	t.Run("the table is gone", func(t *testing.T) {
		s := withSnapshot(t)
		if _, err := s.writer.Exec(`DROP TABLE snapshot`); err != nil {
			t.Fatal(err)
		}
		same(t, "without the table", s)
	})
}

// A snapshot that is written as if it were sound, and is not what the register gives,
// is found by verify and dropped.
func TestVerifyFindsAForgedSnapshot(t *testing.T) {
	s := withSnapshot(t)
	h, err := s.Head(t.Context(), kept().ID)
	if err != nil {
		t.Fatal(err)
	}
	sound := func(when string) {
		t.Helper()
		if r, err := s.Verify(t.Context(), h.Case); err != nil || r.Fault != nil {
			t.Fatal(when, r.Fault, err)
		}
	}
	forge := func(c *underpin.Case, also string) {
		t.Helper()
		err := s.write(t.Context(), func(tx *sql.Tx) error {
			if err := writeShot(t.Context(), tx, c, h, nil); err != nil || also == "" {
				return err
			}
			_, err := tx.ExecContext(t.Context(), also)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	sound("at first")
	for _, f := range []struct {
		what, part, also string
		alter            func(c *underpin.Case)
	}{
		{what: "a denial for what was affirmed", part: "records testimony", alter: func(c *underpin.Case) { c.Testimonies[17].Polarity = underpin.Deny }},
		{what: "the day on which it was recorded", part: "records testimony", alter: func(c *underpin.Case) { c.Testimonies[17].Recorded-- }},
		{what: "days of a date that states nothing", part: "records testimony", alter: func(c *underpin.Case) { c.Testimonies[17].Terms.Embargo.Last = 99 }},
		{what: "a claim too few", part: "records claim", alter: func(c *underpin.Case) { c.Claims = c.Claims[1:] }},
		{what: "a claim too many", part: "records claim", alter: func(c *underpin.Case) { c.Claims = append(c.Claims, underpin.Claim{ID: "zzz"}) }},
		{what: "a claim twice", part: "records claim", alter: func(c *underpin.Case) { c.Claims[1] = c.Claims[0] }},
		{what: "two entities in each other's place", part: "records entity", alter: func(c *underpin.Case) { c.Entities[0], c.Entities[1] = c.Entities[1], c.Entities[0] }},
		{what: "a text that is none", part: "records claim", alter: func(c *underpin.Case) { c.Claims[3].Note = "\xff" }},
		{what: "another title", part: "settings", alter: func(c *underpin.Case) { c.Settings.Title += "x" }},
		{what: "a kind that the register has none of", part: "records question", alter: func(c *underpin.Case) { c.Questions = append(c.Questions, underpin.Question{ID: "q"}) }},
		{what: "a piece without its checksum", part: "records source", also: `UPDATE snapshot SET sum = x'00' WHERE part = 'records source'`},
		{what: "words that are missing", part: "words entity", also: `DELETE FROM snapshot WHERE part = 'words entity'`},
		{what: "a lookup that is missing", part: "lookup claim by entity", also: `DELETE FROM snapshot WHERE part = 'lookup claim by entity' AND first <> ''`},
	} {
		forged := foldedCase(t, s)
		if f.alter != nil {
			f.alter(forged)
		}
		forge(forged, f.also)
		r, err := s.Verify(t.Context(), h.Case)
		if err != nil || r.Fault == nil || !strings.Contains(r.Fault.What, "("+f.part+")") {
			t.Errorf("%s: verify says %v, %v", f.what, r.Fault, err)
		}
		if usable(t, s) {
			t.Errorf("%s: the forged snapshot is still there", f.what)
		}
		sound(f.what)
	}
	forge(foldedCase(t, s), "")
	sound("written anew")
}

// What is derived from the records is compared too, where it alone was forged.
func TestVerifyFindsForgedWordsAndLookups(t *testing.T) {
	s := withSnapshot(t)
	h, err := s.Head(t.Context(), kept().ID)
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{partSpoken, lookups[0].part(), lookups[2].part(), partWords + string(underpin.KindClaim)} {
		p := snapshotRow{part: part}
		var sum []byte
		if err := s.reader.QueryRow(queryPieceOf, string(h.Case), part, "").Scan(&p.first, &sum, &p.data); err != nil {
			if err := s.reader.QueryRow(queryPieceOf, string(h.Case), part, place(0)).Scan(&p.first, &sum, &p.data); err != nil {
				t.Fatal(part, err)
			}
		}
		p.data[len(p.data)/2] ^= 1
		alter(t, s, `UPDATE snapshot SET data = $1, sum = $2 WHERE part = $3 AND first = $4`, p.data, p.sum(h.Case, leafOf(h)), part, p.first)
		r, err := s.Verify(t.Context(), h.Case)
		if err != nil || r.Fault == nil || !strings.Contains(r.Fault.What, "("+part+")") {
			t.Errorf("%s: verify says %v, %v", part, r.Fault, err)
		}
		loaded(t, s) // which writes the snapshot anew
	}
}

// Where nothing can be written the case is read all the same.
func TestReadingNeedsNoSnapshot(t *testing.T) {
	s := withSnapshot(t)
	alter(t, s, `DELETE FROM snapshot`)
	if err := s.writer.Close(); err != nil {
		t.Fatal(err)
	}
	same(t, "with nowhere to write", s)
	if usable(t, s) {
		t.Error("who wrote it?")
	}
}

// What a reader has begun it ends on one state, whoever changes the case meanwhile.
func TestALongReadSeesOneState(t *testing.T) {
	s := withSnapshot(t)
	id := kept().ID
	err := s.read(t.Context(), func(q querier) error {
		h, err := head(t.Context(), q, id)
		if err != nil {
			return err
		}
		other, err := Open(t.Context(), s.Path(), Config{})
		if err != nil {
			return err
		}
		defer other.Close()
		gone := kept().Testimonies[0]
		if _, err := other.Commit(t.Context(), id, Change{Remove: []underpin.RecordRef{{Kind: underpin.KindTestimony, ID: string(gone.ID)}}}); err != nil {
			return err
		}
		next, err := other.Head(t.Context(), id)
		if err != nil {
			return err
		}
		after, err := other.Load(t.Context(), id)
		if err != nil {
			return err
		}
		other.keep(t.Context(), after, next)
		before, _, err := loadHead(t.Context(), q, h)
		if err != nil {
			return err
		}
		if len(before.Testimonies) != len(after.Testimonies)+1 {
			t.Errorf("%d testimonies in the middle of a read, %d after the change", len(before.Testimonies), len(after.Testimonies))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// Nothing of a case is left in what is derived from it once that is dropped.
func TestDroppingLeavesNothingBehind(t *testing.T) {
	s := withSnapshot(t)
	err := s.write(t.Context(), func(tx *sql.Tx) error { return dropShot(t.Context(), tx, kept().ID) })
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.writer.Exec(`DELETE FROM record; DELETE FROM entry; PRAGMA wal_checkpoint(TRUNCATE)`); err != nil {
		t.Fatal(err)
	}
	file, err := os.ReadFile(s.Path())
	if err != nil {
		t.Fatal(err)
	}
	canary := []byte(kept().Claims[3].ID)
	if len(canary) < 4 || bytes.Contains(file, canary) {
		t.Errorf("%q is left in the file", canary)
	}
}
