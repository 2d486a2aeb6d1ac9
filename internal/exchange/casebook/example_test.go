package casebook_test

import (
	"fmt"
	"os"
	"strings"

	"underpin/internal/exchange/casebook"
)

const harbour = `underpin: casebook/1
case: {id: harbour, title: Who runs the harbour}
relations:
  - {relation: chairs, class: office, power: subject, half_life: 4y}
sources:
  - {id: gazette, kind: document, name: "Official Gazette, no. 211"}
entities:
  - {id: dalal, schema: Person, name: Maryam Dalal}
  - {id: authority, schema: PublicBody, name: Harbour Authority}
claims:
  - id: c1
    subject: dalal
    relation: chairs
    object: authority
    says:
      - {source: gazette, held: "2014-03?/2016"}
`

// What is read can be written in the canonical form, one text for one case.
func Example() {
	c, err := casebook.Read(strings.NewReader(harbour), "harbour.yaml")
	if err != nil {
		fmt.Println(err)
		return
	}
	if err := casebook.Write(os.Stdout, c); err != nil {
		fmt.Println(err)
	}
	// Output:
	// underpin: casebook/1
	// case:
	//   id: harbour
	//   title: Who runs the harbour
	// relations:
	//   - relation: chairs
	//     class: office
	//     power: subject
	//     half_life: 4y
	// sources:
	//   - id: gazette
	//     kind: document
	//     name: Official Gazette, no. 211
	// entities:
	//   - id: authority
	//     schema: PublicBody
	//     name: Harbour Authority
	//   - id: dalal
	//     schema: Person
	//     name: Maryam Dalal
	// claims:
	//   - id: c1
	//     subject: dalal
	//     relation: chairs
	//     object: authority
	//     says:
	//       - id: c1.1
	//         source: gazette
	//         held: 2014-03?/2016
}

// Everything that is wrong is told at once, with its place and what to do.
func ExampleRead_errors() {
	text := strings.Replace(harbour, "subject: dalal", "subject: dalaal", 1)
	text = strings.Replace(text, "2014-03?/2016", "2016/2014", 1)
	_, err := casebook.Read(strings.NewReader(text), "harbour.yaml")
	fmt.Println(err)
	// Output:
	// harbour.yaml:12:14: claim c1: there is no entity "dalaal" (did you mean dalal?)
	// harbour.yaml:16:39: testimony c1.1: "2016/2014" is not a span of time: its end is before its start (write the earlier date first)
}
