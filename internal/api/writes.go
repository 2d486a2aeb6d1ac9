package api

import (
	"context"
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"underpin"
	"underpin/internal/desk"
	"underpin/internal/exchange/casebook"
)

// A WriteInput says how a case is to be changed.
type WriteInput struct {
	CaseInput
	IfMatch     string `header:"If-Match" doc:"the entry at which the case stood, or the record was written, when it was read: what was changed since is a conflict"`
	Idempotency string `header:"Idempotency-Key" maxLength:"200" doc:"a word of the caller's for this write: the same write under it is done once as long as the server runs"`
	Preview     bool   `query:"preview" doc:"say what it would change, and write nothing"`
}

func (in *WriteInput) written() *WriteInput { return in }

// how says how records are to be written. It fails where the version that was seen is not
// an entry.
func (in *WriteInput) how() (desk.How, error) {
	how := desk.How{Preview: in.Preview}
	tag := strings.Trim(strings.TrimPrefix(in.IfMatch, "W/"), `"`)
	if tag == "" || tag == "*" {
		return how, nil
	}
	tag, _, _ = strings.Cut(tag, "-")
	seen, err := strconv.ParseInt(tag, 10, 64)
	if err != nil || seen < 1 {
		return how, &problemDetails{
			Status: http.StatusUnprocessableEntity, Title: string(desk.BadInput), Code: desk.NotAnEntry.Word, Field: "If-Match",
			Detail: "The version that was seen is not an entry of the case.", Hint: "send the head or the version that the record was read with",
		}
	}
	how.Seen = seen
	return how, nil
}

// Values are the values of fields of a record, as a casebook has them: a text, a number,
// a flag, or a list or map of these; an empty one empties the field. A field that ends in
// + adds to a list, in - takes out; dots lead on into a value ("terms.embargo"). Records
// are named by their keys.
type Values map[string]any

// assignments are the values as the desk takes them, in the order of their fields.
func (v Values) assignments() ([]casebook.Assignment, error) {
	to := make([]casebook.Assignment, 0, len(v))
	for _, name := range slices.Sorted(maps.Keys(v)) {
		a := casebook.Assignment{Field: name, Op: casebook.Set}
		if field, ok := strings.CutSuffix(name, "+"); ok {
			a.Field, a.Op = field, casebook.Add
		} else if field, ok := strings.CutSuffix(name, "-"); ok {
			a.Field, a.Op = field, casebook.Take
		}
		switch value := v[name].(type) {
		case nil:
		case string:
			a.Value = value
		default:
			b, err := json.Marshal(value)
			if err != nil {
				return nil, err
			}
			if a.Value = string(b); a.Value == "[]" || a.Value == "{}" {
				a.Value = ""
			}
		}
		to = append(to, a)
	}
	return to, nil
}

// A recordBody is a record as a form gives it.
type recordBody struct {
	Kind   underpin.RecordKind `json:"kind" doc:"the kind of the record"`
	Key    string              `json:"key,omitempty" doc:"the key of the record that is changed; a new one has none"`
	As     string              `json:"as,omitempty" pattern:"^#[0-9a-z]{1,20}$" doc:"what those that follow in the write call a new record: #1"`
	ID     string              `json:"id,omitempty" maxLength:"200" doc:"what a new record is known by, where that was chosen: a code name"`
	Values Values              `json:"values"`
}

func (f *recordBody) desk() (desk.Filling, error) {
	to, err := f.Values.assignments()
	return desk.Filling{Kind: f.Kind, Key: f.Key, As: f.As, ID: f.ID, To: to}, err
}

type writeInput struct {
	WriteInput
	Body struct {
		Records []recordBody `json:"records" minItems:"1" maxItems:"200" doc:"the records, each after those it refers to"`
	}
}

