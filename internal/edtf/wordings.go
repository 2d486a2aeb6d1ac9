package edtf

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"
)

// A phrasing is a way to say a date in words.
type phrasing struct {
	pattern *regexp.Regexp
	edtf    func(m []string) string
}

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
