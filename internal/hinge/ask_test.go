package hinge_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"underpin"
	"underpin/internal/evidence"
	"underpin/internal/hinge"
)

func TestTheGainIsTheFallInVarianceWhereTheClaimIsSettled(t *testing.T) {
	b := newBench(t, generated(1), evidence.Edits{}, expressions[3], []underpin.EntityID{"person-0"}, 2000, 4)
	questions := hinge.Ask(b.base, hinge.AskConfig{Known: underpin.MaxDay, Today: today})
	if len(questions) == 0 {
		t.Fatal("nothing to ask")
	}
	total := variance(b, func(int) bool { return true })
	for _, q := range questions {
		i, _ := b.model.Claim(q.Claim)
		row := b.sample.ClaimRow(0, i)
		p := float64(0)
		for w := range b.sample.Worlds {
			if row.Has(w) {
				p += 1 / float64(b.sample.Worlds)
			}
		}
		left := p*variance(b, row.Has) + (1-p)*variance(b, func(w int) bool { return !row.Has(w) })
		if math.Abs(q.Gain-(total-left)) > 1e-9 {
			t.Errorf("%s: gain %v, by definition %v", q.Claim, q.Gain, total-left)
		}
		if q.Gain < 3*q.SE {
			t.Errorf("%s: gain %v with error %v is listed", q.Claim, q.Gain, q.SE)
		}
	}
}

// variance is that of the answers in some of the worlds.
func variance(b *bench, in func(world int) bool) float64 {
	n, sum, squares := 0.0, 0.0, 0.0
	for w, v := range b.base.Values {
		if in(w) {
			n, sum, squares = n+1, sum+v.Number, squares+v.Number*v.Number
		}
	}
	return squares/n - sum/n*sum/n
}

func TestTheErrorOfTheGainIsThatOfTheWorlds(t *testing.T) {
	c := star(6)
	const repeats = 40
	var gains []float64
	stated := 0.0
	for seed := range uint64(repeats) {
		b := newBench(t, c, evidence.Edits{}, "before.largest", nil, 1000, seed)
		for _, q := range hinge.Ask(b.base, hinge.AskConfig{Known: underpin.MaxDay, Today: today, Claims: 100}) {
			if q.Claim == "c5-0" {
				gains = append(gains, q.Gain)
				stated += q.SE
			}
		}
	}
	if len(gains) != repeats {
		t.Fatalf("asked %d times of %d", len(gains), repeats)
	}
	stated /= repeats
	mean, squares := 0.0, 0.0
	for _, g := range gains {
		mean += g / repeats
	}
	for _, g := range gains {
		squares += (g - mean) * (g - mean) / (repeats - 1)
	}
	if seen := math.Sqrt(squares); seen > 1.5*stated || seen < stated/1.5 {
		t.Errorf("the gains spread by %.4f, the stated error is %.4f", seen, stated)
	}
}

// quay is the star with the sources made persons of several kinds.
func quay() *underpin.Case {
	c := star(6)
	c.Sources[5].Protected, c.Sources[5].AtRisk, c.Sources[5].Name = true, true, ""
	c.Sources[5].ID = "KESTREL"
	day := underpin.Date{EDTF: "2020-01-01", First: today - 2, Last: today - 2}
	for i := range c.Testimonies {
		if c.Testimonies[i].Source == "s5" {
			c.Testimonies[i].Source = "KESTREL"
			c.Testimonies[i].Terms = underpin.Terms{Kind: underpin.TermsDeepBackground}
		}
	}
	c.Requests = []underpin.Request{
		{ID: "r1", Source: "s0", Claim: "c5-0", Question: "?", State: underpin.RequestOpen, Due: day},
		{ID: "r2", Source: "s1", Claim: "c5-0", Question: "?", State: underpin.RequestRefused},
	}
	return c
}

func TestAQuestionNamesWhoIsPlacedToKnowAndWhomItCouldBetray(t *testing.T) {
	c := quay()
	b := newBench(t, c, evidence.Edits{}, "before.largest", nil, 2000, 4)
	var q *hinge.Inquiry
	for _, x := range hinge.Ask(b.base, hinge.AskConfig{Known: underpin.MaxDay, Today: today, Claims: 100, Sources: 100}) {
		if x.Claim == "c5-0" {
			q = &x
		}
	}
	if q == nil {
		t.Fatal("c5-0 is not asked about")
	}
	if !strings.Contains(q.Warning, "from KESTREL alone") {
		t.Errorf("warning %q", q.Warning)
	}
	placed := map[underpin.SourceID]hinge.Placed{}
	for _, s := range q.Sources {
		placed[s.Source] = s
	}
	if len(placed) != 6 {
		t.Errorf("%d sources, want all six, who have spoken of the group", len(placed))
	}
	k := placed["KESTREL"]
	want := hinge.Placed{Source: "KESTREL", Name: "KESTREL", Why: "says so", Spoke: true, Protected: true, AtRisk: true, Terms: []underpin.TermsKind{underpin.TermsDeepBackground}}
	if d := cmp.Diff(want, k); d != "" {
		t.Error(d)
	}
	if s := placed["s0"]; s.Request != "overdue" || s.Burden != 1 || s.Spoke || !strings.Contains(s.Warning, "KESTREL") {
		t.Errorf("%+v", s)
	}
	if s := placed["s1"]; s.Request != "refused" {
		t.Errorf("%+v", s)
	}
	if last := q.Sources[len(q.Sources)-1]; last.Source != "KESTREL" {
		t.Errorf("who is at risk comes last, not %s", last.Source)
	}
	for _, part := range []string{"c5-0", " %", "Placed to know", "Take care"} {
		if !strings.Contains(q.Text, part) {
			t.Errorf("the text lacks %q: %s", part, q.Text)
		}
	}
}

