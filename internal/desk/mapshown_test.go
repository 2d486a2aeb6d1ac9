package desk

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"underpin"
	"underpin/internal/evidence"
	"underpin/internal/synth"
)

// passing is a case in which ties begin, end, stay, and pass from one class to another.
func passing(t *testing.T) *underpin.Case {
	t.Helper()
	relation := func(name underpin.RelationName, class underpin.RelationClass) underpin.Relation {
		return underpin.Relation{Name: name, Class: class, Power: underpin.PowerSubject, Sign: "+", Control: underpin.ControlFull, Reads: "X " + string(name) + " Y"}
	}
	c := &underpin.Case{
		ID: "passing", Settings: underpin.Settings{Title: "What passes", AsOf: date(t, "2020-12-31")},
		Relations: []underpin.Relation{relation("commands", "command"), relation("leads", "command"), relation("owns", "ownership")},
		Sources:   []underpin.Source{{ID: "paper", Kind: "document", Name: "The paper"}},
		Entities: []underpin.Entity{
			{ID: "ana", Schema: underpin.Person, Name: "Ana"}, {ID: "bo", Schema: underpin.Person, Name: "Bo"},
			{ID: "quay", Schema: "Organization", Name: "The quay"}, {ID: "yard", Schema: "Organization", Name: "The yard"},
		},
	}
	for i, x := range []struct{ who, does, what, held string }{
		{"ana", "commands", "quay", "2015/2018"}, {"ana", "owns", "quay", "2019/2021"}, // of another class
		{"ana", "commands", "yard", "2015/2018"}, {"ana", "leads", "yard", "2019/2021"}, // of the same class: one ended, one began
		{"bo", "commands", "yard", "2015/2021"}, // as before
		{"bo", "owns", "quay", "2019/2021"},     // began
	} {
		id := underpin.ClaimID(fmt.Sprintf("c%d", i+1))
		span, err := ParseSpan("held", x.held)
		if err != nil {
			t.Fatal(err)
		}
		c.Claims = append(c.Claims, underpin.Claim{ID: id, Subject: underpin.EntityID(x.who), Relation: underpin.RelationName(x.does), Object: underpin.EntityID(x.what)})
		c.Testimonies = append(c.Testimonies, underpin.Testimony{ID: underpin.TestimonyID(id) + ".1", Claim: id, Source: "paper", Polarity: underpin.Affirm, Held: span, Said: date(t, "2021")})
	}
	return c
}

func TestATieThatPassesToAnotherClassHasChangedAndNoOther(t *testing.T) {
	d := newDesk(t, passing(t))
	want := map[underpin.TieTurn][]int{underpin.TieBegan: {3, 5}, underpin.TieEnded: {2}, underpin.TieChanged: {0, 1}, underpin.TieSame: {}}
	for _, q := range []struct{ at, and string }{{"2020-12-31", "2017"}, {"2017", "2020-12-31"}} {
		got, err := d.MapTurns(t.Context(), Query{At: q.at}, MapSelection{And: q.and})
		if err != nil {
			t.Fatal(err)
		}
		for _, turn := range got.Turns {
			if !slices.Equal(turn.Numbers, want[turn.Turn]) || turn.Count != max(len(want[turn.Turn]), 1) {
				t.Errorf("from %s beside %s, %s: %v, counted as %d", q.at, q.and, turn.Words, turn.Numbers, turn.Count)
			}
		}
		if want := "31 December 2017 to 31 December 2020: 2 began, 1 ended, 2 of another class, 1 as before."; got.Sentence != want {
			t.Errorf("it says %q", got.Sentence)
		}
	}
	if same, err := d.MapTurns(t.Context(), Query{At: "2017"}, MapSelection{And: "2017", World: 3}); err != nil || strings.Contains(same.Sentence, "0 as before") || !strings.Contains(same.Sentence, ": 0 began, 0 ended, 0 of another class") {
		t.Errorf("of one date beside itself it says %+v, %v", same, err)
	}
}

