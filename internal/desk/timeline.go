package desk

import (
	"context"
	"maps"
	"slices"
	"time"

	"underpin"
)

// A Timeline is the time that a case speaks of: what a time slider runs along.
type Timeline struct {
	// First and Last are the first and the last day of which its testimony speaks, the date
	// asked and that of the standing what-if included. An end that lies ahead of all that is
	// told, as that of a lease, does not stretch it.
	First string `json:"first"`
	Last  string `json:"last"`
	// Months are those of which testimony speaks, in order.
	Months []TimelineMonth `json:"months"`
	// Stops are the days, in order, at the end of which something is said to be so, to
	// have begun or to have ended: between them standings only fade. Where they are more
	// than [timelineStops], they are the last of each month.
	Stops   []string `json:"stops"`
	Caption Caption  `json:"caption"`
}

// A TimelineMonth is a month with the number of testimonies that speak of it: those with
// a date in it, or with one before it and another after it.
type TimelineMonth struct {
	Month       string `json:"month"` // 2019-12
	Testimonies int    `json:"testimonies"`
}

// timelineStops is how many stops can be told from one another on a slider.
const timelineStops = 200

// Timeline tells of which months the testimony of a case speaks, as known on the day of a
// query, and on which days it is worth to stop.
func (d *Desk) Timeline(ctx context.Context, q Query) (_ *Timeline, err error) {
	defer settle(ctx, &err)
	s, err := d.study(ctx, q, false)
	if err != nil {
		return nil, err
	}
	line := newTimelineDates(s.At, s.Case.Settings.ShockAt)
	known := s.model.Known()
	for i := range s.Case.Testimonies {
		if t := &s.Case.Testimonies[i]; known.Counts(t) {
			line.hear(t)
		}
	}
	line.cut()
	return &Timeline{line.first.String(), line.last.String(), line.counted(), line.stopped(), s.Caption(false)}, nil
}

// timelineDates are the dates of all testimony, gathered.
type timelineDates struct {
	first, last underpin.Day
	told        underpin.Day // the last day of which something is told that is no end
	months      map[int]int  // how many testimonies, by the number of the month
	stops       map[underpin.Day]bool
}

func newTimelineDates(at underpin.Day, shock underpin.Date) *timelineDates {
	line := &timelineDates{at, at, at, map[int]int{}, map[underpin.Day]bool{}}
	if !shock.IsZero() {
		line.first, line.last = min(at, shock.First), max(at, shock.Last)
		line.told = line.last
	}
	return line
}

// hear gathers the dates of which a testimony speaks.
func (l *timelineDates) hear(t *underpin.Testimony) {
	first, last := underpin.MaxDay, underpin.MinDay
	for _, date := range []underpin.Date{t.Attested, t.Held.Start.Date, t.Held.End.Date} {
		if !date.IsZero() && date.First > underpin.MinDay && date.Last < underpin.MaxDay {
			first, last = min(first, date.First), max(last, date.Last)
			l.stops[date.Last] = true
		}
	}
	if first > last {
		return
	}
	for _, date := range []underpin.Date{t.Attested, t.Held.Start.Date, t.Said} {
		if !date.IsZero() && date.Last < underpin.MaxDay {
			l.told = max(l.told, date.Last)
		}
	}
	l.first, l.last = min(l.first, first), max(l.last, last)
	for m := monthOf(first); m <= monthOf(last); m++ {
		l.months[m]++
	}
}

// cut leaves out what lies ahead of all that is told.
func (l *timelineDates) cut() {
	l.last = min(l.last, l.told)
	maps.DeleteFunc(l.months, func(m, _ int) bool { return m > monthOf(l.last) })
	maps.DeleteFunc(l.stops, func(day underpin.Day, _ bool) bool { return day > l.last })
}

// counted lists the months in order.
func (l *timelineDates) counted() []TimelineMonth {
	out := make([]TimelineMonth, 0, len(l.months))
	for _, m := range slices.Sorted(maps.Keys(l.months)) {
		out = append(out, TimelineMonth{firstOf(m).String()[:len("2019-12")], l.months[m]})
	}
	return out
}

// stopped lists the stops in order, the last of each month where they are too many.
func (l *timelineDates) stopped() []string {
	days := slices.Sorted(maps.Keys(l.stops))
	out := make([]string, 0, len(days))
	for i, day := range days {
		if len(days) <= timelineStops || i == len(days)-1 || monthOf(days[i+1]) != monthOf(day) {
			out = append(out, day.String())
		}
	}
	return out
}

// monthOf numbers the month of a day, from January of the year 0 on.
func monthOf(d underpin.Day) int {
	t := d.Time()
	return t.Year()*12 + int(t.Month()) - 1
}

// firstOf is the first day of a month.
func firstOf(month int) underpin.Day {
	return underpin.DayOf(0, time.Month(month+1), 1)
}
