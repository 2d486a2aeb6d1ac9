package cite

import (
	"strings"
	"testing"
	"time"

	"underpin"
)

func date(edtf string, first, last underpin.Day) underpin.Date {
	return underpin.Date{EDTF: edtf, First: first, Last: last}
}

func oneDay(y, m, d int) underpin.Date {
	day := underpin.DayOf(y, time.Month(m), d)
	return date(day.String(), day, day)
}

var (
	january = date("2020-01", underpin.DayOf(2020, 1, 1), underpin.DayOf(2020, 1, 31))
	review  = underpin.Source{ID: "review", Kind: underpin.SourceDocument, Name: "The Quays: Who Runs Them", Author: "M. Orsa",
		Publisher: "Harbour Review", Published: january, URL: "https://review.example/quays"}
	dalal    = underpin.Source{ID: "dalal", Kind: underpin.SourcePerson, Name: "Maryam Dalal"}
	ministry = underpin.Source{ID: "ministry", Kind: underpin.SourceBody, Name: "Ministry of Ports"}
	kestrel  = underpin.Source{ID: "KESTREL", Kind: underpin.SourcePerson, Protected: true, Descriptor: "a port official"}
	heron    = underpin.Source{ID: "HERON", Kind: underpin.SourcePerson, Protected: true, AtRisk: true, Descriptor: "a pilot"}
	note4    = underpin.Origin{ID: "review-n4", Label: "N4", CitedBy: "review"}
	day      = underpin.DayOf(2020, 3, 1)
)

// TestOneReporterOfOneOriginHasOneNote holds a denial that an article tells directly,
// and again as a body took it, to one voice.
func TestOneReporterOfOneOriginHasOneNote(t *testing.T) {
	told := func(relays ...underpin.Source) Statement {
		return Statement{Source: review, Origin: StatedOrigin{Source: &dalal}, Relays: relays, Testimony: underpin.Testimony{Polarity: underpin.Deny, Locator: "N8"}}
	}
	elsewhere := told(ministry)
	elsewhere.Testimony.Locator = "N9"
	list := []Statement{told(), told(ministry), elsewhere, {Source: review}}
	for i, want := range []bool{false, true, false, false} {
		if got := list[i].Again(list); got != want {
			t.Errorf("statement %d: again is %v", i, got)
		}
	}
}

