package edtf

import (
	"testing"

	"underpin"

	"github.com/google/go-cmp/cmp"
)

func TestParseQuantity(t *testing.T) {
	for _, test := range []struct {
		name, text string
		want       underpin.Quantity
	}{
		{"a number", "60000", underpin.Quantity{Text: "60000", Low: 60000, High: 60000}},
		{"about a number", "~60000", underpin.Quantity{Text: "~60000", Low: 60000, High: 60000, About: true}},
		{"more than a number", ">60", underpin.Quantity{Text: ">60", Low: 60, NoHigh: true, LowOpen: true}},
		{"at least, with a unit", ">= 4  members", underpin.Quantity{Text: ">=4 members", Low: 4, NoHigh: true, Unit: "members"}},
		{"less than a number", "<5", underpin.Quantity{Text: "<5", High: 5, NoLow: true, HighOpen: true}},
		{"at most a number", "<=5", underpin.Quantity{Text: "<=5", High: 5, NoLow: true}},
		{"a range", "10000000..99999999 USD", underpin.Quantity{Text: "10000000..99999999 USD", Low: 1e7, High: 99999999, Unit: "USD"}},
		{"a range of fractions", "1.50..2.5", underpin.Quantity{Text: "1.5..2.5", Low: 1.5, High: 2.5}},
		{"a range of one number", "5..5", underpin.Quantity{Text: "5", Low: 5, High: 5}},
		{"about a range", "~10..20", underpin.Quantity{Text: "~10..20", Low: 10, High: 20, About: true}},
		{"a per cent", "50%", underpin.Quantity{Text: "50 %", Low: 50, High: 50, Unit: "%"}},
		{"a number below nought", "-3", underpin.Quantity{Text: "-3", Low: -3, High: -3}},
		{"nought below nought", "-0", underpin.Quantity{Text: "0"}},
		{"an exponent", "6e4", underpin.Quantity{Text: "60000", Low: 60000, High: 60000}},
		{"millions in a word", "~3 million USD", underpin.Quantity{Text: "~3000000 USD", Low: 3e6, High: 3e6, About: true, Unit: "USD"}},
		{"millions and a fraction", "1.1 million", underpin.Quantity{Text: "1100000", Low: 1.1e6, High: 1.1e6}},
		{"a range of billions", "1..2.5 Billion EUR", underpin.Quantity{Text: "1000000000..2500000000 EUR", Low: 1e9, High: 2.5e9, Unit: "EUR"}},
		{"a unit that begins with million", "3 millionaires", underpin.Quantity{Text: "3 millionaires", Low: 3, High: 3, Unit: "millionaires"}},
		{"a unit that begins with e", "6 euros", underpin.Quantity{Text: "6 euros", Low: 6, High: 6, Unit: "euros"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, err := ParseQuantity(test.text)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestParseQuantityErrors(t *testing.T) {
	for _, test := range []struct {
		name, text, message string
		column              int
		hint                string
	}{
		{"nothing", "", "it is empty", 1, "write 60000"},
		{"no number", "NaN", "not a finite number", 1, ""},
		{"infinity", "+Inf", "not a finite number", 1, ""},
		{"a number past all numbers", "1e999", "too large", 1, ""},
		{"a number of millions past all numbers", "1e308 million", "too large", 1, ""},
		{"a decimal comma", "1,5 million EUR", "between the digits", 2, "1.5 million"},
		{"a word", "many", "a number is missing", 1, ""},
		{"about in words", "about 60000", "a number is missing", 1, "write ~60000"},
		{"more than in words", "more than 60 people", "a number is missing", 1, "write >60 people"},
		{"separated thousands", "60,000", "between the digits", 3, "60000"},
		{"thousands apart", "60 000", "between the digits", 3, "60000"},
		{"a letter for thousands", "60k", "runs into other letters", 3, "in full"},
		{"a range backwards", "5..4", "ends below its beginning", 4, "smaller"},
		{"a range without end", "5..", "a number is missing", 4, ">=5"},
		{"a range after a sign", ">5..6", "cannot have > before it", 1, "alone"},
		{"a unit that is none", "5 !", "not a word", 3, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := ParseQuantity(test.text)
			checkError(t, err, test.message, test.column, test.hint)
		})
	}
}

func TestTheValueOfAClaimMayBeADate(t *testing.T) {
	for _, test := range []struct {
		text, want  string
		low, high   underpin.Day
		date, fails bool
	}{
		{text: "2014-05-02", want: "2014-05-02", low: underpin.DayOf(2014, 5, 2), high: underpin.DayOf(2014, 5, 2), date: true},
		{text: "2014-05", want: "2014-05", low: underpin.DayOf(2014, 5, 1), high: underpin.DayOf(2014, 5, 31), date: true},
		{text: "2014", want: "2014", low: 2014, high: 2014},
		{text: "5 members", want: "5 members", low: 5, high: 5},
		{text: "2014-13", fails: true},
	} {
		q, err := ParseValue(test.text)
		if (err != nil) != test.fails || q.Text != test.want || q.Low != float64(test.low) || q.High != float64(test.high) || q.Date.IsZero() == test.date {
			t.Errorf("%s: %+v, %v", test.text, q, err)
		}
	}
}
