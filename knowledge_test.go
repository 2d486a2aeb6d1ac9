package underpin

import (
	"slices"
	"testing"
)

// learnedCase has an article whose endnote proves to be a gazette on day 100, and
// testimony that is learned, recorded and withdrawn on days of its own.
func learnedCase() *Case {
	on := func(d Day) Date { return Date{EDTF: d.String(), First: d, Last: d} }
	return &Case{
		Sources: []Source{
			{ID: "article", Gradings: []Grading{
				{Grade: GradeC, On: on(10)}, {Grade: GradeB, On: on(50)}, {Grade: GradeD, Topic: "ships", On: on(20)},
			}},
			{ID: "gazette"}, {ID: "clerk"},
		},
		Origins: []Origin{
			{ID: "n1", CitedBy: "article", Resolved: "gazette", ResolvedOn: on(100)},
			{ID: "n2", CitedBy: "article"},
			{ID: "n3", CitedBy: "article", Resolved: "article"},
		},
		Testimonies: []Testimony{
			{ID: "direct", Source: "article", Recorded: 40},
			{ID: "note", Source: "article", Origin: "n1", Via: []SourceID{"clerk"}, Learned: on(30), Recorded: 40},
			{ID: "unresolved", Source: "article", Origin: "n2", Recorded: 40, Retracted: &Retraction{On: Date{EDTF: "1970-03", First: 60, Last: 90}}},
			{ID: "itself", Source: "article", Origin: "n3", Via: []SourceID{"article"}, Retracted: &Retraction{}},
			{ID: "named", Source: "article", Origin: "gazette", Via: []SourceID{"gazette", "clerk"}},
			{ID: "rumour", Source: "article", Origin: OriginUnknown},
		},
	}
}

func TestWhatCountsDependsOnTheDayWhoseKnowledgeItIs(t *testing.T) {
	x := learnedCase().Index()
	for _, tt := range []struct {
		name               string
		id                 TestimonyID
		day                Day
		learned, withdrawn bool
	}{
		{"what was recorded later was not known", "direct", 39, false, false},
		{"what was recorded that day was", "direct", 40, true, false},
		{"the day it was learned goes before that of the record", "note", 30, true, false},
		{"and nothing before it", "note", 29, false, false},
		{"a withdrawal counts once its last day is there", "unresolved", 89, true, false},
		{"and from then on", "unresolved", 90, true, true},
		{"one without a date counts on no day", "itself", MinDay + 1, false, true},
	} {
		k, s := x.KnownOn(tt.day), x.Testimonies[tt.id]
		if k.Learned(s) != tt.learned || k.Withdrawn(s) != tt.withdrawn || k.Counts(s) != (tt.learned && !tt.withdrawn) {
			t.Errorf("%s: learned %v, withdrawn %v, counts %v", tt.name, k.Learned(s), k.Withdrawn(s), k.Counts(s))
		}
	}
}

func TestAnEndnoteIsItsSourceOnceItWasResolved(t *testing.T) {
	x := learnedCase().Index()
	for _, tt := range []struct {
		name   string
		id     TestimonyID
		day    Day
		origin OriginID
		chain  []SourceID
	}{
		{"who names no origin is one", "direct", 99, "article", []SourceID{"article"}},
		{"the eve of its resolution an endnote stands for itself", "note", 99, "n1", []SourceID{"clerk", "article"}},
		{"then the source heads the chain", "note", 100, "gazette", []SourceID{"gazette", "clerk", "article"}},
		{"an endnote that nobody resolved stays one", "unresolved", MaxDay, "n2", []SourceID{"article"}},
		{"one resolved to its own reporter adds nobody", "itself", 0, "article", []SourceID{"article"}},
		{"a source is an origin by its own name, and passed once", "named", 0, "gazette", []SourceID{"gazette", "clerk", "article"}},
		{"a rumour has no head", "rumour", MaxDay, OriginUnknown, []SourceID{"article"}},
	} {
		k, s := x.KnownOn(tt.day), x.Testimonies[tt.id]
		if got := k.Origin(s); got != tt.origin {
			t.Errorf("%s: origin %q, want %q", tt.name, got, tt.origin)
		}
		if got := k.Chain(s); !slices.Equal(got, tt.chain) {
			t.Errorf("%s: chain %v, want %v", tt.name, got, tt.chain)
		}
	}
}

func TestTheLatestGradeThatWasGivenByThenCounts(t *testing.T) {
	x := learnedCase().Index()
	for _, tt := range []struct {
		name, topic string
		day         Day
		want        Grade
	}{
		{"none yet", "", 9, GradeF},
		{"the first", "", 10, GradeC},
		{"a later one takes its place", "", 50, GradeB},
		{"one on the topic goes before a later general one", "ships", 50, GradeD},
		{"which counts until the topic is graded", "ships", 19, GradeC},
	} {
		if got := x.KnownOn(tt.day).Grading(x.Sources["article"], tt.topic).Grade; got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
}

func TestAJudgementOnSamenessHoldsFromTheDayItWasMade(t *testing.T) {
	x := learnedCase().Index()
	s := &Sameness{On: Date{EDTF: "1970-01", First: 10, Last: 12}}
	if x.KnownOn(11).Judged(s) || !x.KnownOn(12).Judged(s) || !x.KnownOn(0).Judged(&Sameness{}) {
		t.Error("it holds from its last day on, one without a date always")
	}
}
