package store_test

import (
	"errors"
	"path/filepath"
	"testing"
	"time"

	"underpin"
	"underpin/internal/register"
	"underpin/internal/store"
)

func TestANoticeSaysTheDayAndNoMore(t *testing.T) {
	now := time.Date(2020, 1, 3, 14, 37, 12, 0, time.UTC)
	s, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "case.db"), store.Config{Create: true, Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := s.Notice(t.Context(), "quay", register.OpUnseal, "unseal a note"); !errors.Is(err, store.ErrNoCase) {
		t.Errorf("without a case: %v", err)
	}
	first, err := s.Import(t.Context(), &underpin.Case{ID: "quay", Questions: []underpin.Question{{ID: "q1", Text: "Who?"}}}, store.ImportPolicy{})
	if err != nil {
		t.Fatal(err)
	}
	e, err := s.Notice(t.Context(), "quay", register.OpUnseal, "unseal a note")
	if err != nil || e.Seq != 2 || e.Rows != 0 || e.Recorded != first.Entry.Recorded.Add(time.Microsecond) {
		t.Errorf("on the day of the entry before it is %+v, %v", e, err)
	}
	now = now.Add(48 * time.Hour)
	e, err = s.Notice(t.Context(), "quay", register.OpUnseal, "unseal a note")
	if err != nil || !e.Recorded.Equal(time.Date(2020, 1, 5, 0, 0, 0, 0, time.UTC)) {
		t.Errorf("later it is recorded at %v, %v", e.Recorded, err)
	}
	report, err := s.Verify(t.Context(), "quay")
	if err != nil || report.Fault != nil {
		t.Errorf("verify: %+v, %v", report, err)
	}
	if _, err := s.Undo(t.Context(), "quay", store.UndoOptions{Seq: 3}); !errors.Is(err, register.ErrNothingTaken) {
		t.Errorf("the undo of a notice: %v", err)
	}
}
