package desk

import (
	"errors"
	"strings"
	"testing"

	"underpin"
)

func TestTheSameImportAgainWritesNothing(t *testing.T) {
	d := newDesk(t, quay(t))
	done, err := d.Import(t.Context(), []Parcel{{"test.yaml", quay(t)}}, false)
	if err != nil || done[0].Entry != 0 || done[0].Unchanged == 0 {
		t.Errorf("again: %+v, %v", done[0], err)
	}
}

// A file that is whole by itself can still contradict what the case holds: here it
// puts a source into a group while the case has it in another.
func TestAnImportThatDoesNotFitTheCaseIsRefused(t *testing.T) {
	first := quay(t)
	first.Groups = []underpin.Group{{ID: "press", Members: []underpin.OriginID{"gazette"}, Delta: .5}}
	d := newDesk(t, first)
	second := quay(t)
	second.Groups = []underpin.Group{{ID: "state", Members: []underpin.OriginID{"gazette"}, Delta: .5}}
	third := quay(t)
	third.ID = "pier"
	_, err := d.Import(t.Context(), []Parcel{{"pier.yaml", third}, {"test.yaml", second}}, false)
	var f *Fault
	if !errors.As(err, &f) || f.Kind != BadInput || !strings.Contains(f.Message, "gazette") {
		t.Fatalf("the import: %v", err)
	}
	if cases, err := d.Cases(t.Context()); err != nil || len(cases) != 1 {
		t.Errorf("the cases are %v, %v", cases, err)
	}
	if log, err := d.Log(t.Context(), "quay", 0); err != nil || len(log) != 1 {
		t.Errorf("the log is %v, %v", log, err)
	}
	if _, err := d.Import(t.Context(), []Parcel{{"test.yaml", second}}, true); err != nil {
		t.Errorf("in place of it: %v", err)
	}
}

func TestAFileThatCannotBeReadIsAFault(t *testing.T) {
	for name, want := range map[string]Kind{t.TempDir() + "/none.yaml": NotFound, t.TempDir(): BadInput} {
		_, err := Unpack(name, "")
		var f *Fault
		if !errors.As(err, &f) || f.Kind != want {
			t.Errorf("%s: %v", name, err)
		}
	}
}
