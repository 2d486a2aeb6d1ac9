package underpin

import (
	"strings"
	"testing"
)

// soundCase is a small case without problems.
func soundCase() *Case {
	return &Case{
		ID:       "harbour",
		Settings: Settings{Yardstick: "phia", GradeTable: map[Grade]float64{GradeB: .8}, Roots: []EntityID{"dalal"}},
		Relations: []Relation{
			{Name: "chairs", Class: ClassOffice, Power: PowerSubject, Control: ControlFull, Sign: "+", HalfLife: HalfLife{Years: 4}},
			{Name: "berths", Class: ClassAttribute, HalfLife: HalfLife{Years: 2}},
			{Name: "met", Class: ClassEvent},
		},
		Entities: []Entity{
			{ID: "dalal", Schema: Person, Name: "Maryam Dalal"}, {ID: "authority", Schema: PublicBody, Name: "Harbour Authority"},
			{ID: "meeting", Schema: Event, Name: "A meeting"},
		},
		Samenesses: []Sameness{{ID: "s", A: "dalal", B: "meeting", Verdict: Unsure, P: .5}},
		Sources: []Source{
			{ID: "KESTREL", Kind: SourcePerson, Protected: true, Gradings: []Grading{{Grade: GradeB, Checked: 3, Right: 2}}},
			{ID: "daily", Kind: SourceDocument, Name: "The Daily"}, {ID: "weekly", Kind: SourceDocument, Name: "The Weekly"},
			{ID: "general", Kind: SourceAssumption, Probability: .97},
		},
		Origins:    []Origin{{ID: "N1", CitedBy: "daily"}},
		Groups:     []Group{{ID: "g", Delta: .6, Members: []OriginID{"N1", "weekly"}}},
		Encounters: []Encounter{{ID: "met-1", Source: "KESTREL", Kind: "interview", Terms: Terms{Kind: TermsBackground, Words: "a port official"}}},
		Claims: []Claim{
			{ID: "c1", Subject: "dalal", Relation: "chairs", Object: "authority", Prior: .3},
			{ID: "c2", Subject: "authority", Relation: "berths", Value: Quantity{Text: "12", Low: 12, High: 12}},
			{ID: "c3", Subject: "meeting", Relation: "met", Roles: []Role{{Role: "actor", Entity: "dalal"}}},
			{ID: "c4", Subject: "meeting", Relation: "met"},
		},
		Testimonies: []Testimony{
			{ID: "t1", Claim: "c1", Source: "KESTREL", Polarity: Affirm, Encounter: "met-1"},
			{ID: "t2", Claim: "c1", Source: "weekly", Via: []SourceID{"daily"}, Origin: "KESTREL", Polarity: Deny, Hedge: HedgeHeard, Interest: InterestAgainst},
			{ID: "t3", Claim: "c2", Source: "daily", Origin: OriginUnknown, Polarity: Doubt, Basis: BasisAssessed},
		},
		Requests:    []Request{{ID: "r1", Source: "KESTREL", Claim: "c1", Question: "Is it so?", State: RequestOpen}},
		Conclusions: []Conclusion{{ID: "lost", Expr: "true"}},
		Questions:   []Question{{ID: "q1", Text: "Who chairs it?"}},
		Estimates:   []Estimate{{ID: "est", Source: "daily", P: .6, About: []EntityID{"dalal"}}},
		Method:      []Fact{{Item: "visits", Value: "2"}},
	}
}

func TestASoundCaseHasNoProblems(t *testing.T) {
	for _, p := range soundCase().Validate() {
		t.Error(p)
	}
}

func TestASourceOnBackgroundMayGoByTheDescriptionItAgreedTo(t *testing.T) {
	c := soundCase()
	c.Encounters[0].Terms.Words, c.Sources[0].Descriptor = "", "a port official"
	for _, p := range c.Validate() {
		t.Error(p)
	}
}

