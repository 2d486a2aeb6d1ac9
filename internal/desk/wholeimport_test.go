package desk

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"underpin/examples"
	"underpin/internal/synth/property"
)

// A casebook with two lines exchanged, struck out or doubled is recorded whole, so that
// the same import again writes nothing, or nothing of it is.
func TestAnAlteredCasebookIsImportedWholeOrNotAtAll(t *testing.T) {
	const seed = 1
	text, err := examples.Files.ReadFile(examples.Names[0] + "/casebook.yaml")
	if err != nil {
		t.Fatal(err)
	}
	recorded, refused := 0, 0
	for round := range property.Rounds(200) {
		rng := rand.New(rand.NewPCG(seed, uint64(round)))
		lines := strings.SplitAfter(string(text), "\n")
		switch i, j := rng.IntN(len(lines)), rng.IntN(len(lines)); round % 3 {
		case 0:
			lines[i], lines[j] = lines[j], lines[i]
		case 1:
			lines = slices.Delete(lines, i, i+1)
		case 2:
			lines = slices.Insert(lines, i, lines[j])
		}
		p, err := UnpackFrom("altered.yaml", strings.NewReader(strings.Join(lines, "")), "")
		if err != nil {
			continue // it is refused before anything is opened
		}
		want := p.Case.Count()
		d := newDesk(t)
		if _, err = d.Import(t.Context(), []Parcel{p}, false); err != nil {
			refused++
			if cases, err := d.Cases(t.Context()); err != nil || len(cases) != 0 {
				t.Fatalf("round %d, seed %d: refused, and the cases are %v, %v", round, seed, cases, err)
			}
			continue
		}
		recorded++
		o, err := d.load(t.Context(), p.Case.ID)
		if err != nil || o.Case.Count() != want {
			t.Fatalf("round %d, seed %d: %v", round, seed, err)
		}
		if again, err := d.Import(t.Context(), []Parcel{p}, false); err != nil || again[0].Entry != 0 {
			t.Fatalf("round %d, seed %d: again: %+v, %v", round, seed, again, err)
		}
	}
	t.Logf("seed %d: %d recorded, %d refused by the case", seed, recorded, refused)
}
