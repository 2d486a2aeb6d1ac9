package api

import (
	"context"
	"crypto/sha256"
	"encoding/base32"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"underpin"
	"underpin/internal/desk"
	"underpin/internal/evidence"
)

// A CaseInput names a case by its key.
type CaseInput struct {
	Case        string `path:"case" doc:"the key of the case"`
	IfNoneMatch string `header:"If-None-Match"`
}

func (in *CaseInput) common() *CaseInput { return in }

// A ReadInput says how a case is to be read, as a desk.Query does.
type ReadInput struct {
	CaseInput
	At      string   `query:"at" doc:"the date, in EDTF; the case's own where it is missing"`
	Known   string   `query:"known" doc:"leave out what was learned later; today where it is missing"`
	Lose    []string `query:"lose,explode" doc:"keys of entities and claims that are lost"`
	Without []string `query:"without,explode" doc:"keys of sources to leave out"`
	Reject  []string `query:"reject,explode" doc:"keys of claims taken as not said"`
	Regrade []string `query:"regrade,explode" doc:"KEY:GRADE of sources to grade otherwise"`
	Worlds  int      `query:"worlds" minimum:"0" maximum:"65536" doc:"how many worlds to draw, 2,000 where it is missing"`
	Seed    uint64   `query:"seed" doc:"of the worlds, 1 where it is missing"`
}

// query turns the keys of a question into a query of the desk.
func (in *ReadInput) query(a *asked) (desk.Query, error) {
	q := desk.Query{Case: a.id, At: in.At, Known: in.Known, Worlds: in.Worlds, Seed: in.Seed}
	for _, key := range in.Lose {
		ref, err := a.keys.Find(underpin.KindEntity, key)
		if err != nil {
			if ref, err = a.keys.Find(underpin.KindClaim, key); err != nil {
				return q, err
			}
		}
		q.Lose = append(q.Lose, underpin.LossID(ref.ID))
	}
	var err error
	q.Edits, err = in.edits(a)
	return q, err
}

func (in *ReadInput) edits(a *asked) (evidence.Edits, error) {
	var e evidence.Edits
	var err error
	if e.Without, err = found[underpin.SourceID](a, underpin.KindSource, in.Without); err != nil {
		return e, err
	}
	if e.Reject, err = found[underpin.ClaimID](a, underpin.KindClaim, in.Reject); err != nil {
		return e, err
	}
	for _, pair := range in.Regrade {
		key, grade, _ := strings.Cut(pair, ":")
		id, err := one[underpin.SourceID](a, underpin.KindSource, key)
		if err != nil {
			return e, err
		}
		if e.Regrade == nil {
			e.Regrade = map[underpin.SourceID]underpin.Grade{}
		}
		e.Regrade[id] = underpin.Grade(grade)
	}
	return e, nil
}

// listedAtOnce is how many rows of a list are given at once, where a request says nothing else.
const listedAtOnce = 200

// found lists the ids of keys.
func found[ID ~string](a *asked, kind underpin.RecordKind, keys []string) ([]ID, error) {
	var out []ID
	for _, key := range keys {
		id, err := one[ID](a, kind, key)
		if err != nil {
			return nil, err
		}
		out = append(out, id)
	}
	return out, nil
}

// one is the id of a key.
func one[ID ~string](a *asked, kind underpin.RecordKind, key string) (ID, error) {
	ref, err := a.keys.Find(kind, key)
	return ID(ref.ID), err
}

// optional is the id of a key that may be missing.
func optional[ID ~string](a *asked, kind underpin.RecordKind, key string) (ID, error) {
	if key == "" {
		return "", nil
	}
	return one[ID](a, kind, key)
}

// asked is the case that a request is about.
type asked struct {
	desk *desk.Desk
	id   underpin.CaseID
	keys *desk.Keys
}

// of finds the case of a request.
func (s *Handler) of(ctx context.Context, key string) (*asked, error) {
	d, err := deskOf(ctx)
	if err != nil {
		return nil, err
	}
	cases, err := d.CaseKeys(ctx)
	if err != nil {
		return nil, err
	}
	id, ok := cases[key]
	if !ok {
		return nil, &problemDetails{Status: http.StatusNotFound, Title: string(desk.NotFound), Detail: "The case is not in this database.", Hint: "it may lie in another database", Code: desk.NoCase.Word}
	}
	keys, err := d.Keys(ctx, id)
	if err != nil {
		return nil, err
	}
	return &asked{d, id, keys}, nil
}

