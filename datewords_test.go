package underpin

import "testing"

func TestDatesAreWrittenForAReader(t *testing.T) {
	for edtf, want := range map[string]string{
		"2020-01-03": "3 January 2020", "2020-01": "January 2020", "2019": "2019", "2019-09~": "about September 2019",
		"2019?": "2019 (uncertain)", "2019%": "about 2019 (uncertain)", "2019-12-XX": "December 2019", "2019-XX": "2019", "": "",
		"201X": "the 2010s", "2019-22~": "about summer 2019", "2019-24": "winter 2019/20", "2019-33": "the first quarter of 2019", "2019-41?": "the second half of 2019 (uncertain)",
		"[2014..2016-03]": "between 2014 and March 2016", "[2019-03-01,2019-05]": "1 March 2019 or May 2019", "[..2014-03]": "March 2014 or before", "[2014..]": "2014 or later",
		"2020-01-03T10:15:00Z": "3 January 2020 at 10:15 UTC", "2020-01-03T10:15:00-04": "3 January 2020 at 10:15 (UTC−04)", "2020-01-03T10:15": "3 January 2020 at 10:15",
		"2019-09-~11": "between 1 January 1970 and 2 January 1970",
	} {
		if got := FormatDate(Date{EDTF: edtf, Last: 1}); got != want {
			t.Errorf("%s: got %q, want %q", edtf, got, want)
		}
	}
}
