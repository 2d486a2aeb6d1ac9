package desk

import (
	"strings"
	"testing"

	"underpin"
	"underpin/internal/edtf"
	"underpin/internal/register"
)

func TestTwoInTurnWithoutAnEndAreSaidToBeRivals(t *testing.T) {
	for _, tt := range []struct {
		name          string
		first, second string
		exclusive     bool
		said          string
	}{
		{"nobody says until when the first held it", "2019/", "2022-03/", true,
			"Nobody says until when A chairs Board (c1), and B chairs Board (c2) from March 2022 on: the two are taken for rivals. If the one followed the other, state that end"},
		{"told the other way round", "2022-03/", "2019/", true, "Nobody says until when B chairs Board (c2), and A chairs Board (c1) from March 2022 on"},
		{"the end of the first is stated", "2019/2022-03", "2022-03/", true, ""},
		{"the first is said to hold it still", "2019/..", "2022-03/", true, ""},
		{"both from the same day on", "2019/", "2019/", true, ""},
		{"a body that several may chair", "2019/", "2022-03/", false, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			told := func(id, claim, span string) underpin.Testimony {
				held, err := edtf.ParseSpan(span)
				if err != nil {
					t.Fatal(err)
				}
				return underpin.Testimony{ID: underpin.TestimonyID(id), Claim: underpin.ClaimID(claim), Source: "gazette", Polarity: underpin.Affirm, Held: held}
			}
			c := &underpin.Case{
				ID:          "board",
				Relations:   []underpin.Relation{{Name: "chairs", Class: underpin.ClassOffice, Power: underpin.PowerSubject, Control: underpin.ControlFull, Sign: "+", Exclusive: tt.exclusive, HalfLife: underpin.HalfLife{Years: 4}}},
				Entities:    []underpin.Entity{{ID: "a", Schema: underpin.Person, Name: "A"}, {ID: "b", Schema: underpin.Person, Name: "B"}, {ID: "board", Schema: underpin.PublicBody, Name: "Board"}},
				Sources:     []underpin.Source{{ID: "gazette", Kind: underpin.SourceDocument, Name: "Gazette", Gradings: []underpin.Grading{{Grade: underpin.GradeA}}}},
				Claims:      []underpin.Claim{{ID: "c1", Subject: "a", Relation: "chairs", Object: "board"}, {ID: "c2", Subject: "b", Relation: "chairs", Object: "board"}},
				Testimonies: []underpin.Testimony{told("t1", "c1", tt.first), told("t2", "c2", tt.second)},
			}
			s, err := newStudy(t.Context(), newOpenCase(c, register.Entry{}), Query{}, underpin.DayOf(2024, 1, 1).Time(), false)
			if err != nil {
				t.Fatal(err)
			}
			got := ""
			for _, r := range s.remarks(c.Testimonies) {
				if strings.Contains(r, "until when") {
					got += r
				}
			}
			if !strings.HasPrefix(got, tt.said) || (tt.said == "") != (got == "") {
				t.Errorf("said %q, want %q", got, tt.said)
			}
			if strings.Count(got, "until when") > 1 {
				t.Errorf("said more than once: %s", got)
			}
		})
	}
}
