package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
)

// sessions registers the exchange of the token for the session.
func (s *Handler) sessions() {
	type begin struct {
		Body struct {
			Token string `json:"token" doc:"the token of the address that underpin serve prints"`
		}
	}
	type begun struct {
		SetCookie *http.Cookie `header:"Set-Cookie"`
	}
	op := huma.Operation{OperationID: "begin-session", Method: http.MethodPost, Path: sessionPath, Summary: "Exchange the token of this run for the session, once", DefaultStatus: http.StatusNoContent, Errors: []int{403}}
	huma.Register(s.api, op, settled(func(_ context.Context, in *begin) (*begun, error) {
		c, ok := s.session.begin(in.Body.Token)
		if !ok {
			return nil, &problemDetails{Status: http.StatusForbidden, Title: http.StatusText(http.StatusForbidden), Detail: "This address has been used already, or belongs to another run.", Hint: "open the address that underpin serve prints", Code: "no_session"}
		}
		return &begun{c}, nil
	}))
	op = huma.Operation{OperationID: "end-session", Method: http.MethodDelete, Path: sessionPath, Summary: "Stop the program: nobody is served any more", DefaultStatus: http.StatusNoContent, Errors: []int{401, 403}}
	huma.Register(s.api, op, settled(func(context.Context, *struct{}) (*struct{}, error) {
		if s.quit != nil {
			s.quit()
		}
		return nil, nil
	}))
	op = huma.Operation{OperationID: "read-version", Method: http.MethodGet, Path: versionPath, Summary: "The version of the program", Errors: []int{401}}
	huma.Register(s.api, op, settled(func(context.Context, *struct{}) (*versionOutput, error) {
		out := &versionOutput{}
		out.Body.Data.Version = s.version
		return out, nil
	}))
}

// versionPath is where the program says which it is.
const versionPath = "/api/version"

type versionOutput struct {
	Body struct {
		Data struct {
			Version string `json:"version"`
		} `json:"data"`
	}
}
