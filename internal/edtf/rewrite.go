package edtf

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
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

// A phrasing is a way to say a date in words.
type phrasing struct {
	pattern *regexp.Regexp
	edtf    func(m []string) string
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

// said holds the wordings, which are compiled when the first text needs them.
var said struct {
	once sync.Once
	all  []phrasing
}

func wordings() []phrasing {
	said.once.Do(func() { said.all = compileWordings() })
	return said.all
}

func compileWordings() []phrasing {
	var out []phrasing
	say := func(pattern string, edtf func(m []string) string) {
		out = append(out, phrasing{regexp.MustCompile(`^(?i:` + pattern + `)$`), edtf})
	}
	say(`(\d{2}[\dx]x)`, func(m []string) string { return strings.ToUpper(m[1]) })
	say(`(?:the )?(\d{3})0'?s`, func(m []string) string { return m[1] + "X" })
	say(`(?:the )?(\d{1,2})(?:st|nd|rd|th) century`, func(m []string) string {
		n, _ := strconv.Atoi(m[1])
		return fmt.Sprintf("%02dXX", n-1)
	})
	say(`(?:circa|ca\.?|c\.|about|around|approximately|approx\.?|~) ?(.+)`, func(m []string) string { return qualified(m[1], "~") })
	say(`(?:perhaps|possibly|probably|maybe) (.+)`, func(m []string) string { return qualified(m[1], "?") })
	say(`(.+?) ?\(?\?\)?`, func(m []string) string { return qualified(m[1], "?") })
	say(`(early|mid|middle of|late|beginning of|start of|end of)[ -](?:the )?(?:in )?(.+)`, func(m []string) string { return third(m[1], m[2]) })
	say(`(?:the )?(spring|summer|autumn|fall) (?:of )?(\d{4})`, func(m []string) string { return m[2] + "-" + seasons[strings.ToLower(m[1])] })
	say(`(?:the )?winter (?:of )?(\d{4}) ?[-/] ?(\d{2}|\d{4})`, winter)
	say(`q([1-4])[ -/]?(\d{4})`, func(m []string) string { return m[2] + "-3" + string(m[1][0]+2) })
	say(`(\d{4})[ -/]?q([1-4])`, func(m []string) string { return m[1] + "-3" + string(m[2][0]+2) })
	say(`h([12])[ -/]?(\d{4})`, func(m []string) string { return m[2] + "-4" + string(m[1][0]-1) })
	say(`(\d{4})[ -/]?h([12])`, func(m []string) string { return m[1] + "-4" + string(m[2][0]-1) })
	say(`(?:the )?(first|second|third|fourth|last) quarter (?:of )?(\d{4})`, func(m []string) string { return m[2] + "-" + quarters[strings.ToLower(m[1])] })
	say(`(?:the )?(first|second) half (?:of )?(\d{4})`, func(m []string) string { return m[2] + "-" + halves[strings.ToLower(m[1])] })
	say(`(\d{4})-(\d{4})`, func(m []string) string { return "[" + m[1] + ".." + m[2] + "]" })
	say(`(?:in|on|during|some ?time in|at some time in) (?:the )?(.+)`, func(m []string) string { date, _ := end(m[1], ""); return date })
	say(`(.+) or (.+)`, func(m []string) string { return oneOf(m[1], m[2]) })
	say(`between (.+) and (.+)`, func(m []string) string { return run(yearOf(m[1], m[2]), m[2]) })
	say(`(?:not before|not earlier than|no earlier than) (.+)`, func(m []string) string { return run(m[1], "") })
	say(`(?:since|from) (.+)`, func(m []string) string { return run(m[1], "") })
	say(`(?:until|till|by|up to|no later than|not later than) (.+)`, func(m []string) string { return run("", m[1]) })
	return out
}

var (
	seasons  = map[string]string{"spring": "21", "summer": "22", "autumn": "23", "fall": "23"}
	quarters = map[string]string{"first": "33", "second": "34", "third": "35", "fourth": "36", "last": "36"}
	halves   = map[string]string{"first": "40", "second": "41"}
)

// qualified returns a date in words with a qualifier after it.
func qualified(s, qualifier string) string {
	date, ok := end(s, "")
	if !ok || date == "" || date == ".." || qualifies(date[len(date)-1]) || date[0] == '[' {
		return ""
	}
	return date + qualifier
}

// run returns the set from one date in words to another; one of them may be missing.
func run(from, to string) string {
	a, ok := end(from, "")
	b, ok2 := end(to, "")
	if !ok || !ok2 || strings.HasPrefix(a+b, "[") || a == ".." || b == ".." {
		return ""
	}
	return "[" + a + ".." + b + "]"
}

// oneOf returns the set of two dates in words.
func oneOf(a, b string) string {
	first, ok := end(yearOf(a, b), "")
	second, ok2 := end(b, "")
	if !ok || !ok2 || first == "" || second == "" || strings.ContainsAny(first+second, "[/") || first == ".." || second == ".." {
		return ""
	}
	return "[" + first + "," + second + "]"
}

// yearOf gives a beginning that names no year that of its end: "March" of "March to May
// 2019" is March 2019. Where that would not come before the end it stays as it is.
func yearOf(from, to string) string {
	year := yearAtEnd().FindString(to)
	if year == "" || !yearless().MatchString(from) {
		return from
	}
	whole := from + " " + year
	if day := monthAtEnd().FindStringSubmatch(to); day != nil && notDigit(from) < 0 {
		whole = from + " " + day[1]
	}
	a, f := parseDate(rewriteDate(whole))
	b, f2 := parseDate(rewriteDate(to))
	if f != nil || f2 != nil || a.EDTF[0] == '[' || a.First >= b.First { // "mid" of "mid-June 2014" is no time
		return from
	}
	return whole
}

var (
	yearAtEnd  = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\b\d{4}$`) })
	monthAtEnd = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\d{1,2} (\p{L}+\.? \d{4})$`) })
	// yearless are a month or a season, perhaps with a day, or a day alone.
	yearless = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^(?:\d{1,2}|(?:\d{1,2} )?\p{L}{3,9}\.?|\p{L}{3,9}\.? \d{1,2})$`)
	})
)

// winter returns the season between a year and the next.
func winter(m []string) string {
	year, _ := strconv.Atoi(m[1])
	if next := strconv.Itoa(year + 1); !strings.HasSuffix(next, m[2]) {
		return ""
	}
	return m[1] + "-24"
}

// third returns the first, middle or last third of a year, a month or a decade: four
// months, ten days, three or four years.
func third(which, of string) string {
	k := map[string]int{"early": 0, "beginning of": 0, "start of": 0, "mid": 1, "middle of": 1, "late": 2, "end of": 2}[strings.ToLower(which)]
	date, _ := end(of, "")
	d, f := parseDate(date)
	if f != nil {
		return ""
	}
	var within [3][2]int
	switch {
	case len(date) == 4 && date[3] == 'X' && date[2] != 'X':
		within, date = [3][2]int{{0, 3}, {4, 6}, {7, 9}}, date[:3]
		return fmt.Sprintf("[%s%d..%s%d]", date, within[k][0], date, within[k][1])
	case len(date) == 4 && notDigit(date) < 0:
		within = [3][2]int{{1, 4}, {5, 8}, {9, 12}}
	case len(date) == 7 && notDigit(date[:4]+date[5:]) < 0 && number(date[5:]) <= 12:
		within = [3][2]int{{1, 10}, {11, 20}, {21, d.Last.Time().Day()}}
	default:
		return ""
	}
	return fmt.Sprintf("[%s-%02d..%s-%02d]", date, within[k][0], date, within[k][1])
}
