package edtf

import (
	"strings"
	"testing"
)

func TestAnAmountIsReadAsPeopleTypeIt(t *testing.T) {
	for text, want := range map[string]string{
		"60000": "60000", "1,000,000": "1000000", "1.000.000": "1000000", "1 000 000": "1000000", "1\u00a0000\u00a0000": "1000000", "1\u202f000": "1000",
		"1'000'000": "1000000", "1’000’000.50": "1000000.5", "1.234.567,89": "1234567.89", "1,234,567.89": "1234567.89", "1 000,5": "1000.5", "1,5": "1.5",
		"USD 1,000,000": "1000000 USD", "1.000.000 EUR": "1000000 EUR", "$1.5m": "1500000 $", "$1.5 million": "1500000 $", "€ 3bn": "3000000000 €",
		"5 000 000 GEL": "5000000 GEL", "100 000 ₽": "100000 ₽", "250k EUR": "250000 EUR", "3000000USD": "3000000 USD", "2.5 million IQD": "2500000 IQD",
		"12,5 %": "12.5 %", "40 per cent": "40 %", "51%": "51 %", "more than 50%": ">50 %", "at least 30 percent": ">=30 %", "33.333%": "33.333 %",
		"about 1,000,000 USD": "~1000000 USD", "between 40 and 60": "40..60", "40-60 %": "40..60 %", "40 to 60 USD": "40..60 USD", "up to 3 million": "<=3000000",
		"1.5 bn USD": "1500000000 USD", "1.5 bn": "1500000000", "2 m EUR": "2000000 EUR", "5 m": "5 m", "$40-60 million": "40000000..60000000 $", "£40-60m": "40000000..60000000 £",
		"1.5m": "", "١٠٠٠": "1000", "۱۲۰": "120", "\u200f500\u200f USD": "500 USD", "0.125": "0.125", "10..20": "10..20",
		"1.000": "", "1,000": "", "1.000 EUR": "", "USD 12,500": "", "1,00,000": "", "1.000,000.00": "", "half": "", "": "",
	} {
		q, err := ReadQuantity(text)
		if (err == nil) != (want != "") || q.Text != want {
			t.Errorf("ReadQuantity(%q) = %q, %v; want %q", text, q.Text, err, want)
		}
	}
}

func TestThreeDigitsThatMayBeDecimalsAreAskedFor(t *testing.T) {
	for text, want := range map[string]string{
		"1.000 EUR": "write 1000 for thousands, or 1.0000 for decimals", "12,500": "write 12500 for thousands, or 12.5000 for decimals",
		"1.000,000.00": "set every three digits apart by one and the same mark",
	} {
		if _, err := ReadQuantity(text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("ReadQuantity(%q): %v; want %q", text, err, want)
		}
	}
	if q, err := ReadShare("33.333"); err != nil || q.Text != "33.333" {
		t.Errorf("a share in thousandths is %q, %v", q.Text, err)
	}
	if q, err := ReadValue("3.1.2020"); err != nil || q.Date.IsZero() {
		t.Errorf("a date with points is %q, %v", q.Text, err)
	}
}