// A reply is what a request gets: what it asked for, and the keys of the records that
// stand in it, by kind and id.
type reply[T any] struct {
	Data T                            `json:"data"`
	Keys map[string]map[string]string `json:"keys"`
	// Head is the entry of the register at which the case stood.
	Head int64 `json:"head"`
}

type output[T any] struct {
	ETag string `header:"ETag"`
	Body reply[T]
}

// ofCase is what every input of a request about a case is.
type ofCase[I any] interface {
	*I
	common() *CaseInput
}

// read registers a request that reads a case.
func read[I any, P ofCase[I], T any](s *Handler, id, path, summary string, f func(ctx context.Context, a *asked, in P) (T, error)) {
	op := huma.Operation{OperationID: id, Method: http.MethodGet, Path: casePath + path, Summary: summary, Errors: []int{401, 404, 422}}
	huma.Register(s.api, op, settled(func(ctx context.Context, in *I) (*output[T], error) {
		common := P(in).common()
		a, err := s.of(ctx, common.Case)
		if err != nil {
			return nil, err
		}
		head, err := a.desk.Head(ctx, a.id)
		if err != nil {
			return nil, err
		}
		seen := common.IfNoneMatch
		common.IfNoneMatch = ""
		tag := s.tag(a.desk, head, in)
		if seen == tag {
			return nil, huma.Status304NotModified()
		}
		v, err := f(ctx, a, in)
		if err != nil {
			return nil, err
		}
		return &output[T]{tag, reply[T]{v, keysIn(a.keys, v), head}}, nil
	}))
}

// byQuery is what every input of a request is that reads a case as a query says.
type byQuery[I any] interface {
	ofCase[I]
	query(a *asked) (desk.Query, error)
}

// readBy is read by a query.
func readBy[I any, P byQuery[I], T any](s *Handler, id, path, summary string, f func(ctx context.Context, a *asked, q desk.Query, in P) (T, error)) {
	read(s, id, path, summary, func(ctx context.Context, a *asked, in P) (T, error) {
		q, err := in.query(a)
		if err != nil {
			var none T
			return none, err
		}
		return f(ctx, a, q, in)
	})
}

// readLive is read of what changes while the case does not: it has no tag.
func readLive[I any, P ofCase[I], T any](s *Handler, id, path, summary string, f func(ctx context.Context, a *asked, in P) (T, error)) {
	op := huma.Operation{OperationID: id, Method: http.MethodGet, Path: casePath + path, Summary: summary, Errors: []int{401, 404}}
	huma.Register(s.api, op, settled(func(ctx context.Context, in *I) (*output[T], error) {
		_, out, err := answered[I, P](ctx, s, in, f)
		return out, err
	}))
}

// answered answers a request about a case, and returns the case.
func answered[I any, P ofCase[I], T any](ctx context.Context, s *Handler, in P, f func(ctx context.Context, a *asked, in P) (T, error)) (*asked, *output[T], error) {
	a, err := s.of(ctx, in.common().Case)
	if err != nil {
		return nil, nil, err
	}
	v, err := f(ctx, a, in)
	if err != nil {
		return nil, nil, err
	}
	return a, &output[T]{Body: reply[T]{v, keysIn(a.keys, v), 0}}, nil
}

// casesPath is where the cases are listed, casePath where a case lies.
const (
	casesPath = "/api/cases"
	casePath  = casesPath + "/{case}"
)

// settled answers errors in our form.
func settled[I, T any](f func(ctx context.Context, in *I) (*T, error)) func(context.Context, *I) (*T, error) {
	return func(ctx context.Context, in *I) (*T, error) {
		out, err := f(ctx, in)
		if err != nil {
			return nil, problemOf(ctx, err)
		}
		return out, nil
	}
}

// tag names the state of the case and of the question, without saying either.
func (s *Handler) tag(d *desk.Desk, head int64, in any) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s %d %s %+v", s.secret, head, d.Today(), in))
	return strconv.Quote(fmt.Sprint(head) + "-" + strings.ToLower(base32.StdEncoding.EncodeToString(sum[:10])))
}
