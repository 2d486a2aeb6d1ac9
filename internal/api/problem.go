package api

import (
	"context"
	"encoding/json"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"underpin/internal/desk"
)

// A problemDetails is what is answered where something failed, as RFC 9457 has it. Its type
// is left out, which stands for "about:blank": what a program needs is its code.
type problemDetails struct {
	Status int    `json:"status"`
	Title  string `json:"title"`
	// Detail is the sentence, Hint what to do.
	Detail string `json:"detail"`
	Hint   string `json:"hint,omitempty"`
	Code   string `json:"code"`
	// Field is the field of the form that it is about.
	Field string `json:"field,omitempty"`
	// Places are where a file needs mending, with the lines around each.
	Places []badPlace `json:"places,omitempty"`
	// Fault is all that is known of it.
	Fault *desk.Fault `json:"fault,omitempty"`
}

// Error implements error.
func (p *problemDetails) Error() string { return p.Detail }

// GetStatus implements huma.StatusError.
func (p *problemDetails) GetStatus() int { return p.Status }

// ContentType implements huma.ContentTypeFilter.
func (p *problemDetails) ContentType(string) string { return "application/problem+json" }

// statuses are the statuses of the kinds of faults.
var statuses = map[desk.FaultKind]int{
	desk.BadInput:  http.StatusUnprocessableEntity,
	desk.NotFound:  http.StatusNotFound,
	desk.Refused:   http.StatusConflict,
	desk.Storage:   http.StatusServiceUnavailable,
	desk.Tampered:  http.StatusInternalServerError,
	desk.Cancelled: statusGone,
	desk.Internal:  http.StatusInternalServerError,
}

// statusGone says that whoever asked has gone; nobody reads it.
const statusGone = 499

// problemOf makes an answer of an error.
func problemOf(ctx context.Context, err error) error {
	if p, ok := err.(huma.StatusError); ok {
		return p
	}
	f := desk.FaultOf(ctx, err)
	status, field := statuses[f.Kind], f.Field
	if f.Code == desk.RecordChanged || f.Code == desk.DraftChanged { // after it was seen
		status = http.StatusPreconditionFailed
	}
	if f.Code == desk.CaseLocked {
		status = http.StatusLocked
	}
	if field == "" && len(f.Problems) == 1 {
		field = f.Problems[0].Field
	}
	return &problemDetails{
		Status: status, Title: string(f.Kind), Detail: f.Message, Hint: f.Hint, Code: f.Word, Field: field, Fault: f,
	}
}

// refuse answers before anything was read.
func refuse(w http.ResponseWriter, status int, code, sentence string) {
	send(w, &problemDetails{Status: status, Title: http.StatusText(status), Detail: sentence, Code: code})
}

// answerProblem answers with what an error says, where no library does.
func answerProblem(ctx context.Context, w http.ResponseWriter, err error) {
	if p, ok := problemOf(ctx, err).(*problemDetails); ok {
		send(w, p)
		return
	}
	refuse(w, http.StatusInternalServerError, desk.Failed.Word, "The server answered with an error.")
}

func send(w http.ResponseWriter, p *problemDetails) {
	w.Header().Set("Content-Type", p.ContentType(""))
	w.WriteHeader(p.Status)
	json.NewEncoder(w).Encode(p)
}
