package edtf

import (
	"strings"
	"time"
)

// layouts are ways in which people write a date that allow no other reading, and
// the EDTF of each.
var layouts = []struct{ human, edtf string }{
	{"2 Jan 2006", time.DateOnly}, {"2 January 2006", time.DateOnly},
	{"Jan 2 2006", time.DateOnly}, {"January 2 2006", time.DateOnly},
	{"2-Jan-2006", time.DateOnly}, {"2.1.2006", time.DateOnly},
	{"2006/1/2", time.DateOnly}, {"2006.1.2", time.DateOnly}, {"2006-1-2", time.DateOnly},
	{"20060102", time.DateOnly}, {time.RFC3339, time.DateOnly}, {"2006-01-02T15:04:05", time.DateOnly},
	{"2006-01-02T15:04", time.DateOnly}, {"2006-01-02 15:04:05", time.DateOnly}, {"2006-01-02 15:04", time.DateOnly},
	{"Jan 2006", "2006-01"}, {"January 2006", "2006-01"}, {"2006 Jan", "2006-01"}, {"2006 January", "2006-01"},
	{"2006-1", "2006-01"}, {"2006", "2006"},
}

// abouts are words for "about", each before the date it qualifies.
var abouts = []string{"circa", "ca.", "ca", "c.", "about", "around", "approximately", "~"}

// humanDate returns the EDTF of a date in a way people write it, or "".
func humanDate(s string) string {
	if len(s) > 40 {
		return ""
	}
	s = strings.ReplaceAll(s, ",", " ")
	s = strings.Join(strings.Fields(s), " ")
	for _, word := range abouts {
		if rest, ok := strings.CutPrefix(strings.ToLower(s), word); ok {
			if near := humanDate(strings.TrimSpace(rest)); near != "" && !strings.HasSuffix(near, "~") {
				return near + "~"
			}
			return ""
		}
	}
	for _, ordinal := range []string{"st", "nd", "rd", "th"} {
		for d := '0'; d <= '9'; d++ {
			s = strings.Replace(s, string(d)+ordinal+" ", string(d)+" ", 1)
		}
	}
	for _, l := range layouts {
		if t, err := time.Parse(l.human, s); err == nil && t.Year() > 0 {
			return t.Format(l.edtf)
		}
	}
	return ""
}
