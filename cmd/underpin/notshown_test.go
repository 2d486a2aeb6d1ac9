package main

import (
	"strings"
	"syscall"
	"testing"

	"underpin/internal/desk"
)

// fullDisk is an output that takes nothing.
type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, syscall.ENOSPC }

func TestAFullDiskWhileAnsweringSaysWhatWasRecorded(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name   string
		result any
		says   string
	}{
		{"a change", &desk.Changed{Entry: 3}, "entry 3 was recorded, and what came after failed: the output could not be written: the disk is full"},
		{"a preview", &desk.Changed{}, "the output could not be written: the disk is full"},
		{"an undo", &desk.Reversal{HistoryEntry: desk.HistoryEntry{Seq: 4}}, "entry 4 was recorded, and what came after failed"},
		{"an erasure", &desk.Erased{Entry: 5}, "entry 5 was recorded, and what came after failed"},
		{"an import", []*desk.Imported{{Case: "harbour", Entry: 1}, {Case: "quay"}}, "harbour: recorded; nothing of what came after: the output could not be written"},
		{"a new case", &desk.Imported{Case: "quay", Entry: 1}, "quay: recorded; nothing of what came after"},
		{"a question", []string{"c1"}, "the output could not be written: the disk is full"},
	} {
		for _, asJSON := range []bool{false, true} {
			var said strings.Builder
			a := &app{out: fullDisk{}, errs: &said, json: asJSON}
			err := a.emit(test.result, func(p *page) { p.line("done") })
			code := a.fail(t.Context(), err)
			if code != exitCode(desk.Storage) || !strings.Contains(said.String(), test.says) || strings.Contains(test.says, "entry") != strings.Contains(said.String(), "need not be made again") {
				t.Errorf("%s: exit code %d and %q", test.name, code, said.String())
			}
		}
	}
}
