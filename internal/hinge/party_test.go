package hinge_test

import (
	"slices"
	"strings"
	"testing"

	"underpin"
	"underpin/internal/evidence"
	"underpin/internal/hinge"
)

// inquiryOf finds what is asked about a claim of a case.
func inquiryOf(t *testing.T, c *underpin.Case, id underpin.ClaimID) hinge.Inquiry {
	t.Helper()
	b := newBench(t, c, evidence.Edits{}, "before.largest", nil, 2000, 4)
	for _, q := range hinge.Ask(b.base, hinge.AskConfig{Known: underpin.MaxDay, Today: today, Claims: 100, Sources: 100}) {
		if q.Claim == id {
			return q
		}
	}
	t.Fatalf("%s is not asked about", id)
	return hinge.Inquiry{}
}

// inList finds a source or a party by its name.
func inList(list []hinge.Placed, name string) (hinge.Placed, bool) {
	i := slices.IndexFunc(list, func(s hinge.Placed) bool { return s.Name == name })
	if i < 0 {
		return hinge.Placed{}, false
	}
	return list[i], true
}

func TestWhoIsAPartyIsLeftToTheRightOfReply(t *testing.T) {
	for _, tt := range []struct {
		name  string
		with  func(c *underpin.Case)
		who   string
		party bool // else a source, where who is not empty
	}{
		{"a person whom the claim is about, with a source", func(c *underpin.Case) { c.Sources[0].Entity, c.Sources[0].Name = "p5-0", "Orel" }, "Orel", true},
		{"a person whom the claim is about and nobody has heard", func(*underpin.Case) {}, "p5-0", true},
		{"a body that the claim is about", func(*underpin.Case) {}, "The group", true},
		{"who is under somebody whom the claim is about", func(c *underpin.Case) {
			c.Sources[0].Entity, c.Sources[0].Name = "p0-0", "Orel"
			c.Claims = append(c.Claims, underpin.Claim{ID: "c9", Subject: "p5-0", Relation: "commands", Object: "p0-0"})
			c.Testimonies = append(c.Testimonies, underpin.Testimony{ID: "c9.1", Claim: "c9", Source: "s4", Polarity: underpin.Affirm, Attested: c.Settings.ShockAt})
		}, "Orel", true},
		{"another member of the group is no party for that", func(c *underpin.Case) { c.Sources[0].Entity, c.Sources[0].Name = "p0-0", "Orel" }, "Orel", false},
		{"a paper of a party's is looked up", func(c *underpin.Case) {
			c.Sources[0].Kind, c.Sources[0].Entity, c.Sources[0].Name = underpin.SourceDocument, "p5-0", "Orel's diary"
		}, "Orel's diary", false},
	} {
		c := star(6)
		tt.with(c)
		q := inquiryOf(t, c, "c5-0")
		_, party := inList(q.Parties, tt.who)
		_, source := inList(q.Sources, tt.who)
		if party != tt.party || source == tt.party {
			t.Errorf("%s: among the parties %v, among the sources %v", tt.name, party, source)
		}
	}
}

func TestALostOrCollectivePartyIsNotAskedToReply(t *testing.T) {
	c := star(6)
	c.Settings.Lose = []underpin.LossID{"p5-0"}
	c.Entities[0].Collective = true
	if q := inquiryOf(t, c, "c5-0"); len(q.Parties) > 0 {
		t.Errorf("%+v", q.Parties)
	}
}

func TestWhoseWordCameThroughAnotherHasNotSpokenToUs(t *testing.T) {
	c := star(6)
	c.Sources = append(c.Sources,
		underpin.Source{ID: "ministry", Kind: underpin.SourceBody, Name: "The ministry"},
		underpin.Source{ID: "daily", Kind: underpin.SourceDocument, Name: "The Daily"})
	c.Testimonies = append(c.Testimonies, underpin.Testimony{
		ID: "c5-1.2", Claim: "c5-1", Source: "daily", Via: []underpin.SourceID{"ministry"}, Origin: "s0", Polarity: underpin.Affirm, Attested: c.Settings.ShockAt,
	})
	for _, tt := range []struct {
		name  string
		claim underpin.ClaimID
		who   string
		why   string
		spoke bool
	}{
		{"a relay, on the claim", "c5-1", "The ministry", "is quoted as saying so by The Daily", true},
		{"a relay, on what the claim is about", "c5-0", "The ministry", "is quoted on The group by The Daily", false},
		{"the paper", "c5-1", "The Daily", "says so", true},
		{"the paper, on what the claim is about", "c5-0", "The Daily", "mentions The group", false},
	} {
		s, ok := inList(inquiryOf(t, c, tt.claim).Sources, tt.who)
		if !ok || s.Why != tt.why || s.Spoke != tt.spoke {
			t.Errorf("%s: %q, spoke %v", tt.name, s.Why, s.Spoke)
		}
	}
}

func TestARequestInVainIsMentionedAlsoOnAnotherMatter(t *testing.T) {
	c := star(6)
	c.Sources[0].Name = "Orel"
	c.Requests = []underpin.Request{{ID: "r1", Source: "s0", Claim: "c5-1", Question: "?", State: underpin.RequestDeclined, Answered: c.Settings.ShockAt}}
	for claim, elsewhere := range map[underpin.ClaimID]underpin.ClaimID{"c5-1": "", "c5-0": "c5-1"} {
		s, _ := inList(inquiryOf(t, c, claim).Sources, "Orel")
		if s.Request != "declined" || s.Answered.EDTF != c.Settings.ShockAt.EDTF || s.Elsewhere != elsewhere || s.AskedInVain() != (elsewhere == "") {
			t.Errorf("%s: %+v", claim, s)
		}
	}
}

func TestARecordIsProposedByTheKindOfClaim(t *testing.T) {
	q := inquiryOf(t, star(6), "c5-0")
	if !strings.HasSuffix(q.Obtain, ", on p5-0 and The group") || !strings.Contains(q.Text, q.Obtain) {
		t.Errorf("obtain %q, text %q", q.Obtain, q.Text)
	}
	for _, class := range underpin.RelationClasses {
		if class.Traits().Record == "" {
			t.Errorf("claims of class %s have no record", class)
		}
	}
}
