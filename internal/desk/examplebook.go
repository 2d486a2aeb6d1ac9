package desk

import (
	"bytes"
	"slices"
	"strings"

	"underpin"
	"underpin/examples"
)

// ExampleBrief is what the brief of an example case is known by.
const ExampleBrief = "brief"

// Example returns an example case with its brief, as it is imported. It fails with a fault
// of the code [UnknownExample].
func Example(name string) (Parcel, error) {
	if !slices.Contains(examples.Names, name) {
		return Parcel{}, faultf(UnknownExample, "one of "+strings.Join(examples.Names, ", "), "there is no example case %s", name)
	}
	book, err := examples.Files.ReadFile(name + "/casebook.yaml")
	if err != nil {
		return Parcel{}, err
	}
	text, err := examples.Files.ReadFile(name + "/brief.md")
	if err != nil {
		return Parcel{}, err
	}
	p, err := UnpackFrom(name+"/casebook.yaml", bytes.NewReader(book), "casebook")
	if err == nil {
		p.Case.Briefs = append(p.Case.Briefs, underpin.Brief{ID: ExampleBrief, Text: string(text)})
	}
	return p, err
}
