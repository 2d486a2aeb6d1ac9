package store_test

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"underpin"
	"underpin/internal/store"
	"underpin/internal/store/storetest"
	"underpin/internal/synth"
)

// encodings writes a word in the ways in which a file could hold it.
func encodings(word string) map[string][]byte {
	out := map[string][]byte{"UTF-8": []byte(word), "hexadecimal": []byte(hex.EncodeToString([]byte(word)))}
	var le, be []byte
	for _, u := range utf16.Encode([]rune(word)) {
		le = append(le, byte(u), byte(u>>8))
		be = append(be, byte(u>>8), byte(u))
	}
	out["UTF-16, the low byte first"], out["UTF-16, the high byte first"] = le, be
	for phase := range 3 {
		b := base64.RawStdEncoding.EncodeToString(append(bytes.Repeat([]byte{'x'}, phase), word...))
		out[fmt.Sprintf("base64, from byte %d", phase)] = []byte(b[4*min(phase, 1) : len(b)-1]) // what does not hang on the neighbours
	}
	var every strings.Builder
	for _, b := range []byte(word) {
		fmt.Fprintf(&every, "%%%02X", b)
	}
	out["percent"], out["percent where needed"] = []byte(every.String()), []byte(url.QueryEscape(word))
	return out
}

// holds lists the words that the files of a folder hold in any encoding, in capitals or
// not.
func holds(t *testing.T, dir string, words ...string) []string {
	t.Helper()
	files, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, f := range files {
		body, err := os.ReadFile(filepath.Join(dir, f.Name()))
		if err != nil {
			t.Fatal(err)
		}
		folded := bytes.ToLower(body)
		for _, word := range words {
			for how, b := range encodings(word) {
				if bytes.Contains(body, b) || !strings.HasPrefix(how, "base64") && bytes.Contains(folded, bytes.ToLower(b)) {
					out = append(out, fmt.Sprintf("%s holds %q in %s", f.Name(), word, how))
				}
			}
		}
	}
	return out
}

// What is erased is in no file afterwards, be the case small or large enough for a
// snapshot, its pages rearranged, or its records edited and removed before.
func TestWhatIsErasedIsInNoFile(t *testing.T) {
	for _, claims := range []int{8, 3000} {
		t.Run(fmt.Sprintf("%d claims", claims), func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			path := filepath.Join(dir, "case.db")
			signer, _ := storetest.Key(t, 1)
			s, err := store.Open(t.Context(), path, store.Config{Create: true, Now: storetest.Clock(), Signer: signer})
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			c := synth.Case(synth.CaseConfig{Entities: 12 + claims/10, Claims: claims, Sources: 9, Seed: 4})
			c.ID = "harbour"
			words := []string{"zuleika-marwood", "Zuleika Marwood", "زليخا مروود", "c-zuleika"}
			c.Entities = append(c.Entities, underpin.Entity{
				ID: "zuleika-marwood", Schema: underpin.Person, Name: words[1], Aliases: []underpin.Alias{{Name: words[2]}},
			})
			c.Claims = append(c.Claims, underpin.Claim{
				ID: "c-zuleika", Subject: "zuleika-marwood", Relation: c.Claims[0].Relation, Object: c.Claims[0].Object,
			})
			if _, err := s.Import(t.Context(), c, store.ImportPolicy{Summary: "import"}); err != nil {
				t.Fatal(err)
			}
			for i := range 40 { // versions enough to rearrange pages
				edited := c.Entities[len(c.Entities)-1]
				edited.Name = strings.Repeat("Zuleika Marwood ", 1+i%17)
				change := store.Change{Summary: "edit entity zuleika-marwood: name", Put: storetest.Put(t, edited)}
				if _, err := s.Commit(t.Context(), "harbour", change); err != nil {
					t.Fatal(err)
				}
			}
			for range 2 { // the second load finds the snapshot that the first leaves
				if _, err := s.Load(t.Context(), "harbour"); err != nil {
					t.Fatal(err)
				}
			}
			if found := holds(t, dir, words...); len(found) < len(words) {
				t.Fatalf("before: %q", found)
			}
			done, err := s.Erase(t.Context(), "harbour", store.Erasing{
				Records: []underpin.RecordRef{{Kind: underpin.KindEntity, ID: "zuleika-marwood"}, {Kind: underpin.KindClaim, ID: "c-zuleika"}},
			})
			if err != nil || done.Unscoured != nil || done.Rows != 42 || len(done.Entries) != 40 {
				t.Fatalf("%+v, %v", done, err)
			}
			if found := holds(t, dir, words...); found != nil {
				t.Errorf("open: %q", found)
			}
			if _, err := s.Load(t.Context(), "harbour"); err != nil {
				t.Fatal(err)
			}
			if r, err := s.Verify(t.Context(), "harbour"); err != nil || r.Fault != nil || r.Erased != 2 {
				t.Errorf("%+v, %v", r, err)
			}
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			if found := holds(t, dir, words...); found != nil {
				t.Errorf("closed: %q", found)
			}
		})
	}
}

// Somebody who has read the case before must not write what they read back into it.
func TestWhoReadTheCaseBeforeWritesNothingBack(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path := filepath.Join(dir, "case.db")
	signer, _ := storetest.Key(t, 1)
	open := func() *store.Store {
		s, err := store.Open(t.Context(), path, store.Config{Create: true, Signer: signer})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { s.Close() })
		return s
	}
	s, other := open(), open()
	if _, err := s.Import(t.Context(), storetest.Harbour(), store.ImportPolicy{}); err != nil {
		t.Fatal(err)
	}
	held, last, err := other.LoadAt(t.Context(), "harbour", store.At{})
	if err != nil {
		t.Fatal(err)
	}
	gone := []underpin.RecordRef{{Kind: underpin.KindTestimony, ID: "c10.1"}, {Kind: underpin.KindClaim, ID: "c10"}}
	if _, err := s.Erase(t.Context(), "harbour", store.Erasing{Records: gone, Base: last.Seq}); err != nil {
		t.Fatal(err)
	}
	if _, err := other.Commit(t.Context(), "harbour", store.Change{Put: storetest.Put(t, held.Claims[2]), Base: last.Seq}); err == nil {
		t.Error("a change made on the state before was recorded")
	}
	if found := holds(t, dir, "heard & noted"); found != nil {
		t.Errorf("%q", found)
	}
	if copies := s.Copies(); copies != nil {
		t.Errorf("copies: %q", copies)
	}
	copyTo := filepath.Join(dir, "backup.db")
	body, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(copyTo, body, 0o600); err != nil {
		t.Fatal(err)
	}
	if copies := s.Copies(); len(copies) != 1 || copies[0] != copyTo {
		t.Errorf("copies: %q", copies)
	}
}
