package agent

import (
	"testing"
	"time"
)

func TestWhenAnAgentLocks(t *testing.T) {
	const idle, limit = 15 * time.Minute, 0
	type step struct {
		wall, running time.Duration // since the last look
		asked         bool
	}
	seconds := func(n int) []step {
		var out []step
		for range n {
			out = append(out, step{5 * time.Second, 5 * time.Second, false})
		}
		return out
	}
	for name, c := range map[string]struct {
		idle, limit time.Duration
		steps       []step
		want        bool
	}{
		"fourteen minutes without a command":          {idle, limit, seconds(14 * 12), false},
		"fifteen minutes without a command":           {idle, limit, seconds(15 * 12), true},
		"a command in between":                        {idle, limit, append(append(seconds(10*12), step{asked: true}), seconds(10*12)...), false},
		"half an hour where it never locks by itself": {0, 0, seconds(30 * 12), false},
		"ten minutes with commands, and a limit":      {0, 10 * time.Minute, append(append(seconds(5*12), step{asked: true}), seconds(5*12)...), true},
		"the machine slept for two minutes":           {idle, limit, []step{{2 * time.Minute, time.Second, false}}, true},
		"it slept, and both clocks went on":           {idle, limit, []step{{2 * time.Minute, 2 * time.Minute, false}}, true},
		"somebody set the clock back":                 {idle, limit, []step{{-time.Hour, 5 * time.Second, false}}, true},
		"the clock was set right by some seconds":     {idle, limit, []step{{35 * time.Second, 5 * time.Second, false}}, false},
		"it slept for half a minute":                  {idle, limit, []step{{30 * time.Second, time.Second, false}}, false},
	} {
		now := clockTimes{wall: time.Date(2020, 1, 3, 0, 0, 0, 0, time.UTC)}
		clock, over := newClock(c.idle, c.limit, now), false
		for _, s := range c.steps {
			now = clockTimes{now.wall.Add(s.wall), now.running + s.running}
			if s.asked {
				clock.ask(now)
			}
			over = over || clock.over(now)
		}
		if over != c.want {
			t.Errorf("%s: it locks: %v", name, over)
		}
	}
}
