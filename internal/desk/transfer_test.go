package desk

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"underpin"
)

func TestTheSameImportAgainWritesNothing(t *testing.T) {
	d := newDesk(t, quay(t))
	done, err := d.Import(t.Context(), []Parcel{{Name: "test.yaml", Case: quay(t)}}, false)
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
	_, err := d.Import(t.Context(), []Parcel{{Name: "pier.yaml", Case: third}, {Name: "test.yaml", Case: second}}, false)
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
	if _, err := d.Import(t.Context(), []Parcel{{Name: "test.yaml", Case: second}}, true); err != nil {
		t.Errorf("in place of it: %v", err)
	}
}

func TestFilesOfOneCaseAreCheckedTogether(t *testing.T) {
	d := newDesk(t)
	first, second := quay(t), quay(t)
	first.Groups = []underpin.Group{{ID: "press", Members: []underpin.OriginID{"gazette"}, Delta: .5}}
	second.Groups = []underpin.Group{{ID: "state", Members: []underpin.OriginID{"gazette"}, Delta: .5}}
	_, err := d.Import(t.Context(), []Parcel{{Name: "a.yaml", Case: first}, {Name: "b.yaml", Case: second}}, false)
	var f *Fault
	if !errors.As(err, &f) || f.Kind != BadInput {
		t.Fatalf("the import: %v", err)
	}
	second.Groups = nil
	done, err := d.Import(t.Context(), []Parcel{{Name: "a.yaml", Case: first}, {Name: "b.yaml", Case: second}}, false)
	if err != nil || done[0].Entry != 1 || done[1].Entry != 0 {
		t.Errorf("two that fit: %+v, %v", done, err)
	}
}

func TestAnImportThatEndsBetweenTwoCasesSaysWhatWasRecorded(t *testing.T) {
	d := newDesk(t)
	second := quay(t)
	second.ID = "no\x00name"
	_, err := d.Import(t.Context(), []Parcel{{Name: "a.yaml", Case: quay(t)}, {Name: "b.yaml", Case: second}}, true)
	var f *Fault
	if !errors.As(err, &f) || f.Code != BadCaseName || len(f.Recorded) != 1 || !strings.HasPrefix(err.Error(), "quay: recorded; nothing of what came after: ") {
		t.Errorf("%v", err)
	}
}

func TestAnImportIntoACaseThatMovedOnIsRefused(t *testing.T) {
	d := newDesk(t, quay(t))
	c := quay(t)
	c.Entities[0].Name = "Mariam Dalal"
	if _, last, err := d.record(t.Context(), Parcel{Name: "a.yaml", Case: c}, false, 1); err != nil || last != 2 {
		t.Fatalf("entry %d, %v", last, err)
	}
	if _, _, err := d.record(t.Context(), Parcel{Name: "b.yaml", Case: quay(t)}, false, 1); err == nil || FaultOf(t.Context(), err).Code != CaseChanged {
		t.Errorf("from an old state: %v", err)
	}
}

func TestTheSigningKeyIsMadeOnceAndOnlyToSign(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "keys")
	db := filepath.Join(t.TempDir(), "test.db")
	open := func(cfg Config) *Desk {
		cfg.KeyDir = dir
		d, err := Open(t.Context(), db, cfg)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	open(Config{New: true}).Close()
	if _, err := os.Stat(dir); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the folder of the key: %v", err)
	}
	keys := make(chan string)
	for range 8 {
		go func() {
			key, err := signingKey(dir)
			if err != nil {
				t.Error(err)
			}
			keys <- key
		}()
	}
	first := <-keys
	for range 7 {
		if key := <-keys; key != first || key == "" {
			t.Errorf("keys %q and %q", key, first)
		}
	}
	left, err := os.ReadDir(dir)
	if err != nil || len(left) != 1 {
		t.Errorf("the folder holds %v, %v", left, err)
	}
	d := open(Config{Sign: true})
	defer d.Close()
	done, err := d.Import(t.Context(), []Parcel{{Name: "a.yaml", Case: quay(t)}}, false)
	if err != nil || done[0].Checkpoint == "" {
		t.Errorf("no checkpoint: %v", err)
	}
}

func TestAFileThatCannotBeReadIsAFault(t *testing.T) {
	for name, want := range map[string]FaultKind{t.TempDir() + "/none.yaml": NotFound, t.TempDir(): BadInput} {
		_, err := Unpack(name, "")
		var f *Fault
		if !errors.As(err, &f) || f.Kind != want {
			t.Errorf("%s: %v", name, err)
		}
	}
}
