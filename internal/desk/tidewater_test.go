package desk

import (
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"underpin"
	"underpin/internal/brief"
	"underpin/internal/hinge"
)

// evidenceOfTidewater is what the rules make of each claim of examples/tidewater, worked
// out by hand from the grades and the formulas of the method: l = ln((1+ρ)/(1−ρ)), sides
// put together as the strongest + 0.7 ln(1 + the rest). An A alone is .95, a B .85; A and
// B .9746, A and C .9669, A and A .9803, B and B .9197, A, A and B .9846.
var evidenceOfTidewater = []struct {
	claim     underpin.ClaimID
	credence  float64
	public    float64 // negative: nobody may be cited
	origins   int
	contested bool
	why       string
}{
	{"c01", .9746, .9746, 2, false, "the first chief executive goes on the day on which the second comes: no rivals"},
	{"c02", .9669, .9669, 2, false, "the second, rival of neither: both handovers are one event"},
	{"c03", .9803, .9803, 2, false, "the third: no rival of the second"},
	{"c04", .9746, .9746, 2, false, "a stated end takes nothing from what was so until then"},
	{"c05", .9472, .9472, 1, false, "what persistence a later word leaves of the one before him is a rival still: 19/(1 + 19 + .0601)"},
	{"c06", .9846, .9846, 3, false, "three documents of three bodies"},
	{"c07", .9803, .9803, 2, false, ""},
	{"c08", .9803, .9803, 2, false, ""},
	{"c09", .9500, .9500, 1, false, ""},
	{"c10", .6471, .6471, 1, true, "a C, and six years on the denial of one whom it is about: C x .3"},
	{"c11", .8500, .8500, 1, false, ""},
	{"c12", .9004, .9004, 2, false, "B, pooled with B x B where the two names are one man: .9293 x .9042 + .0707 x .8500"},
	{"c13", .8929, .8929, 2, false, "three papers, one origin, and as before: .9293 x .9042 + .0707 x .7450"},
	{"c14", .8000, .8000, 1, false, "an assumption of .8"},
	{"c15", .9104, .9104, 2, true, "two Bs, one of them on deep background, against the accused's own word: F x .3"},
	{"c16", .9293, .9293, 2, true, "an assessment of a B (.8), and a B with a record of three of three (.8909), against C x C x .3"},
	{"c17", .8500, .8500, 1, false, ""},
	{"c18", .9500, .9500, 1, false, ""},
	{"c19", .9500, .9500, 1, false, ""},
	{"c20", .9500, .9500, 1, false, ""},
	{"c21", .8500, .8500, 1, false, "a share that nobody states"},
	{"c22", .9500, .9500, 1, false, "the manager goes in the month in which the next one comes"},
	{"c23", .9500, .9500, 1, false, ""},
	{"c24", .9500, .9500, 1, false, "a date as value, the only one: 171/(171+9)"},
	{"c25", .4636, .4636, 1, true, "two dates of equal weight: 51/(51+51+8)"},
	{"c26", .4636, .4636, 1, true, "two dates of equal weight: 51/(51+51+8)"},
	{"c27", .9746, .9746, 2, false, "the auditor and the account"},
	{"c28", .8500, .8500, 1, false, "the charge sheet has it from the account"},
	{"c29", .7000, -1, 1, false, "off the record"},
	{"c30", .8500, .8500, 1, false, ""},
	{"c31", .9429, .9429, 2, false, "a B, and a B with a record of three of three"},
	{"c32", .8226, .8226, 1, true, "denied by one who is neither payer nor payee: F x .5"},
	{"c33", .2297, .2297, 1, true, "a B against an A"},
	{"c34", .8500, .8500, 1, false, ""},
	{"c35", .9197, .8500, 2, false, "one of the two Bs has not agreed on terms"},
	{"c36", .5000, .8500, 1, true, "the denial has no terms"},
	{"c37", .8500, .8500, 1, false, ""},
	{"c38", .8500, .8500, 1, false, ""},
	{"c39", .9197, .9197, 2, false, "the third paper has it from the agency"},
	{"c40", .8500, .8500, 1, false, "the paper has it from the charge sheet"},
	{"c41", .2917, .2917, 1, true, "a C, repeated by another, against a B"},
	{"c42", .9500, .9500, 1, false, ""},
	{"c43", .8500, .8500, 1, false, ""},
	{"c44", .8909, .8909, 1, false, "a B with a record of three of three: (8 x .85 + 3)/11"},
	{"c45", .8500, .8500, 1, false, "deep background alone: it counts, and is never shown"},
	{"c46", .8500, .8500, 1, false, "a view"},
	{"c47", .8500, .8500, 1, false, "the paper has it from the agency"},
	{"c48", .9500, .9500, 1, false, ""},
	{"c49", .9500, .9500, 1, false, ""},
}

