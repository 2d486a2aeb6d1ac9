package evidence

import (
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"underpin"
	"underpin/internal/edtf"
	"underpin/internal/exchange/casebook"
)

// goldenDirs are where casebooks with an expected.tsv lie: claim, date, credence,
// standing, publishable credence, origins and the mark, to four decimals.
var goldenDirs = []string{"../../../shared/golden", "../../../shared/inputs/model", "testdata"}

func TestTheNumbersOfTheRules(t *testing.T) {
	for _, dir := range goldenDirs {
		file, err := os.Open(filepath.Join(dir, "expected.tsv"))
		if err != nil {
			t.Logf("%s is not here", dir)
			continue
		}
		defer file.Close()
		r := csv.NewReader(file)
		r.Comma, r.LazyQuotes = '\t', true
		rows, err := r.ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows[1:] {
			t.Run(row[0]+" "+row[1], func(t *testing.T) { expect(t, filepath.Join(dir, row[0]), row[1:]) })
		}
	}
}

func expect(t *testing.T, name string, row []string) {
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	c, err := casebook.Read(f, name)
	if err != nil {
		t.Fatal(err)
	}
	m, err := Compile(c, Config{Known: underpin.MaxDay})
	if err != nil {
		t.Fatal(err)
	}
	i, ok := m.Claim(underpin.ClaimID(row[0]))
	if !ok {
		t.Fatalf("no claim %s", row[0])
	}
	on, err := edtf.Parse(row[1])
	if err != nil {
		t.Fatal(err)
	}
	a := m.Assess(i, on.Last)
	number := func(p float64) string { return strconv.FormatFloat(p, 'f', 4, 64) }
	mark := map[bool]string{true: "yes", false: "no"}[a.Contested]
	got := []string{number(a.Credence), number(a.Standing), number(a.Publishable), fmt.Sprint(a.Origins), mark}
	for k, what := range []string{"credence", "standing", "publishable", "origins", "contested"} {
		if got[k] != row[k+2] {
			t.Errorf("%s %s, want %s (%s)", what, got[k], row[k+2], row[len(row)-1])
		}
	}
}
