package underpin

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// FormatDate writes a date for a reader: "3 January 2020", "January 2020", "about
// September 2019", "2019 (uncertain)", "between 2014 and March 2016". A date of another
// form is written by its days.
func FormatDate(d Date) string {
	if s := dateText(d.EDTF); s != "" {
		return s
	}
	switch {
	case d.IsZero():
		return ""
	case d.Set != nil:
		return d.EDTF
	case !d.Vague():
		return FormatDay(d.First)
	}
	return "between " + FormatDay(d.First) + " and " + FormatDay(d.Last)
}

// dateText writes the EDTF of a date in words, empty where it has none.
func dateText(s string) string {
	if set, ok := strings.CutPrefix(s, "["); ok {
		return setText(strings.TrimSuffix(set, "]"))
	}
	plain := strings.TrimRight(s, "~?%")
	out := plainDate(plain)
	if out == "" {
		return ""
	}
	switch s[len(plain):] {
	case "~":
		return "about " + out
	case "?":
		return out + " (uncertain)"
	case "%":
		return "about " + out + " (uncertain)"
	}
	return out
}

// setText writes the inside of a one-of set.
func setText(s string) string {
	if strings.Contains(s, ",") {
		parts := strings.Split(s, ",")
		for i, p := range parts {
			if parts[i] = dateText(p); parts[i] == "" {
				return ""
			}
		}
		last := len(parts) - 1
		return strings.Join(parts[:last], ", ") + " or " + parts[last]
	}
	from, to, run := strings.Cut(s, "..")
	a, b := dateText(from), dateText(to)
	switch {
	case !run || from != "" && a == "" || to != "" && b == "":
		return ""
	case from == "":
		return b + " or before"
	case to == "":
		return a + " or later"
	}
	return "between " + a + " and " + b
}

// periods are the parts of a year, by the number that EDTF gives them.
var periods = map[string]string{
	"21": "spring %s", "22": "summer %s", "23": "autumn %s", "25": "spring %s", "26": "summer %s", "27": "autumn %s",
	"33": "the first quarter of %s", "34": "the second quarter of %s", "35": "the third quarter of %s", "36": "the fourth quarter of %s",
	"37": "the first third of %s", "38": "the second third of %s", "39": "the last third of %s",
	"40": "the first half of %s", "41": "the second half of %s",
}

func plainDate(s string) string {
	s, clock, _ := strings.Cut(s, "T")
	for len(s) > 4 && strings.HasSuffix(s, "-XX") {
		s = strings.TrimSuffix(s, "-XX")
	}
	for _, f := range []struct{ in, out string }{{"2006-01-02", "2 January 2006"}, {"2006-01", "January 2006"}, {"2006", "2006"}} {
		if t, err := time.Parse(f.in, s); err == nil {
			return t.Format(f.out) + clockText(clock)
		}
	}
	if len(s) == 4 && s[3] == 'X' && s[2] != 'X' {
		return "the " + s[:3] + "0s"
	}
	year, part, _ := strings.Cut(s, "-")
	n, err := strconv.Atoi(year)
	switch {
	case len(year) != 4 || err != nil:
		return ""
	case part == "24" || part == "28":
		return fmt.Sprintf("winter %d/%02d", n, (n+1)%100)
	case periods[part] != "":
		return fmt.Sprintf(periods[part], year)
	}
	return ""
}

// clockText writes a time of day as it was given, without its seconds.
func clockText(s string) string {
	if s == "" {
		return ""
	}
	offset := ""
	if at := strings.IndexAny(s, "+-"); at >= 0 {
		s, offset = s[:at], " (UTC"+strings.Replace(s[at:], "-", "−", 1)+")"
	} else if strings.HasSuffix(s, "Z") {
		offset = " UTC"
	}
	return " at " + s[:5] + offset
}

// FormatMonth and FormatYear write a date more coarsely than it is known; they are empty
// where it is not within one month or year.
func FormatMonth(d Date) string {
	if d.IsZero() {
		return ""
	}
	a, b := d.First.Time(), d.Last.Time()
	if a.Year() == b.Year() && a.Month() == b.Month() {
		return a.Format("January 2006")
	}
	return FormatYear(d)
}

// FormatYear writes the year of a date: "2020".
func FormatYear(d Date) string {
	if d.IsZero() || d.First.Time().Year() != d.Last.Time().Year() {
		return ""
	}
	return fmt.Sprint(d.First.Time().Year())
}