func TestAWorldIsTheSameOnBothDatesOfAMap(t *testing.T) {
	d := newDesk(t, synth.Case(synth.CaseConfig{Entities: 30, Claims: 120, Seed: 3}))
	s, err := d.study(t.Context(), Query{Worlds: 200}, false)
	if err != nil {
		t.Fatal(err)
	}
	other := "2018-06-30"
	sample, err := s.Sample(t.Context(), s.At, mustDay(t, other))
	if err != nil {
		t.Fatal(err)
	}
	for _, world := range []int{1, 17, 200} {
		got, err := d.MapTurns(t.Context(), Query{Worlds: 200}, MapSelection{And: other, World: world})
		if err != nil {
			t.Fatal(err)
		}
		alone, err := d.MapWorld(t.Context(), Query{Worlds: 200}, world)
		if err != nil {
			t.Fatal(err)
		}
		became := map[int]underpin.TieTurn{}
		for _, turn := range got.Turns {
			for _, n := range turn.Numbers {
				became[n] = turn.Turn
			}
		}
		for i := range s.Case.Claims {
			now, then := slices.Contains(alone.Numbers, i), got.Standing[i] > 0
			if then && !sample.Holds(1, world-1, i) {
				t.Errorf("world %d: claim %d stands on the second date and does not hold then", world, i)
			}
			if turn := became[i]; turn == underpin.TieBegan && (then || !now) || turn == underpin.TieEnded && (now || !then) {
				t.Errorf("world %d: claim %d has %s, now %v, then %v", world, i, turn, now, then)
			}
		}
	}
}

