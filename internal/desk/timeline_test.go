package desk

import (
	"slices"
	"testing"

	"underpin"
	"underpin/internal/edtf"
)

func TestATimelineCountsTheMonthsThatTestimonySpeaksOf(t *testing.T) {
	t.Parallel()
	for _, x := range []struct {
		name     string
		held     string
		attested string
		months   []TimelineMonth
		stops    []string
	}{
		{"of a month", "", "2018-07", []TimelineMonth{{"2018-05", 1}, {"2018-07", 1}}, []string{"2018-05-31", "2018-07-31"}},
		{"from a day to another", "2018-03-20/2018-05-02", "", []TimelineMonth{{"2018-03", 1}, {"2018-04", 1}, {"2018-05", 2}}, []string{"2018-03-20", "2018-05-02", "2018-05-31"}},
		{"until a day", "/2018-05-02", "", []TimelineMonth{{"2018-05", 2}}, []string{"2018-05-02", "2018-05-31"}},
		{"until a day ahead of all that is told", "2018-05/2048-06", "", []TimelineMonth{{"2018-05", 2}}, []string{"2018-05-31"}},
		{"across a year's end", "2017-12/2018-01", "", []TimelineMonth{{"2017-12", 1}, {"2018-01", 1}, {"2018-05", 1}}, []string{"2017-12-31", "2018-01-31", "2018-05-31"}},
		{"of no time", "", "", []TimelineMonth{{"2018-05", 1}}, []string{"2018-05-31"}},
	} {
		t.Run(x.name, func(t *testing.T) {
			t.Parallel()
			c := quay(t)
			more := underpin.Testimony{ID: "c1.2", Claim: "c1", Source: "gazette", Polarity: underpin.Affirm, Learned: date(t, "2018-05-02")}
			if x.held != "" {
				held, err := edtf.ParseSpan(x.held)
				if err != nil {
					t.Fatal(err)
				}
				more.Held = held
			}
			if x.attested != "" {
				more.Attested = date(t, x.attested)
			}
			c.Testimonies = append(c.Testimonies, more)
			line, err := newDesk(t, c).Timeline(t.Context(), Query{At: "2018-05-10"})
			if err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(line.Months, x.months) || !slices.Equal(line.Stops, x.stops) {
				t.Errorf("got %v, stops %v", line.Months, line.Stops)
			}
			if line.First > line.Stops[0] || line.Last < line.Stops[len(line.Stops)-1] || line.First > "2018-05-10" || line.Last < "2018-05-10" {
				t.Errorf("it runs from %s to %s", line.First, line.Last)
			}
		})
	}
}

func TestATimelineLeavesOutWhatWasLearnedLater(t *testing.T) {
	t.Parallel()
	c := quay(t)
	c.Testimonies = append(c.Testimonies, underpin.Testimony{
		ID: "c1.2", Claim: "c1", Source: "gazette", Polarity: underpin.Affirm, Attested: date(t, "2018-07"), Learned: date(t, "2019-01-01"),
	})
	line, err := newDesk(t, c).Timeline(t.Context(), Query{At: "2018-05-10", Known: "2018-06-01"})
	if err != nil || !slices.Equal(line.Months, []TimelineMonth{{"2018-05", 1}}) {
		t.Errorf("got %+v, %v", line, err)
	}
}

func TestStopsThatCannotBeToldApartAreThoseOfMonths(t *testing.T) {
	t.Parallel()
	line := newTimelineDates(0, underpin.Date{})
	for day := range underpin.Day(timelineStops + 1) {
		line.stops[day] = true
	}
	if got := line.stopped(); !slices.Equal(got[:2], []string{"1970-01-31", "1970-02-28"}) || got[len(got)-1] != underpin.Day(timelineStops).String() {
		t.Errorf("got %v", got)
	}
}
