package agent

import "time"

// asleep is the gap in the clock that is taken for sleep.
const asleep = time.Minute

// A lockClock tells when an agent has to lock. The times are as [time.Now] gives them, with
// both the clock on the wall and the one that stands still in sleep.
type lockClock struct {
	idle, limit time.Duration
	// began, used and seen are when it began, was last asked, and last looked.
	began, used, seen clockTimes
}

// clockTimes are both clocks at one moment.
type clockTimes struct {
	wall    time.Time
	running time.Duration // since the program began
}

func newClock(idle, limit time.Duration, now clockTimes) *lockClock {
	return &lockClock{idle, limit, now, now, now}
}

// ask notes that the agent was asked.
func (c *lockClock) ask(now clockTimes) { c.used = now }

// over reports whether it is time to lock, and is to be asked every few seconds.
func (c *lockClock) over(now clockTimes) bool {
	wall, running := now.since(c.seen)
	c.seen = now
	if slept := wall - running; slept > asleep || slept < -asleep || running > asleep {
		return true
	}
	return past(now, c.used, c.idle) || past(now, c.began, c.limit)
}

// past reports whether either clock has gone on for so long; never for 0.
func past(now, then clockTimes, after time.Duration) bool {
	wall, running := now.since(then)
	return after > 0 && (wall >= after || running >= after)
}

func (r clockTimes) since(then clockTimes) (wall, running time.Duration) {
	return r.wall.Sub(then.wall), r.running - then.running
}
