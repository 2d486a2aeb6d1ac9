package brief

import (
	"time"

	"underpin"
	"underpin/internal/cite"
)

// The case of these tests: Veltria, a country that is not, and its harbour.

func day(edtf string, y, m, d int) underpin.Date {
	at := dayOf(y, m, d)
	return underpin.Date{EDTF: edtf, First: at, Last: at}
}

var (
	quays = underpin.Source{ID: "quays", Kind: underpin.SourceDocument, Name: "The Quays: Who Runs the Harbour", Author: "M. Orsa",
		Publisher: "Harbour Review", Published: day("2019-11", 2019, 11, 1), URL: "https://review.example/quays"}
	gazette = underpin.Source{ID: "gazette", Kind: underpin.SourceDocument, Name: "Official Gazette of Veltria, no. 211", Published: day("2014-03-02", 2014, 3, 2)}
	kestrel = underpin.Source{ID: "KESTREL", Kind: underpin.SourcePerson, Protected: true, Descriptor: "a port official"}
	heron   = underpin.Source{ID: "HERON", Kind: underpin.SourcePerson, Protected: true, AtRisk: true, Descriptor: "a pilot of the harbour"}
	egret   = underpin.Source{ID: "EGRET", Kind: underpin.SourcePerson, Protected: true}
	fenn    = underpin.Source{ID: "fenn", Kind: underpin.SourcePerson, Name: "Dario Fenn"}
	general = underpin.Source{ID: "general-knowledge", Kind: underpin.SourceAssumption, Name: "General knowledge, not in any source"}
	endnote = underpin.Origin{ID: "quays-n7", Label: "N7", CitedBy: "quays"}
)

func dayOf(y, m, d int) underpin.Day { return underpin.DayOf(y, time.Month(m), d) }

func terms(k underpin.TermsKind, words string) underpin.Terms {
	return underpin.Terms{Kind: k, Words: words}
}

func says(s underpin.Source, t underpin.Terms) cite.Statement {
	return cite.Statement{Source: s, Terms: t, Testimony: underpin.Testimony{Polarity: underpin.Affirm, Said: day("2019-05-02", 2019, 5, 2), Encounter: "visit-3"}}
}

func denies(s underpin.Source, t underpin.Terms) cite.Statement {
	st := says(s, t)
	st.Testimony.Polarity = underpin.Deny
	st.Testimony.Interest = underpin.InterestSelfServing
	return st
}

func in(st cite.Statement, locator string, o *underpin.Origin) cite.Statement {
	st.Testimony.Locator, st.Origin.Locator = locator, o
	return st
}

