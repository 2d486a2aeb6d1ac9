package desk

import (
	"strings"
	"testing"

	"underpin"
	"underpin/internal/edtf"
	"underpin/internal/register"
)

func TestRemarksSayHowTestimonyIsRead(t *testing.T) {
	span := func(text string) underpin.Span {
		s, err := edtf.ParseSpan(text)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	on := func(text string) underpin.Date {
		d, err := edtf.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	c := &underpin.Case{
		ID:        "harbour",
		Relations: []underpin.Relation{{Name: "chairs", Class: underpin.ClassOffice, Power: underpin.PowerSubject, Control: underpin.ControlFull, Sign: "+", Exclusive: true, HalfLife: underpin.HalfLife{Years: 4}}},
		Entities:  []underpin.Entity{{ID: "a", Schema: underpin.Person, Name: "A"}, {ID: "b", Schema: underpin.Person, Name: "B"}, {ID: "post", Schema: underpin.Position, Name: "Post"}},
		Sources: []underpin.Source{
			{ID: "gazette", Kind: underpin.SourceDocument, Name: "Gazette", Gradings: []underpin.Grading{{Grade: underpin.GradeA}}},
			{ID: "paper", Kind: underpin.SourceDocument, Name: "Paper", Gradings: []underpin.Grading{{Grade: underpin.GradeB}}},
		},
		Claims: []underpin.Claim{{ID: "c1", Subject: "a", Relation: "chairs", Object: "post"}, {ID: "c2", Subject: "b", Relation: "chairs", Object: "post"}},
		Testimonies: []underpin.Testimony{
			{ID: "t1", Claim: "c1", Source: "gazette", Polarity: underpin.Affirm, Held: span("2009/2018-05-10"), Said: on("2018-05-11")},
			{ID: "t2", Claim: "c2", Source: "gazette", Polarity: underpin.Affirm, Held: span("2018-05-01/2020"), Said: on("2020-01-01")},
			{ID: "t3", Claim: "c1", Source: "paper", Polarity: underpin.Deny, Said: on("2019-06-01")},
			{ID: "t4", Claim: "c1", Source: "paper", Polarity: underpin.Affirm, Attested: on("2019-07-01")},
			{ID: "t5", Claim: "c2", Source: "paper", Origin: "gazette", Polarity: underpin.Affirm, Held: span("2019")},
		},
	}
	c.Testimonies = append(c.Testimonies, underpin.Testimony{ID: "t6", Claim: "c3", Source: "gazette", Origin: "paper", Polarity: underpin.Affirm, Said: on("2019-01-01")})
	c.Claims = append(c.Claims, underpin.Claim{ID: "c3", Subject: "a", Relation: "chairs", Object: "b"})
	s, err := newStudy(t.Context(), newOpenCase(c, register.Entry{}), Query{}, on("2024-01-01").Last.Time(), false)
	if err != nil {
		t.Fatal(err)
	}
	got := strings.Join(s.remarks(c.Testimonies), "\n")
	for _, want := range []string{
		"t5 is not counted again: it repeats t2",
		"c1 ends and c2 begins between 1 May 2018 and 10 May 2018",
		"t3 denies it for all time up to 1 June 2019. If it means “no longer”, write attested: 2019-06-01",
		"t4 places it on 1 July 2019, after the end that t1 states (10 May 2018): is it a new episode?",
		"held: 2019 of t5 runs from 1 January 2019 to 31 December 2019",
		"t6 comes from Paper, which has no testimony of its own on c3, so the chain ends there",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("not said: %s\nsaid: %s", want, got)
		}
	}
}
