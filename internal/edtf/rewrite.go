package edtf

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"sync"
	"time"
	"unicode"

	"underpin"
)

// ReadDate reads a date as a person types it: EDTF, or words that can mean one date
// only, such as "3 Jan 2020", "early 2009" or "1990s". Its text is the EDTF. The error
// is an [*Error].
func ReadDate(text string) (underpin.Date, error) {
	d, err := read(text, Parse, rewriteDate)
	return d, hinted(err, typedDate)
}

// ReadSpan reads a span as a person types it: EDTF, or words that can mean one span
// only, such as "since 2014", "until 2016" or "2014-2016". The error is an [*Error].
func ReadSpan(text string) (underpin.Span, error) {
	s, err := read(text, ParseSpan, rewriteSpan)
	if e := (*Error)(nil); errors.As(hinted(err, typedSpan), &e) && e.Hint == typedSpan && len(text) <= longest {
		if _, f := spanInWords(text); f != nil { // words that mean a span that cannot be
			return s, (&syntaxError{what: f.what, how: f.how}).as("span of time", text)
		}
	}
	return s, err
}

func read[T any](text string, parse func(string) (T, error), rewrite func(string) string) (T, error) {
	v, err := parse(text)
	if err == nil {
		return v, nil
	}
	if edtf := rewrite(text); edtf != "" {
		return parse(edtf)
	}
	return v, err
}

// typedDate and typedSpan are the hints to a person where nothing better is known.
const (
	typedDate = "write it as in “3 January 2020”, “about March 2019”, “spring 2019” or “2018”"
	typedSpan = "write it as in “3 January 2020”, “about March 2019”, “since 2018” or “from 2014 to 2016”"
)

// hinted gives an error of a reader the hint to a person in the place of that to a file.
func hinted(err error, hint string) error {
	if e := (*Error)(nil); errors.As(err, &e) && e.Hint == general {
		e.Hint = hint
	}
	return err
}

// rewriteDate returns the EDTF of the one date that a text can mean, or "". It is never
// a guess between two: "3/1/2020" and "before 2014" have none.
func rewriteDate(s string) string {
	if len(s) > 60 {
		return ""
	}
	s = plain(s)
	for _, l := range layouts {
		if t, err := time.Parse(l.human, ordinals().ReplaceAllString(s, "$1")); err == nil && t.Year() > 0 {
			return t.Format(l.edtf)
		}
	}
	if a, b := slashed(s); (a == "") != (b == "") || a == b && a != "" {
		return a + strings.TrimPrefix(b, a)
	}
	for _, w := range wordings() {
		if m := w.pattern.FindStringSubmatch(s); m != nil {
			if edtf := w.edtf(m); edtf != "" && isDate(edtf) {
				return edtf
			}
		}
	}
	return ""
}

// rewriteSpan returns the EDTF of the one span that a text can mean, or "".
func rewriteSpan(s string) string {
	if len(s) > 120 {
		return ""
	}
	span, _ := spanInWords(s)
	return span
}

// spanInWords returns the EDTF of the one span that words can mean, and what is wrong with
// it where they mean none that can be.
func spanInWords(s string) (span string, f *syntaxError) {
	if date := rewriteDate(s); date != "" && !strings.HasPrefix(date, "[") {
		return date, nil
	}
	s = plain(s)
	if m := atLeast().FindStringSubmatch(s); m != nil {
		return leastSpan(m[1]+m[3], m[2]+m[4]), nil
	}
	for _, w := range ends() {
		m := w.FindStringSubmatch(s)
		if m == nil {
			continue
		}
		till := m[w.SubexpIndex("to")]
		from, ok := end(yearOf(m[w.SubexpIndex("from")], till), "")
		to, ok2 := end(till, "..")
		if span := from + "/" + to; ok && ok2 && m[0] != "/" {
			if _, wrong := parseSpan(span); wrong == nil {
				return span, nil
			} else if f == nil {
				f = wrong
			}
		}
	}
	return rewriteDate(s), f
}

// leastSpan returns a span that begins on a date or before, or ends on one or later.
func leastSpan(since, until string) string {
	if since != "" {
		if start := run("", since); start != "" {
			return start + "/.."
		}
	}
	if until != "" {
		if end := run(until, ""); end != "" {
			return "/" + end
		}
	}
	return ""
}