func veltria() *Material {
	public, record := terms(underpin.TermsPublicDocument, ""), terms(underpin.TermsOnRecord, "")
	background, deep, off := terms(underpin.TermsBackground, ""), terms(underpin.TermsDeepBackground, ""), terms(underpin.TermsOffRecord, "")
	m := &Material{
		Title: "Who holds the harbour of Veltria", Notice: "An invented country, for demonstration. No person or body in it exists.",
		Publish: dayOf(2020, 3, 1),
		Frozen:  Frozen{Version: "0.1.0", Seed: 1, Worlds: 2000, AsOf: day("2019-12-31", 2019, 12, 31), KnownOn: dayOf(2020, 2, 20), Checkpoint: "412 · 9f3a1c7e"},
		Names: []Name{
			{"Maryam Dalal", true}, {"مريم دلال", true}, {"Dario Fenn", true}, {"Ilse Varga", true},
			{"Harbour Authority", false}, {"Meridian Dredging", false}, {"Harbour Guard", false},
		},
		Sealed: []string{"KESTREL", "HERON", "EGRET", "visit-3"},
		Claims: map[underpin.ClaimID]Claim{
			"c01": {ID: "c01", Text: "Maryam Dalal (مريم دلال) chairs the Harbour Authority.", Shown: .92, Held: .92, Word: "very likely", Origins: 3,
				Testimony: []cite.Statement{says(heron, background), in(says(quays, public), "N7", &endnote), in(says(gazette, public), "p. 4", nil)}},
			"c02": {ID: "c02", Text: "Meridian Dredging pays for the Harbour Guard", Shown: .64, Held: .88, Word: "likely", Origins: 2, Contested: true,
				Testimony: []cite.Statement{says(kestrel, background), says(heron, background), denies(fenn, record), says(egret, off)}},
			"c03": {ID: "c03", Text: "Dario Fenn commands the Harbour Guard", Shown: .85, Held: .85, Origins: 1,
				Testimony: []cite.Statement{in(says(quays, public), "p. 12", nil)}},
			"c04": {ID: "c04", Text: "Ilse Varga owns Meridian Dredging", Shown: .85, Held: .9, Origins: 1,
				Testimony: []cite.Statement{says(kestrel, deep), says(egret, off)}},
			"c05": {ID: "c05", Text: "Ilse Varga met the minister in March", Shown: .5, Held: .85, Origins: 0,
				Testimony: []cite.Statement{says(egret, off)}},
			"c06": {ID: "c06", Text: "The pilots answer to the Harbour Authority", Shown: .95, Held: .95, Origins: 1,
				Testimony: []cite.Statement{says(general, terms("", ""))}},
			"c07": {ID: "c07", Text: "The Harbour Guard holds the east quay", Shown: .85, Held: .85, Origins: 1,
				Testimony: []cite.Statement{in(says(quays, public), "p. 12", nil)}},
			"c08": {ID: "c08", Text: "Two people on background say so; <script>alert(1)</script> *stars* [[claim x]] \u202egnp", Shown: .8, Held: .8, Word: "very likely", Origins: 2,
				Testimony: []cite.Statement{says(kestrel, terms(underpin.TermsBackground, "a port official")), says(underpin.Source{ID: "OSPREY", Protected: true, Kind: underpin.SourcePerson}, terms(underpin.TermsBackground, "a port official"))}},
			"c09": {ID: "c09", Text: "The minister signed the contract", Shown: .85, Held: .85, Origins: 1,
				Testimony: []cite.Statement{{Source: fenn, Terms: underpin.Terms{Kind: underpin.TermsOnRecord, Embargo: day("2020-06-01", 2020, 6, 1)}, Testimony: underpin.Testimony{Polarity: underpin.Affirm}}}},
		},
	}
	m.Conclusions = map[string]Conclusion{
		"central": {ID: "central", Text: "Maryam Dalal is the broker between the port and the guard", P: .72, Word: "likely", Hinges: []Hinge{
			{Kind: "source", Source: &heron, Terms: background, Without: .22, SE: .011, Flips: true},
			{Kind: "source", Source: &kestrel, Terms: background, Without: .31, SE: .011, Flips: true},
			{Kind: "claim", Claim: "c02", Without: .44, SE: .012, Flips: true},
			{Kind: "origin", Label: "endnote 7 of The Quays", Without: .69, SE: .006},
			{Kind: "source", Source: &egret, Terms: off, Without: .5},
		}},
		"channels": {ID: "channels", Text: "Channels from Meridian Dredging to the guard after the loss", Kind: Number, Mean: 1.42, Low: 0, High: 3, Hinges: []Hinge{{Kind: "claim", Claim: "c02", Without: .4, SE: .02}}},
		"holder":   {ID: "holder", Text: "Who holds most of the harbour", Kind: Who, Answer: "Meridian Dredging", P: .58},
		"lone":     {ID: "lone", Text: "The guard has one paymaster", P: .85, SingleOrigin: true},
	}
	m.Exhibits = map[string]Exhibit{
		"network": {Title: "The harbour at the end of 2019", Figures: []Figure{{SVG: testSVG, Caption: "Darker lines are better supported; a bar marks a line that is contested.",
			Data: Table{Head: []string{"Tie", "how sure", "origins"}, Rows: []TableRow{
				{[]string{"Maryam Dalal chairs the Harbour Authority", "very likely", "3"}, []underpin.ClaimID{"c01"}},
				{[]string{"Dario Fenn commands the Harbour Guard", "one origin", "1"}, []underpin.ClaimID{"c03"}}}}}}},
		"shock": {Title: "What gives when the chair falls vacant", Words: []string{"Command over the quays is gone; the support of the dredging company stays."},
			Tables: []Table{{Caption: "Shares of worlds, before and after.", Head: []string{"Office or asset", "becomes", "before", "after"}, Rows: []TableRow{
				{[]string{"Chair of the Harbour Authority", "orphaned", "91 %", "less than 1 %"}, []underpin.ClaimID{"c01"}},
				{[]string{"East quay", "contested", "85 %", "62 %"}, []underpin.ClaimID{"c07"}}}}}},
	}
	m.Ask = []Ask{{Claim: "c02", Conclusion: "central", Share: .31}, {Claim: "c05", Conclusion: "central", Share: .2}, {Claim: "c03", Conclusion: "central", Share: .07}, {Claim: "c07", Conclusion: "central", Restates: true}}
	m.Questions = []underpin.Question{{ID: "q1", Text: "Who decides what is landed at night?"}, {ID: "q2", Text: "What becomes of the guard without its paymaster?"}}
	m.Estimates = []Estimate{{underpin.Estimate{ID: "f1", Text: "The guard splits before the year is out", Wording: "could well", Made: day("2019-11", 2019, 11, 1), Due: day("2020-12-31", 2020, 12, 31)}, says(quays, public)}}
	m.Method = []underpin.Fact{{Item: "visits", Value: "3", Text: "Research visits to the port"}, {Item: "information_requests", Value: "many", Text: "By secure messaging; an answer is no new source"}}
	m.SourceNote = "The pay of the guard is known from people of one office; nothing from the company itself was seen."
	m.NotSaid = []string{"Whether the company knew what its money paid for."}
	return m
}

const testSVG = `<svg xmlns="http://www.w3.org/2000/svg" id="net" viewBox="0 0 400 120" role="img" aria-labelledby="net-t"><title id="net-t">The harbour</title>` +
	`<circle cx="60" cy="60" r="22" fill="#0072B2"/><rect x="300" y="40" width="40" height="40" fill="#009E73"/><path d="M82 60H300" stroke="#59616a"/></svg>`
