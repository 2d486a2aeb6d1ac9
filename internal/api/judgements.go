package api

import (
	"context"

	"underpin"
	"underpin/internal/desk"
)

type gradeInput struct {
	WriteInput
	Source string `path:"source" doc:"the key of the source"`
	Body   struct {
		Grade underpin.Grade `json:"grade" doc:"A to F"`
		Topic string         `json:"topic,omitempty" doc:"limits it to claims of this topic"`
		On    string         `json:"on,omitempty" doc:"the date from which it counts, today where it is missing"`
		Why   string         `json:"why,omitempty" doc:"the reason"`
	}
}

type retractInput struct {
	WriteInput
	Kind underpin.RecordKind `path:"kind" enum:"testimony,source" doc:"a testimony, or a source with all that it said"`
	Key  string              `path:"key" doc:"the key of the testimony or the source"`
	Body struct {
		On  string `json:"on,omitempty" doc:"the date from which it counts, today where it is missing"`
		Why string `json:"why,omitempty" doc:"the reason"`
	}
}

type sameInput struct {
	WriteInput
	Body struct {
		A       string           `json:"a" doc:"the key of an entity"`
		B       string           `json:"b" doc:"the key of another"`
		Verdict underpin.Verdict `json:"verdict" doc:"same, not_same or unsure"`
		P       float64          `json:"p,omitempty" doc:"the probability that they are one, where unsure; what is said of it decides where it is missing"`
		Why     string           `json:"why,omitempty" doc:"the reason"`
	}
}

// judgements registers the writes that are more than values of fields.
func (s *Handler) judgements() {
	write(s, "grade-source", "/sources/{source}/grades", "Give a source a grade from a date on", func(ctx context.Context, a *asked, in *gradeInput) (*desk.Changed, error) {
		source, err := one[underpin.SourceID](a, underpin.KindSource, in.Source)
		if err != nil {
			return nil, err
		}
		on, err := dateOr(a.desk, "on", in.Body.On)
		if err != nil {
			return nil, err
		}
		g := underpin.Grading{Grade: in.Body.Grade, Topic: in.Body.Topic, On: on, Why: in.Body.Why}
		return a.desk.Grade(ctx, a.id, source, g, in.Preview)
	})
	write(s, "retract", "/records/{kind}/{key}/retraction", "Withdraw a testimony, or all that a source said, from a date on", func(ctx context.Context, a *asked, in *retractInput) (*desk.Changed, error) {
		ref, err := a.keys.Find(in.Kind, in.Key)
		if err != nil {
			return nil, err
		}
		on, err := dateOr(a.desk, "on", in.Body.On)
		if err != nil {
			return nil, err
		}
		return a.desk.Retract(ctx, a.id, ref.ID, underpin.Retraction{On: on, Why: in.Body.Why}, in.Preview)
	})
	write(s, "judge-sameness", "/samenesses", "Judge whether two entities are one, in the place of an earlier judgement", func(ctx context.Context, a *asked, in *sameInput) (*desk.Changed, error) {
		ends, err := found[underpin.EntityID](a, underpin.KindEntity, []string{in.Body.A, in.Body.B})
		if err != nil {
			return nil, err
		}
		same := underpin.Sameness{A: ends[0], B: ends[1], Verdict: in.Body.Verdict, P: in.Body.P, Note: in.Body.Why, On: a.desk.Today()}
		return a.desk.Same(ctx, a.id, same, in.Preview)
	})
}

// dateOr reads the date of a field, today where it is empty.
func dateOr(d *desk.Desk, field, text string) (underpin.Date, error) {
	if text == "" {
		return d.Today(), nil
	}
	return desk.ParseDate(field, text)
}
