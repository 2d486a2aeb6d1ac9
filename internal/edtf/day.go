package edtf

import "underpin"

// EndOf returns the last day a date allows: where a user gives a month or a year
// for a day, its last day is meant. The zero Date has no end; it gives day 0.
func EndOf(d underpin.Date) underpin.Day { return d.Last }

// ParseDay reads a date given by a user for a day: "2020-01-03" is that day,
// "2020-01" and "2020" their last. The error is an [*Error].
func ParseDay(text string) (underpin.Day, error) { return dayOf(text, Parse) }

// ReadDay reads a day as a person types it: as [ParseDay] does, or as [ReadDate] does.
func ReadDay(text string) (underpin.Day, error) { return dayOf(text, ReadDate) }

func dayOf(text string, parse func(string) (underpin.Date, error)) (underpin.Day, error) {
	d, err := parse(text)
	if err != nil {
		return 0, err
	}
	return EndOf(d), nil
}

// Of returns the date of a day of the years 1 to 9999.
func Of(d underpin.Day) underpin.Date {
	return underpin.Date{EDTF: d.String(), First: d, Last: d}
}
