package edtf

import (
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"underpin"
)

// quantityHint is the hint where nothing better is known.
const quantityHint = "write 60000, ~60000, >60, >=4, <5 or 10..99, then perhaps a unit"

// ParseQuantity reads a number with its bounds: "60000", "~60000" (about), ">60",
// ">=4", "<5", "<=5", "10000000..99999999", each perhaps followed by a blank and a
// unit. Numbers are finite and have no separators of thousands; "3.5 million USD" is
// 3500000 USD, as it is for thousand, billion and trillion. The canonical form
// has plain digits where they are at most 21, and one blank before the unit. The
// error is an [*Error].
func ParseQuantity(text string) (underpin.Quantity, error) {
	body, offset := trim(text)
	q, f := parseQuantity(body)
	if f != nil {
		return underpin.Quantity{}, f.shift(offset).as("quantity", text)
	}
	return q, nil
}

// ParseValue reads the value of a claim: a quantity as [ParseQuantity] does, else a
// date as [Parse] does. The error is that of the quantity.
func ParseValue(text string) (underpin.Quantity, error) {
	q, err := ParseQuantity(text)
	if err == nil {
		return q, nil
	}
	d, notADate := Parse(text)
	if notADate != nil {
		return underpin.Quantity{}, err
	}
	return dated(d), nil
}

// ReadValue reads the value of a claim as a person types it: a quantity as
// [ReadQuantity] does, else a date as [ReadDate] does.
func ReadValue(text string) (underpin.Quantity, error) {
	if q, err := ParseQuantity(text); err == nil && !grouping(text) {
		return q, nil
	}
	if d, err := ReadDate(text); err == nil { // 3.1.2020 is a date and not a number
		return dated(d), nil
	}
	return ReadQuantity(text)
}

// dated is a date as the value of a claim.
func dated(d underpin.Date) underpin.Quantity {
	return underpin.Quantity{Text: d.EDTF, Low: float64(d.First), High: float64(d.Last), Date: d}
}

// operators are the signs before a number, longer ones first.
var operators = []string{">=", "<=", ">", "<", "~"}

func parseQuantity(s string) (underpin.Quantity, *syntaxError) {
	switch {
	case s == "":
		return underpin.Quantity{}, faultAt(0, quantityHint, "it is empty")
	case len(s) > longest:
		return underpin.Quantity{}, faultAt(longest, quantityHint, "it is longer than %s", underpin.FormatCounted(longest, "byte"))
	}
	operator, at := "", 0
	for _, op := range operators {
		if strings.HasPrefix(s, op) {
			operator, at = op, len(op)
			break
		}
	}
	at += len(s[at:]) - len(strings.TrimLeft(s[at:], " "))
	low, n, f := parseNumber(s[at:])
	if f != nil {
		return underpin.Quantity{}, withHint(f.shift(at), s)
	}
	at += n
	high, ranged := low, strings.HasPrefix(s[at:], "..")
	if ranged {
		if high, n, f = parseNumber(s[at+2:]); f != nil {
			f.how = "name both ends, or write >=" + formatNumber(low)
			return underpin.Quantity{}, f.shift(at + 2)
		}
		if high < low {
			return underpin.Quantity{}, faultAt(at+2, "write the smaller number first", "the range ends below its beginning")
		}
		at += 2 + n
	}
	if ranged && operator != "" && operator != "~" {
		return underpin.Quantity{}, faultAt(0, "write the range alone", "a range cannot have %s before it", operator)
	}
	unit, f := parseUnit(s[at:])
	if f != nil {
		return underpin.Quantity{}, f.shift(at)
	}
	if word, rest, _ := strings.Cut(unit, " "); zeros[strings.ToLower(word)] != "" {
		var fits bool
		if low, high, fits = scaled(low, high, zeros[strings.ToLower(word)]); !fits {
			return underpin.Quantity{}, faultAt(0, "write a smaller number", "the number is too large")
		}
		unit = rest
	}
	return quantity(operator, low, high, unit), nil
}

// zeros are what the words of large numbers add to the digits before them.
var zeros = map[string]string{"thousand": "e3", "million": "e6", "billion": "e9", "trillion": "e12"}

// scaled multiplies both ends by a power of ten, digit for digit: 1.1 million is
// 1100000 and not the nearest product. It reports whether both are still numbers.
func scaled(low, high float64, exponent string) (a, b float64, fits bool) {
	a, err := strconv.ParseFloat(strconv.FormatFloat(low, 'f', -1, 64)+exponent, 64)
	b, err2 := strconv.ParseFloat(strconv.FormatFloat(high, 'f', -1, 64)+exponent, 64)
	return a, b, err == nil && err2 == nil
}

