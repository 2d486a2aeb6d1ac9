package store_test

import (
	"path/filepath"
	"strconv"
	"sync"
	"testing"

	"underpin"
	"underpin/internal/register"
	"underpin/internal/store"
	"underpin/internal/store/storetest"
	"underpin/internal/synth"
)

// large is a generated case of 5,000 entities, 20,000 claims, some 60,000
// testimonies and 300 sources.
var large = sync.OnceValue(func() *underpin.Case {
	return synth.Case(synth.CaseConfig{
		Entities: 5000, Claims: 20000, Sources: 300, MinTestimonies: 2, MaxTestimonies: 4, Seed: 1,
	})
})

func openLarge(b *testing.B) *store.Store {
	b.Helper()
	signer, _ := storetest.Key(b, 1)
	s := openTemp(b, store.Config{Signer: signer})
	if _, err := s.Import(b.Context(), large(), store.ImportPolicy{}); err != nil {
		b.Fatal(err)
	}
	return s
}

func records(b *testing.B) float64 {
	b.Helper()
	n := 0
	for _, err := range register.All(large()) {
		if err != nil {
			b.Fatal(err)
		}
		n++
	}
	return float64(n)
}

func BenchmarkImportLarge(b *testing.B) {
	n := records(b)
	for b.Loop() {
		s, err := store.Open(b.Context(), filepath.Join(b.TempDir(), "case.db"), store.Config{Create: true})
		if err != nil {
			b.Fatal(err)
		}
		if _, err := s.Import(b.Context(), large(), store.ImportPolicy{}); err != nil {
			b.Fatal(err)
		}
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(n, "records")
}

func BenchmarkImportLargeAgain(b *testing.B) {
	s := openLarge(b)
	for b.Loop() {
		if _, err := s.Import(b.Context(), large(), store.ImportPolicy{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkLoadLarge(b *testing.B) {
	s := openLarge(b)
	for b.Loop() {
		if _, err := s.Load(b.Context(), large().ID); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkVerifyLarge(b *testing.B) {
	s := openLarge(b)
	for b.Loop() {
		if r, err := s.Verify(b.Context(), large().ID); err != nil || r.Fault != nil {
			b.Fatal(r.Fault, err)
		}
	}
}

// BenchmarkUndoLarge undoes and redoes one small change of a large case.
func BenchmarkUndoLarge(b *testing.B) {
	s := openLarge(b)
	entity := underpin.Entity{ID: "quay-bank", Schema: underpin.Company, Name: "Quay Bank"}
	if _, err := s.Commit(b.Context(), large().ID, store.Change{Put: storetest.Put(b, entity)}); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := s.Undo(b.Context(), large().ID, store.UndoOptions{}); err != nil {
			b.Fatal(err)
		}
		if _, err := s.Redo(b.Context(), large().ID, store.UndoOptions{}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkUndoImportLarge undoes the import of a large case and redoes it.
func BenchmarkUndoImportLarge(b *testing.B) {
	s := openLarge(b)
	for b.Loop() {
		if _, err := s.Undo(b.Context(), large().ID, store.UndoOptions{}); err != nil {
			b.Fatal(err)
		}
		if _, err := s.Redo(b.Context(), large().ID, store.UndoOptions{}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkCommit makes changes of one record to a large case.
func BenchmarkCommit(b *testing.B) {
	s := openLarge(b)
	n := 0
	for b.Loop() {
		n++
		put := storetest.Put(b, underpin.Question{ID: "q", Text: strconv.Itoa(n)})
		if _, err := s.Commit(b.Context(), large().ID, store.Change{Put: put}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkLoadFolded reads a large case without its snapshot.
func BenchmarkLoadFolded(b *testing.B) {
	s := openLarge(b)
	e, err := s.Commit(b.Context(), large().ID, store.Change{Put: storetest.Put(b, underpin.Question{ID: "q", Text: "?"})})
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, _, err := s.LoadAt(b.Context(), large().ID, store.At{Seq: e.Seq - 1}); err != nil {
			b.Fatal(err)
		}
	}
}
