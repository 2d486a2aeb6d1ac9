package desk

import (
	"context"
	"fmt"
	"time"

	"underpin"
	"underpin/internal/register"
)

// formatMoment writes the time of an entry, in UTC.
func formatMoment(t time.Time) string { return t.UTC().Format("2006-01-02 15:04:05") }

// clockOf says what is odd about the time of an entry that was just recorded; empty where
// nothing is, or where the register cannot be read: it is only a remark.
func (d *Desk) clockOf(ctx context.Context, id underpin.CaseID, seq int64) string {
	list, err := d.store.Log(ctx, id, 2)
	if err != nil || seq == 0 || list[0].Seq != seq {
		return ""
	}
	before := before(list, 0)
	now := d.cfg.Now()
	switch register.ClockOf(list[0].Recorded, before.Recorded, now) {
	case register.ClockAhead:
		return fmt.Sprintf("The clock of this machine stands at %s, not after entry %d (%s): it is behind now, or was ahead then. Entry %d bears the moment after that",
			formatMoment(now), before.Seq, formatMoment(before.Recorded), seq)
	case register.ClockLeap:
		return fmt.Sprintf("Entry %d is the first in %s; if that is not so, the clock of this machine is ahead",
			seq, count(days(before.Recorded, list[0].Recorded), "day"))
	}
	return ""
}

// before is the entry before one of a log, whose latest comes first; the zero entry where
// it is the first.
func before(log []register.Entry, i int) register.Entry {
	if i+1 < len(log) {
		return log[i+1]
	}
	return register.Entry{}
}

func days(from, to time.Time) int { return int(to.Sub(from) / (24 * time.Hour)) }

// clockWords say in the log what is odd about the time of an entry.
var clockWords = map[register.Clock]string{
	register.ClockAhead:  "a time still to come",
	register.ClockBehind: "the clock was behind",
	register.ClockLeap:   "a year or more after the last",
}

// clocks says, of all entries of a case, what is odd about their times; those that follow
// one another are told together.
func (d *Desk) clocks(ctx context.Context, id underpin.CaseID) ([]string, error) {
	list, err := d.store.Log(ctx, id, 0)
	if err != nil {
		return nil, err
	}
	now := d.cfg.Now()
	of := func(i int) register.Clock { return register.ClockOf(list[i].Recorded, before(list, i).Recorded, now) }
	var out []string
	for i := len(list) - 1; i >= 0; i-- {
		first, c := i, of(i)
		for c != register.ClockLeap && i > 0 && of(i-1) == c {
			i--
		}
		one, last := list[first], list[i]
		switch which := entries(one.Seq, last.Seq); c {
		case register.ClockAhead:
			out = append(out, fmt.Sprintf("%s of a time still to come (%s; the clock of this machine stands at %s): the clock was ahead then, or is behind now",
				which, formatMoment(last.Recorded), formatMoment(now)))
		case register.ClockBehind:
			out = append(out, fmt.Sprintf("%s of the moment after entry %d (%s): the clock had been set back, or was ahead before",
				which, one.Seq-1, formatMoment(before(list, first).Recorded)))
		case register.ClockLeap:
			out = append(out, fmt.Sprintf("Between entries %d and %d lie %s: a long silence, or a clock that jumped ahead",
				one.Seq-1, one.Seq, count(days(before(list, first).Recorded, one.Recorded), "day")))
		}
	}
	return out, nil
}

// entries names entries by number at the beginning of a sentence, with its verb.
func entries(first, last int64) string {
	if first == last {
		return fmt.Sprintf("Entry %d is", first)
	}
	return fmt.Sprintf("Entries %d to %d are", first, last)
}
