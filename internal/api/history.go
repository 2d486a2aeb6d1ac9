package api

import (
	"context"

	"underpin/internal/desk"
)

type logInput struct {
	CaseInput
	Limit int `query:"limit" minimum:"0" maximum:"1000" doc:"the latest so many, all where it is missing"`
}

type reversalInput struct {
	CaseInput
	Body struct {
		Entry   int64 `json:"entry,omitempty" minimum:"0" doc:"the entry to take back or bring back, the last where it is missing"`
		Cascade bool  `json:"cascade,omitempty" doc:"take what depends on it too"`
	}
}

type entryInput struct {
	CaseInput
	Entry int64 `path:"entry" minimum:"1" doc:"the number of the entry"`
}

// history registers what is asked of the register.
func (s *Handler) history() {
	read(s, "read-log", "/log", "The changes of a case, the latest first", func(ctx context.Context, a *asked, in *logInput) ([]desk.HistoryEntry, error) {
		return a.desk.Log(ctx, a.id, in.Limit)
	})
	read(s, "read-entry", "/log/{entry}", "One change of a case: the records that it touched, before and after", func(ctx context.Context, a *asked, in *entryInput) (*desk.TouchedEntry, error) {
		return a.desk.Entry(ctx, a.id, in.Entry)
	})
	write(s, "undo", "/undo", "Take back an entry", func(ctx context.Context, a *asked, in *reversalInput) (*desk.Reversal, error) {
		return a.desk.Undo(ctx, a.id, in.Body.Entry, in.Body.Cascade)
	})
	write(s, "redo", "/redo", "Bring back what was taken back", func(ctx context.Context, a *asked, in *reversalInput) (*desk.Reversal, error) {
		return a.desk.Redo(ctx, a.id, in.Body.Entry, in.Body.Cascade)
	})
}
