package edtf_test

import (
	"fmt"

	"underpin"
	"underpin/internal/edtf"
)

// A vague date stands for all the days that it may be.
func ExampleParse() {
	for _, text := range []string{"2019-09~", "201X", "[2019-12..2020-01-02]", "3 Jan 2020"} {
		d, err := edtf.Parse(text)
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println(d.EDTF, "is one of", d.First, "to", d.Last)
	}
	// Output:
	// 2019-09~ is one of 2019-08-01 to 2019-10-31
	// 201X is one of 2010-01-01 to 2019-12-31
	// [2019-12..2020-01-02] is one of 2019-12-01 to 2020-01-02
	// "3 Jan 2020" is not a date: the year is not a number of four digits at column 2 (write 2020-01-03)
}

// Either end of a span may be open, or not stated.
func ExampleParseSpan() {
	s, err := edtf.ParseSpan("2014-03?/..")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("begins between %s and %s; still holds: %v\n", s.Start.Date.First, s.Start.Date.Last, s.End.Kind == underpin.Open)
	// Output:
	// begins between 2014-02-01 and 2014-04-30; still holds: true
}

// A quantity keeps the bounds that its text gives.
func ExampleParseQuantity() {
	q, err := edtf.ParseQuantity(">60 members")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%s: from %v, itself excluded: %v, no upper bound: %v\n", q.Unit, q.Low, q.LowOpen, q.NoHigh)
	// Output:
	// members: from 60, itself excluded: true, no upper bound: true
}
