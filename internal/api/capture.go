package api

import (
	"context"
	"net/http"

	"underpin"
	"underpin/internal/desk"
)

type lineInput struct {
	WriteInput
	Body struct {
		Line    desk.SheetLine `json:"line"`
		Draft   string         `json:"draft,omitempty" pattern:"^[a-z2-7]{16}$" doc:"the draft that goes once the line is kept"`
		Version int64          `json:"version,omitempty" doc:"the version of the draft that was seen"`
	}
}

type askedLineInput struct {
	WriteInput
	Body struct {
		Line   desk.SheetLine `json:"line"`
		Worlds int            `json:"worlds,omitempty" minimum:"0" maximum:"65536" doc:"how many worlds to draw, 2,000 where it is missing"`
		Voices bool           `json:"voices,omitempty" doc:"say also on which one voice the answers hang"`
	}
}

type pasteInput struct {
	WriteInput
	Body struct {
		Text string `json:"text" doc:"a sentence a line"`
	}
}

type draftInput struct {
	CaseInput
	Draft string `path:"draft" pattern:"^[a-z2-7]{16}$" doc:"16 letters and digits of the caller's; drafts are listed in their order"`
	Body  struct {
		Version int64          `json:"version" minimum:"0" doc:"the version that was seen, 0 for a new one"`
		Line    desk.SheetLine `json:"line"`
	}
}

type droppedDraftInput struct {
	CaseInput
	Draft   string `path:"draft" pattern:"^[a-z2-7]{16}$" doc:"of the draft"`
	Version int64  `query:"version" minimum:"0" doc:"the version that was seen"`
}

type saidInput struct {
	CaseInput
	Source string `path:"source" doc:"the key of the source"`
}

type namesInput struct {
	CaseInput
	Words string `query:"words" maxLength:"200" doc:"what was typed; each word begins a word of a name"`
}

// A draftState is a draft after it was written to.
type draftState struct {
	Version int64 `json:"version"`
}

// suggestMost is how many names are suggested.
const suggestMost = 7

// capture registers what the capture screen asks and writes.
func (s *Handler) capture() {
	read(s, "read-sheet", "/capture", "Who can speak and the words of the vocabulary", func(ctx context.Context, a *asked, _ *CaseInput) (*desk.Sheet, error) {
		return a.desk.CaptureSheet(ctx, a.id)
	})
	read(s, "suggest-names", "/names", "Entities whose names begin so", func(ctx context.Context, a *asked, in *namesInput) ([]desk.Suggestion, error) {
		return a.desk.Suggest(ctx, a.id, in.Words, suggestMost)
	})
	read(s, "suggest-relations", "/relations", "Relations that read so, or those that come nearest", func(ctx context.Context, a *asked, in *namesInput) (*desk.WordsFound, error) {
		return a.desk.SuggestWords(ctx, a.id, in.Words, suggestMost)
	})
	read(s, "read-said", "/sources/{source}/said", "What a source has said", func(ctx context.Context, a *asked, in *saidInput) (*desk.SaidBefore, error) {
		id, err := one[underpin.SourceID](a, underpin.KindSource, in.Source)
		if err != nil {
			return nil, err
		}
		return a.desk.Said(ctx, a.id, id)
	})
	write(s, "read-line", "/capture/reading", "What a line would do, without writing it", func(ctx context.Context, a *asked, in *lineInput) (*desk.LineRead, error) {
		return a.desk.ReadLine(ctx, a.id, in.Body.Line)
	})
	write(s, "read-line-conclusions", "/capture/conclusions", "Which conclusions a line would move, without writing it", func(ctx context.Context, a *asked, in *askedLineInput) (*desk.MovedConclusions, error) {
		return a.desk.LineConclusions(ctx, desk.Query{Case: a.id, Worlds: in.Body.Worlds}, in.Body.Line, in.Body.Voices)
	})
	write(s, "read-pasted", "/capture/pasted", "Pasted text as lines, without writing them", func(ctx context.Context, a *asked, in *pasteInput) ([]desk.PastedLine, error) {
		return a.desk.PasteLines(ctx, a.id, in.Body.Text)
	})
	write(s, "keep-line", "/capture", "Keep a line", func(ctx context.Context, a *asked, in *lineInput) (*desk.Changed, error) {
		done, err := a.desk.KeepLine(ctx, a.id, in.Body.Line)
		if err == nil && in.Body.Draft != "" {
			_ = a.desk.DropDraft(ctx, a.id, in.Body.Draft, in.Body.Version) // what somebody else has written to it stays
		}
		return done, err
	})
	s.drafts()
}

// drafted tells the other windows that a draft was put down or taken away.
func (s *Handler) drafted(key string) { s.events.tell(Event{What: Drafted, Case: key}) }

// drafts registers the lines that were begun. They are no part of the case, and have no
// tag of it.
func (s *Handler) drafts() {
	readLive(s, "list-drafts", "/drafts", "The lines that were begun", func(ctx context.Context, a *asked, _ *CaseInput) ([]desk.DraftLine, error) {
		return a.desk.Drafts(ctx, a.id)
	})
	change(s, http.MethodPut, "put-draft", "/drafts/{draft}", "Write a line that was begun", func(ctx context.Context, a *asked, in *draftInput) (*draftState, error) {
		defer s.drafted(in.Case)
		version, err := a.desk.PutDraft(ctx, a.id, in.Draft, in.Body.Version, in.Body.Line)
		return &draftState{version}, err
	})
	change(s, http.MethodDelete, "drop-draft", "/drafts/{draft}", "Take away a line that was begun", func(ctx context.Context, a *asked, in *droppedDraftInput) (*draftState, error) {
		defer s.drafted(in.Case)
		return &draftState{}, a.desk.DropDraft(ctx, a.id, in.Draft, in.Version)
	})
}