func TestTheEvidenceOfTidewaterIsWeighedAsByHand(t *testing.T) {
	d := newDesk(t, example(t, "tidewater"))
	for _, want := range evidenceOfTidewater {
		got, err := d.Show(t.Context(), Query{}, want.claim)
		if err != nil {
			t.Fatal(err)
		}
		if !near(got.Credence, want.credence) || !near(got.Publishable, want.public) || got.Origins != want.origins || got.Contested != want.contested {
			t.Errorf("%s %s\n  has %s, publishable %s, %d origins, contested %v\n want %.4f, publishable %.4f, %d origins, contested %v: %s",
				want.claim, got.Sentence, shownAs(got.Credence), shownAs(got.Publishable), got.Origins, got.Contested,
				want.credence, want.public, want.origins, want.contested, want.why)
		}
	}
}

// near compares to four decimals; below zero stands for nobody.
func near(got *float64, want float64) bool {
	if got == nil {
		return want < 0
	}
	return math.Abs(*got-want) < 6e-5
}

func shownAs(p *float64) string {
	if p == nil {
		return "nobody"
	}
	return strconv.FormatFloat(*p, 'f', 4, 64)
}

// standingsOfTidewater are the probabilities that claims hold on a day, by hand.
var standingsOfTidewater = []struct {
	claim underpin.ClaimID
	on    string
	want  float64
	why   string
}{
	{"c01", "2012-10-19", .9746, "the first chief executive, on the day of the first payment"},
	{"c02", "2012-10-19", 0, "the second, not yet"},
	{"c01", "2013-01-20", .9746, "the eve of the day on which the one's month and the other's day meet"},
	{"c01", "2013-01-21", 0, ""},
	{"c02", "2013-01-20", 0, ""},
	{"c02", "2013-01-21", .9669, ""},
	{"c02", "2015-07-04", .9669, "told as between 1 and 10 July: the middle day is the 5th"},
	{"c03", "2015-07-04", 0, ""},
	{"c03", "2015-07-05", .9803, ""},
	{"c22", "2014-09-14", .9500, "a handover in September, of which the middle day is the 15th"},
	{"c23", "2014-09-15", .9500, ""},
	{"c27", "2012-10-19", .9746, "a payment holds on its day"},
	{"c27", "2012-10-20", 0, "and on no other"},
	{"c12", "2012-10-19", .9004, "whoever of the two names owned Palegate owned it that day"},
	{"c13", "2012-10-19", .8929, ""},
	{"c12", "2018-12-31", .0382, "six years later, .05 of what fading leaves: Palegate was dissolved, says an A"},
	{"c16", "2011-01-01", .9293, "one man on every day, also before anybody said so"},
	{"c11", "2012-10-19", .8500, "the agent held the shares when the money came"},
	{"c17", "2012-10-19", .8500, ""},
	{"c18", "2012-10-19", .9500, ""},
	{"c04", "2018-07-05", .9739, "the minister to the day on which he was relieved; the agency's word is 94 days old by then"},
	{"c04", "2018-12-31", .0100, "and not beyond: what an agency said in April counts a tenth once the gazette has said when it ended"},
	{"c05", "2018-12-31", .9089, "an A half a year old, and that rest as a rival"},
	{"c15", "2018-07-03", .1602, "the charge sheet's word of 2012 counts .3 of what 2,071 days leave of it, for one said later that it ended in 2015"},
	{"c03", "2018-12-31", .9457, "two As, half a year and three and a half years old, half-life 4 years"},
	{"c06", "2018-12-31", .7160, "three, the last of them 2.75 years old, half-life 2 years"},
	{"c17", "2018-07-03", .8383, "a B 143 days old, half-life 8 years"},
}