func TestWhoWasAskedInVainIsNamedHoweverManyOthersAre(t *testing.T) {
	for _, tt := range []struct {
		name  string
		state underpin.RequestState
		claim underpin.ClaimID
		named bool
	}{
		{"refused", underpin.RequestRefused, "c5-0", true},
		{"declined to comment", underpin.RequestDeclined, "c5-0", true},
		{"still open", underpin.RequestOpen, "c5-0", false},
		{"answered", underpin.RequestAnswered, "c5-0", false},
		{"refused on another matter", underpin.RequestRefused, "c4-0", false},
	} {
		c := quay()
		c.Requests = []underpin.Request{{ID: "r1", Source: "s4", Claim: tt.claim, Question: "?", State: tt.state}}
		c.Requests = append(c.Requests, c.Requests[0]) // whom we asked twice we ask after the others
		c.Requests[1].ID = "r2"
		c.Encounters = []underpin.Encounter{{ID: "m1", Source: "s4"}}
		b := newBench(t, c, evidence.Edits{}, "before.largest", nil, 2000, 4)
		met := false
		for _, q := range hinge.Ask(b.base, hinge.AskConfig{Known: underpin.MaxDay, Today: today, Claims: 100, Sources: 1}) {
			if q.Claim != "c5-0" {
				continue
			}
			met = true
			if named := slices.ContainsFunc(q.Sources, func(s hinge.Placed) bool { return s.Source == "s4" }); named != tt.named {
				t.Errorf("%s: named %v among %d", tt.name, named, len(q.Sources))
			}
		}
		if !met {
			t.Errorf("%s: c5-0 is not asked about", tt.name)
		}
	}
}

func TestARefusalIsSaidThoughTheSourceWasAskedAgain(t *testing.T) {
	for _, tt := range []struct {
		name  string
		later underpin.RequestState
		want  string
	}{
		{"asked again", underpin.RequestOpen, "refused"},
		{"asked again, and answered", underpin.RequestAnswered, "answered"},
	} {
		c := quay()
		c.Requests = []underpin.Request{
			{ID: "r1", Source: "s4", Claim: "c5-0", Question: "?", State: underpin.RequestRefused},
			{ID: "r2", Source: "s4", Claim: "c5-0", Question: "?", State: tt.later},
		}
		b := newBench(t, c, evidence.Edits{}, "before.largest", nil, 2000, 4)
		got := ""
		for _, q := range hinge.Ask(b.base, hinge.AskConfig{Known: underpin.MaxDay, Today: today, Claims: 100, Sources: 100}) {
			for _, s := range q.Sources {
				if q.Claim == "c5-0" && s.Source == "s4" {
					got = s.Request
				}
			}
		}
		if got != tt.want {
			t.Errorf("%s: the request is %q, not %q", tt.name, got, tt.want)
		}
	}
}

func TestWhatIsPublicBetraysNobody(t *testing.T) {
	c := quay()
	c.Sources = append(c.Sources, underpin.Source{ID: "gazette", Kind: underpin.SourceDocument, Name: "The gazette"})
	c.Testimonies = append(c.Testimonies, underpin.Testimony{
		ID: "c5-0.2", Claim: "c5-0", Source: "gazette", Polarity: underpin.Affirm, Attested: c.Settings.ShockAt,
	})
	b := newBench(t, c, evidence.Edits{}, "before.largest", nil, 2000, 4)
	for _, q := range hinge.Ask(b.base, hinge.AskConfig{Known: underpin.MaxDay, Today: today, Claims: 100}) {
		if q.Claim == "c5-0" && q.Warning != "" {
			t.Errorf("warning %q", q.Warning)
		}
		if q.Claim == "c5-1" && q.Warning == "" {
			t.Error("no warning on what one protected source alone says")
		}
	}
}