var atLeast = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?i:since at least (.+)|until at least (.+)|at least since (.+)|at least until (.+))$`)
})

// readings returns how to write each of the two dates that a text can mean, or "".
func readings(s string) string {
	s = plain(s)
	if m := either().FindStringSubmatch(s); m != nil {
		switch date, _ := end(m[2], ""); {
		case date == "" || date == ".." || date[0] == '[':
		case strings.EqualFold(m[1], "before"):
			return "write by " + date + " (in EDTF [.." + date + "]) if it may lie within " + date + "; else name the last date that it can be: by LAST"
		default:
			return "write not before " + date + " (in EDTF [" + date + "..]) if it may lie within " + date + "; else name the first date that it can be: not before FIRST"
		}
	}
	if year, ok := strings.CutPrefix(strings.ToLower(s), "winter "); ok && len(year) == 4 && notDigit(year) < 0 {
		return fmt.Sprintf("write %s-24 for the winter that begins in December %s, %04d-24 for the one before", year, year, number(year)-1)
	}
	if a, b := slashed(s); a != b {
		return "write " + a + " or " + b
	}
	if m := shortYear().FindStringSubmatch(s); m != nil {
		return shortened(number(m[1]), number(m[2]))
	}
	if latin := strings.Map(latinDigit, s); latin != s {
		if span := rewriteSpan(latin); span != "" {
			return "write " + latin + ", if that is its date in the Gregorian calendar"
		}
	}
	if grouped().MatchString(s) {
		return "write the sign before the part that it is for, without brackets: 2004-06-~11"
	}
	return ""
}

// misspelt says what is wrong with a text that would be read if one of its words were the
// name of a month that it resembles, or if its month had so many days; what is empty where
// that is not it.
func misspelt(s string) (what, how string) {
	s = plain(s)
	for _, word := range letters().FindAllString(s, -1) {
		month, ok := underpin.Nearest(strings.ToLower(word), months)
		if !ok || strings.EqualFold(month, word) {
			continue
		}
		month = strings.ToUpper(month[:1]) + month[1:]
		fixed := strings.Replace(s, word, month, 1)
		if rewriteSpan(fixed) != "" || tooLate(fixed) != "" {
			return fmt.Sprintf("there is no month %q", word), "did you mean " + month + "?"
		}
	}
	if last := tooLate(s); last != "" {
		return "that month has no such day", "its last is " + last
	}
	return "", ""
}

// tooLate returns the last day of the month of a date in words that goes beyond it, or "".
func tooLate(s string) string {
	m := dayOfMonth().FindStringSubmatch(ordinals().ReplaceAllString(s, "$1"))
	if m == nil || number(m[1]+m[4]) == 0 {
		return ""
	}
	d, f := parseDate(rewriteDate(m[2] + m[3] + " " + m[5]))
	if f != nil || number(m[1]+m[4]) <= d.Last.Time().Day() {
		return ""
	}
	return underpin.FormatDay(d.Last)
}

var (
	letters    = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\p{L}{4,}`) })
	dayOfMonth = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^(?:(\d{1,2}) (\p{L}{3,9})|(\p{L}{3,9}) (\d{1,2})) (\d{4})$`)
	})
)

// months are the names of the months as people type them, in small letters.
var months = []string{"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"}

// slashed returns the dates of a text such as 3/1/2020 with the day first and with the
// month first, each empty where there is none.
func slashed(s string) (dayFirst, monthFirst string) {
	if t, err := time.Parse("2/1/2006", s); err == nil && t.Year() > 0 {
		dayFirst = t.Format(time.DateOnly)
	}
	if t, err := time.Parse("1/2/2006", s); err == nil && t.Year() > 0 {
		monthFirst = t.Format(time.DateOnly)
	}
	return dayFirst, monthFirst
}

// shortened tells how to write a year and two digits behind a slash, which may be the
// next year or a month.
func shortened(year, two int) string {
	var ways []string
	if two >= 1 && two <= 12 {
		ways = append(ways, fmt.Sprintf("%04d-%02d for the month", year, two))
	}
	if next := year/100*100 + two; next > year {
		ways = append(ways, fmt.Sprintf("%04d/%04d for the span", year, next))
	}
	if len(ways) == 0 {
		return ""
	}
	return "write " + strings.Join(ways, ", or ")
}

// latinDigit writes the digits of Arabic and Persian as 0 to 9.
func latinDigit(r rune) rune {
	switch {
	case r >= '٠' && r <= '٩':
		return r - '٠' + '0'
	case r >= '۰' && r <= '۹':
		return r - '۰' + '0'
	}
	return r
}

var (
	shortYear = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^(\d{4})/(\d{2})$`) })
	grouped   = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[-\d]*\([-\d]+\)[-\d]*[~?%]`) })
)

var either = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^(?i:(before|after) (.+))$`) })