func TestWhatHeldInTidewaterStandsAsByHand(t *testing.T) {
	d := newDesk(t, example(t, "tidewater"))
	for _, s := range standingsOfTidewater {
		got, err := d.Show(t.Context(), Query{At: s.on}, s.claim)
		if err != nil {
			t.Fatal(err)
		}
		if !near(&got.Standing, s.want) {
			t.Errorf("%s on %s stands at %.4f, want %.4f: %s (%s)", s.claim, s.on, got.Standing, s.want, got.Sentence, s.why)
		}
	}
}

// tidewaterPage is the brief of the case as a reader sees it, without tags.
func tidewaterPage(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile("../../examples/tidewater/brief.md")
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "tidewater.md")
	briefing, err := newDesk(t, example(t, "tidewater")).Brief(t.Context(), Query{Worlds: 200}, "brief.md", text, path, "")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range briefing.Findings {
		if f.Rule != brief.RuleUnattributed || !strings.Contains(f.Message, "manager-took-orders") {
			t.Errorf("the brief has a finding: %+v", f)
		}
	}
	page, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(page)
}

func TestTheBriefOfTidewaterNamesWhoSaidItFirst(t *testing.T) {
	page := tidewaterPage(t)
	for _, want := range []string{
		"one origin: Statement of the account of Palegate Limited at Fairlead Bank",
		"one origin: Strait Courier",
		"by way of The Qasmara Ledger and Strait Courier",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("it does not say %q", want)
		}
	}
	first, last := strings.Index(page, "“*The Qasmara Ledger*”, 1 March 2018"), strings.Index(page, "“*Evening Tide*”, 3 March 2018")
	if strings.Contains(page, "one origin: Evening Tide") || first < 0 || last < first {
		t.Error("it names the last who repeats it before the first")
	}
	if !strings.Contains(page, "When the money came, the manager of the bank answered to Kamal Orvane.\n") {
		t.Error("what rests on deep background is not printed as its sentence alone")
	}
}

func TestARequestIsFoundByWhoWasAskedAndWhatCameOfIt(t *testing.T) {
	found, err := newDesk(t, example(t, "tidewater")).Find(t.Context(), Query{}, "fairlead declined", nil, 40)
	if err != nil || len(found) != 1 || found[0].Count != 1 || found[0].Hits[0].ID != "r01" {
		t.Errorf("found %v, %v; want the request to the bank, whose spokesman declined to comment", found, err)
	}
}

// answersOfTidewater are what the brief is asked for, with the share of worlds by hand:
// whose shares they are and who is over whom, given what its sources make of each claim.
var answersOfTidewater = []struct {
	conclusion string
	share      float64
	why        string
}{
	{"bank-when-the-money-came", .6945, "one man (.9293), who owns Sandbar (.85) and 60 % of Merrow, and 30 and 30 % of the bank, all three by one register: .9574 x .97³ + .0426 x .5³"},
	{"jaffan-when-the-money-came", .8526, "over the man (.9104) who had the bank by his shares or by its manager"},
	{"manager-took-orders", .8500, "one B"},
	{"who-ran-tidewater", .9550, "the first on the day of the first payment (.9746) and the second on that of the second (.9669), both by one gazette"},
	{"treasury-keeps-tidewater", .9747, "the owner is who it was: two As, of 2018 and of 2010"},
	{"ministry-vacant", 1, "nobody has the office on the day of the arrest but he"},
	{"orvane-keeps-the-bank", .6842, "as when the money came, with Sandbar at .8383"},
	{"jaffan-behind-the-bank", .1096, "the man is his nominee no longer: .1602 x .6842"},
}

