package evidence

import (
	"testing"

	"underpin"
)

func TestWordsOfICD203HaveHalfOpenBandsAndAClosedTop(t *testing.T) {
	for _, tt := range []struct {
		p    float64
		want string
	}{
		{.01, "almost no chance"}, {.0499, "almost no chance"},
		{.05, "very unlikely"}, {.1999, "very unlikely"},
		{.20, "unlikely"}, {.4499, "unlikely"},
		{.45, "roughly even chance"}, {.5499, "roughly even chance"},
		{.55, "likely"}, {.7999, "likely"},
		{.80, "very likely"}, {.9499, "very likely"},
		{.95, "almost certain"}, {.99, "almost certain"},
	} {
		if got := YardstickOf("icd203").Word(tt.p); got != tt.want {
			t.Errorf("%v is %q, want %q", tt.p, got, tt.want)
		}
	}
}

func TestWordsOfPHIATakeTheNearerBandInAGapAndTheOneNearerOneHalfAtATie(t *testing.T) {
	for _, tt := range []struct {
		p    float64
		want string
	}{
		{0, "remote chance"}, {.05, "remote chance"}, {.0749, "remote chance"},
		{.075, "highly unlikely"}, {.10, "highly unlikely"}, {.20, "highly unlikely"}, {.2249, "highly unlikely"},
		{.225, "unlikely"}, {.25, "unlikely"}, {.35, "unlikely"}, {.3749, "unlikely"},
		{.375, "realistic possibility"}, {.40, "realistic possibility"}, {.4999, "realistic possibility"},
		{.50, "realistic possibility"}, {.525, "realistic possibility"}, {.5251, "likely"},
		{.55, "likely"}, {.75, "likely"}, {.775, "likely"}, {.7751, "highly likely"},
		{.80, "highly likely"}, {.90, "highly likely"}, {.925, "highly likely"}, {.9251, "almost certain"},
		{.95, "almost certain"}, {1, "almost certain"},
	} {
		if got := YardstickOf("phia").Word(tt.p); got != tt.want {
			t.Errorf("%v is %q, want %q", tt.p, got, tt.want)
		}
	}
}

func TestAnUnknownYardstickIsTheFirst(t *testing.T) {
	if got := YardstickOf("house").Name; got != ICD203().Name {
		t.Errorf("got %q", got)
	}
}

func TestAWordStandsOnlyOnTwoIndependentOrigins(t *testing.T) {
	for _, tt := range []struct {
		name  string
		build func(*fixture)
		want  string
	}{
		{"nobody says so", func(f *fixture) {}, ""},
		{"one says so", func(f *fixture) { f.says("c0", "s", "A", nil) }, ""},
		{"two of one household say so", func(f *fixture) {
			f.says("c0", "s", "A", nil)
			f.says("c0", "r", "A", nil)
			f.c.Groups = []underpin.Group{{ID: "g", Delta: .4, Members: []underpin.OriginID{"s", "r"}}}
		}, ""},
		{"one says so and one denies it", func(f *fixture) {
			f.says("c0", "s", "A", nil)
			f.says("c0", "r", "C", deny)
		}, ""},
		{"two say so", func(f *fixture) {
			f.says("c0", "s", "A", nil)
			f.says("c0", "r", "A", nil)
		}, "almost certain"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := newFixture()
			tt.build(f)
			if got := f.compile().Assess(0, on).Word; got != tt.want {
				t.Errorf("word %q, want %q", got, tt.want)
			}
		})
	}
}

// several has sources of the grades say so; a grade in lower case denies it.
func several(grades string) *fixture {
	f := newFixture()
	for k, g := range grades {
		f.says("c0", string(rune('p'+k)), underpin.Grade(rune(g)&^0x20), func(t *underpin.Testimony) {
			if g >= 'a' {
				deny(t)
			}
		})
	}
	return f
}

func TestTheItemNumberIsDerived(t *testing.T) {
	for _, tt := range []struct {
		name   string
		grades string
		prior  float64
		want   int
	}{
		{"nobody says so", "", 0, 6},
		{"only a source that cannot be judged says so", "F", 0, 6},
		{"two of those", "FF", 0, 6},
		{"two B confirm each other", "BB", 0, 1},
		{"a lone A is probably true, not confirmed", "A", 0, 2},
		{"two C are probably true", "CC", 0, 2},
		{"a D can be judged, and says little", "D", 0, 3},
		{"a B against a B is possibly true", "Bb", 0, 3},
		{"a C against a B is doubtful", "Cb", 0, 4},
		{"a D against an A is improbable", "Da", 0, 5},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := several(tt.grades)
			a := f.compile().Assess(0, on)
			if a.Item != tt.want {
				t.Errorf("item %d at credence %.3f, want %d", a.Item, a.Credence, tt.want)
			}
		})
	}
}

func TestConfidenceIsTheBasisNotTheLikelihood(t *testing.T) {
	for _, tt := range []struct {
		name   string
		grades string
		want   string
	}{
		{"one origin", "A", "low"},
		{"two origins of which one carries most of it", "AD", "low"},
		{"two good origins", "BB", "moderate"},
		{"two good origins against a fair one", "AAc", "moderate"},
		{"three that agree have less than twice the strongest voice", "BBB", "moderate"},
		{"seven fair ones that agree", "CCCCCCC", "high"},
		{"of which more than a third cannot be judged", "CCCCFFF", "moderate"},
		{"denied by as many", "BBbb", "low"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := several(tt.grades).compile().Assess(0, on)
			if a.Confidence != tt.want {
				t.Errorf("%s, want %s: effective %.2f, contested %.2f, leave-out %+v", a.Confidence, tt.want, a.Effective, a.Conflict, a.LeaveOut)
			}
		})
	}
}

func TestAnotherGradeInAWhatIfIsJudgedToo(t *testing.T) {
	m, err := several("F").compile().Edited(Edits{Regrade: map[underpin.SourceID]underpin.Grade{"p": "B"}})
	if err != nil {
		t.Fatal(err)
	}
	if a := m.Assess(0, on); a.Item != 2 || a.Credence < .849 {
		t.Errorf("regraded B: item %d, credence %.3f", a.Item, a.Credence)
	}
}