func TestABodyThatSpokeToUsIsNoPublicSource(t *testing.T) {
	c := quay()
	c.Sources = append(c.Sources, underpin.Source{ID: "ministry", Kind: underpin.SourceBody, Name: "The ministry"})
	c.Testimonies = append(c.Testimonies, underpin.Testimony{
		ID: "c5-0.2", Claim: "c5-0", Source: "ministry", Polarity: underpin.Affirm, Attested: c.Settings.ShockAt, Terms: underpin.Terms{Kind: underpin.TermsOnRecord},
	})
	b := newBench(t, c, evidence.Edits{}, "before.largest", nil, 2000, 4)
	asked := false
	for _, q := range hinge.Ask(b.base, hinge.AskConfig{Known: underpin.MaxDay, Today: today, Claims: 100}) {
		if q.Claim != "c5-0" {
			continue
		}
		asked = true
		if !strings.Contains(q.Warning, "KESTREL is the only person who has spoken about this") {
			t.Errorf("warning %q", q.Warning)
		}
	}
	if !asked {
		t.Error("the claim is not asked about")
	}
}

func TestWhatWasLearnedLaterPlacesNobody(t *testing.T) {
	c := quay()
	for i := range c.Testimonies {
		c.Testimonies[i].Learned = underpin.Date{EDTF: "2021-01-01", First: today + 364, Last: today + 364}
	}
	b := newBench(t, c, evidence.Edits{}, "before.largest", nil, 2000, 4)
	for _, q := range hinge.Ask(b.base, hinge.AskConfig{Known: today, Today: today, Claims: 100}) {
		for _, s := range q.Sources {
			if s.Spoke || s.Request == "" {
				t.Errorf("%s: %+v", q.Claim, s)
			}
		}
	}
}

// withEndnote is the quay where s5 has c5-0 from an endnote that proved to be s1 on
// 2 January.
func withEndnote() *underpin.Case {
	c := quay()
	c.Origins = []underpin.Origin{{ID: "n1", CitedBy: "KESTREL", Resolved: "s1", ResolvedOn: underpin.Date{EDTF: "2020-01-02", First: today - 1, Last: today - 1}}}
	for i := range c.Testimonies {
		if c.Testimonies[i].Claim == "c5-0" {
			c.Testimonies[i].Origin = "n1"
		}
	}
	return c
}

func TestASourceHasSpokenOnceItsEndnoteWasResolved(t *testing.T) {
	b := newBench(t, withEndnote(), evidence.Edits{}, "before.largest", nil, 2000, 4)
	asked := func(known underpin.Day) (question hinge.Inquiry, s1 hinge.Placed) {
		for _, q := range hinge.Ask(b.base, hinge.AskConfig{Known: known, Today: today, Claims: 100, Sources: 100}) {
			for _, s := range q.Sources {
				if q.Claim == "c5-0" && s.Source == "s1" {
					return q, s
				}
			}
		}
		t.Fatal("s1 is not placed to know of c5-0")
		return question, s1
	}
	_, eve := asked(today - 2)
	now, then := asked(today - 1)
	if eve.Spoke || !then.Spoke {
		t.Errorf("spoken on the eve: %v, on the day: %v", eve.Spoke, then.Spoke)
	}
	if before, _ := asked(today - 2); before.Warning == "" || before.Warning != now.Warning {
		t.Errorf("what a question gives away today does not depend on the day whose knowledge is read: %q and %q", before.Warning, now.Warning)
	}
}

func TestWhoIsLostIsNotAsked(t *testing.T) {
	c := star(6)
	c.Sources[5].Entity = "p5-0"
	b := newBench(t, c, evidence.Edits{}, "before.largest", nil, 2000, 4)
	asked := func(cfg hinge.AskConfig) bool {
		for _, q := range hinge.Ask(b.base, cfg) {
			for _, s := range q.Sources {
				if s.Source == "s5" {
					return true
				}
			}
		}
		return false
	}
	cfg := hinge.AskConfig{Known: underpin.MaxDay, Today: today, Claims: 100, Sources: 100}
	if !asked(cfg) {
		t.Error("s5 is placed to know")
	}
	cfg.Lost = []underpin.EntityID{"p5-0"}
	if asked(cfg) {
		t.Error("s5 is lost and still asked")
	}
}

