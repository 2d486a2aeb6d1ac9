package desk

import (
	"testing"

	"underpin"
)

func TestWhatATestimonySaysAndHowItIsTaken(t *testing.T) {
	for _, test := range []struct {
		name string
		with func(c *underpin.Case)
		want string // of the last testimony
		says string
	}{
		{"the denial of a source that is reversed", func(c *underpin.Case) {
			c.Sources[0].Reversed = true
			c.Testimonies[0].Polarity, c.Testimonies[0].Held = underpin.Deny, underpin.Span{}
		}, "Gazette denies it, taken to mean the opposite", "one origin: Gazette denies it, taken to mean the opposite, uncorroborated"},
		{"a paper that has the gazette deny what the gazette affirms", func(c *underpin.Case) {
			c.Sources = append(c.Sources, underpin.Source{ID: "paper", Kind: underpin.SourceDocument, Name: "The Paper"})
			c.Testimonies = append(c.Testimonies, underpin.Testimony{ID: "c1.2", Claim: "c1", Source: "paper", Origin: "gazette", Polarity: underpin.Deny, Learned: date(t, "2018-06")})
		}, "Gazette denies it, as The Paper reports; but Gazette says so in c1.1", "one origin: Gazette says so, uncorroborated; contested"},
		{"a second paper that has it from one joint statement", func(c *underpin.Case) {
			c.Origins = []underpin.Origin{{ID: "statement", Label: "the joint statement"}}
			c.Testimonies[0].Origin = "statement"
			c.Sources = append(c.Sources, underpin.Source{ID: "paper", Kind: underpin.SourceDocument, Name: "The Paper"})
			c.Testimonies = append(c.Testimonies, underpin.Testimony{ID: "c1.2", Claim: "c1", Source: "paper", Origin: "statement", Polarity: underpin.Affirm, Learned: date(t, "2018-06")})
		}, "The Paper says so; from the joint statement (statement); not counted again: it has the same origin as c1.1", "one origin: Gazette (the joint statement) says so, uncorroborated"},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := quay(t)
			test.with(c)
			s, err := newDesk(t, c).Show(t.Context(), Query{}, "c1")
			if err != nil {
				t.Fatal(err)
			}
			if got := s.Testimony[len(s.Testimony)-1].Sentence; got != test.want {
				t.Errorf("%q, want %q", got, test.want)
			}
			if s.Says != test.says {
				t.Errorf("%q, want %q", s.Says, test.says)
			}
		})
	}
}