func TestValidateFindsWhatIsWrongAndSaysWhere(t *testing.T) {
	for _, tt := range []struct {
		name  string
		spoil func(*Case)
		where string // record and field
		says  string // in the sentence or its hint
	}{
		{"a case without an id", func(c *Case) { c.ID = "" }, "settings/id", "needs an id"},
		{"an unknown yardstick", func(c *Case) { c.Settings.Yardstick = "ipcc" }, "settings/yardstick", "icd203, phia"},
		{"a grade below chance", func(c *Case) { c.Settings.GradeTable[GradeE] = .4 }, "settings/grade_table", "0.5 to 0.97"},
		{"a letter that is not a grade", func(c *Case) { c.Settings.GradeTable["G"] = .6 }, "settings/grade_table", "A, B, C"},
		{"a root that is not there", func(c *Case) { c.Settings.Roots[0] = "dala" }, "settings/roots", "did you mean dalal?"},
		{"a class that is none", func(c *Case) { c.Relations[0].Class = "post" }, "relation chairs/class", "office"},
		{"a half-life below 0", func(c *Case) { c.Relations[0].HalfLife.Years = -1 }, "relation chairs/half_life", "2y"},
		{"two entities with one id", func(c *Case) { c.Entities[1].ID = "dalal" }, "entity dalal/id", "two records"},
		{"an id with a space", func(c *Case) { c.Entities[2].ID = "a meeting" }, "entity a meeting/id", "no spaces"},
		{"an id that turns the writing around", func(c *Case) { c.Entities[2].ID = "a\u202emeeting" }, "entity a\u202emeeting/id", "cannot be seen"},
		{"an id with a space of no width", func(c *Case) { c.Entities[2].ID = "a\u200bmeeting" }, "entity a\u200bmeeting/id", "cannot be seen"},
		{"an id of marks alone", func(c *Case) { c.Entities[2].ID = "\u0301\u0301" }, "entity \u0301\u0301/id", "cannot be seen"},
		{"a name with a byte that ends texts", func(c *Case) { c.Entities[0].Name = "Da\x00lal" }, "entity dalal/name", "U+0000"},
		{"a name over two lines", func(c *Case) { c.Entities[0].Name = "Maryam\nDalal" }, "entity dalal/name", "on one line"},
		{"a name that turns what follows it around", func(c *Case) { c.Entities[0].Name = "Dalal\u202e" }, "entity dalal/name", "U+202E"},
		{"a label that is no text", func(c *Case) { c.Entities[0].Label = "Dalal\uffff" }, "entity dalal/label", "U+FFFF"},
		{"a spelling that commands a terminal", func(c *Case) { c.Entities[0].Aliases = []Alias{{Name: "Dalal\x1b[2J"}} }, "entity dalal/aka", "U+001B"},
		{"an id that is not UTF-8", func(c *Case) { c.Entities[2].ID = "a\xffmeeting" }, "entity a\xffmeeting/id", "is not an id"},
		{"an entity without a name", func(c *Case) { c.Entities[0].Name = " " }, "entity dalal/name", "no name"},
		{"a schema that is none", func(c *Case) { c.Entities[0].Schema = "Human" }, "entity dalal/schema", "Person"},
		{"a label that no map has room for", func(c *Case) { c.Entities[0].Label = strings.Repeat("ö", 29) }, "entity dalal/label", "29 characters (shorten it to 28)"},
		{"an entity called unstated", func(c *Case) { c.Entities[2].ID = HolderUnstated }, "entity unstated/id", "reserved for views"},
		{"a view whose holder is not there", func(c *Case) { c.Claims[0].Holders = []EntityID{"dala"} }, "claim c1/view_of", "did you mean dalal?"},
		{"a view with a holder and none", func(c *Case) { c.Claims[0].Holders = []EntityID{"dalal", HolderUnstated} }, "claim c1/view_of", "leave out"},
		{"a conclusion about no question", func(c *Case) { c.Conclusions[0].About = "q9" }, "conclusion lost/about", "no question"},
		{"a question that asks nothing", func(c *Case) { c.Questions = append(c.Questions, Question{ID: "q2"}) }, "question q2/text", "no text"},
		{"a share written as a value", func(c *Case) {
			for i := range c.Relations {
				if c.Relations[i].Name == c.Claims[0].Relation {
					c.Relations[i].Class, c.Relations[i].Control = "ownership", ControlShare
				}
			}
			c.Claims[0].Value = Quantity{Text: "30", Low: 30, High: 30}
		}, "claim c1/value", "has a share and no value"},
		{"an entity compared with itself", func(c *Case) { c.Samenesses[0].B = "dalal" }, "sameness s/b", "itself"},
		{"an unsure sameness that is certain", func(c *Case) { c.Samenesses[0].P = 1 }, "sameness s/p", "not a probability"},
		{"two entities judged twice", func(c *Case) {
			c.Samenesses = append(c.Samenesses, Sameness{ID: "s2", A: "meeting", B: "dalal", Verdict: Same})
		}, "sameness s2/b", "already been judged, by s"},
		{"two entities not the same, and the same by way of a third", func(c *Case) {
			c.Samenesses = []Sameness{{ID: "s1", A: "dalal", B: "meeting", Verdict: Same}, {ID: "s2", A: "authority", B: "meeting", Verdict: Same}, {ID: "s3", A: "dalal", B: "authority", Verdict: NotSame}}
		}, "sameness s3/verdict", "same by way of s1 and s2"},
		{"a protected source with a name", func(c *Case) { c.Sources[0].Name = "N. N." }, "source KESTREL/name", "code name"},
		{"a protected source with an address", func(c *Case) { c.Sources[0].URL = "https://example.org" }, "source KESTREL/name", "identity"},
		{"a source at risk with a name", func(c *Case) { c.Sources[1].AtRisk = true }, "source daily/name", "identity"},
		{"a source at risk that nobody protects", func(c *Case) { c.Sources[1].AtRisk, c.Sources[1].Name = true, "" }, "source daily/at_risk", "protect it"},
		{"a protected source with a telephone", func(c *Case) { c.Sources[0].Descriptor = "on +88 555 0100 100" }, "source KESTREL/", "looks like a contact"},
		{"a protected source whose grading has an address", func(c *Case) { c.Sources[0].Gradings[0].Why = "wrote from k@example.org" }, "source KESTREL/", "looks like a contact"},
		{"more right than checked", func(c *Case) { c.Sources[0].Gradings[0].Right = 4 }, "source KESTREL/right", "4 right out of 3"},
		{"an assumption that is certain", func(c *Case) { c.Sources[3].Probability = 1 }, "source general/probability", "below 1"},
		{"a document with a probability", func(c *Case) { c.Sources[1].Probability = .5 }, "source daily/probability", "grade the source"},
		{"a locator named like a source", func(c *Case) { c.Origins[0].ID = "daily" }, "origin daily/id", "its own origin"},
		{"a locator named unknown", func(c *Case) { c.Origins[0].ID = OriginUnknown }, "origin unknown/id", "hearsay"},
		{"an origin in two groups", func(c *Case) { c.Groups = append(c.Groups, Group{ID: "h", Members: []OriginID{"N1"}}) }, "group h/members", "already in the group \"g\""},
		{"a dependence above one", func(c *Case) { c.Groups[0].Delta = 1.2 }, "group g/delta", "one voice"},
		{"background without words, of a source that agreed to none", func(c *Case) { c.Encounters[0].Terms.Words, c.Sources[0].Descriptor = "", "" }, "encounter met-1/terms.words", "agreed words"},
		{"an unknown relation", func(c *Case) { c.Claims[0].Relation = "chars" }, "claim c1/relation", "did you mean chairs?"},
		{"a claim without a subject", func(c *Case) { c.Claims[0].Subject = "" }, "claim c1/subject", "no subject"},
		{"a claim without an object", func(c *Case) { c.Claims[0].Object = "" }, "claim c1/object", "no object"},
		{"a claim on itself", func(c *Case) { c.Claims[0].Object = "dalal" }, "claim c1/object", "both ends"},
		{"a prior of one", func(c *Case) { c.Claims[0].Prior = 1 }, "claim c1/prior", "not a probability"},
		{"an attribute without a value", func(c *Case) { c.Claims[1].Value = Quantity{} }, "claim c2/value", "no value"},
		{"an attribute with an object", func(c *Case) { c.Claims[1].Object = "dalal" }, "claim c2/object", "takes no object"},
		{"relays without an origin", func(c *Case) { c.Testimonies[1].Origin = "" }, "testimony t2/via", "name the origin"},
		{"one word mistyped for an entity and for a source", func(c *Case) {
			c.Entities = append(c.Entities, Entity{ID: "dail", Schema: Company, Name: "A company"})
			c.Claims[0].Subject, c.Testimonies[2].Source = "dailx", "dailx"
		}, "testimony t3/source", "did you mean daily?"},
		{"testimony on nothing", func(c *Case) { c.Testimonies[0].Claim = "c9" }, "testimony t1/claim", "no claim"},
		{"testimony by nobody", func(c *Case) { c.Testimonies[0].Source = "" }, "testimony t1/source", "does not name a source"},
		{"an origin that is nowhere", func(c *Case) { c.Testimonies[2].Origin = "endnote" }, "testimony t3/origin", "no origin"},
		{"a polarity that is none", func(c *Case) { c.Testimonies[0].Polarity = "" }, "testimony t1/polarity", "affirm, deny, doubt"},
		{"a relay that comes twice", func(c *Case) { c.Testimonies[1].Via = []SourceID{"KESTREL"} }, "testimony t2/via", "KESTREL appears twice"},
		{"a protected source without terms", func(c *Case) { c.Testimonies[0].Encounter = "" }, "testimony t1/terms", "no terms"},
		{"an encounter that was none", func(c *Case) { c.Testimonies[0].Encounter = "mat-1" }, "testimony t1/encounter", "did you mean met-1?"},
		{"an encounter with somebody else", func(c *Case) { c.Testimonies[1].Encounter = "met-1" }, "testimony t2/encounter", "was with KESTREL, not with weekly"},
		{"two sources that have it from each other", func(c *Case) {
			c.Testimonies = append(c.Testimonies,
				Testimony{ID: "t4", Claim: "c2", Source: "daily", Origin: "weekly", Polarity: Affirm},
				Testimony{ID: "t5", Claim: "c2", Source: "weekly", Origin: "daily", Polarity: Affirm})
			c.Testimonies = append(c.Testimonies[:2], c.Testimonies[3:]...)
		}, "testimony t4/origin", "nobody is the origin"},
		{"a request on nothing", func(c *Case) { c.Requests[0].Claim = "c9" }, "request r1/claim", "no claim"},
		{"a conclusion without an expression", func(c *Case) { c.Conclusions[0].Expr = "" }, "conclusion lost/expr", "no expression"},
		{"a conclusion at a date outside the case", func(c *Case) {
			c.Testimonies[0].Attested = Date{EDTF: "2018", First: DayOf(2018, 1, 1), Last: DayOf(2018, 12, 31)}
			c.Conclusions[0].At = Date{EDTF: "1990", First: DayOf(1990, 1, 1), Last: DayOf(1990, 12, 31)}
		}, "conclusion lost/at", "outside the case"},
		{"an estimate that is certain", func(c *Case) { c.Estimates[0].P = 1 }, "estimate est/p", "not a probability"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := soundCase()
			tt.spoil(c)
			var all []string
			for _, p := range c.Validate() {
				if p.Record.String()+"/"+p.Field == tt.where && strings.Contains(p.Error(), tt.says) {
					return
				}
				all = append(all, p.Record.String()+"/"+p.Field+": "+p.Error())
			}
			t.Errorf("want %s: … %s …, got\n%s", tt.where, tt.says, strings.Join(all, "\n"))
		})
	}
}

func TestOnlyTheTestimonyThatIsLeftWithNoChainIsCircular(t *testing.T) {
	c := soundCase()
	c.Testimonies = append(c.Testimonies[:2],
		Testimony{ID: "t4", Claim: "c2", Source: "daily", Origin: "weekly", Polarity: Affirm},
		Testimony{ID: "t5", Claim: "c2", Source: "weekly", Origin: "daily", Polarity: Affirm},
		Testimony{ID: "t6", Claim: "c2", Source: "weekly", Polarity: Affirm})
	problems := c.Validate()
	if len(problems) != 1 || problems[0].Record.ID != "t5" {
		t.Errorf("the weekly has it from the daily, and that from the weekly's own knowledge: %v", problems)
	}
	c.Testimonies[3].Polarity = Deny
	for _, p := range c.Validate() {
		t.Errorf("what is told the other way continues no chain: %v", p)
	}
}
