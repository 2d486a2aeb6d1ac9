package store_test

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/ncruces/go-sqlite3/driver"

	"underpin"
	"underpin/internal/register"
	"underpin/internal/store"
	"underpin/internal/store/storetest"
	"underpin/internal/synth"
	"underpin/internal/synth/property"
)

// victim makes a database of two cases with every kind of entry, an erasure last if
// asked, and returns its bytes and the checkpoints to keep.
func victim(t *testing.T, erasing bool) (file []byte, kept []string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "case.db")
	signer, _ := storetest.Key(t, 1)
	s, err := store.Open(t.Context(), path, store.Config{Create: true, Now: storetest.Clock(), Signer: signer})
	if err != nil {
		t.Fatal(err)
	}
	small := synth.Case(synth.CaseConfig{Entities: 12, Claims: 8, Sources: 4, Seed: 2})
	small.ID = "airfield"
	for _, c := range []*underpin.Case{storetest.Harbour(), small} {
		if _, err := s.Import(t.Context(), c, store.ImportPolicy{Summary: string(c.ID) + ".yaml"}); err != nil {
			t.Fatal(err)
		}
	}
	for i := range 5 {
		put := storetest.Put(t, underpin.Question{ID: fmt.Sprintf("q%d", i/2), Text: fmt.Sprintf("Who pays for berth %d?", i)})
		if _, err := s.Commit(t.Context(), "harbour", store.Change{Summary: fmt.Sprintf("ask q%d", i/2), Put: put}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.Undo(t.Context(), "harbour", store.UndoOptions{Seq: 4, Cascade: true}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Redo(t.Context(), "harbour", store.UndoOptions{}); err != nil {
		t.Fatal(err)
	}
	for _, id := range []underpin.CaseID{"airfield", "harbour"} {
		c, err := s.Checkpoint(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		kept = append(kept, c.Note)
	}
	remove := store.Change{Remove: []underpin.RecordRef{{Kind: underpin.KindFact, ID: "interviews"}}}
	if _, err := s.Commit(t.Context(), "harbour", remove); err != nil {
		t.Fatal(err)
	}
	erased := []underpin.RecordRef{{Kind: underpin.KindTestimony, ID: "c10.1"}, {Kind: underpin.KindQuestion, ID: "q1"}}
	if erasing {
		if _, err := s.Erase(t.Context(), "harbour", store.Erasing{Records: erased}); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	file, err = os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return file, kept
}

// faults returns what opening and verifying finds wrong with a database.
func faults(ctx context.Context, path string, kept ...string) []string {
	s, err := store.Open(ctx, path, store.Config{})
	if err != nil {
		return []string{err.Error()}
	}
	defer s.Close()
	var out []string
	all, err := s.VerifyAll(ctx, kept...)
	if err != nil {
		out = append(out, err.Error())
	}
	seen := map[underpin.CaseID]bool{}
	for _, r := range all {
		seen[r.Case] = true
		if r.Fault != nil {
			out = append(out, fmt.Sprintf("%s: %s", r.Case, r.Fault))
		}
	}
	for _, id := range []underpin.CaseID{"airfield", "harbour"} {
		if !seen[id] {
			out = append(out, fmt.Sprintf("the case %s is not there", id))
		}
	}
	return out
}

func TestTheVictimIsSound(t *testing.T) {
	file, kept := victim(t, true)
	path := filepath.Join(t.TempDir(), "case.db")
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
	if got := faults(t.Context(), path, kept...); got != nil {
		t.Errorf("faults in a sound database: %v", got)
	}
}

// columns names the columns of every table, its key first.
var columns = map[string]struct {
	keys int
	all  []string
}{
	"entry":      {2, []string{"case_id", "seq", "op", "actor", "recorded_at", "summary", "row_count", "rows_root", "undoes", "signer", "salt"}},
	"record":     {4, []string{"case_id", "kind", "id", "seq", "row_no", "salt", "leaf", "body"}},
	"erased":     {3, []string{"case_id", "seq", "row_no", "leaf", "now", "mark", "by_seq", "by_row"}},
	"node":       {2, []string{"case_id", "idx", "hash"}},
	"checkpoint": {2, []string{"case_id", "size", "note"}},
}

func TestEveryAlterationIsFound(t *testing.T) {
	t.Parallel()
	file, _ := victim(t, true)
	rounds := property.Rounds(160) // 32 columns and 2 whole-row alterations of 5 tables: some 40 alterations a round
	n := 0
	for table, c := range columns {
		for _, how := range append([]string{"delete", "copy"}, c.all...) {
			for round := range rounds {
				rng := rand.New(rand.NewPCG(uint64(round), uint64(len(table)*1000+len(how))))
				path := filepath.Join(t.TempDir(), "case.db")
				if err := os.WriteFile(path, file, 0o600); err != nil {
					t.Fatal(err)
				}
				what := alter(t, path, table, how, rng)
				if what == "" {
					continue
				}
				n++
				if faults(t.Context(), path) == nil {
					t.Errorf("not found: %s", what)
				}
				if err := os.Remove(path); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	t.Logf("%d alterations", n)
}

// alter makes one alteration and says which; an empty answer means that the
// database did not take it.
func alter(t *testing.T, path, table, how string, rng *rand.Rand) string {
	t.Helper()
	db, err := driver.Open("file:" + path + "?_pragma=synchronous(off)")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	c := columns[table]
	row := anyRow(t, db, table, c.all, rng)
	where, key := "", row[:c.keys]
	for i, name := range c.all[:c.keys] {
		where += fmt.Sprintf(" AND %s = $%d", name, i+1)
	}
	where = " WHERE 1 = 1" + where
	switch how {
	case "delete":
		_, err = db.Exec("DELETE FROM "+table+where, key...)
	case "copy":
		k := 1 + rng.IntN(c.keys-1)
		row[k] = otherValue(row[k], rng)
		marks := strings.Repeat(", ?", len(row))[2:]
		_, err = db.Exec("INSERT INTO "+table+" VALUES ("+marks+")", row...)
	default:
		i := slices.Index(c.all, how)
		value := otherValue(row[i], rng)
		if other := anyRow(t, db, table, c.all, rng)[i]; rng.IntN(4) == 0 && !cmp.Equal(other, row[i]) {
			value = other // two rows alike, or in each other's place
		}
		set := fmt.Sprintf("UPDATE %s SET %s = $%d", table, how, c.keys+1)
		if text, ok := value.(string); ok {
			value = []byte(text)
			set = fmt.Sprintf("UPDATE %s SET %s = CAST($%d AS TEXT)", table, how, c.keys+1)
		}
		// The key's placeholders must come first, as they are numbered by mention.
		set = fmt.Sprintf("WITH k AS (SELECT %s) ", placeholders(c.keys)) + set
		_, err = db.Exec(set+where, append(append([]any{}, key...), value)...)
		row = append(row, value)
	}
	if err != nil && strings.Contains(err.Error(), "constraint") {
		return ""
	}
	if err != nil {
		t.Fatalf("%s %s: %v", table, how, err)
	}
	return fmt.Sprintf("%s %s: %q", table, how, row)
}

func placeholders(n int) string {
	var s []string
	for i := range n {
		s = append(s, fmt.Sprintf("$%d", i+1))
	}
	return strings.Join(s, ", ")
}

// anyRow returns a row of a table.
func anyRow(t *testing.T, db *sql.DB, table string, names []string, rng *rand.Rand) []any {
	t.Helper()
	rows, err := db.Query("SELECT " + strings.Join(names, ", ") + " FROM " + table)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var all [][]any
	for rows.Next() {
		row := make([]any, len(names))
		to := make([]any, len(names))
		for i := range row {
			to[i] = &row[i]
		}
		if err := rows.Scan(to...); err != nil {
			t.Fatal(err)
		}
		all = append(all, row)
	}
	return all[rng.IntN(len(all))]
}

// otherValue returns a value near the one given: one bit or byte off, one more or
// one less.
func otherValue(v any, rng *rand.Rand) any {
	switch v := v.(type) {
	case int64:
		return v + []int64{1, -1, 7, -1000, 1 << 40}[rng.IntN(5)]
	case string:
		return string(otherBytes([]byte(v), rng))
	case []byte:
		return otherBytes(v, rng)
	}
	return v
}

func otherBytes(b []byte, rng *rand.Rand) []byte {
	b = bytes.Clone(b)
	if len(b) == 0 || rng.IntN(6) == 0 {
		return append(b, []byte{' ', 0, 'x'}[rng.IntN(3)])
	}
	i := rng.IntN(len(b))
	if rng.IntN(6) == 0 {
		return append(b[:i], b[i+1:]...)
	}
	b[i] ^= 1 << rng.IntN(8)
	return b
}

func TestAFaultNamesTheFirstEntryAndRecord(t *testing.T) {
	file, _ := victim(t, true)
	for _, c := range []struct{ name, sql, want string }{
		{"one letter of a testimony", `UPDATE record SET body = replace(body, 'she chairs', 'he chairs') WHERE case_id = 'harbour'`,
			"harbour: entry 1, testimony c1.1: its content is not what was recorded"},
		{"a later one as well", `UPDATE record SET body = body || ' ' WHERE case_id = 'harbour' AND seq >= 3`,
			"harbour: entry 3, question q0: its content is not what was recorded"},
		{"a record taken out", `DELETE FROM record WHERE case_id = 'harbour' AND id = 'c2'`,
			"harbour: entry 1: row 9 is missing"},
		{"the last record of an entry taken out", `DELETE FROM record WHERE case_id = 'harbour' AND seq = 3`,
			"harbour: entry 3: it counts 1 row and has 0"},
		{"a record put in", `INSERT INTO record SELECT case_id, kind, 'c3', seq, 99, salt, leaf, body FROM record WHERE case_id = 'harbour' AND id = 'c2'`,
			"harbour: entry 1: row 15 is missing"},
		{"an entry taken out", `DELETE FROM entry WHERE case_id = 'harbour' AND seq = 3`,
			"harbour: entry 3: it is missing"},
		{"who made an entry", `UPDATE entry SET actor = 'tarek' WHERE case_id = 'harbour' AND seq = 6`,
			"harbour: entry 6: it is not what was recorded: it does not fit its hash in the tree"},
		{"when an entry was made", `UPDATE entry SET recorded_at = 5 WHERE case_id = 'harbour' AND seq = 2`,
			"harbour: entry 2: it was recorded before the entry that it follows"},
		{"a checkpoint taken away", `DELETE FROM checkpoint WHERE case_id = 'harbour' AND size = 1`,
			"harbour: entry 1: the checkpoint signed at it is missing"},
		{"a record taken out as if it had been erased", `INSERT INTO erased SELECT case_id, seq, row_no, leaf, x'0000000000000000000000000000000000000000000000000000000000000000', x'', 11, 99 FROM record WHERE case_id = 'harbour' AND id = 'c2' AND seq = 1;
			DELETE FROM record WHERE case_id = 'harbour' AND id = 'c2'`,
			"harbour: entry 11: row 8 is missing"},
		{"one taken out in the name of another entry", `INSERT INTO erased SELECT case_id, seq, row_no, leaf, x'0000000000000000000000000000000000000000000000000000000000000000', x'', 9, 1 FROM record WHERE case_id = 'harbour' AND id = 'c2' AND seq = 1;
			DELETE FROM record WHERE case_id = 'harbour' AND id = 'c2'`,
			"harbour: entry 9: it counts 0 rows and has 1"},
		{"one taken out in the name of no entry", `INSERT INTO erased SELECT case_id, seq, row_no, leaf, x'0000000000000000000000000000000000000000000000000000000000000000', x'', 40, 1 FROM record WHERE case_id = 'harbour' AND id = 'c2' AND seq = 1;
			DELETE FROM record WHERE case_id = 'harbour' AND id = 'c2'`,
			"harbour: entry 40: it is missing, and is said to have erased something"},
		{"who made an entry whose summary was erased", `UPDATE entry SET actor = 'tarek' WHERE case_id = 'harbour' AND seq = 4`,
			"harbour: entry 4: it is not what was left of it when its summary was erased"},
		{"a case taken out", `DELETE FROM entry WHERE case_id = 'airfield'`,
			"airfield: entry 1: it is missing"},
	} {
		path := filepath.Join(t.TempDir(), "case.db")
		if err := os.WriteFile(path, file, 0o600); err != nil {
			t.Fatal(err)
		}
		tamper(t, path, c.sql)
		got := faults(t.Context(), path)
		if !slices.ContainsFunc(got, func(s string) bool { return strings.HasPrefix(s, c.want) }) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
	// The end of a history can be cut off without a trace in the file; only a
	// checkpoint kept elsewhere tells.
	path := filepath.Join(t.TempDir(), "case.db")
	file, kept := victim(t, false)
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
	size := register.NodesAfter(3)
	tamper(t, path, fmt.Sprintf(`DELETE FROM entry WHERE case_id = 'harbour' AND seq > 3; DELETE FROM record WHERE case_id = 'harbour' AND seq > 3;
		DELETE FROM checkpoint WHERE case_id = 'harbour' AND size > 3; DELETE FROM node WHERE case_id = 'harbour' AND idx >= %d`, size))
	if got := faults(t.Context(), path); got != nil {
		t.Errorf("a history cut off with care: %q", got)
	}
	want := "harbour: entry 4: it is missing: a kept checkpoint counts 9 entries, so this is an older copy, or its end was cut off"
	if got := faults(t.Context(), path, kept...); len(got) != 1 || got[0] != want {
		t.Errorf("against a kept checkpoint: %q, want %q", got, want)
	}
}

func tamper(t *testing.T, path, statements string) {
	t.Helper()
	db, err := driver.Open("file:" + path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(statements); err != nil {
		t.Fatal(err)
	}
}

// A damaged file is found out, or the damage lies where nothing is: then all is
// read as it was.
func TestADamagedFileIsNeverReadWrong(t *testing.T) {
	t.Parallel()
	file, kept := victim(t, true)
	whole := filepath.Join(t.TempDir(), "whole.db")
	if err := os.WriteFile(whole, file, 0o600); err != nil {
		t.Fatal(err)
	}
	want := contents(t, whole)
	for _, damage := range []struct {
		name   string
		rounds int
		do     func(file []byte, rng *rand.Rand) []byte
	}{
		{"one bit flipped", property.Rounds(500), func(file []byte, rng *rand.Rand) []byte {
			file[rng.IntN(len(file))] ^= 1 << rng.IntN(8)
			return file
		}},
		{"several bytes altered", property.Rounds(2500), func(file []byte, rng *rand.Rand) []byte {
			for range 1 << rng.IntN(7) {
				file[rng.IntN(len(file))] ^= byte(1 + rng.IntN(255))
			}
			return file
		}},
		{"cut off", property.Rounds(100), func(file []byte, rng *rand.Rand) []byte { return file[:rng.IntN(len(file))] }},
	} {
		found := 0
		for round := range damage.rounds {
			path := filepath.Join(t.TempDir(), "case.db")
			bad := damage.do(bytes.Clone(file), rand.New(rand.NewPCG(uint64(round), 6)))
			if err := os.WriteFile(path, bad, 0o600); err != nil {
				t.Fatal(err)
			}
			if faults(t.Context(), path, kept...) != nil {
				found++
			} else if diff := cmp.Diff(want, contents(t, path)); diff != "" {
				t.Errorf("%s, round %d: not found (-whole +damaged):\n%s", damage.name, round, diff)
			}
		}
		t.Logf("%s: %d of %d files found out, the others read as they were", damage.name, found, damage.rounds)
	}
}

// contents reads all that a database holds, as of every entry: a dump.
func contents(t *testing.T, path string) []any {
	t.Helper()
	s, err := store.Open(t.Context(), path, store.Config{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	var out []any
	for _, id := range []underpin.CaseID{"airfield", "harbour"} {
		log, err := s.Log(t.Context(), id, 0)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, log)
		for seq := range int64(len(log)) {
			c, _, err := s.LoadAt(t.Context(), id, store.At{Seq: seq + 1})
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, c)
		}
	}
	return out
}
