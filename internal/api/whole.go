package api

import (
	"bytes"
	"context"
	"fmt"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"underpin/internal/desk"
)

type exportInput struct {
	CaseInput
	Plain bool `query:"plain" doc:"in the clear, although the case is encrypted"`
}

// exportPath is where all of a case lies, below the case.
const exportPath = "/export"

// ofOwnUse stands in the name of every file that holds all of a case.
const ofOwnUse = "whole-case-for-own-use"

// whole registers what is asked of a case as a whole: an export, and a checkpoint.
func (s *Handler) whole() {
	op := huma.Operation{OperationID: "export-case", Method: http.MethodGet, Path: casePath + exportPath, Summary: "All of a case as a casebook, without what is sealed: for the own use of whoever holds the case", Errors: []int{401, 404, 423}}
	op.Responses = map[string]*huma.Response{"200": {Description: "A casebook, or an age file of one", Content: map[string]*huma.MediaType{"application/octet-stream": {}}}}
	huma.Register(s.api, op, settled(func(ctx context.Context, in *exportInput) (*fileOutput, error) {
		a, err := s.of(ctx, in.Case)
		if err != nil {
			return nil, err
		}
		var file bytes.Buffer
		sealed, err := s.work.Export(ctx, a.id, &file, in.Plain)
		if err != nil {
			return nil, err
		}
		name := in.Case + "-" + ofOwnUse + ".yaml"
		if sealed {
			name += ".age"
		}
		return &fileOutput{"application/octet-stream", fmt.Sprintf("attachment; filename=%q", name), file.Bytes()}, nil
	}))
	write(s, "sign-checkpoint", "/checkpoint", "Sign the register as it is: a checkpoint to keep elsewhere", func(ctx context.Context, a *asked, in *CaseInput) (*keptCheckpoint, error) {
		c, err := a.desk.Checkpoint(ctx, a.id)
		if err != nil {
			return nil, err
		}
		return &keptCheckpoint{SignedCheckpoint: *c, File: fmt.Sprintf("%s-%d.checkpoint", in.Case, c.Entry)}, nil
	})
}

// A keptCheckpoint is a checkpoint with the name of its file.
type keptCheckpoint struct {
	desk.SignedCheckpoint
	File string `json:"file"`
}

// A fileOutput is a file for the folder of downloads.
type fileOutput struct {
	ContentType string `header:"Content-Type"`
	Disposition string `header:"Content-Disposition"`
	Body        []byte
}
