package store_test

import (
	"path/filepath"
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
	if _, err := s.Import(b.Context(), large(), store.ImportOptions{}); err != nil {
		b.Fatal(err)
	}
	return s
}

func records(b *testing.B) float64 {
	b.Helper()
	all, err := register.Records(large())
	if err != nil {
		b.Fatal(err)
	}
	return float64(len(all))
}

func BenchmarkImportLarge(b *testing.B) {
	n := records(b)
	for b.Loop() {
		s, err := store.Open(b.Context(), filepath.Join(b.TempDir(), "case.db"), store.Config{Create: true})
		if err != nil {
			b.Fatal(err)
		}
		if _, err := s.Import(b.Context(), large(), store.ImportOptions{}); err != nil {
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
		if _, err := s.Import(b.Context(), large(), store.ImportOptions{}); err != nil {
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