// quantity builds a quantity from its parts.
func quantity(operator string, low, high float64, unit string) underpin.Quantity {
	q := underpin.Quantity{Low: low, High: high, Unit: unit}
	switch operator {
	case ">", ">=":
		q.High, q.NoHigh, q.LowOpen = 0, true, operator == ">"
	case "<", "<=":
		q.Low, q.NoLow, q.HighOpen = 0, true, operator == "<"
	case "~":
		q.About = true
	}
	q.Text = operator + formatNumber(low)
	if high != low {
		q.Text += ".." + formatNumber(high)
	}
	if unit != "" {
		q.Text += " " + unit
	}
	return q
}

// parseNumber reads a number at the start of a text and returns its length. A
// point belongs to it only where a digit follows: "10..99" is two numbers.
func parseNumber(s string) (float64, int, *syntaxError) {
	n := 0
	if n < len(s) && (s[n] == '-' || s[n] == '+') {
		n++
	}
	first := n
	for n < len(s) {
		switch c := s[n]; {
		case '0' <= c && c <= '9':
		case c == '.' && n+1 < len(s) && '0' <= s[n+1] && s[n+1] <= '9' && !strings.Contains(s[:n], "."):
		case (c == 'e' || c == 'E') && n > first && exponent(s[n+1:]) > 0:
			n += exponent(s[n+1:])
		default:
			return finish(s, first, n)
		}
		n++
	}
	return finish(s, first, n)
}

// exponent returns the length of an exponent after its "e", or 0.
func exponent(s string) int {
	n := 0
	if n < len(s) && (s[n] == '+' || s[n] == '-') {
		n++
	}
	first := n
	for n < len(s) && '0' <= s[n] && s[n] <= '9' {
		n++
	}
	if n == first {
		return 0
	}
	return n
}

func finish(s string, first, n int) (float64, int, *syntaxError) {
	if n == first {
		return 0, 0, faultAt(0, quantityHint, "a number is missing")
	}
	v, err := strconv.ParseFloat(s[:n], 64)
	if err != nil || math.IsInf(v, 0) || math.IsNaN(v) {
		return 0, 0, faultAt(0, "write a smaller number", "the number is too large")
	}
	return v + 0, n, nil // + 0 turns -0 into 0
}

// parseUnit reads what follows the number.
func parseUnit(s string) (string, *syntaxError) {
	if s == "" {
		return "", nil
	}
	unit := strings.Join(strings.Fields(s), " ")
	first, _ := utf8.DecodeRuneInString(unit)
	switch {
	case unit == "":
		return "", nil
	case first == '%' && unit == "%":
		return unit, nil
	case first == ',' || first == '\'' || first == '_' || unicode.IsDigit(first):
		return "", faultAt(0, "write the digits without separators, and a point before decimals: 60000, 1.5 million", "there is something between the digits")
	case s[0] != ' ' && s[0] != '\t':
		return "", faultAt(0, "put a space before the unit, and write thousands and millions in full", "the number runs into other letters")
	case !unicode.IsLetter(first) && !unicode.Is(unicode.Sc, first):
		return "", faultAt(1, quantityHint, "the unit is not a word")
	case len(unit) > 60:
		return "", faultAt(1, "shorten it", "the unit is longer than 60 bytes")
	case !utf8.ValidString(unit) || strings.ContainsFunc(unit, func(r rune) bool { return !unicode.IsPrint(r) }):
		return "", faultAt(1, "write the unit as a word", "the unit has characters that cannot be shown")
	}
	return unit, nil
}

// withHint gives a better hint to a quantity in words.
func withHint(f *syntaxError, s string) *syntaxError {
	lower := strings.ToLower(s)
	for _, w := range boundWords {
		if rest, ok := strings.CutPrefix(lower, w.words); ok {
			if q, f2 := parseQuantity(w.sign + rest); f2 == nil {
				f.how = "write " + q.Text
			}
			return f
		}
	}
	if lower == "nan" || strings.Contains(lower, "inf") {
		f.what = "it is not a finite number"
	}
	return f
}

// formatNumber writes a number so that it reads back the same.
func formatNumber(v float64) string {
	if math.Abs(v) < 1e21 {
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	return strconv.FormatFloat(v, 'e', -1, 64)
}
