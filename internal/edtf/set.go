package edtf

import (
	"slices"
	"strings"

	"underpin"
)

// parseSet reads a one-of set: "[2019-12..2020-01-02]", "[2019-03-01,2019-05]".
// Its canonical form has no blanks, its elements in the order of their days, each
// once; a set of one date is that date.
func parseSet(s string) (underpin.Date, *syntaxError) {
	if s[len(s)-1] != ']' {
		return underpin.Date{}, faultAt(len(s)-1, "close it with ]", "the set is not closed")
	}
	var elements []underpin.Date
	at := 1
	for part := range strings.SplitSeq(s[1:len(s)-1], ",") {
		body, offset := trim(part)
		e, f := parseElement(body)
		if f != nil {
			return underpin.Date{}, f.shift(at + offset)
		}
		elements = append(elements, e)
		at += len(part) + 1
	}
	slices.SortFunc(elements, func(a, b underpin.Date) int {
		if a.First != b.First {
			return int(a.First - b.First)
		}
		if a.Last != b.Last {
			return int(a.Last - b.Last)
		}
		return strings.Compare(a.EDTF, b.EDTF)
	})
	elements = slices.CompactFunc(elements, func(a, b underpin.Date) bool { return a.EDTF == b.EDTF })
	if e := elements[0]; len(elements) == 1 && !strings.Contains(e.EDTF, "..") {
		return e, nil
	}
	return unite(elements), nil
}

// parseElement reads an element of a set: a date, or a run of two with "..".
func parseElement(s string) (underpin.Date, *syntaxError) {
	if s == "" {
		return underpin.Date{}, faultAt(0, "write dates between the commas", "an element of the set is empty")
	}
	from, to, run := strings.Cut(s, "..")
	if !run {
		return parseSimple(s)
	}
	a, b, f := parseRun(from, to)
	if f != nil {
		return underpin.Date{}, f
	}
	if b.Last < a.First {
		return underpin.Date{}, faultAt(len(from)+2, "write the earlier date first", "the run ends before it begins")
	}
	return underpin.Date{EDTF: a.EDTF + ".." + b.EDTF, First: a.First, Last: max(a.Last, b.Last)}, nil
}

// lifetime is how far a run without beginning or end reaches, in days: a hundred
// years. Longer than anything on a map holds, and short enough that a day drawn from
// it still means something.
const lifetime = 36_525

// parseRun reads the two ends of a run. One may be empty: "[..2014-03]" is then or
// before, "[2014-03..]" then or later.
func parseRun(from, to string) (a, b underpin.Date, f *syntaxError) {
	if from == "" && to == "" {
		return a, b, faultAt(0, "name one end, or leave the date out", "the run has neither beginning nor end")
	}
	if from != "" {
		if a, f = parseSimple(from); f != nil {
			return a, b, f
		}
	}
	if to != "" {
		if b, f = parseSimple(to); f != nil {
			return a, b, f.shift(len(from) + 2)
		}
	}
	switch {
	case from == "":
		a.First = b.First - lifetime
	case to == "":
		b.Last = a.Last + lifetime
	}
	return a, b, nil
}

// unite returns the set of the elements, which are sorted by their first day.
func unite(elements []underpin.Date) underpin.Date {
	texts := make([]string, len(elements))
	var runs []underpin.DayRange
	for i, e := range elements {
		texts[i] = e.EDTF
		if k := len(runs) - 1; k >= 0 && e.First <= runs[k].Last+1 {
			runs[k].Last = max(runs[k].Last, e.Last)
			continue
		}
		runs = append(runs, underpin.DayRange{First: e.First, Last: e.Last})
	}
	d := underpin.Date{
		EDTF:  "[" + strings.Join(texts, ",") + "]",
		First: runs[0].First, Last: runs[len(runs)-1].Last,
	}
	if len(runs) > 1 {
		d.Set = &runs
	}
	return d
}
