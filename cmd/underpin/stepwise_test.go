package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"underpin/internal/desk"
)

func TestAFirstAnswerIsShownWhereTheWholeTakesLong(t *testing.T) {
	const asked, whole = "64 worlds\n\nThis is from the first 64 of 2,000 worlds: a share of worlds in it may be off by 13 points.\nThe answer from all of them follows.\n\n", "2000 worlds\n"
	for _, test := range []struct {
		name string
		long time.Duration
		fail int
		want string
	}{
		{"a first answer comes before the whole", 0, 0, asked + whole},
		{"what will soon be there whole is not shown by halves", time.Hour, 0, whole},
		{"what fails later leaves what was shown", 0, 2000, asked},
		{"what fails at once shows nothing", 0, 64, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			var out bytes.Buffer
			a := &app{out: &out}
			failed := errors.New("no")
			err := inSteps(t.Context(), a, desk.Query{}, test.long, func(_ context.Context, q desk.Query) (int, error) {
				if q.Worlds == test.fail {
					return 0, failed
				}
				return q.Worlds, nil
			}, func(worlds int) error {
				_, err := fmt.Fprintf(&out, "%d worlds\n", worlds)
				return err
			})
			if out.String() != test.want || (err != nil) != (test.fail > 0) {
				t.Errorf("got %q, %v", out.String(), err)
			}
		})
	}
}

func TestOutputThatNobodyWatchesHasTheWholeAlone(t *testing.T) {
	var out bytes.Buffer
	if (&app{out: &out}).onTerminal() {
		t.Error("a buffer is taken for a terminal")
	}
}
