package desk

import (
	"strconv"

	"underpin"
)

// A Between is an amount with its bounds.
type Between struct {
	Low  float64 `json:"low"`
	High float64 `json:"high"`
}

func (b Between) plus(c Between) Between  { return Between{b.Low + c.Low, b.High + c.High} }
func (b Between) minus(c Between) Between { return Between{b.Low - c.Low, b.High - c.High} }
func (b Between) times(p float64) Between { return Between{p * b.Low, p * b.High} }
func (b Between) least(c Between) Between { return Between{min(b.Low, c.Low), min(b.High, c.High)} }
func (b Between) isZero() bool            { return b == Between{} }

// text writes an amount in words, "10 to 12 million USD", to so many digits.
func (b Between) text(unit string, open bool, digits int) string {
	if rounded(b.Low, digitsExpected) < rounded(b.High, digitsExpected) {
		digits = digitsExpected // what is known between bounds is known no better
	}
	q := underpin.Quantity{Text: "sum", Low: rounded(b.Low, digits), High: rounded(b.High, digits), NoHigh: open, Unit: unit}
	return q.Words()
}

// rounded rounds to so many significant digits.
func rounded(x float64, digits int) float64 {
	y, err := strconv.ParseFloat(strconv.FormatFloat(x, 'g', digits, 64), 64)
	if err != nil {
		return x
	}
	return y
}

// Digits to which sums are written: of what is told as it is, of what is expected as far
// as a credence goes.
const digitsTold, digitsExpected = 12, 3
