package api

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"net/http"
	"path/filepath"
	"reflect"

	"github.com/danielgtaylor/huma/v2"

	"underpin/internal/desk"
)

// importPath is where a casebook is brought, as a form with the file.
const importPath = "/api/import"

// importing describes the import, which reads its form as it comes and so is no request
// that the library reads.
func (s *Handler) importing() {
	s.api.OpenAPI().AddOperation(&huma.Operation{
		OperationID: "import", Method: http.MethodPost, Path: importPath,
		Summary: "Record a casebook: a form with a file, before it a passphrase where a database is to be made, or preview to be told what it would do",
		Responses: map[string]*huma.Response{
			"200":     {Description: "What it did, or would do", Content: map[string]*huma.MediaType{"application/json": {Schema: s.schema(reflect.TypeFor[importAnswer]())}}},
			"default": {Description: "What is wrong, with every place", Content: map[string]*huma.MediaType{"application/problem+json": {Schema: s.schema(reflect.TypeFor[problemDetails]())}}},
		},
	})
}

func (s *Handler) schema(t reflect.Type) *huma.Schema {
	return s.api.OpenAPI().Components.Schemas.Schema(t, true, t.Name())
}

// An importAnswer is what an import answers.
type importAnswer struct {
	Data *brought `json:"data"`
}

// A brought is what an import would do, or did.
type brought struct {
	// Key is the key of the case, where it was recorded.
	Key string `json:"key,omitempty"`
	// Case counts what the file holds.
	Title    string `json:"title"`
	Entities int    `json:"entities"`
	Claims   int    `json:"claims"`
	Sources  int    `json:"sources"`
	Records  int    `json:"records"`
}

// A badPlace is a place of a file that needs mending, with the lines around it.
type badPlace struct {
	desk.Problem
	Lines []string `json:"lines"`
	// First is the number of the first of these lines.
	First int `json:"first"`
}

// bring reads a casebook and records it; with preview it only says what that would do.
func (s *Handler) bring(w http.ResponseWriter, r *http.Request) {
	out, err := s.brought(r)
	if err != nil {
		answerProblem(r.Context(), w, err)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(importAnswer{out})
}

// A broughtForm is what a page brings.
type broughtForm struct {
	name       string
	text       []byte
	passphrase []byte
	preview    bool
}

// readForm reads a form with a file. What is in the form comes before the file.
func readForm(r *http.Request) (broughtForm, error) {
	var f broughtForm
	parts, err := r.MultipartReader()
	if err != nil {
		return f, &problemDetails{Status: http.StatusBadRequest, Title: http.StatusText(http.StatusBadRequest), Detail: "That is not a form with a file.", Code: "bad_request"}
	}
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return f, nil
		}
		if err != nil {
			return f, tooLong(err)
		}
		var text bytes.Buffer
		if part.FormName() == "file" && r.ContentLength > 0 {
			text.Grow(int(min(r.ContentLength, fileMost))) // else it is held several times while it grows
		}
		if _, err := text.ReadFrom(part); err != nil {
			return f, tooLong(err)
		}
		switch part.FormName() {
		case "preview":
			f.preview = text.Len() > 0
		case "passphrase":
			f.passphrase = text.Bytes()
		case "file":
			f.name, f.text = filepath.Base(part.FileName()), text.Bytes()
		}
	}
}

// tooLong says that a file is too long, where that is what is wrong.
func tooLong(err error) error {
	var long *http.MaxBytesError
	if !errors.As(err, &long) {
		return err
	}
	return &problemDetails{
		Status: http.StatusRequestEntityTooLarge, Title: http.StatusText(http.StatusRequestEntityTooLarge),
		Detail: "The file is too large to be brought here.", Hint: "import it on the command line: underpin import FILE", Code: "too_large",
	}
}

func (s *Handler) brought(r *http.Request) (*brought, error) {
	f, err := readForm(r)
	if err != nil {
		clear(f.passphrase)
		return nil, err
	}
	done, err := s.jobs.wait(r.Context(), Job{Kind: jobImport}, "", func() (jobWork, error) {
		return jobWork{ended: func() { clear(f.passphrase) }, do: func(ctx context.Context, tell teller) (any, error) { return s.recorded(ctx, f, tell) }}, nil
	})
	if err != nil {
		return nil, placed(r, err, f.text)
	}
	return done.(*brought), nil
}

// recorded reads a casebook, and records it where that is not only a preview.
func (s *Handler) recorded(ctx context.Context, f broughtForm, tell teller) (*brought, error) {
	tell(further("reading the file", 0, 0))
	parcel, err := s.work.Unpack(f.name, f.text)
	if err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	c := parcel.Case
	out := &brought{Title: c.Settings.Title, Entities: len(c.Entities), Claims: len(c.Claims), Sources: len(c.Sources), Records: c.Count()}
	if f.preview {
		return out, nil
	}
	parcel.Progress = func(doing string, done, total int) { tell(further(doing, done, total)) }
	if _, err := s.work.Bring(ctx, parcel, f.passphrase); err != nil {
		return nil, err
	}
	key, err := s.keyed(ctx, c.ID)
	if err != nil {
		return nil, err
	}
	out.Key = key.Body.Data.Key
	return out, nil
}

// placesMost is how many places are shown with the lines around them.
const placesMost = 200

// placed gives a problem the lines of the file around each place.
func placed(r *http.Request, err error, text []byte) error {
	var p *problemDetails
	if !errors.As(problemOf(r.Context(), err), &p) || p.Fault == nil {
		return err
	}
	found := p.Fault.Problems[:min(len(p.Fault.Problems), placesMost)]
	lines := map[int]string{}
	if !bytes.HasPrefix(text, []byte{0x1f, 0x8b}) && !bytes.Contains(text, []byte{0}) { // what is packed, or no text, has no lines to show
		lines = linesAround(found, text)
	}
	for _, one := range found {
		p.Places = append(p.Places, around(one, lines))
	}
	return p
}

// Before a place two lines are shown, and after it one, each of at most so many bytes.
const (
	linesBefore = 2
	linesAfter  = 1
	lineMost    = 4 << 10
)

// linesAround are the lines of a text around some places, by their numbers.
func linesAround(found []desk.Problem, text []byte) map[int]string {
	out := map[int]string{}
	for _, p := range found {
		for n := p.Line - linesBefore; p.Line > 0 && n <= p.Line+linesAfter; n++ {
			out[n] = ""
		}
	}
	n := 0
	for line := range bytes.SplitSeq(text, []byte("\n")) {
		n++
		if _, wanted := out[n]; wanted {
			out[n] = cut(string(bytes.TrimSuffix(line[:min(len(line), lineMost)], []byte("\r"))))
		}
	}
	maps.DeleteFunc(out, func(at int, _ string) bool { return at < 1 || at > n })
	return out
}

// around is a problem with the lines around its place.
func around(p desk.Problem, lines map[int]string) badPlace {
	out := badPlace{Problem: p, Lines: []string{}, First: max(p.Line-linesBefore, 1)}
	for n := out.First; p.Line > 0 && n <= p.Line+linesAfter; n++ {
		if line, ok := lines[n]; ok {
			out.Lines = append(out.Lines, line)
		}
	}
	return out
}

// cut shortens a line that nobody would read.
func cut(line string) string {
	const most = 200
	n := 0
	for at := range line {
		if n++; n > most {
			return line[:at] + "…"
		}
	}
	return line
}
