package store_test

import (
	"path/filepath"
	"testing"

	"underpin/internal/envelope"
	"underpin/internal/store"
	"underpin/internal/store/storetest"
)

func openTemp(t testing.TB, cfg store.Config) *store.Store {
	t.Helper()
	cfg.Create = true
	s, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "case.db"), cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func openTempEncrypted(t testing.TB, cfg store.Config) *store.Store {
	t.Helper()
	cfg.Keys = []envelope.FileKey{envelope.NewFileKey()}
	return openTemp(t, cfg)
}

func TestSQLite(t *testing.T) { storetest.Run(t, openTemp) }

func TestSQLiteEncrypted(t *testing.T) { storetest.Run(t, openTempEncrypted) }
