package edtf

import (
	"strings"

	"underpin"
)

// parseLongYear reads a year of five or six digits: "Y12000", "Y-12000". Days are
// counted in 32 bits, which a year of nine digits would overflow.
func parseLongYear(s string) (underpin.Date, *syntaxError) {
	digits, minus := strings.CutPrefix(s[1:], "-")
	at := len(s) - len(digits)
	switch {
	case notDigit(digits) >= 0:
		return underpin.Date{}, faultAt(at+notDigit(digits), "write Y and the year in digits, alone", "there is something other than a digit in the year")
	case len(digits) < 5:
		return underpin.Date{}, faultAt(at, "leave out the Y", "a year of four digits needs no Y")
	case len(digits) > 6 || digits[0] == '0':
		return underpin.Date{}, faultAt(at, "write a year of five or six digits", "years beyond 999999 are not supported")
	}
	year := number(digits)
	if minus {
		year = -year
	}
	return dateOf(s, []underpin.DayRange{{First: underpin.DayOf(year, 1, 1), Last: underpin.DayOf(year+1, 1, 0)}}), nil
}

// wholeDay reports whether a date is a year, a month and a day in digits.
func wholeDay(s string) bool {
	parts := strings.Split(strings.TrimPrefix(s, "-"), "-")
	return len(parts) == 3 && notDigit(strings.Join(parts, "")) < 0
}

// parseClock reads a time of day, perhaps with its offset: "23:20:30", "23:20:30.5Z",
// "23:20:30-04", "23:20+04:30". The seconds may be left out.
func parseClock(s string) *syntaxError {
	const how = "write hours, minutes and seconds, for example 2020-01-03T10:15:00Z"
	body := strings.TrimSuffix(s, "Z")
	if at := strings.IndexAny(body, "+-"); at >= 0 && body == s {
		offset := body[at+1:]
		if !clockParts(offset, 1, 2, 14) {
			return faultAt(at, how, "the offset is not hours and minutes")
		}
		body = body[:at]
	}
	body, fraction, fractional := strings.Cut(body, ".")
	if fractional && (fraction == "" || notDigit(fraction) >= 0 || strings.Count(body, ":") < 2) {
		return faultAt(len(body), how, "the fraction of the second is not a number")
	}
	if !clockParts(body, 2, 3, 24) || strings.HasPrefix(body, "24") && strings.Trim(body[2:], ":0") != "" {
		return faultAt(0, how, "it is not a time of day")
	}
	return nil
}

// clockParts reports whether a text has so many pairs of digits with colons between,
// the first at most hours, the others below 60.
func clockParts(s string, least, most, hours int) bool {
	parts := strings.Split(s, ":")
	if len(parts) < least || len(parts) > most {
		return false
	}
	for i, p := range parts {
		limit := 59
		if i == 0 {
			limit = hours
		}
		if len(p) != 2 || notDigit(p) >= 0 || number(p) > limit {
			return false
		}
	}
	return true
}
