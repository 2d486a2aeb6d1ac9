package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"underpin"
	"underpin/internal/desk"
)

// pagePolicy is what the page of a brief may do in the frame that shows it: nothing but
// look as it does.
const pagePolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"

// A BriefInput names a brief.
type BriefInput struct {
	CaseInput
	Brief string `path:"brief" doc:"the key of the brief"`
}

func (in *BriefInput) id(a *asked) (string, error) {
	return one[string](a, underpin.KindBrief, in.Brief)
}

type briefDraftInput struct {
	BriefInput
	Body struct {
		Version int64  `json:"version" minimum:"0" doc:"the version of the draft that was seen, 0 for none"`
		Text    string `json:"text"`
	}
}

type droppedBriefDraftInput struct {
	BriefInput
	Version int64 `query:"version" minimum:"0" doc:"the version of the draft that was seen"`
}

type sketchInput struct {
	ReadInput
	Body struct {
		Text string `json:"text" doc:"the brief in Markdown"`
	}
}

type writtenInput struct {
	ReadInput
	Body struct {
		Text   string `json:"text" doc:"the brief in Markdown"`
		Format string `json:"format" enum:"html,markdown"`
	}
}

type pageInput struct {
	CaseInput
	Page string `path:"page" doc:"the key of the page"`
}

type pageOutput struct {
	ContentType string `header:"Content-Type"`
	Policy      string `header:"Content-Security-Policy"`
	Body        []byte
}

// briefs registers what the brief screen asks. The text of a brief is written as any other
// record is.
func (s *Handler) briefs() {
	read(s, "list-briefs", "/briefs", "The briefs of a case", func(ctx context.Context, a *asked, _ *CaseInput) ([]desk.BriefTitle, error) {
		return a.desk.Briefs(ctx, a.id)
	})
	// A draft changes without the case, so that the answer has no tag of it.
	readLive(s, "read-brief", "/briefs/{brief}", "The text of a brief, with what was written since it was kept", func(ctx context.Context, a *asked, in *BriefInput) (*desk.BriefText, error) {
		id, err := in.id(a)
		if err != nil {
			return nil, err
		}
		return a.desk.BriefText(ctx, a.id, id)
	})
	change(s, http.MethodPut, "put-brief-draft", "/briefs/{brief}/draft", "Put down what is written in a brief and is not kept yet", func(ctx context.Context, a *asked, in *briefDraftInput) (*draftState, error) {
		id, err := in.id(a)
		if err != nil {
			return nil, err
		}
		defer s.drafted(in.Case)
		version, err := a.desk.PutBriefDraft(ctx, a.id, id, in.Body.Version, in.Body.Text)
		return &draftState{version}, err
	})
	change(s, http.MethodDelete, "drop-brief-draft", "/briefs/{brief}/draft", "Take away what is written in a brief and is not kept yet", func(ctx context.Context, a *asked, in *droppedBriefDraftInput) (*draftState, error) {
		id, err := in.id(a)
		if err != nil {
			return nil, err
		}
		defer s.drafted(in.Case)
		return &draftState{}, a.desk.DropBriefDraft(ctx, a.id, id, in.Version)
	})
	s.pages()
	s.releases()
}

// pages registers what becomes of the text of a brief.
func (s *Handler) pages() {
	write(s, "sketch-brief", "/briefs/sketch", "Render a brief that is being written: its page, its findings, its references", func(ctx context.Context, a *asked, in *sketchInput) (*desk.BriefSheet, error) {
		q, err := in.query(a)
		if err != nil {
			return nil, err
		}
		return a.desk.SketchBrief(ctx, q, in.Body.Text)
	})
	write(s, "write-brief", "/briefs/written", "Write a brief as it goes out", func(ctx context.Context, a *asked, in *writtenInput) (*desk.WrittenBrief, error) {
		q, err := in.query(a)
		if err != nil {
			return nil, err
		}
		return a.desk.WriteBrief(ctx, q, in.Body.Text, in.Body.Format)
	})
	op := huma.Operation{OperationID: "read-page", Method: http.MethodGet, Path: casePath + "/pages/{page}", Summary: "The page of a brief that was just rendered", Errors: []int{401, 404}}
	huma.Register(s.api, op, settled(func(ctx context.Context, in *pageInput) (*pageOutput, error) {
		a, err := s.of(ctx, in.Case)
		if err != nil {
			return nil, err
		}
		page, err := a.desk.Page(ctx, in.Page)
		return &pageOutput{"text/html; charset=utf-8", pagePolicy, page}, err
	}))
}
