package evidence_test

import (
	"fmt"
	"strings"

	"underpin"
	"underpin/internal/evidence"
	"underpin/internal/exchange/casebook"
)

// Two newspapers that have it from one official are one origin; a second official is
// another.
func Example() {
	c, err := casebook.Read(strings.NewReader(`underpin: casebook/1
case: {id: harbour}
relations:
  - {relation: chairs, class: office, power: subject, half_life: 4y}
sources:
  - {id: HERON, kind: person, protected: true, descriptor: a port official, grades: [{grade: C}]}
  - {id: EGRET, kind: person, protected: true, descriptor: a pilot, grades: [{grade: C}]}
  - {id: courier, kind: document, name: Harbour Courier, grades: [{grade: B}]}
  - {id: review, kind: document, name: Harbour Review, grades: [{grade: B}]}
entities:
  - {id: dalal, schema: Person, name: Maryam Dalal}
  - {id: authority, schema: PublicBody, name: Harbour Authority}
claims:
  - id: c1
    subject: dalal
    relation: chairs
    object: authority
    says:
      - {source: HERON, terms: {kind: background, words: a port official}, attested: 2019-05}
      - {source: courier, origin: HERON, attested: 2019-06}
      - {source: review, origin: HERON, attested: 2019-06}
`), "harbour.yaml")
	if err != nil {
		fmt.Println(err)
		return
	}
	tell := func() {
		m, err := evidence.Compile(c, evidence.Config{Known: underpin.MaxDay})
		if err != nil {
			fmt.Println(err)
			return
		}
		i, _ := m.Claim("c1")
		a := m.Assess(i, underpin.DayOf(2019, 12, 31))
		fmt.Printf("origins %d, credence %.2f, word %q, standing at the end of 2019 %.2f\n", a.Origins, a.Credence, a.Word, a.Standing)
		for _, l := range a.Lines {
			fmt.Printf("  %+.2f %s\n", l.Value, l.Text)
		}
	}
	tell()
	c.Testimonies = append(c.Testimonies, underpin.Testimony{
		ID: "c1.4", Claim: "c1", Source: "EGRET", Polarity: underpin.Affirm, Attested: c.Testimonies[0].Attested,
	})
	tell()
	// Output:
	// origins 1, credence 0.70, word "", standing at the end of 2019 0.68
	//   +0.00 prior: no view
	//   +0.85 HERON (our grade C)
	// origins 2, credence 0.78, word "likely", standing at the end of 2019 0.76
	//   +0.00 prior: no view
	//   +0.85 HERON (our grade C)
	//   +0.43 EGRET (our grade C)
}
