package underpin

import "testing"

func TestAClaimReadsAsASentence(t *testing.T) {
	c := &Case{
		Entities: []Entity{{ID: "dalal", Name: "Maryam Dalal"}, {ID: "authority", Name: "the X Authority"}, {ID: "nameless"}, {ID: "maryam", Name: "مريم دلال"}, {ID: "samir", Name: "«سمير» بلحضر"}},
		Relations: []Relation{
			{Name: "chairs", Reads: "X chairs Y"}, {Name: "berths", Reads: "X has Y berths"}, {Name: "founded", Reads: "X was founded on Y"},
			{Name: "orders", Reads: "Y acts on X's instructions"}, {Name: "mute"}, {Name: "taxes", Reads: "X taxes Yards of Y"},
		},
	}
	x := c.Index()
	day := func(edtf string, first, last Day) Date { return Date{EDTF: edtf, First: first, Last: last} }
	for _, tt := range []struct {
		name  string
		claim Claim
		want  string
	}{
		{"in the words of its relation", Claim{Subject: "dalal", Relation: "chairs", Object: "authority"}, "Maryam Dalal chairs the X Authority"},
		{"whichever end comes first", Claim{Subject: "dalal", Relation: "orders", Object: "authority"}, "the X Authority acts on Maryam Dalal's instructions"},
		{"with its value", Claim{Subject: "authority", Relation: "berths", Value: Quantity{Text: "~12000", Low: 12000, High: 12000, About: true}}, "the X Authority has about 12,000 berths"},
		{"a day in words", Claim{Subject: "authority", Relation: "founded", Value: Quantity{Text: "2014-05-02", Date: day("2014-05-02", DayOf(2014, 5, 2), DayOf(2014, 5, 2))}}, "the X Authority was founded on 2 May 2014"},
		{"a month in words", Claim{Subject: "authority", Relation: "founded", Value: Quantity{Text: "2014-05", Date: day("2014-05", DayOf(2014, 5, 1), DayOf(2014, 5, 31))}}, "the X Authority was founded in May 2014"},
		{"a year", Claim{Subject: "authority", Relation: "founded", Value: Quantity{Text: "2014", Low: 2014, High: 2014}}, "the X Authority was founded in 2014"},
		{"the days between two", Claim{Subject: "authority", Relation: "founded", Value: Quantity{Text: "[2014..2016]", Date: day("[2014..2016]", DayOf(2014, 1, 1), DayOf(2016, 12, 31))}}, "the X Authority was founded between 2014 and 2016"},
		{"by its own text", Claim{Subject: "dalal", Relation: "chairs", Text: "She chairs it."}, "She chairs it."},
		{"by ids where there is no name", Claim{Subject: "nameless", Relation: "chairs", Object: "gone"}, "nameless chairs gone"},
		{"by the relation's name where it has no words", Claim{Subject: "dalal", Relation: "mute", Object: "nameless"}, "Maryam Dalal mute nameless"},
		{"by the relation's name where it is unknown", Claim{Subject: "dalal", Relation: "knows", Object: "nameless"}, "Maryam Dalal knows nameless"},
		{"from left to right where it begins with a name that is not", Claim{Subject: "maryam", Relation: "chairs", Object: "samir"}, "\u200eمريم دلال chairs «سمير» بلحضر"},
		{"whatever stands before the letters of that name", Claim{Subject: "samir", Relation: "chairs", Object: "dalal"}, "\u200e«سمير» بلحضر chairs Maryam Dalal"},
		{"as it is where such a name comes later", Claim{Subject: "dalal", Relation: "chairs", Object: "maryam"}, "Maryam Dalal chairs مريم دلال"},
		{"and in its own text as it was written", Claim{Subject: "maryam", Relation: "chairs", Text: "مريم تترأسها"}, "مريم تترأسها"},
		{"only lone letters stand for the ends", Claim{Subject: "dalal", Relation: "taxes", Object: "nameless"}, "Maryam Dalal taxes Yards of nameless"},
	} {
		if got := x.Sentence(&tt.claim); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestAViewNamesItsHolderOrSaysThatNoneIsStated(t *testing.T) {
	c := &Case{Entities: []Entity{{ID: "dalal", Name: "Maryam Dalal", Label: "Dalal"}, {ID: "authority", Name: "Harbour Authority"}}}
	x := c.Index()
	for _, tt := range []struct {
		name    string
		holders []EntityID
		want    string
	}{
		{"no view", nil, ""},
		{"by name, not by label", []EntityID{"dalal", "authority"}, "a view, held by Maryam Dalal, Harbour Authority"},
		{"a holder that nobody states", []EntityID{HolderUnstated}, "a view, its holder not stated"},
	} {
		claim := &Claim{Holders: tt.holders}
		if got := x.ViewOf(claim); got != tt.want || claim.View() != (tt.want != "") {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
	if x.LabelOf("dalal") != "Dalal" || x.LabelOf("authority") != "Harbour Authority" || x.LabelOf("gone") != "gone" {
		t.Error("a label is short, else the name, else the id")
	}
}

func TestOfRecordsWithOneIdTheFirstCounts(t *testing.T) {
	c := &Case{Entities: []Entity{{ID: "e", Name: "first"}, {ID: "e", Name: "second"}}}
	if got := c.Index().NameOf("e"); got != "first" {
		t.Errorf("got %q", got)
	}
}

func TestAProtectedSourceGoesByItsCodeName(t *testing.T) {
	c := &Case{Sources: []Source{{ID: "KESTREL", Protected: true, Name: "must not show"}, {ID: "daily", Name: "The Daily"}}}
	x := c.Index()
	for id, want := range map[SourceID]string{"KESTREL": "KESTREL", "daily": "The Daily", "gone": "gone"} {
		if got := x.SourceName(id); got != want {
			t.Errorf("%s is called %q, want %q", id, got, want)
		}
	}
}
