package api

import (
	"context"

	"underpin"
	"underpin/internal/desk"
)

type recordsInput struct {
	CaseInput
	Kind  underpin.RecordKind `path:"kind" doc:"the kind of the records"`
	Words string              `query:"words" maxLength:"200" doc:"all of them must occur"`
}

type formInput struct {
	CaseInput
	Kind underpin.RecordKind `path:"kind" doc:"the kind of the record"`
	Key  string              `path:"key" doc:"the key of the record; of the settings any word"`
}

type blankInput struct {
	CaseInput
	Kind  underpin.RecordKind `path:"kind" doc:"the kind of the record"`
	About []string            `query:"about,explode" doc:"keys of records that it is about: they stand in its fields"`
}

// forms registers what is asked to fill in a record.
func (s *Handler) forms() {
	read(s, "list-records", "/records/{kind}", "The records of a kind", func(ctx context.Context, a *asked, in *recordsInput) (*desk.RecordList, error) {
		return a.desk.Records(ctx, a.id, in.Kind, in.Words)
	})
	read(s, "read-form", "/records/{kind}/{key}", "A record as a form, with its version", func(ctx context.Context, a *asked, in *formInput) (*desk.RecordForm, error) {
		ref := underpin.RecordRef{Kind: in.Kind}
		if in.Kind != underpin.KindSettings {
			var err error
			if ref, err = a.keys.Find(in.Kind, in.Key); err != nil {
				return nil, err
			}
		}
		return a.desk.FormOf(ctx, a.id, ref)
	})
	read(s, "read-blank", "/forms/{kind}", "The form of a new record", func(ctx context.Context, a *asked, in *blankInput) (*desk.RecordForm, error) {
		return a.desk.Blank(ctx, a.id, in.Kind, in.About)
	})
}
