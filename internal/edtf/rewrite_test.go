package edtf

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestADateIsReadAsPeopleTypeIt(t *testing.T) {
	for text, want := range map[string]string{
		"3 Jan 2020": "2020-01-03", "January 3rd, 2020": "2020-01-03", "3. 1. 2020": "2020-01-03", "2020-01-03 10:15": "2020-01-03T10:15",
		"Sept 2019": "2019-09", "ca. May 2019": "2019-05~", "2019 (?)": "2019?", "probably 2019": "2019?", "circa 1990s": "199X~",
		"199x": "199X", "the 1990s": "199X", "19th century": "18XX",
		"early 2009": "[2009-01..2009-04]", "mid-2014": "[2014-05..2014-08]", "end of 2014": "[2014-09..2014-12]",
		"early March 2014": "[2014-03-01..2014-03-10]", "late February 2014": "[2014-02-21..2014-02-28]", "late 1990s": "[1997..1999]",
		"Q3 2014": "2014-35", "2014Q1": "2014-33", "first quarter of 2014": "2014-33", "second half of 2014": "2014-41", "H1 2014": "2014-40",
		"summer of 2019": "2019-22", "fall 2019": "2019-23", "winter 2019/20": "2019-24", "winter 1999-2000": "1999-24",
		"2014-2016": "[2014..2016]", "between 2014 and March 2016": "[2014..2016-03]",
		"since March 2014": "[2014-03..]", "by 2014": "[..2014]", "not before March 2014": "[2014-03..]",
		"in the spring of 2019": "2019-21", "in 2015": "2015", "on 3 January 2020": "2020-01-03", "during the 2010s": "201X", "some time in 2019": "2019",
		"2019 or 2020": "[2019,2020]", "March or May 2019": "[2019-03,2019-05]", "2020 January 3": "2020-01-03", "between March and May 2019": "[2019-03..2019-05]",
		"\u200f2019\u200f": "2019", "\u2068January\u00a02020\u2069": "2020-01", "2019 or": "", "in": "",
		"before 2014": "", "after 2014": "", "winter 2019": "", "winter 2019/21": "", "3/1/2020": "", "12/31/2019": "2019-12-31", "31/12/2019": "2019-12-31", "3/3/2020": "2020-03-03", "2015/16": "", "2015/06": "", "١٩٩٠": "", "the other day": "", "30 Feb 2020": "",
	} {
		d, err := ReadDate(text)
		if (err == nil) != (want != "") || d.EDTF != want {
			t.Errorf("ReadDate(%q) = %q, %v; want %q", text, d.EDTF, err, want)
		}
	}
}

func TestASpanIsReadAsPeopleTypeIt(t *testing.T) {
	for text, want := range map[string]string{
		"since 2014": "2014/..", "from March 2014 onwards": "2014-03/..", "2014 onward": "2014/..", "until 2016": "/2016", "up to 5 Feb 2016": "/2016-02-05",
		"2014-2016": "2014/2016", "2014–2016": "2014/2016", "2014 to 2016": "2014/2016", "from 3 Jan 2014 to 5 Feb 2015": "2014-01-03/2015-02-05",
		"2014-present": "2014/..", "2014 to date": "2014/..", "2014/open": "2014/..", "unknown/2016": "/2016", "March 2014/now": "2014-03/..",
		"early 2009": "[2009-01..2009-04]", "mid-2014": "[2014-05..2014-08]", "3 Jan 2020": "2020-01-03", "2020/01/03": "2020-01-03",
		"from January to March 2019": "2019-01/2019-03", "March–May 2019": "2019-03/2019-05", "3–5 January 2020": "2020-01-03/2020-01-05", "from 3 March to 5 May 2019": "2019-03-03/2019-05-05",
		"since at least 2019": "[..2019]/..", "at least since March 2019": "[..2019-03]/..", "until at least 2019": "/[2019..]", "during 2019": "2019", "since\u00a02019\u200f": "2019/..",
		"mid-June 2014": "[2014-06-11..2014-06-20]", "early-June 2014": "[2014-06-01..2014-06-10]", "from November to February 2020": "", "since March": "",
		"unknown": "", "2016-2014": "", "/": "", "2014/2015/2016": "", "before 2014": "",
	} {
		s, err := ReadSpan(text)
		if (err == nil) != (want != "") || s.EDTF != want {
			t.Errorf("ReadSpan(%q) = %q, %v; want %q", text, s.EDTF, err, want)
		}
	}
}