func TestAClaimThatOnlyTestsItsSourceIsMarkedAndNotAskedOfASingleAuthor(t *testing.T) {
	c := star(6)
	c.Claims = append(c.Claims, underpin.Claim{ID: "c9", Subject: "p0-0", Relation: "opposes", Object: "p1-0"})
	c.Testimonies = append(c.Testimonies, underpin.Testimony{
		ID: "c9.1", Claim: "c9", Source: "s5", Polarity: underpin.Affirm, Attested: c.Settings.ShockAt, Said: c.Settings.ShockAt,
	})
	found := func() (n int) {
		b := newBench(t, c, evidence.Edits{}, "before.largest", nil, 2000, 4)
		for _, q := range hinge.Ask(b.base, hinge.AskConfig{Known: underpin.MaxDay, Today: today, Claims: 100}) {
			if q.Indirect != (q.Claim == "c9") {
				t.Errorf("%s: indirect %v", q.Claim, q.Indirect)
			}
			if q.Claim == "c9" {
				n++
			}
		}
		return n
	}
	if found() != 1 {
		t.Error("c9 tells about s5, and so about the answer")
	}
	c.Settings.SingleAuthor = "s5"
	if found() != 0 {
		t.Error("c9 would only test the one author")
	}
}

func TestACertainAnswerLeavesNothingToAsk(t *testing.T) {
	b := newBench(t, star(3), evidence.Edits{}, "before.largest >= 0", nil, 300, 4)
	if q := hinge.Ask(b.base, hinge.AskConfig{Known: underpin.MaxDay, Today: today}); len(q) != 0 {
		t.Errorf("%+v", q)
	}
}

func TestWhatIsTheConclusionInOtherWordsIsNoQuestion(t *testing.T) {
	led := func() *underpin.Case {
		c := star(3)
		c.Claims = append(c.Claims,
			underpin.Claim{ID: "c8", Subject: "p0-0", Relation: "commands", Object: "p1-0"},
			underpin.Claim{ID: "c9", Subject: "p1-0", Relation: "commands", Object: "p2-0"})
		for _, id := range []underpin.ClaimID{"c8", "c9"} {
			c.Testimonies = append(c.Testimonies, underpin.Testimony{
				ID: underpin.TestimonyID(id + ".1"), Claim: id, Source: "s2", Polarity: underpin.Affirm, Attested: c.Settings.ShockAt, Said: c.Settings.ShockAt,
			})
		}
		return c
	}
	for _, tt := range []struct {
		name, expr string
		restated   []underpin.ClaimID
	}{
		{"a conclusion about one claim", `before.command("p0-0", "p1-0")`, []underpin.ClaimID{"c8"}},
		{"the other way round it is another matter", `before.command("p1-0", "p0-0")`, nil},
		{"a step on the way is a question", `before.command("p0-0", "p2-0")`, nil},
		{"a conclusion of two parts", `before.command("p0-0", "p1-0") && before.command("p1-0", "p2-0")`, []underpin.ClaimID{"c8", "c9"}},
		{"a number about the two", `before.channels("p0-0", "p1-0")`, []underpin.ClaimID{"c8"}},
		{"a number that a step bears on", `before.channels("p0-0", "p2-0")`, nil},
		{"who comes first by the claim alone", `before.top("subordinates", "Person")`, nil},
	} {
		b := newBench(t, led(), evidence.Edits{}, tt.expr, nil, 2000, 4)
		var restated []underpin.ClaimID
		for _, q := range hinge.Restated(b.base, hinge.AskConfig{Known: underpin.MaxDay, Today: today}) {
			restated = append(restated, q.Claim)
			if len(q.Sources) == 0 {
				t.Errorf("%s: nothing lies beneath %s", tt.name, q.Claim)
			}
		}
		if d := cmp.Diff(tt.restated, restated); d != "" {
			t.Errorf("%s: %s", tt.name, d)
		}
		for _, q := range hinge.Ask(b.base, hinge.AskConfig{Known: underpin.MaxDay, Today: today, Claims: 100}) {
			if slices.Contains(tt.restated, q.Claim) {
				t.Errorf("%s: %s is asked", tt.name, q.Claim)
			}
		}
	}
}

func TestWhoComesFirstByOneClaimIsThatClaimInOtherWords(t *testing.T) {
	c := star(3)
	c.Claims = append(c.Claims, underpin.Claim{ID: "c8", Subject: "p0-0", Relation: "commands", Object: "p1-0"})
	c.Testimonies = append(c.Testimonies, underpin.Testimony{
		ID: "c8.1", Claim: "c8", Source: "s2", Polarity: underpin.Affirm, Attested: c.Settings.ShockAt, Said: c.Settings.ShockAt,
	})
	for _, expr := range []string{`before.top("subordinates", "Person")`, `before.top("subordinates", "Person") == "p0-0"`} {
		b := newBench(t, c, evidence.Edits{}, expr, nil, 2000, 4)
		cfg := hinge.AskConfig{Known: underpin.MaxDay, Today: today, Claims: 100}
		if own := hinge.Restated(b.base, cfg); len(own) != 1 || own[0].Claim != "c8" {
			t.Errorf("%s: %d claims are left out: %+v", expr, len(own), own)
		}
		for _, q := range hinge.Ask(b.base, cfg) {
			if q.Claim == "c8" {
				t.Errorf("%s: c8 is asked", expr)
			}
		}
	}
}
