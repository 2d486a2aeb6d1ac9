package underpin

import "testing"

func TestTermsOfAStatement(t *testing.T) {
	c := &Case{
		Sources: []Source{{ID: "KESTREL", Kind: SourcePerson, Protected: true}, {ID: "daily", Kind: SourceDocument}, {ID: "seen", Kind: SourceObservation}, {ID: "ministry", Kind: SourceBody}},
		Encounters: []Encounter{
			{ID: "met", Source: "KESTREL", Terms: Terms{Kind: TermsDeepBackground}}, {ID: "bare", Source: "KESTREL"},
		},
	}
	x := c.Index()
	for _, tt := range []struct {
		name string
		said Testimony
		want TermsKind
	}{
		{"a body without any", Testimony{Source: "ministry"}, TermsUnset},
		{"its own come first", Testimony{Source: "KESTREL", Encounter: "met", Terms: Terms{Kind: TermsOffRecord}}, TermsOffRecord},
		{"else those of its encounter", Testimony{Source: "KESTREL", Encounter: "met"}, TermsDeepBackground},
		{"a document is public", Testimony{Source: "daily"}, TermsPublicDocument},
		{"a person without terms has none", Testimony{Source: "KESTREL", Encounter: "bare"}, TermsUnset},
		{"what we saw is public", Testimony{Source: "seen"}, TermsPublicDocument},
		{"an embargo of its own leaves it the encounter's terms", Testimony{Source: "KESTREL", Encounter: "met", Terms: Terms{Embargo: Date{EDTF: "2020"}}}, TermsDeepBackground},
		{"nor a source that is not there", Testimony{Source: "gone"}, TermsUnset},
	} {
		if got := x.TermsOf(&tt.said).Kind; got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestWhoSpeaksNeedsTerms(t *testing.T) {
	until := Date{EDTF: "2020-06", First: 100, Last: 129}
	person, paper := Source{Kind: SourcePerson, Name: "Dalal"}, Source{Kind: SourceDocument, Name: "The Daily"}
	code := Source{ID: "KESTREL", Kind: SourceDocument, Protected: true, Descriptor: "a ledger"}
	for _, tt := range []struct {
		name   string
		source Source
		terms  Terms
		on     Day
		use    Use
		why    string
	}{
		{"a person on the record", person, Terms{Kind: TermsOnRecord}, 0, Cited, ""},
		{"a person without terms", person, Terms{}, 0, Barred, WithoutTerms},
		{"an embargo is not yet terms", person, Terms{Embargo: until}, 1000, Barred, WithoutTerms},
		{"a body without terms", Source{Kind: SourceBody, Name: "The Ministry"}, Terms{}, 0, Barred, WithoutTerms},
		{"a protected document without terms", code, Terms{}, 0, Barred, WithoutTerms},
		{"a protected source named by its terms", code, Terms{Kind: TermsOnRecord}, 0, Barred, WouldName},
		{"a protected source in its own words", code, Terms{Kind: TermsBackground}, 0, Cited, ""},
		{"words that hold the code name", code, Terms{Kind: TermsBackground, Words: "our Kestrel"}, 0, Barred, WordsGiveAway},
		{"background without words", person, Terms{Kind: TermsBackground}, 0, Barred, WithoutWords},
		{"deep background", person, Terms{Kind: TermsDeepBackground}, 0, Silent, OnDeep},
		{"off the record", person, Terms{Kind: TermsOffRecord}, 1000, Barred, OffTheRecord},
		{"off the record, though its embargo has ended", person, Terms{Kind: TermsOffRecord, Embargo: until}, 1000, Barred, OffTheRecord},
		{"within a vague embargo", person, Terms{Kind: TermsOnRecord, Embargo: until}, 128, Barred, UnderEmbargo},
		{"on its last day", person, Terms{Kind: TermsOnRecord, Embargo: until}, 129, Cited, ""},
		{"a document", paper, Terms{}, 0, Cited, ""},
		{"a document that says otherwise", paper, Terms{Kind: TermsOffRecord}, 0, Barred, OffTheRecord},
		{"a document without a title", Source{Kind: SourceDocument}, Terms{}, 0, Barred, WithoutATitle},
		{"what we saw", Source{Kind: SourceObservation}, Terms{}, 0, Cited, ""},
		{"an assumption", Source{Kind: SourceAssumption}, Terms{}, 0, Cited, ""},
	} {
		use, why := tt.terms.UseOf(&tt.source, tt.on)
		if use != tt.use || why != tt.why || use.Publishable() != (tt.use != Barred) {
			t.Errorf("%s: %s (%s), want %s (%s)", tt.name, use, why, tt.use, tt.why)
		}
	}
}
