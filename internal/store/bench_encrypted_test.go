package store_test

import (
	"path/filepath"
	"testing"

	"underpin/internal/envelope"
	"underpin/internal/store"
)

// eitherWay runs a benchmark on a plain and on an encrypted database with the large case,
// so that one run compares them.
func eitherWay(b *testing.B, bench func(b *testing.B, path string, cfg store.Config)) {
	b.Helper()
	for name, cfg := range map[string]store.Config{"plain": {}, "encrypted": {Keys: []envelope.FileKey{envelope.NewFileKey()}}} {
		path := filepath.Join(b.TempDir(), "case.db")
		made := cfg
		made.New = true
		s, err := store.Open(b.Context(), path, made)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := s.Import(b.Context(), large(), store.ImportPolicy{}); err != nil {
			b.Fatal(err)
		}
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
		b.Run(name, func(b *testing.B) { bench(b, path, cfg) })
	}
}

// BenchmarkEncryptedOpen opens and closes a large case.
func BenchmarkEncryptedOpen(b *testing.B) {
	eitherWay(b, func(b *testing.B, path string, cfg store.Config) {
		for b.Loop() {
			s, err := store.Open(b.Context(), path, cfg)
			if err != nil {
				b.Fatal(err)
			}
			if _, err := s.Head(b.Context(), large().ID); err != nil {
				b.Fatal(err)
			}
			if err := s.Close(); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkEncryptedReadCold opens a large case and reads it, from the disk's cache.
func BenchmarkEncryptedReadCold(b *testing.B) {
	eitherWay(b, func(b *testing.B, path string, cfg store.Config) {
		for b.Loop() {
			s, err := store.Open(b.Context(), path, cfg)
			if err != nil {
				b.Fatal(err)
			}
			if _, err := s.Load(b.Context(), large().ID); err != nil {
				b.Fatal(err)
			}
			if err := s.Close(); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkEncryptedReadWarm looks up, in a large case that is open, what changed since it
// was read.
func BenchmarkEncryptedReadWarm(b *testing.B) {
	eitherWay(b, func(b *testing.B, path string, cfg store.Config) {
		s, err := store.Open(b.Context(), path, cfg)
		if err != nil {
			b.Fatal(err)
		}
		defer s.Close()
		_, head, err := s.LoadAt(b.Context(), large().ID, store.At{})
		if err != nil {
			b.Fatal(err)
		}
		for b.Loop() {
			if _, err := s.Since(b.Context(), large().ID, head.Seq); err != nil {
				b.Fatal(err)
			}
		}
	})
}