func TestWhatANoteSays(t *testing.T) {
	said := oneDay(2019, 5, 2)
	terms := func(k underpin.TermsKind, words string) underpin.Terms { return underpin.Terms{Kind: k, Words: words} }
	public := terms(underpin.TermsPublicDocument, "")
	cases := []struct {
		name string
		s    Statement
		use  underpin.Use
		want string // full note, or the reason where barred
	}{
		{"a document with its endnote not seen",
			Statement{Source: review, Testimony: underpin.Testimony{Locator: "N4"}, Terms: public, Origin: StatedOrigin{Locator: &note4}},
			underpin.Cited, "M. Orsa, “The Quays: Who Runs Them”, Harbour Review, January 2020, citing endnote 4"},
		{"an endnote that is the author's own adds no origin",
			Statement{Source: review, Testimony: underpin.Testimony{Locator: "Nb"}, Terms: public},
			underpin.Cited, "M. Orsa, “The Quays: Who Runs Them”, Harbour Review, January 2020, note b"},
		{"a page and the endnote behind it",
			Statement{Source: underpin.Source{Kind: underpin.SourceDocument, Name: "The Quays"}, Testimony: underpin.Testimony{Locator: "p. 12"}, Terms: public, Origin: StatedOrigin{Locator: &note4}},
			underpin.Cited, "“The Quays”, p. 12, citing endnote 4"},
		{"a body on the record",
			Statement{Source: ministry, Testimony: underpin.Testimony{Said: said}, Terms: terms(underpin.TermsOnRecord, "")}, underpin.Cited, "Ministry of Ports, on the record, May 2019"},
		{"a body without agreed terms", Statement{Source: ministry, Testimony: underpin.Testimony{Said: said}}, underpin.Barred, "without agreed terms"},
		{"an endnote that has been resolved",
			Statement{Source: underpin.Source{ID: "q", Kind: underpin.SourceDocument, Name: "The Quays"}, Terms: public, Origin: StatedOrigin{Locator: &note4, Source: &dalal}},
			underpin.Cited, "“The Quays”, citing endnote 4, which is Maryam Dalal"},
		{"a document that passes on what somebody said, by a relay",
			Statement{Source: underpin.Source{ID: "q", Kind: underpin.SourceDocument, Name: "The Quays"}, Terms: public, Origin: StatedOrigin{Source: &dalal},
				Relays: []underpin.Source{review}, Testimony: underpin.Testimony{Polarity: underpin.Deny, Interest: underpin.InterestSelfServing}},
			underpin.Cited, "“The Quays”; reporting that Maryam Dalal denied it, by way of The Quays: Who Runs Them, an interested party"},
		{"a protected origin or relay behind a document is left out",
			Statement{Source: underpin.Source{ID: "q", Kind: underpin.SourceDocument, Name: "The Quays"}, Terms: public, Origin: StatedOrigin{Source: &kestrel}, Relays: []underpin.Source{heron}},
			underpin.Cited, "“The Quays”"},
		{"an assessment says that it is one",
			Statement{Source: underpin.Source{Kind: underpin.SourceDocument, Name: "The Quays"}, Terms: public, Testimony: underpin.Testimony{Basis: underpin.BasisAssessed}},
			underpin.Cited, "“The Quays”; as an assessment"},
		{"what we read out of a document is our reading of it",
			Statement{Source: underpin.Source{Kind: underpin.SourceDocument, Name: "The Quays", Author: "Ana Ruiz"}, Terms: public, Testimony: underpin.Testimony{Basis: underpin.BasisInferred}},
			underpin.Cited, "Our reading of Ana Ruiz, “The Quays”"},
		{"and of what somebody said on background",
			Statement{Source: kestrel, Testimony: underpin.Testimony{Basis: underpin.BasisInferred}, Terms: terms(underpin.TermsBackground, "a senior port official")},
			underpin.Cited, "Our reading of a senior port official, speaking on background"},
		{"a person who said it in print, by where",
			Statement{Source: dalal, Testimony: underpin.Testimony{Said: said, Locator: "Harbour Light, 2 May 2019", Polarity: underpin.Deny}, Terms: public}, underpin.Cited, "Maryam Dalal, Harbour Light, 2 May 2019"},
		{"a person who said it in public, by when",
			Statement{Source: dalal, Testimony: underpin.Testimony{Said: said, Hedge: underpin.HedgeHeard}, Terms: public}, underpin.Cited, "Maryam Dalal, in public, May 2019; from hearsay"},
		{"a person on the record, to the month",
			Statement{Source: dalal, Testimony: underpin.Testimony{Said: said}, Terms: terms(underpin.TermsOnRecord, "")},
			underpin.Cited, "Maryam Dalal, on the record, May 2019"},
		{"background: the agreed words without a date",
			Statement{Source: kestrel, Testimony: underpin.Testimony{Said: said, Locator: "00:12:04", Encounter: "e7"}, Terms: terms(underpin.TermsBackground, "a senior port official")},
			underpin.Cited, "A senior port official, speaking on background"},
		{"background without words of its own takes the source's",
			Statement{Source: kestrel, Terms: terms(underpin.TermsBackground, "")}, underpin.Cited, "A port official, speaking on background"},
		{"background from a source at risk reads the same",
			Statement{Source: heron, Testimony: underpin.Testimony{Said: said}, Terms: terms(underpin.TermsBackground, "")},
			underpin.Cited, "A pilot, speaking on background"},
		{"background that would hold the code name",
			Statement{Source: kestrel, Terms: terms(underpin.TermsBackground, "our man Kestrel")}, underpin.Barred, "code name"},
		{"background without any words",
			Statement{Source: underpin.Source{Kind: underpin.SourcePerson}, Terms: terms(underpin.TermsBackground, "")}, underpin.Barred, "without agreed words"},
		{"deep background is silent",
			Statement{Source: kestrel, Testimony: underpin.Testimony{Said: said}, Terms: terms(underpin.TermsDeepBackground, "")}, underpin.Silent, ""},
		{"off the record", Statement{Source: kestrel, Terms: terms(underpin.TermsOffRecord, "")}, underpin.Barred, "off the record"},
		{"under embargo",
			Statement{Source: dalal, Terms: underpin.Terms{Kind: underpin.TermsOnRecord, Embargo: oneDay(2020, 4, 1)}}, underpin.Barred, "under embargo until 1 April 2020"},
		{"an embargo that has passed",
			Statement{Source: dalal, Terms: underpin.Terms{Kind: underpin.TermsOnRecord, Embargo: oneDay(2020, 2, 1)}}, underpin.Cited, "Maryam Dalal, on the record"},
		{"a protected source on the record is never named",
			Statement{Source: kestrel, Terms: terms(underpin.TermsOnRecord, "")}, underpin.Barred, "protected source"},
		{"a protected document is never named",
			Statement{Source: underpin.Source{ID: "LEDGER", Kind: underpin.SourceDocument, Protected: true, Name: "x"}, Terms: public}, underpin.Barred, "protected source"},
		{"a person without terms", Statement{Source: dalal}, underpin.Barred, "without agreed terms"},
		{"withdrawn", Statement{Source: review, Testimony: underpin.Testimony{Retracted: &underpin.Retraction{}}}, underpin.Barred, "withdrawn"},
		{"an assumption is no testimony",
			Statement{Source: underpin.Source{Kind: underpin.SourceAssumption}}, underpin.Cited, "Assumption, not testimony: general knowledge, not in the excerpt"},
		{"own observation, to the year",
			Statement{Source: underpin.Source{Kind: underpin.SourceObservation, Name: "x"}, Testimony: underpin.Testimony{Said: said}}, underpin.Cited, "Own observation, 2019"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			n := For(c.s, day)
			if n.Use != c.use {
				t.Fatalf("use %s, want %s (%s)", n.Use, c.use, n.Reason)
			}
			got := Text(n.Full)
			if c.use == underpin.Barred {
				if got != "" || !strings.Contains(n.Reason, c.want) {
					t.Errorf("note %q, reason %q, want no note and a reason with %q", got, n.Reason, c.want)
				}
				return
			}
			if got != c.want {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
}

func TestAWorkIsCitedWithItsAddress(t *testing.T) {
	for url, want := range map[string]string{"https://review.example/quays": "“T”, https://review.example/quays", "javascript:alert(1)": "“T”"} {
		if got := Text(Work(underpin.Source{Kind: underpin.SourceDocument, Name: "T", URL: url})); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestALaterNoteIsShort(t *testing.T) {
	n := For(Statement{Source: review, Testimony: underpin.Testimony{Locator: "N4"}, Origin: StatedOrigin{Locator: &note4}}, day)
	want := "M. Orsa, “The Quays” (2020), citing endnote 4"
	if got := Text(n.Short); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestNoNoteNamesAProtectedSource(t *testing.T) {
	kinds := append([]underpin.TermsKind{""}, underpin.TermsKinds...)
	for _, k := range kinds {
		for _, src := range []underpin.Source{kestrel, heron} {
			st := Statement{Source: src, Terms: underpin.Terms{Kind: k},
				Testimony: underpin.Testimony{ID: "c05.1", Encounter: "visit-3", Said: oneDay(2019, 5, 2), Locator: "tape 2", Wording: "his own words"}}
			n := For(st, day)
			text := Text(n.Full) + Text(n.Short) + n.Who + n.Reason
			for _, bad := range []string{"KESTREL", "HERON", "visit-3", "2 May", "May 2019", "tape", "own words", "c05"} {
				if strings.Contains(text, bad) {
					t.Errorf("terms %q: %q holds %q", k, text, bad)
				}
			}
		}
	}
}

func TestNotesAreArrangedByWhatTheySay(t *testing.T) {
	bg := underpin.Terms{Kind: underpin.TermsBackground, Words: "a port official"}
	say := func(id underpin.SourceID, d underpin.Date) Note {
		return For(Statement{Source: underpin.Source{ID: id, Kind: underpin.SourcePerson, Protected: true}, Terms: bg, Testimony: underpin.Testimony{Said: d}}, day)
	}
	deny := For(Statement{Source: dalal, Terms: underpin.Terms{Kind: underpin.TermsOnRecord}, Testimony: underpin.Testimony{Polarity: underpin.Deny}}, day)
	doc := For(Statement{Source: review}, day)
	a, b, again := say("A1", oneDay(2019, 5, 2)), say("A2", oneDay(2019, 3, 1)), say("A1", oneDay(2019, 9, 1))
	first := Arrange([]Note{deny, a, doc, b, again})
	second := Arrange([]Note{b, again, doc, deny, a})
	if len(first) != 3 || Text(first[0].Full) != Text(doc.Full) || first[1].Alike != 1 || !first[2].Against {
		t.Fatalf("got %+v", first)
	}
	for i := range first {
		if Text(first[i].Full) != Text(second[i].Full) {
			t.Errorf("the order of recording shows at %d", i)
		}
	}
}

func TestLocatorsAreSpelledOut(t *testing.T) {
	for in, want := range map[string]string{"N4": "endnote 4", "Nb": "note b", "p. 3": "p. 3", "N4; N5": "endnote 4 and endnote 5", "": ""} {
		if got := Locator(in); got != want {
			t.Errorf("%s: got %q, want %q", in, got, want)
		}
	}
}

func TestABriefCitesWhatWasKnownAndNothingWithdrawn(t *testing.T) {
	note := note4
	note.Resolved, note.ResolvedOn = "dalal", oneDay(2020, 2, 1)
	said := func(id underpin.TestimonyID) underpin.Testimony {
		return underpin.Testimony{ID: id, Claim: "c1", Source: "review", Origin: note.ID, Polarity: underpin.Affirm}
	}
	later, gone := said("later"), said("gone")
	later.Learned = oneDay(2020, 2, 1)
	gone.Retracted = &underpin.Retraction{On: oneDay(2020, 3, 1)}
	c := &underpin.Case{
		Sources: []underpin.Source{review, dalal}, Origins: []underpin.Origin{note},
		Testimonies: []underpin.Testimony{said("known"), later, gone},
	}
	x := c.Index()
	for _, tt := range []struct {
		name     string
		day      underpin.Day
		cited    int
		resolved bool
	}{
		{"what was learned later is not cited, nor whom an endnote proved to be", underpin.DayOf(2020, 1, 31), 1, false},
		{"from that day on both are", underpin.DayOf(2020, 2, 1), 2, true},
	} {
		list := Statements(x, x.KnownOn(tt.day), "c1")
		if len(list) != tt.cited || (list[0].Origin.Source != nil) != tt.resolved {
			t.Errorf("%s: %+v", tt.name, list)
		}
	}
}
