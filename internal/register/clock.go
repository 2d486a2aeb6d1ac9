package register

import "time"

// A Clock is what the time of an entry tells of the clock that it was taken from.
type Clock string

// What the time of an entry can tell.
const (
	// ClockRight: nothing speaks against it.
	ClockRight Clock = ""
	// ClockAhead: the time has not come yet. The clock was ahead then, or is behind now.
	ClockAhead Clock = "ahead"
	// ClockBehind: the entry bears the moment after the one before it, because the clock
	// stood at an earlier time: it had been set back, or was ahead before.
	ClockBehind Clock = "behind"
	// ClockLeap: a year or more passed since the entry before. That may be so, or the clock
	// jumped ahead.
	ClockLeap Clock = "leap"
)

// longSilence is after how long without an entry a clock is asked for, and slack how far
// the clocks of two machines on one file may differ without a word.
const (
	longSilence = 365 * 24 * time.Hour
	slack       = time.Minute
)

// afterBefore is how much later than the one before it an entry is recorded whose clock
// stands at an earlier time.
const afterBefore = time.Microsecond

// Recorded returns the time of an entry after one that was recorded before it, the zero
// time for the first: by the clock, but never at or before it.
func Recorded(now, before time.Time) time.Time {
	now = now.UTC().Truncate(time.Microsecond)
	if !before.IsZero() && !now.After(before) {
		return before.Add(afterBefore)
	}
	return now
}

// ClockOf tells what the time of an entry says of the clock, given that of the entry
// before, the zero time for the first, and what the clock says now. No two changes in a
// row are on a disk within a microsecond, so that this distance tells a clock behind.
func ClockOf(recorded, before, now time.Time) Clock {
	switch {
	case recorded.After(now.Add(slack)):
		return ClockAhead
	case before.IsZero():
		return ClockRight
	case recorded.Sub(before) == afterBefore:
		return ClockBehind
	case recorded.Sub(before) >= longSilence:
		return ClockLeap
	}
	return ClockRight
}
