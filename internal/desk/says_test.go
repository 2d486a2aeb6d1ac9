package desk

import (
	"slices"
	"strings"
	"testing"

	"underpin"
)

func TestPolarityBelongsToTheOriginAndReportingToItsReporter(t *testing.T) {
	for name, test := range map[string]struct {
		tell       func(*underpin.Testimony) // what a second testimony on the claim says
		says, told string
	}{
		"a denial that the source itself makes": {
			func(*underpin.Testimony) {}, "; contested", "Herald denies it from May 2018 on",
		},
		"another's denial, told by a source that does not state it": {
			func(s *underpin.Testimony) { s.Origin = "fenn" }, "; contested", "Dario Fenn denies it from May 2018 on, as Herald reports",
		},
		"another's denial, told by the source that states it": {
			func(s *underpin.Testimony) { s.Source, s.Origin = "gazette", "fenn" }, "; denied by another", "Dario Fenn denies it from May 2018 on, as Gazette reports",
		},
		"another's affirmation": {
			func(s *underpin.Testimony) { s.Origin, s.Polarity = "fenn", underpin.Affirm }, "2 independent origins", "Dario Fenn says so from May 2018 on, as Herald reports",
		},
	} {
		c := quay(t)
		c.Sources = append(c.Sources,
			underpin.Source{ID: "herald", Kind: underpin.SourceDocument, Name: "Herald", Gradings: []underpin.Grading{{Grade: "B"}}},
			underpin.Source{ID: "fenn", Kind: underpin.SourcePerson, Name: "Dario Fenn", Gradings: []underpin.Grading{{Grade: "B"}}})
		said := underpin.Testimony{ID: "c1.2", Claim: "c1", Source: "herald", Polarity: underpin.Deny, Held: c.Testimonies[0].Held, Learned: date(t, "2018-06-01")}
		test.tell(&said)
		c.Testimonies = append(c.Testimonies, said)
		shown, err := newDesk(t, c).Show(t.Context(), Query{}, "c1")
		if err != nil {
			t.Fatal(err)
		}
		at := slices.IndexFunc(shown.Testimony, func(s Spoken) bool { return s.ID == "c1.2" })
		if !strings.HasSuffix(shown.Says, test.says) || !strings.HasPrefix(shown.Testimony[at].Sentence, test.told) {
			t.Errorf("%s: %q, %q", name, shown.Says, shown.Testimony[at].Sentence)
		}
	}
}

// TestTheChainOfADenialIsTheDenials holds a claim apart from whom its denial is had from.
func TestTheChainOfADenialIsTheDenials(t *testing.T) {
	c := quay(t)
	c.Sources = append(c.Sources, underpin.Source{ID: "fenn", Kind: underpin.SourcePerson, Name: "Dario Fenn"},
		underpin.Source{ID: "council", Kind: underpin.SourceBody, Name: "Council"})
	c.Testimonies = append(c.Testimonies, underpin.Testimony{ID: "c1.2", Claim: "c1", Source: "gazette", Origin: "fenn", Via: []underpin.SourceID{"council"},
		Polarity: underpin.Deny, Held: c.Testimonies[0].Held, Learned: date(t, "2018-06-01")})
	shown, err := newDesk(t, c).Show(t.Context(), Query{}, "c1")
	must(t, err)
	if want := []string{"the denial: Gazette has it from Council, which has it from Dario Fenn: one origin"}; !slices.Equal(shown.Chains, want) {
		t.Errorf("%q", shown.Chains)
	}
}

// TestWhatIsAssumedIsSaidByNobody words an assumption, which has no words of its own.
func TestWhatIsAssumedIsSaidByNobody(t *testing.T) {
	c := quay(t)
	c.Sources = append(c.Sources, underpin.Source{ID: "known", Kind: underpin.SourceAssumption, Name: "What everybody knows", Probability: .9})
	c.Testimonies = append(c.Testimonies, underpin.Testimony{ID: "c1.2", Claim: "c1", Source: "known", Polarity: underpin.Affirm,
		Held: heldSpan(t, "/2018-05"), Attested: date(t, "2018-04"), Learned: date(t, "2018-06-01")})
	shown, err := newDesk(t, c).Show(t.Context(), Query{}, "c1")
	must(t, err)
	if got, want := shown.Testimony[1].Sentence, "assumed until May 2018: What everybody knows; dated to April 2018"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestAViewIsSaidWithWhoseItIs(t *testing.T) {
	for holder, want := range map[underpin.EntityID]string{
		"dalal": "; a view, held by Maryam Dalal", underpin.HolderUnstated: "; a view, its holder not stated",
	} {
		c := quay(t)
		c.Claims[0].Holders = []underpin.EntityID{holder}
		found, err := newDesk(t, c).Find(t.Context(), Query{}, "leads", []underpin.RecordKind{underpin.KindClaim}, 40)
		if err != nil || len(found) != 1 || found[0].Count != 1 || !strings.HasSuffix(found[0].Hits[0].Says, want) {
			t.Errorf("%v: %+v, want %q", err, found, want)
		}
	}
}