type newRecordInput struct {
	WriteInput
	Kind underpin.RecordKind `path:"kind" doc:"the kind of the record"`
	Body struct {
		ID     string `json:"id,omitempty" maxLength:"200" doc:"what it is known by, where that was chosen: a code name"`
		Values Values `json:"values"`
	}
}

// A RecordInput names a record.
type RecordInput struct {
	WriteInput
	Kind underpin.RecordKind `path:"kind" doc:"the kind of the record"`
	Key  string              `path:"key" doc:"the key of the record; of the settings any word"`
}

type changedRecordInput struct {
	RecordInput
	Body struct {
		Values Values `json:"values"`
	}
}

type removedRecordInput struct {
	RecordInput
	Cascade bool `query:"cascade" doc:"take along what refers to it"`
}

// records registers the writes of all kinds of records.
func (s *Handler) records() {
	write(s, "write-records", "/records", "Write records of any kinds, new and changed, as one entry", func(ctx context.Context, a *asked, in *writeInput) (*desk.Changed, error) {
		return a.write(ctx, in.WriteInput, in.Body.Records)
	})
	write(s, "add-record", "/records/{kind}", "Add a record", func(ctx context.Context, a *asked, in *newRecordInput) (*desk.Changed, error) {
		return a.write(ctx, in.WriteInput, []recordBody{{Kind: in.Kind, ID: in.Body.ID, Values: in.Body.Values}})
	})
	change(s, http.MethodPatch, "edit-record", "/records/{kind}/{key}", "Give fields of a record other values", func(ctx context.Context, a *asked, in *changedRecordInput) (*desk.Changed, error) {
		return a.write(ctx, in.WriteInput, []recordBody{{Kind: in.Kind, Key: in.Key, Values: in.Body.Values}})
	})
	change(s, http.MethodDelete, "remove-record", "/records/{kind}/{key}", "Take a record out of the case", func(ctx context.Context, a *asked, in *removedRecordInput) (*desk.Changed, error) {
		ref, err := in.ref(a)
		if err != nil {
			return nil, err
		}
		how, err := in.how()
		how.Cascade = in.Cascade
		if err != nil {
			return nil, err
		}
		return a.desk.Remove(ctx, a.id, []underpin.RecordRef{ref}, how)
	})
	s.judgements()
}

// write writes records.
func (a *asked) write(ctx context.Context, in WriteInput, records []recordBody) (*desk.Changed, error) {
	how, err := in.how()
	if err != nil {
		return nil, err
	}
	list := make([]desk.Filling, len(records))
	for i := range records {
		if list[i], err = records[i].desk(); err != nil {
			return nil, err
		}
		if list[i].Kind == underpin.KindSettings {
			list[i].Key = ""
		}
	}
	return a.desk.Write(ctx, a.id, list, how)
}

func (in *RecordInput) ref(a *asked) (underpin.RecordRef, error) {
	if in.Kind == underpin.KindSettings {
		return underpin.RecordRef{Kind: in.Kind}, nil
	}
	return a.keys.Find(in.Kind, in.Key)
}

// write registers a request that changes a case.
func write[I any, P ofCase[I], T any](s *Handler, id, path, summary string, f func(ctx context.Context, a *asked, in P) (T, error)) {
	change(s, http.MethodPost, id, path, summary, f)
}

// change is write by another method.
func change[I any, P ofCase[I], T any](s *Handler, method, id, path, summary string, f func(ctx context.Context, a *asked, in P) (T, error)) {
	op := huma.Operation{OperationID: id, Method: method, Path: casePath + path, Summary: summary, Errors: []int{401, 403, 404, 409, 412, 422}}
	huma.Register(s.api, op, settled(func(ctx context.Context, in *I) (*output[T], error) {
		return once(s, in, id, func() (*output[T], error) {
			a, out, err := answered[I, P](ctx, s, in, f)
			if err != nil {
				return nil, err
			}
			out.Body.Head, err = a.desk.Head(ctx, a.id)
			return out, err
		})
	}))
}
