package desk

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"underpin"
)

// A clock that was ahead and is set right, and one that jumps ahead, are said where
// something is recorded, in the log and by verify; recorded time runs forwards.
func TestAClockThatJumpsIsSaid(t *testing.T) {
	clock := now
	d, err := Open(t.Context(), filepath.Join(t.TempDir(), "test.db"), Config{New: true, Now: func() time.Time { return clock }})
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	if _, err := d.Import(t.Context(), []Parcel{{Name: "test.yaml", Case: quay(t)}}, false); err != nil {
		t.Fatal(err)
	}
	for _, step := range []struct {
		clock time.Time
		says  string
	}{
		{now.Add(time.Hour), ""},
		{now.AddDate(11, 0, 0), "Entry 3 is the first in 4,017 days; if that is not so, the clock of this machine is ahead"},
		{now.Add(2 * time.Hour), "The clock of this machine stands at 2020-02-01 14:00:00, not after entry 3 (2031-02-01 12:00:00): it is behind now, or was ahead then. Entry 4 bears the moment after that"},
		{now.Add(3 * time.Hour), "The clock of this machine stands at 2020-02-01 15:00:00, not after entry 4 (2031-02-01 12:00:00): it is behind now, or was ahead then. Entry 5 bears the moment after that"},
	} {
		clock = step.clock
		id := "q" + clock.Format("20060102150405")
		done, err := d.Change(t.Context(), "", Drafted(underpin.Question{ID: id, Text: "Who pays?"}), false)
		if err != nil || done.Odd != step.says {
			t.Errorf("at %s: %q, %v; want %q", step.clock, done.Odd, err, step.says)
		}
	}
	log, err := d.Log(t.Context(), "", 4)
	if err != nil {
		t.Fatal(err)
	}
	var words []string
	for i, e := range log {
		words = append(words, e.ClockWords())
		if i > 0 && !log[i-1].Recorded.After(e.Recorded) {
			t.Errorf("entry %d is recorded at %s, the one before at %s", log[i-1].Seq, log[i-1].Recorded, e.Recorded)
		}
	}
	if got, want := strings.Join(words, "|"), "a time still to come|a time still to come|a time still to come|"; got != want {
		t.Errorf("the log says %q, want %q", got, want)
	}
	verified := func(want string) {
		t.Helper()
		v, err := d.Verify(t.Context(), "", nil)
		if err != nil || strings.Join(v.OddTimes, "|") != want {
			t.Errorf("verify says %q, %v; want %q", v.OddTimes, err, want)
		}
	}
	verified("Entries 3 to 5 are of a time still to come (2031-02-01 12:00:00; the clock of this machine stands at 2020-02-01 15:00:00): the clock was ahead then, or is behind now")
	clock = now.AddDate(12, 0, 0)
	verified("Between entries 2 and 3 lie 4,017 days: a long silence, or a clock that jumped ahead|Entries 4 to 5 are of the moment after entry 3 (2031-02-01 12:00:00): the clock had been set back, or was ahead before")
}
