package desk

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"underpin"
	"underpin/internal/edtf"
	"underpin/internal/exchange/casebook"
)

// now is the day on which the desks of the tests work.
var now = time.Date(2020, time.February, 1, 12, 0, 0, 0, time.UTC)

// newDesk opens a desk over a new database that holds the cases.
func newDesk(t *testing.T, cases ...*underpin.Case) *Desk {
	t.Helper()
	d, err := Open(t.Context(), filepath.Join(t.TempDir(), "test.db"), Config{New: true, Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
	for _, c := range cases {
		if _, err := d.Import(t.Context(), []Parcel{{Name: "test.yaml", Case: c}}, false); err != nil {
			t.Fatal(err)
		}
	}
	return d
}

// example reads an example case.
func example(t *testing.T, name string) *underpin.Case {
	t.Helper()
	path := filepath.Join("..", "..", "examples", name, "casebook.yaml")
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	c, err := casebook.Read(f, path)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func date(t *testing.T, text string) underpin.Date {
	t.Helper()
	d, err := edtf.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// quay is a case of one claim: the Gazette says that Dalal leads the quay.
func quay(t *testing.T) *underpin.Case {
	t.Helper()
	held, err := edtf.ParseSpan("2018-05/..")
	if err != nil {
		t.Fatal(err)
	}
	return &underpin.Case{
		ID:       "quay",
		Settings: underpin.Settings{Title: "Who runs the quay?"},
		Relations: []underpin.Relation{{
			Name: "leads", Class: underpin.ClassCommand, Power: underpin.PowerSubject, Sign: "+", Control: underpin.ControlFull,
			Exclusive: true, HalfLife: underpin.HalfLife{Years: 4}, Reads: "X leads Y",
		}},
		Entities: []underpin.Entity{
			{ID: "dalal", Schema: underpin.Person, Name: "Maryam Dalal"},
			{ID: "quay", Schema: underpin.Asset, Name: "The quay"},
		},
		Sources: []underpin.Source{{
			ID: "gazette", Kind: underpin.SourceDocument, Name: "Gazette", Published: date(t, "2018-05-02"),
			Gradings: []underpin.Grading{{Grade: "A"}},
		}},
		Claims: []underpin.Claim{{ID: "c1", Subject: "dalal", Relation: "leads", Object: "quay"}},
		Testimonies: []underpin.Testimony{{
			ID: "c1.1", Claim: "c1", Source: "gazette", Polarity: underpin.Affirm, Held: held, Learned: date(t, "2018-05-02"),
		}},
	}
}
