package underpin_test

import (
	"testing"

	"underpin"
)

func TestQuantitiesInWords(t *testing.T) {
	for want, q := range map[string]underpin.Quantity{
		"about 700 million USD": {Text: "~700000000 USD", Low: 7e8, High: 7e8, About: true, Unit: "USD"},
		"1.23 billion USD":      {Text: "1230000000 USD", Low: 1.23e9, High: 1.23e9, Unit: "USD"},
		"more than 60":          {Text: ">60", Low: 60, LowOpen: true, NoHigh: true},
		"at most 1,500 EUR":     {Text: "<=1500 EUR", High: 1500, NoLow: true, Unit: "EUR"},
		"10 to 99.5 million":    {Text: "10000000..99500000", Low: 1e7, High: 99.5e6},
		"12,345.5":              {Text: "12345.5", Low: 12345.5, High: 12345.5},
		"999,999 to 1 million":  {Text: "999999..1000000", Low: 999999, High: 1e6},
	} {
		if got := q.Words(); got != want {
			t.Errorf("%s: got %q, want %q", q.Text, got, want)
		}
	}
}
