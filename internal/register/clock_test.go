package register_test

import (
	"testing"
	"time"

	"underpin/internal/register"
)

func TestTheTimeOfAnEntryTellsOfTheClock(t *testing.T) {
	day := time.Date(2020, 1, 3, 12, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		name        string
		now, before time.Time
		later       time.Duration
		want        register.Clock
	}{
		{"the first entry", day, time.Time{}, 0, register.ClockRight},
		{"an hour after the one before", day, day.Add(-time.Hour), 0, register.ClockRight},
		{"by a clock that was set back", day.Add(-time.Hour), day, 2 * time.Hour, register.ClockBehind},
		{"by a clock that stands still", day, day, 0, register.ClockBehind},
		{"two years after the one before", day, day.AddDate(-2, 0, 0), 0, register.ClockLeap},
		{"by a clock that was ahead, and is right now", day.AddDate(3, 0, 0), day, -3 * 366 * 24 * time.Hour, register.ClockAhead},
		{"by a clock that is ahead by seconds", day, day.Add(-time.Hour), -30 * time.Second, register.ClockRight},
	} {
		recorded := register.Recorded(c.now, c.before)
		if !recorded.After(c.before) {
			t.Errorf("%s: recorded time runs backwards, to %s", c.name, recorded)
		}
		if got := register.ClockOf(recorded, c.before, c.now.Add(c.later)); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
