package desk

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"underpin"
	"underpin/internal/synth"
	"underpin/internal/synth/property"
)

// takenOf is all that can be taken out of the screens of a case, as one text.
func takenOf(t *testing.T, c *underpin.Case, own bool) string {
	t.Helper()
	d := newDesk(t, c)
	key, err := d.CaseKey(t.Context(), c.ID)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.Map(t.Context(), Query{}, MapSelection{}); err != nil { // what leaves has the places of the map
		t.Fatal(err)
	}
	var b strings.Builder
	var all []Taking
	for _, screen := range TakingScreens {
		all = append(all, Taking{Screen: screen, Own: own, Entity: map[string]underpin.EntityID{"dossiers": c.Entities[0].ID}[screen]})
	}
	for _, m := range []MapSelection{{World: 7}, {And: "2018-06-30", HideTurns: []underpin.TieTurn{underpin.TieSame}}, {And: "2019-01-31", World: 9, Hide: []underpin.EntityID{c.Entities[1].ID}, Expanded: []underpin.EntityID{c.Entities[0].ID}}} {
		all = append(all, Taking{Screen: "map", Own: own, Map: m})
	}
	for _, tk := range all {
		taken, err := d.Take(t.Context(), Query{Worlds: 100}, tk)
		if err != nil {
			t.Fatalf("%+v: %v", tk, err)
		}
		text, err := json.MarshalIndent(taken, "", " ")
		if err != nil {
			t.Fatal(err)
		}
		b.Write(text)
		for _, x := range taken.Exhibits {
			b.WriteString("\n" + x.SVG + "\n" + x.CSV)
		}
	}
	return strings.ReplaceAll(b.String(), key, "KEY")
}

func TestWhatIsTakenHoldsNothingThatABriefMayNotPrint(t *testing.T) {
	for _, id := range []string{"harbour", "tidewater"} {
		c := example(t, id)
		told, own := takenOf(t, c, false), takenOf(t, c, true)
		for _, src := range c.Sources {
			if src.Protected && strings.Contains(told, string(src.ID)) {
				t.Errorf("%s: the code name %s is in what is taken", id, src.ID)
			}
		}
		for _, c := range c.Testimonies {
			if strings.Contains(told, string(c.ID)+`"`) {
				t.Errorf("%s: the statement %s is in what is taken", id, c.ID)
			}
		}
		if !strings.Contains(own, ownUse) || !strings.Contains(own, "-own-use") || strings.Contains(told, "own-use") {
			t.Errorf("%s: what is for one's own use is not told from what is not", id)
		}
	}
	if own := takenOf(t, example(t, "harbour"), true); !strings.Contains(own, "KESTREL") {
		t.Error("for the analyst's own use the code names are there")
	}
}

func TestWhatIsTakenTellsNothingOfWhenAProtectedSourceSpoke(t *testing.T) {
	cases := []*underpin.Case{example(t, "harbour"), example(t, "tidewater")}
	for seed := range uint64(property.Rounds(10)) {
		cases = append(cases, everythingAsked(synth.Case(synth.CaseConfig{Entities: 14, Claims: 30, Sources: 9, MaxTestimonies: 5, Seed: seed})))
	}
	for k, c := range cases {
		t.Run(fmt.Sprintf("%s %d", c.ID, k), func(t *testing.T) {
			told, other := takenOf(t, c, false), takenOf(t, otherwise(c, 1), false)
			a, b := strings.Split(told, "\n"), strings.Split(other, "\n")
			for i := range min(len(a), len(b)) {
				if a[i] != b[i] {
					t.Fatalf("line %d reads\n%.1500s\nand otherwise\n%.1500s", i+1, a[i], b[i])
				}
			}
		})
	}
}

func TestNoFileIsNamedByAnIDOrByTypedText(t *testing.T) {
	c := example(t, "harbour")
	d := newDesk(t, c)
	taken, err := d.Take(t.Context(), Query{}, Taking{Screen: "dossiers", Entity: "maryam-dalal"})
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range taken.Exhibits {
		if strings.Contains(x.File, "dalal") || strings.Contains(x.File, "harbour") || !regexp.MustCompile(`-dossier(-\d)?-2019-12-31$`).MatchString(x.File) {
			t.Errorf("%q", x.File)
		}
	}
}

func TestADossierIsTakenWithItsLanes(t *testing.T) {
	d := newDesk(t, example(t, "harbour"))
	take := func(tk Taking) *Taken {
		t.Helper()
		tk.Screen = "dossiers"
		out, err := d.Take(t.Context(), Query{}, tk)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	told := take(Taking{Entity: "maryam-dalal"})
	if len(told.Exhibits) != 2 || !told.Exhibits[0].Drawn || len(told.Exhibits[0].Rows) != len(told.Exhibits[1].Rows) {
		t.Fatalf("a dossier gives %d exhibits", len(told.Exhibits))
	}
	spans := map[string][]string{}
	for _, r := range told.Exhibits[0].Rows {
		spans[r[0]] = r[1:]
	}
	if got := spans["Maryam Dalal chaired the Harbour Authority until 2016"]; got == nil || got[0] == "not told" || got[1] == "not told" {
		t.Errorf("what the gazette prints is told in time: %q", got)
	}
	own := take(Taking{Entity: "maryam-dalal", Own: true})
	if len(own.Exhibits[0].Rows) <= len(told.Exhibits[0].Rows) {
		t.Errorf("for one's own use there are %d lanes, to pass on %d", len(own.Exhibits[0].Rows), len(told.Exhibits[0].Rows))
	}
	if said := take(Taking{Source: "KESTREL"}); len(said.Exhibits) != 0 || len(said.Held) != 1 {
		t.Errorf("of a protected source: %+v", said)
	}
	if said := take(Taking{Source: "KESTREL", Own: true}); len(said.Exhibits) != 1 || len(said.Exhibits[0].Rows) != 15 {
		t.Errorf("of a protected source, for one's own use: %+v", said.Exhibits)
	}
	if said := take(Taking{Source: "official-gazette"}); len(said.Exhibits) != 1 || len(said.Exhibits[0].Rows) < 30 {
		t.Errorf("of a gazette: %+v", said.Exhibits)
	}
	if _, err := d.Take(t.Context(), Query{}, Taking{Screen: "dossiers", Source: "nobody"}); err == nil {
		t.Error("a source that is not there was taken")
	}
}

func TestACellThatASpreadsheetWouldComputeIsSetApart(t *testing.T) {
	var rows [][]string
	want := "\ufeff\"'=note, one\"\r\na\r\n"
	for _, cell := range []string{"=1+1", "+1+1", "-1-1", "@SUM(A1)", " =1+1", "\t=1+1", "\tplain", "\u200e=1+1", "\ufeff@x", "＝1+1"} {
		rows = append(rows, []string{cell})
		want += "'" + strings.Trim(fmt.Sprintf("%q", cell), `"`) + "\r\n"
	}
	for _, cell := range []string{"-5", "plain, with a comma", "Al-Zaydi's", "هيئة الميناء"} {
		rows = append(rows, []string{cell})
	}
	want += "-5\r\n\"plain, with a comma\"\r\nAl-Zaydi's\r\nهيئة الميناء\r\n"
	got, err := asCSV([]string{"=note, one"}, []string{"a"}, rows)
	if want = strings.NewReplacer(`\t`, "\t", `\u200e`, "\u200e", `\ufeff`, "\ufeff").Replace(want); err != nil || got != want {
		t.Errorf("%q, want %q, %v", got, want, err)
	}
}
