package main

import (
	"testing"
	"time"
)

func TestALongComputationSaysHowFarItIs(t *testing.T) {
	began := time.Date(2020, 1, 1, 12, 0, 0, 0, time.UTC)
	for _, test := range []struct {
		name        string
		done, total int
		took        time.Duration
		want        string
	}{
		{"what has just begun is named", 0, 0, time.Second, "drawing worlds"},
		{"what cannot be foreseen says for how long", 0, 0, 7 * time.Second, "drawing worlds, for 7 s"},
		{"what is known is counted", 0, 2000, 5 * time.Second, "drawing worlds: 0 of 2,000"},
		{"what is under way says what is left", 500, 2000, 4 * time.Second, "drawing worlds: 500 of 2,000, about 12 s left"},
		{"long waits are told in minutes", 100, 2000, 20 * time.Second, "drawing worlds: 100 of 2,000, about 6 min left"},
		{"what is done leaves nothing", 2000, 2000, 9 * time.Second, "drawing worlds: 2,000 of 2,000"},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := watch{doing: "drawing worlds", stage: began, done: test.done, total: test.total}
			if got := w.line(began.Add(test.took)); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestAStageThatFollowsCountsItsOwnTime(t *testing.T) {
	w := &watch{}
	w.hear("reading", 0, 0)
	w.stage = w.stage.Add(-time.Minute)
	w.hear("reading", 0, 0)
	if since := time.Since(w.stage); since < time.Minute {
		t.Errorf("the same stage began again: %s", since)
	}
	w.hear("ranking", 1, 2)
	if since := time.Since(w.stage); since > time.Minute/2 {
		t.Errorf("the next stage began %s ago", since)
	}
	w.clear()
	if w.doing != "" {
		t.Error("something is shown after all is done")
	}
}
