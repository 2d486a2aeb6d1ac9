package store_test

import (
	"context"
	"fmt"
	"log"
	"os"
	"path/filepath"

	"underpin"
	"underpin/internal/register"
	"underpin/internal/store"
)

func Example() {
	dir, err := os.MkdirTemp("", "underpin")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(dir)
	ctx := context.Background()
	s, err := store.Open(ctx, filepath.Join(dir, "underpin.db"), store.Config{Create: true, Actor: "leila"})
	if err != nil {
		log.Fatal(err)
	}
	defer s.Close()

	done, err := s.Import(ctx, &underpin.Case{
		ID:       "harbour",
		Entities: []underpin.Entity{{ID: "maryam-dalal", Schema: underpin.Person, Name: "Maryam Dalal"}},
	}, store.ImportPolicy{Summary: "harbour.yaml"})
	if err != nil {
		log.Fatal(err)
	}
	bank, err := register.New(underpin.Entity{ID: "quay-bank", Schema: underpin.Company, Name: "Quay Bank"})
	if err != nil {
		log.Fatal(err)
	}
	if _, err := s.Commit(ctx, "harbour", store.Change{Summary: "the bank", Put: []register.Record{bank}, Base: done.Entry.Seq}); err != nil {
		log.Fatal(err)
	}
	if _, err := s.Undo(ctx, "harbour", store.UndoOptions{}); err != nil {
		log.Fatal(err)
	}
	entries, err := s.Log(ctx, "harbour", 0)
	if err != nil {
		log.Fatal(err)
	}
	for _, e := range entries {
		fmt.Println(e.Seq, e.Op, e.Actor, e.Summary)
	}
	report, err := s.Verify(ctx, "harbour")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(report.Entries, "entries,", report.Versions, "versions, fault:", report.Fault)
	// Output:
	// 3 undo leila takes back entry 2
	// 2 add leila the bank
	// 1 import leila harbour.yaml
	// 3 entries, 3 versions, fault: <nil>
}
