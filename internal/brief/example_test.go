package brief_test

import (
	"fmt"

	"underpin"
	"underpin/internal/brief"
	"underpin/internal/cite"
)

// A reference becomes the claim's note, by the terms of its source. The code name of
// a source is never in the page.
func Example() {
	heron := underpin.Source{ID: "HERON", Kind: underpin.SourcePerson, Protected: true, Descriptor: "a port official"}
	m := &brief.Material{
		Title: "Who runs the harbour", Publish: underpin.DayOf(2020, 3, 1), Sealed: []string{"HERON"},
		Names: []brief.Name{{Text: "Maryam Dalal", Person: true}},
		Claims: map[underpin.ClaimID]brief.Claim{"c1": {
			ID: "c1", Text: "Maryam Dalal chairs the Harbour Authority", Shown: .7, Standing: .7, Origins: 1,
			Testimony: []cite.Statement{{
				Source: heron, Terms: underpin.Terms{Kind: underpin.TermsBackground, Words: "an official of the port"},
				Testimony: underpin.Testimony{Polarity: underpin.Affirm},
			}},
		}},
	}
	write := func(text string) {
		d, err := brief.Parse("brief.md", []byte(text))
		if err != nil {
			fmt.Println(err)
			return
		}
		out, err := brief.Markdown(d, m)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Printf("%s", out)
	}
	write("# The harbour\n\nMaryam Dalal chairs the Harbour Authority. [[claim c1]]\n")
	write("# The harbour\n\nHERON says so.\n")
	// Output:
	// # The harbour
	//
	// *As known on 1 March 2020*
	//
	// Maryam Dalal chairs the Harbour Authority.[^1]
	//
	// ## What this rests on
	//
	// This brief states one claim of the case. None has a second independent origin.
	//
	// It cites people who spoke on condition of anonymity.
	//
	// [^1]: An official of the port, speaking on background. One origin.
	//
	// ---
	//
	// Written with Underpin on 1 March 2020.
	//
	// The numbers rest on what may be published, and stay as they were on that day.
	// brief.md:3:1: error: the sealed word HERON would be published: it leads to a protected source (take it out; a source on background is described by the agreed words, which the note writes by itself)
}