func mustDay(t *testing.T, text string) underpin.Day {
	t.Helper()
	d, err := day("at", text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestWhatIsTakenOfTheMapIsWhatItsSelectionShows(t *testing.T) {
	d := newDesk(t, passing(t))
	if _, err := d.Map(t.Context(), Query{}, MapSelection{}); err != nil {
		t.Fatal(err)
	}
	for name, tc := range map[string]struct {
		which MapSelection
		rows  []string // the ties, and what became of them
		says  string
		not   string
	}{
		"all": {MapSelection{}, []string{"Ana owns The quay", "Ana leads The yard", "Bo commands The yard", "Bo owns The quay"}, "Who is said to hold what on 31 December 2020, ", "Left out"},
		"a class is hidden": {
			MapSelection{HideClasses: []underpin.RelationClass{"ownership"}}, []string{"Ana leads The yard", "Bo commands The yard"},
			"Left out: ties of the class ownership, with 2 of 4 ties.", "are drawn, whatever",
		},
		"a kind is hidden, and one is expanded": {
			MapSelection{HideKinds: []string{"person"}, Expanded: []underpin.EntityID{"ana"}}, []string{"Ana owns The quay", "Ana leads The yard"},
			"All ties of Ana are drawn, whatever else is left out. Left out: entities of the kind person, with 2 of 4 ties.", "World",
		},
		"only some": {
			MapSelection{Only: []underpin.EntityID{"bo", "yard"}}, []string{"Bo commands The yard"}, "Left out: all but Bo and The yard, with 3 of 4 ties.", "Ana",
		},
		"one is hidden by name": {MapSelection{Hide: []underpin.EntityID{"quay"}}, []string{"Ana leads The yard", "Bo commands The yard"}, "Left out: The quay, with 2 of 4 ties.", "Bo"},
		"a band is hidden":      {MapSelection{HideBands: underpin.StandingBands}, nil, "Left out: ties with a standing of under 0.20, 0.20 to 0.50, 0.50 to 0.80 and 0.80 and over, with 4 of 4 ties.", ""},
		"two dates": {
			MapSelection{And: "2017"},
			[]string{"Ana commands The quay|of another class", "Ana owns The quay|of another class", "Ana commands The yard|ended", "Ana leads The yard|began", "Bo commands The yard|as before", "Bo owns The quay|began"},
			"31 December 2017 to 31 December 2020: 2 began, 1 ended, 2 of another class, 1 as before. A tie that ended is drawn as it stood.", "Left out",
		},
		"two dates without what is as before": {
			MapSelection{And: "2017", HideTurns: []underpin.TieTurn{underpin.TieSame, underpin.TieChanged}},
			[]string{"Ana commands The yard|ended", "Ana leads The yard|began", "Bo owns The quay|began"},
			"Left out: ties by what became of them (of another class and as before), with 3 of 6 ties.", "",
		},
		"a turn without a second date": {MapSelection{HideTurns: []underpin.TieTurn{underpin.TieSame}}, []string{"Ana owns The quay", "Ana leads The yard", "Bo commands The yard", "Bo owns The quay"}, "", "Left out"},
	} {
		t.Run(name, func(t *testing.T) {
			for _, own := range []bool{false, true} {
				taken, err := d.Take(t.Context(), Query{}, Taking{Screen: "map", Own: own, Map: tc.which})
				if err != nil {
					t.Fatal(err)
				}
				x := taken.Exhibits[0]
				var rows []string
				for _, r := range x.Rows {
					row := strings.TrimSuffix(r[0], ".")
					for _, until := range []string{" from ", " until ", " since ", " in "} {
						row, _, _ = strings.Cut(row, until)
					}
					if tc.which.And != "" {
						row += "|" + r[6]
					}
					rows = append(rows, plainTie(row))
				}
				want := slices.Clone(tc.rows)
				slices.Sort(rows)
				slices.Sort(want)
				if !slices.Equal(rows, want) {
					t.Errorf("it has %q", rows)
				}
				if !strings.Contains(x.Caption, tc.says) || tc.not != "" && strings.Contains(x.Caption, tc.not) {
					t.Errorf("it says %q", x.Caption)
				}
				if _, shows, ok := strings.Cut(tc.says, "Left out: "); ok && !strings.Contains(x.CSV, shows) {
					t.Errorf("the table does not say what it leaves out: %q", x.CSV)
				}
				if strings.Contains(x.File, "-2020-12-31-and-2017") != (tc.which.And != "") || strings.Contains(x.File, "own-use") != own {
					t.Errorf("it is in %s", x.File)
				}
			}
		})
	}
}

func TestWhoHasNoTieThatStandsIsTakenAsTheScreenShowsIt(t *testing.T) {
	c := passing(t)
	before, err := ParseSpan("held", "2013/2014")
	if err != nil {
		t.Fatal(err)
	}
	c.Entities = append(c.Entities, underpin.Entity{ID: "barge", Schema: "Organization", Name: "The barge"}, underpin.Entity{ID: "secret", Schema: "Company", Name: "The secret one"})
	c.Sources = append(c.Sources, underpin.Source{ID: "BIRD", Kind: "person", Protected: true})
	c.Claims = append(c.Claims, underpin.Claim{ID: "c7", Subject: "bo", Relation: "owns", Object: "barge"}, underpin.Claim{ID: "c8", Subject: "bo", Relation: "owns", Object: "secret"})
	c.Testimonies = append(c.Testimonies, underpin.Testimony{ID: "c7.1", Claim: "c7", Source: "paper", Polarity: underpin.Affirm, Said: date(t, "2021"), Held: before},
		underpin.Testimony{ID: "c8.1", Claim: "c8", Source: "BIRD", Polarity: underpin.Affirm, Said: date(t, "2021"), Held: before, Terms: underpin.Terms{Kind: underpin.TermsOffRecord}})
	d := newDesk(t, c)
	for name, tc := range map[string]struct {
		which MapSelection
		says  string
		drawn []string
		not   []string
	}{
		"on its date":     {MapSelection{}, "No tie of The barge stands on 31 December 2020.", []string{"The barge"}, nil},
		"beside another":  {MapSelection{And: "2019"}, "No tie of The barge stands on either date.", []string{"The barge"}, nil},
		"in a state":      {MapSelection{World: 1}, "No tie of The barge and Bo stands in this state.", []string{"The barge"}, nil},
		"it is hidden":    {MapSelection{Hide: []underpin.EntityID{"barge"}}, "Left out: The barge, with 0 of 4 ties.", []string{"Ana"}, []string{">The barge<", "No tie of"}},
		"others are kept": {MapSelection{Only: []underpin.EntityID{"ana", "yard"}}, "Left out: all but Ana and The yard, with 3 of 4 ties.", []string{"Ana"}, []string{"The barge"}},
		"all ties of one are hidden, which stand": {
			MapSelection{HideClasses: []underpin.RelationClass{"ownership"}}, "Left out: ties of the class ownership, with 2 of 4 ties.", []string{"The quay", "The yard", "The barge"}, []string{"No tie of The quay"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			taken, err := d.Take(t.Context(), Query{}, Taking{Screen: "map", Map: tc.which})
			if err != nil {
				t.Fatal(err)
			}
			x := taken.Exhibits[0]
			if !strings.Contains(x.Caption, tc.says) || !strings.Contains(x.CSV, tc.says) {
				t.Errorf("it says %q", x.Caption)
			}
			for _, name := range tc.drawn {
				if !strings.Contains(x.SVG, ">"+name+"<") {
					t.Errorf("%s is not drawn", name)
				}
			}
			for _, name := range append(tc.not, "secret") {
				if strings.Contains(x.SVG+x.CSV, name) {
					t.Errorf("%s is in it", name)
				}
			}
		})
	}
}

// plainTie is a tie without what its sentence tells of when it held.
func plainTie(row string) string {
	words, became, two := strings.Cut(row, "|")
	for _, r := range [][2]string{{"commanded", "commands"}, {"owned", "owns"}, {"led", "leads"}} {
		words = strings.Replace(words, r[0], r[1], 1)
	}
	words, _, _ = strings.Cut(words, " (")
	if words, _, _ = strings.Cut(words, ","); two {
		words += "|" + became
	}
	return words
}

func TestAStateThatIsTakenHasTheTiesThatHoldInIt(t *testing.T) {
	d := newDesk(t, example(t, "harbour"))
	for _, world := range []int{1, 12} {
		shown, err := d.MapWorld(t.Context(), Query{}, world)
		if err != nil {
			t.Fatal(err)
		}
		taken, err := d.Take(t.Context(), Query{}, Taking{Screen: "map", Own: true, Map: MapSelection{World: world}})
		if err != nil {
			t.Fatal(err)
		}
		x := taken.Exhibits[0]
		if len(x.Rows) != len(shown.Numbers) || !strings.Contains(x.Caption, fmt.Sprintf("World %d of 2,000, one possible state of affairs", world)) {
			t.Errorf("of %d ties it has %d, and says %q", len(shown.Numbers), len(x.Rows), x.Caption)
		}
		if told, err := d.Take(t.Context(), Query{}, Taking{Screen: "map", Map: MapSelection{World: world}}); err != nil || strings.Contains(told.Exhibits[0].Caption, "relied on") {
			t.Errorf("to pass on it says %q, %v", told.Exhibits[0].Caption, err)
		}
	}
	for _, bad := range []MapSelection{{World: 2001}, {And: "soon"}, {And: "1900"}, {Only: []underpin.EntityID{"nobody-there"}}} {
		if _, err := d.Take(t.Context(), Query{}, Taking{Screen: "map", Map: bad}); err == nil {
			t.Errorf("%+v is taken", bad)
		}
	}
}

func TestWhatIsSupposedIsSaidOfAllThatIsTakenAndNamesNobodyProtected(t *testing.T) {
	d := newDesk(t, example(t, "harbour"))
	q := Query{Worlds: 100, Edits: evidence.Edits{
		Without: []underpin.SourceID{"KESTREL", "official-gazette"}, Regrade: map[underpin.SourceID]underpin.Grade{"HERON": "E"},
	}}
	for _, screen := range TakingScreens {
		for own, want := range map[bool]string{
			true:  "Supposed of the evidence: without KESTREL; without Official Gazette of Selmora; HERON graded E.",
			false: "Supposed of the evidence: without Official Gazette of Selmora; something that may not be named here.",
		} {
			taken, err := d.Take(t.Context(), q, Taking{Screen: screen, Own: own})
			if err != nil {
				t.Fatal(err)
			}
			for _, x := range taken.Exhibits {
				if !strings.Contains(x.Caption, want) || !strings.Contains(x.CSV, want) {
					t.Errorf("%s, own %v, says %q", screen, own, x.Caption)
				}
			}
		}
	}
}