func TestAPersonIsToldHowToSayATime(t *testing.T) {
	for text, want := range map[string]string{
		"soon":                           "since 2018",
		"from 2020 to 2018":              "write the earlier date first",
		"before 2015":                    "write by 2015",
		"after 2015":                     "write not before 2015",
		"since ٢٠١٩":                     "write since 2019, if that is its date in the Gregorian calendar",
		"from November to February 2020": "from 2014 to 2016",
		"31 Febuary 2020":                `there is no month "Febuary"`,
		"since Agust 2019":               "did you mean August?",
		"between Januray and May 2019":   "did you mean January?",
		"31 February 2020":               "that month has no such day",
		"February 30, 2019":              "its last is 28 February 2019",
		"3/4/2020":                       "it can be two dates",
		"yesterday":                      "it names no year",
		"some day 2019":                  "since 2018",
	} {
		if _, err := ReadSpan(text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("ReadSpan(%q): %v; want %q", text, err, want)
		}
	}
}

// What the test lists of edtf-validate, edtf.js and python-edtf hold is read, or typed
// in words that are read; the rest stands in docs/dates.md with its reason.
func TestTheListsOfOtherReadersAreRead(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "inputs", "edtf-refusals.txt"))
	if err != nil {
		t.Skip("the list is not here")
	}
	for line := range strings.Lines(string(text)) {
		if _, err := ReadSpan(strings.TrimSpace(line)); err != nil {
			t.Error(err)
		}
	}
}

// The tables of the guide say what the program does: a row of four cells is a form, its
// meaning and its days; a row of two cells what is typed and the form it is read as, or
// a span and its meaning, or a form that is refused.
func TestTheTablesOfTheGuideHold(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "..", "docs", "dates.md"))
	if err != nil {
		t.Fatal(err)
	}
	heading, rows := "", 0
	for line := range strings.Lines(string(text)) {
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		switch {
		case !strings.HasPrefix(line, "|") || strings.HasPrefix(line, "| ---"):
		case strings.HasPrefix(line, "| Form") || strings.HasPrefix(line, "| Typed"):
			heading = line
		case len(cells) == 4:
			d, err := Parse(code(cells[0]))
			if err != nil || d.EDTF != code(cells[0]) || d.First != day(t, cells[2]) || d.Last != day(t, cells[3]) {
				t.Errorf("%s: %+v, %v", line, d, err)
			}
			rows++
		case strings.HasPrefix(heading, "| Typed as a date"):
			if d, err := ReadDate(cells[0]); err != nil || d.EDTF != code(cells[1]) {
				t.Errorf("%s: %+v, %v", line, d, err)
			}
			rows++
		case strings.HasPrefix(heading, "| Typed as a span"):
			if s, err := ReadSpan(cells[0]); err != nil || s.EDTF != code(cells[1]) {
				t.Errorf("%s: %+v, %v", line, s, err)
			}
			rows++
		case strings.HasPrefix(heading, "| Form | Why"):
			for form := range strings.SplitSeq(cells[0], ",") {
				if strings.Count(form, "`") == 2 {
					if _, err := ReadSpan(code(strings.TrimSpace(form))); err == nil {
						t.Errorf("%s is read", form)
					}
				}
			}
			rows++
		default:
			if _, err := ParseSpan(code(cells[0])); err != nil {
				t.Error(err)
			}
			rows++
		}
	}
	if rows < 60 {
		t.Errorf("the tables have %d rows", rows)
	}
}

// code takes the marks off a cell.
func code(cell string) string { return strings.Trim(cell, "`") }
