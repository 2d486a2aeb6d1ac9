package evidence

import (
	"math"
	"testing"

	"underpin"
)

func TestWhatIfOnTheEvidence(t *testing.T) {
	// A porter told an article (endnote N1, since resolved) and a paper; a clerk
	// says so too; a letter is cited as N2.
	base := func() *fixture {
		f := newFixture()
		f.source("porter", "B")
		f.c.Origins = []underpin.Origin{{ID: "N1", Resolved: "porter"}, {ID: "N2"}}
		f.says("c0", "article", "A", origin("N1"))
		f.says("c0", "paper", "C", origin("N2"))
		f.says("c0", "clerk", "C", nil)
		return f
	}
	two := func(a, b float64) float64 { // two independent correlations
		la, lb := logRatio(a), logRatio(b)
		return sigmoid(soften(max(la, lb), la+lb, background, saturation))
	}
	three := sigmoid(soften(logRatio(.9*.7), logRatio(.9*.7)+2*logRatio(.4), background, saturation))
	for _, tt := range []struct {
		name string
		edit Edits
		want float64
	}{
		{"no edit", Edits{}, three},
		{"without the clerk", Edits{Without: []underpin.SourceID{"clerk"}}, two(.63, .4)},
		{"without the porter the article's note falls", Edits{Without: []underpin.SourceID{"porter"}}, two(.4, .4)},
		{"dropping the resolved note drops what came by it", Edits{DropOrigins: []underpin.OriginID{"N1"}}, two(.4, .4)},
		{"dropping the porter as origin drops his note", Edits{DropOrigins: []underpin.OriginID{"porter"}}, two(.4, .4)},
		{"dropping the clerk as origin drops what the clerk says", Edits{DropOrigins: []underpin.OriginID{"clerk"}}, two(.63, .4)},
		{"dropping the paper as origin drops nothing: it only tells", Edits{DropOrigins: []underpin.OriginID{"paper"}}, three},
		{"regrading the porter", Edits{Regrade: map[underpin.SourceID]underpin.Grade{"porter": "E"}}, two(.4, .4)},
		{"the letter and the clerk taken as one", Edits{MergeOrigins: [][2]underpin.OriginID{{"N2", "clerk"}}}, two(.63, .4)},
		{"the resolved note and the letter taken as one", Edits{MergeOrigins: [][2]underpin.OriginID{{"N1", "N2"}}}, two(.63, .4)},
		{"rejected", Edits{Reject: []underpin.ClaimID{"c0"}}, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m, err := base().compile().Edited(tt.edit)
			if err != nil {
				t.Fatal(err)
			}
			if got := m.Credence(0); math.Abs(got-tt.want) > within {
				t.Errorf("credence %.6f, want %.6f", got, tt.want)
			}
		})
	}
}

func TestEditsOfWhatIsNotThereAreRefused(t *testing.T) {
	f := newFixture()
	f.says("c0", "s", "B", nil)
	m := f.compile()
	for _, e := range []Edits{
		{Without: []underpin.SourceID{"nobody"}},
		{DropOrigins: []underpin.OriginID{"nowhere"}},
		{MergeOrigins: [][2]underpin.OriginID{{"s", "nowhere"}}},
		{Regrade: map[underpin.SourceID]underpin.Grade{"nobody": "A"}},
		{Reject: []underpin.ClaimID{"c9"}},
	} {
		if _, err := m.Edited(e); err == nil {
			t.Errorf("%+v is taken", e)
		}
	}
}

func TestEditsAddUpAndLeaveTheModelTheyCameFromAlone(t *testing.T) {
	m := several("BBC").compile()
	before := m.Credence(0)
	first, err := m.Edited(Edits{Without: []underpin.SourceID{"p"}})
	if err != nil {
		t.Fatal(err)
	}
	second, err := first.Edited(Edits{Without: []underpin.SourceID{"q"}})
	if err != nil {
		t.Fatal(err)
	}
	if got := second.Credence(0); math.Abs(got-.70) > within {
		t.Errorf("with the C alone %.4f, want .7000", got)
	}
	if m.Credence(0) != before || math.Abs(first.Credence(0)-.8970) > 5e-5 {
		t.Errorf("the first models changed: %.4f, %.4f", m.Credence(0), first.Credence(0))
	}
}

func TestALeaveOutSaysWhatIsLeft(t *testing.T) {
	for _, tt := range []struct {
		name    string
		grades  string
		origins int
		word    string
	}{
		{"of one nobody is left", "B", 0, ""},
		{"of two one is left, and one carries no word", "BC", 1, ""},
		{"of three two are left, and the word changes", "BCD", 2, "likely"},
		{"of three two are left, and the word stays", "CBB", 2, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			l := several(tt.grades).compile().Assess(0, on).LeaveOut[0]
			if l.Origins != tt.origins || l.NewWord != tt.word || l.Nobody != (tt.origins == 0) {
				t.Errorf("%+v, want %d origins and the word %q", l, tt.origins, tt.word)
			}
		})
	}
}

func TestPublishableIsRecomputedWithoutWhatMayNotBeUsed(t *testing.T) {
	embargo := date("2020-06-01")
	for _, tt := range []struct {
		name    string
		terms   underpin.Terms
		today   string
		want    float64
		origins int
	}{
		{"on the record", underpin.Terms{Kind: underpin.TermsOnRecord}, "2020-01-01", .8970, 2},
		{"deep background may carry a sentence, and has no note", underpin.Terms{Kind: underpin.TermsDeepBackground}, "2020-01-01", .8970, 1},
		{"off the record may not", underpin.Terms{Kind: underpin.TermsOffRecord}, "2020-01-01", .70, 1},
		{"under embargo", underpin.Terms{Kind: underpin.TermsOnRecord, Embargo: embargo}, "2020-05-31", .70, 1},
		{"after the embargo", underpin.Terms{Kind: underpin.TermsOnRecord, Embargo: embargo}, "2020-06-01", .8970, 2},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := several("BC")
			f.c.Testimonies[0].Terms = tt.terms
			m, err := Compile(f.c, Config{Known: underpin.MaxDay, Today: date(tt.today).First})
			if err != nil {
				t.Fatal(err)
			}
			a := m.Assess(0, on)
			if math.Abs(a.Credence-.8970) > 5e-5 || math.Abs(a.Publishable-tt.want) > 5e-5 || a.CitedOrigins != tt.origins {
				t.Errorf("held %.4f, publishable %.4f on %d; want .8970, %.4f on %d", a.Credence, a.Publishable, a.CitedOrigins, tt.want, tt.origins)
			}
		})
	}
}

func TestAReversedSourceSaysTheOpposite(t *testing.T) {
	f := several("b")
	f.c.Sources[0].Reversed = true
	if got := f.compile().Credence(0); math.Abs(got-.85) > within {
		t.Errorf("a B that always lies denies it: %.4f, want .8500", got)
	}
	// Ten of ten claims proved wrong: the opposite was right ten times.
	f.c.Sources[0].Gradings[0].Checked = 10
	if got, want := f.compile().Credence(0), (8*.85+10)/18; math.Abs(got-want) > within {
		t.Errorf("with its record: %.4f, want %.4f", got, want)
	}
}
