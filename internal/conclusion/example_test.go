package conclusion_test

import (
	"fmt"

	"underpin"
	"underpin/internal/conclusion"
)

// A conclusion is computed in every world and summed up; one that cannot be computed
// says where.
func Example() {
	c := &underpin.Case{ID: "harbour", Entities: []underpin.Entity{
		{ID: "ministry", Schema: underpin.PublicBody, Name: "Ministry"},
		{ID: "port", Schema: underpin.Asset, Name: "Port"},
	}}
	lost, err := conclusion.Compile(c, `!after.command("ministry", "port")`)
	if err != nil {
		fmt.Println(err)
		return
	}
	// In three of four worlds the ministry no longer commands the port.
	var answers []conclusion.Value
	for _, yes := range []float64{1, 1, 0, 1} {
		answers = append(answers, conclusion.Value{Number: yes})
	}
	s := conclusion.Summarise(lost.Kind(), answers)
	fmt.Printf("%s: %.2f of %d worlds\n", s.Kind, s.Value, s.Worlds)

	_, err = conclusion.Compile(c, `after.command("ministry", "prot")`)
	fmt.Println(err)
	// Output:
	// boolean: 0.75 of 4 worlds
	// the conclusion, column 27: there is no entity "prot"
	//   after.command("ministry", "prot")
	//                             ^
}