// end returns the EDTF of one end of a span in words. What is not said means missing.
func end(s, missing string) (string, bool) {
	switch strings.ToLower(s) {
	case "":
		return missing, true
	case "present", "now", "today", "date", "open", "ongoing", "..":
		return "..", true
	case "unknown", "?", "not stated":
		return "", true
	}
	if isDate(s) {
		return s, true
	}
	date := rewriteDate(s)
	return date, date != ""
}

func isDate(s string) bool {
	_, f := parseDate(s)
	return f == nil
}

// plain writes a text with single blanks, without commas and marks that are not seen, and
// with plain hyphens.
func plain(s string) string {
	s = strings.Map(seen, s)
	s = strings.NewReplacer(",", " ", "–", "-", "—", "-", "‒", "-", "’", "'", "Sept ", "Sep ", "sept ", "sep ", "Sept.", "Sep").Replace(s)
	return strings.Join(strings.Fields(s), " ")
}

// seen drops the marks that are not seen: those that turn the writing, soft hyphens, marks
// of the order of bytes.
func seen(r rune) rune {
	if unicode.Is(unicode.Cf, r) {
		return -1
	}
	return r
}

var ordinals = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\b(\d{1,2})(?:st|nd|rd|th)\b`) })

// layouts are ways in which people write a date that allow no other reading, and
// the EDTF of each.
var layouts = []struct{ human, edtf string }{
	{"2 Jan 2006", time.DateOnly}, {"2 January 2006", time.DateOnly}, {"2 Jan. 2006", time.DateOnly},
	{"2006 January 2", time.DateOnly}, {"2006 Jan 2", time.DateOnly}, {"Jan 2 2006", time.DateOnly}, {"January 2 2006", time.DateOnly}, {"Jan. 2 2006", time.DateOnly},
	{"2-Jan-2006", time.DateOnly}, {"2.1.2006", time.DateOnly}, {"2. 1. 2006", time.DateOnly},
	{"2006/1/2", time.DateOnly}, {"2006.1.2", time.DateOnly}, {"2006-1-2", time.DateOnly}, {"20060102", time.DateOnly},
	{"2006-01-02 15:04:05", "2006-01-02T15:04:05"}, {"2006-01-02 15:04", "2006-01-02T15:04"},
	{"Jan 2006", "2006-01"}, {"January 2006", "2006-01"}, {"2006 Jan", "2006-01"}, {"2006 January", "2006-01"},
	{"2006-1", "2006-01"}, {"2006", "2006"},
}

// ends are the ways to say a span: both ends, the start alone, the end alone.
var ends = sync.OnceValue(func() []*regexp.Regexp {
	var out []*regexp.Regexp
	for _, pattern := range []string{
		`(?P<from>[^/]*?) ?/ ?(?P<to>[^/]*?)`,
		`(?P<from>\d{4})-(?P<to>\d{4}|present|now|today)`,
		`(?P<from>\d{1,2}|\p{L}{3,9}\.?)-(?P<to>[\p{L}\d]+\.? .*\d{4}|\p{L}{3,9}\.? \d{4})`,
		`(?:from )?(?P<from>.+?) (?:to|until|till|through|-) (?P<to>.+)`,
		`(?:since|from|as of|starting in) (?P<from>.+?)(?: on| onwards?)?(?P<to>)`,
		`(?P<from>.+) onwards?(?P<to>)`,
		`(?P<from>)(?:until|till|up to|to) (?P<to>.+)`,
	} {
		out = append(out, regexp.MustCompile(`^(?i:`+pattern+`)$`))
	}
	return out
})
