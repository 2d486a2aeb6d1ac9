package underpin_test

import (
	"fmt"

	"underpin"
)

// A case says who says what: two sources, one of which has it from the other. What
// refers to nothing is found, with a hint.
func Example() {
	c := underpin.Case{
		ID: "harbour",
		Relations: []underpin.Relation{{
			Name: "chairs", Class: underpin.ClassOffice, Power: underpin.PowerSubject, Sign: "+",
			Control: underpin.ControlFull, HalfLife: underpin.HalfLife{Years: 4},
		}},
		Entities: []underpin.Entity{
			{ID: "maryam-dalal", Schema: underpin.Person, Name: "Maryam Dalal"},
			{ID: "harbour-authority", Schema: underpin.PublicBody, Name: "Harbour Authority"},
		},
		Sources: []underpin.Source{
			{ID: "gazette", Kind: underpin.SourceDocument, Name: "Official Gazette, no. 211"},
			{ID: "courier", Kind: underpin.SourceDocument, Name: "Harbour Courier"},
		},
		Claims: []underpin.Claim{{ID: "c1", Subject: "maryam-dalal", Relation: "chairs", Object: "harbour-authority"}},
		Testimonies: []underpin.Testimony{
			{ID: "c1.1", Claim: "c1", Source: "gazette", Polarity: underpin.Affirm},
			{ID: "c1.2", Claim: "c1", Source: "courier", Origin: "gazete", Polarity: underpin.Affirm},
		},
	}
	for _, p := range c.Validate() {
		fmt.Println(p.Error())
	}
	c.Testimonies[1].Origin = "gazette"
	fmt.Println("problems:", len(c.Validate()))
	for _, t := range c.Index().ByClaim["c1"] {
		fmt.Printf("%s says so, from %q\n", t.Source, t.Origin)
	}
	// Output:
	// testimony c1.2: there is no origin "gazete" (did you mean gazette?)
	// problems: 0
	// gazette says so, from ""
	// courier says so, from "gazette"
}
