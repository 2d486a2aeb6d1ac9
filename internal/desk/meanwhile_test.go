package desk

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"testing"

	"underpin"
)

// desks opens a database as several programs do.
func desks(t *testing.T, n int, cases ...*underpin.Case) []*Desk {
	t.Helper()
	path := filepath.Join(t.TempDir(), "test.db")
	out := make([]*Desk, n)
	for i := range out {
		d, err := Open(t.Context(), path, Config{Create: true})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { d.Close() })
		out[i] = d
	}
	for _, c := range cases {
		if _, err := out[0].Import(t.Context(), []Parcel{{Name: "test.yaml", Case: c}}, false); err != nil {
			t.Fatal(err)
		}
	}
	return out
}

// together does something at each desk at the same time, and returns the errors.
func together(all []*Desk, do func(i int, d *Desk) error) []error {
	errs := make([]error, len(all))
	var wg sync.WaitGroup
	for i, d := range all {
		wg.Go(func() { errs[i] = do(i, d) })
	}
	wg.Wait()
	return errs
}

func TestOfTwoFirstImportsOfACaseOneIsRefused(t *testing.T) {
	t.Parallel()
	rounds := 50
	if testing.Short() {
		rounds = 5
	}
	for range rounds {
		all := desks(t, 2)
		errs := together(all, func(i int, d *Desk) error {
			c := quay(t)
			c.Settings.Title = fmt.Sprint("by ", i)
			_, err := d.Import(context.Background(), []Parcel{{Name: "test.yaml", Case: c}}, false)
			return err
		})
		refused := 0
		for _, err := range errs {
			var f *Fault
			switch {
			case err == nil:
			case errors.As(err, &f) && f.Code == CaseChanged:
				refused++
			default:
				t.Fatal(err)
			}
		}
		log, err := all[0].Log(t.Context(), "quay", 0)
		if err != nil {
			t.Fatal(err)
		}
		// One that began after the other had ended has read it: then both are recorded.
		if refused+len(log) != 2 {
			t.Fatalf("%d refused, and the log is %v", refused, log)
		}
	}
}

func TestWritersWhoDoNotTouchEachOtherAllSucceed(t *testing.T) {
	t.Parallel()
	all := desks(t, 6, quay(t))
	const each = 4
	errs := together(all, func(i int, d *Desk) error {
		for n := range each {
			q := underpin.Question{ID: fmt.Sprintf("q%d.%d", i, n), Text: "Who pays?"}
			said := underpin.Testimony{Claim: "c1", Source: "gazette", Polarity: underpin.Affirm}
			if _, err := d.Add(context.Background(), "", Drafted(q, said), false); err != nil {
				return err
			}
		}
		return nil
	})
	if err := errors.Join(errs...); err != nil {
		t.Fatal(err)
	}
	o, err := all[0].load(t.Context(), "quay")
	if err != nil || len(o.Questions) != each*len(all) || len(o.Testimonies) != 1+each*len(all) {
		t.Errorf("%d questions, %d testimonies, %v", len(o.Questions), len(o.Testimonies), err)
	}
}

// A change made on a state that has passed is a conflict where what came between
// touches it; both versions are named.
func TestAConflictNamesBothVersions(t *testing.T) {
	claim, source, testimony := quay(t).Claims[0], quay(t).Sources[0], quay(t).Testimonies[0]
	claim.Note, source.Name, testimony.Wording = "x", "Gazette II", "he leads it"
	third := underpin.Claim{ID: "c2", Subject: "quay", Relation: "leads", Object: "dalal"}
	more := underpin.Testimony{ID: "c1.2", Claim: "c1", Source: "gazette", Polarity: underpin.Affirm}
	for _, c := range []struct {
		name         string
		ours, theirs []any
		removed      []underpin.RecordRef
		want         string
	}{
		{"other records", []any{claim}, []any{source}, nil, ""},
		{"one record refers to what both leave", []any{third}, []any{more}, nil, ""},
		{"the same record", []any{claim}, []any{claim}, nil, "claim c1: it was read as of entry 1, and entry 2 (theirs, by analyst) has changed it since"},
		{"ours refers to theirs", []any{testimony}, []any{claim}, nil, "claim c1: it was read as of entry 1, and entry 2 (theirs, by analyst) has changed it since"},
		{"theirs refers to ours", []any{claim}, []any{more}, nil, "testimony c1.2: it was not there when it was read, and entry 2 (theirs, by analyst) has added it since"},
		{"theirs refers to what we remove", nil, []any{more}, []underpin.RecordRef{{Kind: underpin.KindClaim, ID: "c1"}}, "testimony c1.2: it was not there when it was read, and entry 2 (theirs, by analyst) has added it since"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newDesk(t, quay(t))
			theirs := Drafted(c.theirs...)
			theirs.Summary = "theirs"
			if _, err := d.Change(t.Context(), "", theirs, false); err != nil {
				t.Fatal(err)
			}
			ours := Drafted(c.ours...)
			err := d.undisturbed(t.Context(), meanwhile{id: "quay", base: 1, put: &ours.Put, removed: c.removed}, 2)
			got := ""
			var f *Fault
			if errors.As(err, &f) {
				got = f.Message
			}
			if got != c.want || err != nil && f.Code != RecordChanged {
				t.Errorf("%v, want %q", err, c.want)
			}
		})
	}
}
