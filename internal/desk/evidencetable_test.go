package desk

import (
	"slices"
	"strings"
	"testing"

	"underpin"
	"underpin/internal/synth"
)

// evidenceOf is the table of the harbour with a filter, and finds its rows and columns.
func evidenceOf(t *testing.T, which EvidenceFilter) (*EvidenceTable, func(underpin.ClaimID) EvidenceRow, func(underpin.SourceID) int) {
	t.Helper()
	d := newDesk(t, example(t, "harbour"))
	x, err := d.Evidence(t.Context(), Query{}, which)
	if err != nil {
		t.Fatal(err)
	}
	row := func(id underpin.ClaimID) EvidenceRow {
		t.Helper()
		at := slices.IndexFunc(x.Rows, func(r EvidenceRow) bool { return r.Claim == id })
		if at < 0 {
			t.Fatalf("there is no row of %s", id)
		}
		return x.Rows[at]
	}
	return x, row, func(id underpin.SourceID) int {
		return slices.IndexFunc(x.Columns, func(c EvidenceColumn) bool { return c.Source == id })
	}
}

func TestAnEvidenceTableTellsVoicesFromWhatRepeatsThem(t *testing.T) {
	x, row, column := evidenceOf(t, EvidenceFilter{})
	cell := func(claim underpin.ClaimID, source underpin.SourceID) EvidenceCell {
		t.Helper()
		cells := row(claim).Cells
		at := slices.IndexFunc(cells, func(c EvidenceCell) bool { return c.Column == column(source) })
		if at < 0 {
			t.Fatalf("%s says nothing of %s", source, claim)
		}
		return cells[at]
	}
	for _, c := range []struct {
		name   string
		claim  underpin.ClaimID
		source underpin.SourceID
		mark   string
	}{
		{"who says so is a voice", "c27", "HERON", CellVoice},
		{"the paper that has it from that voice is counted already", "c27", "harbour-light", CellCounted},
		{"who denies it denies", "c27", "idris-qorvat", CellDenies},
		{"who doubts it doubts", "c06", "TERN", CellDoubts},
		{"what is off the record is told apart", "c03", "TERN", CellOffRecord},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := cell(c.claim, c.source); got.Mark != c.mark || got.Sentence == "" {
				t.Errorf("the cell is %+v", got)
			}
		})
	}
	if got := cell("c27", "harbour-light"); got.Through != column("HERON") {
		t.Errorf("it is counted through column %d, want that of HERON", got.Through)
	}
	if first, second := cell("c03", "HERON"), cell("c03", "PETREL"); first.Weight <= second.Weight || second.Weight <= 0 {
		t.Errorf("the second of two that depend on one another adds %v, the first %v", second.Weight, first.Weight)
	}
	if r := row("c02"); !slices.Contains(r.Knows, column("KESTREL")) || slices.Contains(r.Knows, column("official-gazette")) {
		t.Errorf("who could know is %v", r.Knows)
	}
	if x.Total != len(x.Rows) || x.Single == 0 || x.Contested == 0 {
		t.Errorf("of %d claims in %d rows %d have one origin, %d are contested", x.Total, len(x.Rows), x.Single, x.Contested)
	}
}

func TestColumnsStandByKindAndThoseThatDependSideBySide(t *testing.T) {
	x, _, column := evidenceOf(t, EvidenceFilter{})
	if column("PETREL") != column("HERON")+1 || !strings.HasPrefix(x.Columns[column("HERON")].Depends, "depends on PETREL: They share an office") {
		t.Errorf("HERON is column %d, PETREL %d: %+v", column("HERON"), column("PETREL"), x.Columns[column("HERON")])
	}
	var kinds []string
	for _, c := range x.Columns {
		kinds = append(kinds, c.Kind)
	}
	if want := []string{"Protected people", "People and bodies", "Papers", "Registers and lists", "Our own"}; !slices.Equal(slices.Compact(kinds), want) {
		t.Errorf("the kinds stand in the order %v", slices.Compact(kinds))
	}
}

func TestRowsStandByWhatTheyAreAbout(t *testing.T) {
	x, _, _ := evidenceOf(t, EvidenceFilter{})
	met := map[string]bool{}
	for k, g := range x.Groups {
		if met[g.About] || k == 0 && g.From != 0 || k > 0 && g.From <= x.Groups[k-1].From {
			t.Errorf("%s begins at row %d, a heading twice or out of turn", g.About, g.From)
		}
		met[g.About] = true
	}
	about, _, _ := evidenceOf(t, EvidenceFilter{About: "maryam-dalal"})
	if about.About == nil || about.About.Name != "Maryam Dalal" || about.Total == 0 || about.Total >= x.Total {
		t.Errorf("about Maryam Dalal are %d of %d claims", about.Total, x.Total)
	}
	page, _, _ := evidenceOf(t, EvidenceFilter{From: 10, Limit: 5})
	if len(page.Rows) != 5 || page.Rows[0].Claim != x.Rows[10].Claim || page.Total != x.Total || len(page.Columns) != len(x.Columns) {
		t.Errorf("the page from the tenth row on has %d rows", len(page.Rows))
	}
	only, _, _ := evidenceOf(t, EvidenceFilter{Only: OnlyContested})
	if only.Total != x.Contested || only.Claims != x.Total {
		t.Errorf("%d of %d claims are contested", only.Total, only.Claims)
	}
}

func TestAClaimDrawsWhoHadItFromWhom(t *testing.T) {
	d := newDesk(t, example(t, "harbour"))
	x, err := d.Show(t.Context(), Query{}, "c27")
	if err != nil {
		t.Fatal(err)
	}
	if len(x.Ways) != 1 {
		t.Fatalf("its voices came %+v", x.Ways)
	}
	var drawn []string
	for _, n := range x.Ways[0].Nodes {
		drawn = append(drawn, strings.Repeat(">", n.Depth)+n.Name)
	}
	if got := strings.Join(drawn, " "); got != "HERON >Harbour Light >>Littoral Courier >>Littoral Courier" {
		t.Errorf("it is drawn %s", got)
	}
	if x.LeaveOut[0].Says == "" {
		t.Errorf("without one of them: %+v", x.LeaveOut)
	}
}

func TestATableOfManyClaimsCountsThemAsTheyAreAssessed(t *testing.T) {
	d := newDesk(t, synth.Case(synth.CaseConfig{Entities: 40, Claims: 200, Seed: 3}))
	s, err := d.study(t.Context(), Query{}, false)
	if err != nil {
		t.Fatal(err)
	}
	single, contested := 0, 0
	ground, err := s.evidenceGround(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range ground.claims {
		a := s.model.Assess(i, s.At)
		if a.Origins == 1 {
			single++
		}
		if a.Contested {
			contested++
		}
	}
	for only, want := range map[string]int{"": len(ground.claims), OnlyOneOrigin: single, OnlyContested: contested} {
		table, err := d.Evidence(t.Context(), Query{}, EvidenceFilter{Only: only, Limit: 10})
		if err != nil || table.Total != want || table.Single != single || table.Contested != contested || len(table.Rows) != min(10, want) {
			t.Errorf("only %q: %d of %d, %d of one origin of %d, %d contested of %d, %v", only, table.Total, want, table.Single, single, table.Contested, contested, err)
		}
	}
}