func TestTheQuestionsOfTidewaterAreAnsweredAsByHand(t *testing.T) {
	d := newDesk(t, example(t, "tidewater"))
	for _, want := range answersOfTidewater {
		mean := 0.0
		for seed := range uint64(3) {
			got, err := d.Hinges(t.Context(), Query{Worlds: 2000, Seed: seed + 1}, want.conclusion, -1, nil)
			if err != nil {
				t.Fatal(err)
			}
			mean += got.Conclusion.Summary.Value / 3
		}
		if math.Abs(mean-want.share) > .025 { // four standard errors of 6,000 worlds at one half
			t.Errorf("%s holds in %.4f of worlds, want %.4f: %s", want.conclusion, mean, want.share, want.why)
		}
	}
}

func TestThePaymentsOfTidewaterToPalegateAddUpAsByHand(t *testing.T) {
	d := newDesk(t, example(t, "tidewater"))
	got, err := d.Payments(t.Context(), Query{}, PaymentQuery{From: []underpin.EntityID{"tidewater"}, To: []underpin.EntityID{"palegate"}})
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Payments) != 3 || len(got.Sums) != 1 {
		t.Fatalf("%d payments in %d currencies, want three in dollars", len(got.Payments), len(got.Sums))
	}
	s := got.Sums[0]
	for _, x := range []struct {
		what      string
		got       Between
		low, high float64
	}{
		{"as told", s.Certain, 1140e6, 1140e6},
		{"expected: 700 x .9746 + 330 x .85 + 110 x .70", s.Expected, 1039.743e6, 1039.744e6},
		{"told by one origin each", s.OneOrigin, 440e6, 440e6},
		{"told by the account alone", s.Most, 330e6, 330e6},
		{"paid on", s.Again, 0, 0},
	} {
		if x.got.Low < x.low-1 || x.got.High > x.high+1 {
			t.Errorf("%s: %.0f to %.0f, want %.0f to %.0f", x.what, x.got.Low, x.got.High, x.low, x.high)
		}
	}
	all, err := d.Payments(t.Context(), Query{}, PaymentQuery{})
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range all.Sums { // 1,000 and 90 lent, and the 140 that Tidewater paid beyond what it was lent
		if want := map[string]float64{"USD": 1230e6, "EUR": 41e6}[s.Currency]; math.Abs(s.Certain.High-want) > 1 {
			t.Errorf("in %s: %.0f came in, want %.0f", s.Currency, s.Certain.High, want)
		}
	}
}

func TestThePageOfTidewaterListsNoPaymentThatIsOffTheRecord(t *testing.T) {
	page := tidewaterPage(t)
	if !strings.Contains(page, "| 14 March 2013 | 330 million USD") || strings.Contains(page, "110 million") || strings.Contains(page, "1,140") {
		t.Error("the table of payments does not have those alone that may be published")
	}
}

func TestWhoIsOneIsAHingeOfTidewaterAndWorthAsking(t *testing.T) {
	d, q := newDesk(t, example(t, "tidewater")), Query{Worlds: 1000}
	hinging, err := d.Hinges(t.Context(), q, "bank-when-the-money-came", 10, nil)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(hinging.Hinges, func(h Hinge) bool { return h.ID == "c16" && h.Flips && h.Without == 0 }) {
		t.Error("that two names are one man is no hinge of who had the bank")
	}
	asking, err := d.Ask(t.Context(), q, "bank-when-the-money-came")
	if err != nil {
		t.Fatal(err)
	}
	// .9293 x .0707 x .7473² of .6945 x .3055
	if !slices.ContainsFunc(asking.Questions, func(i hinge.Inquiry) bool { return i.Claim == "c16" && math.Abs(i.Share-.173) < .08 }) {
		t.Errorf("that two names are one man is not worth asking: %+v", asking.Questions)
	}
}
