package main

import (
	"context"
	"errors"
	"strings"
	"testing"

	"underpin/internal/desk"
)

func TestAnInterruptedDemoSaysWhatItRecorded(t *testing.T) {
	for _, test := range []struct {
		name        string
		entry       int64
		interrupted bool
		says, not   string
	}{
		{"after its import", 1, true, "interrupted; harbour: recorded; nothing of what came after\n", "changed"},
		{"after one that had nothing to record", 0, true, "interrupted; nothing was changed\n", "recorded"},
		{"a full disk", 1, false, "underpin: harbour: recorded; nothing of what came after: the disk is full\n", "interrupted"},
		{"a full disk after one that had nothing to record", 0, false, "underpin: the disk is full\n", "recorded"},
	} {
		t.Run(test.name, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			err := errors.New("the disk is full")
			if test.interrupted {
				cancel()
				err = ctx.Err()
			}
			var said strings.Builder
			a := &app{errs: &said}
			code := a.fail(ctx, desk.PartlyRecorded(ctx, []*desk.Imported{{Case: "harbour", Entry: test.entry}}, err))
			if (code == exitCode(desk.Cancelled)) != test.interrupted || !strings.HasPrefix(said.String(), test.says) || strings.Contains(said.String(), test.not) {
				t.Errorf("exit code %d and %q", code, said.String())
			}
		})
	}
}
