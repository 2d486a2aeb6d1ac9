package api

import (
	"bytes"
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"
)

// privateQuery asks that an answer name no protected source by its code name. It is a
// parameter and not a header because the page of a brief is opened by a frame.
const privateQuery = "private"

// privateTag ends the tags of answers without code names: none of them stands for one with.
const privateTag = `-private"`

// discretion holds what protected sources are called where their code names are hidden, by
// the key of the case, and forgets it when the case is locked.
type discretion struct {
	mu    sync.Mutex
	cases map[string]*codeNames
}

func (d *discretion) of(key string) *codeNames {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.cases == nil {
		d.cases = map[string]*codeNames{}
	}
	if d.cases[key] == nil {
		d.cases[key] = &codeNames{}
	}
	return d.cases[key]
}

func (d *discretion) forget() {
	d.mu.Lock()
	defer d.mu.Unlock()
	clear(d.cases)
}

// discreet answers without code names where a request asks for that: the one place that
// all that is served of a case passes, whatever screen it is for. What such a page sends
// back gets its code names again, so that a record that is corrected there keeps them.
func (s *Handler) discreet(next http.Handler) http.Handler {
	fields := s.fieldNames()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		query := r.URL.Query()
		if query.Get(privateQuery) == "" || r.URL.Path != casesPath && !strings.HasPrefix(r.URL.Path, casesPath+"/") {
			next.ServeHTTP(w, r)
			return
		}
		if strings.HasSuffix(r.URL.Path, exportPath) {
			refuse(w, http.StatusConflict, "holds_code_names", "An export holds every code name, and they are hidden here: show them first.")
			return
		}
		names, err := s.namesFor(r)
		if err != nil {
			answerProblem(r.Context(), w, err)
			return
		}
		query.Del(privateQuery)
		for _, values := range query {
			for i := range values {
				values[i] = names.revealed(values[i])
			}
		}
		r.URL.RawQuery = query.Encode()
		if tag, ok := strings.CutSuffix(r.Header.Get("If-None-Match"), privateTag); ok {
			r.Header.Set("If-None-Match", tag+`"`)
		} else {
			r.Header.Del("If-None-Match")
		}
		body, err := io.ReadAll(r.Body)
		if err != nil {
			refuse(w, http.StatusRequestEntityTooLarge, "too_long", "The request is longer than what is taken.")
			return
		}
		body = rewritten(body, func(text string, _ bool) string { return names.revealed(text) })
		r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
		held := &heldAnswer{header: w.Header()}
		next.ServeHTTP(held, r)
		// What the request itself has added, a source of a new code name, is hidden too.
		if names, err = s.namesFor(r); err != nil {
			answerProblem(r.Context(), w, err)
			return
		}
		held.hide(names, fields)
		held.send(w)
	})
}

// hiding are the code names that an answer may hold: those of a case, or of all cases where
// these are listed.
type hiding []*codeNames

func (h hiding) hidden(text string) string {
	for _, names := range h {
		text = names.hidden(text)
	}
	return text
}

func (h hiding) revealed(text string) string {
	for _, names := range h {
		text = names.revealed(text)
	}
	return text
}

// namesFor takes in the code names that the case of a request has now, or all cases have. A
// case that is not there has none.
func (s *Handler) namesFor(r *http.Request) (hiding, error) {
	d, err := deskOf(r.Context())
	if err != nil {
		return nil, err
	}
	cases, err := d.CaseKeys(r.Context())
	if err != nil {
		return nil, err
	}
	all := r.URL.Path == casesPath
	one, _, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, casesPath+"/"), "/")
	var out hiding
	for _, key := range slices.Sorted(maps.Keys(cases)) {
		if !all && key != one {
			continue
		}
		names := s.private.of(key)
		list, err := d.CodeNames(r.Context(), cases[key])
		if err != nil {
			return nil, err
		}
		names.know(list)
		out = append(out, names)
	}
	return out, nil
}

// fieldNames are the names of the fields of answers, which are no words of a case.
func (s *Handler) fieldNames() map[string]bool {
	out := map[string]bool{}
	for _, schema := range s.api.OpenAPI().Components.Schemas.Map() {
		for _, name := range slices.Collect(maps.Keys(schema.Properties)) {
			out[name] = true
		}
	}
	return out
}

// A heldAnswer is an answer that is not sent yet.
type heldAnswer struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (h *heldAnswer) Header() http.Header { return h.header }

func (h *heldAnswer) WriteHeader(status int) {
	if h.status == 0 {
		h.status = status
	}
}

func (h *heldAnswer) Write(b []byte) (int, error) {
	h.WriteHeader(http.StatusOK)
	return h.body.Write(b)
}

// hide takes the code names out of an answer.
func (h *heldAnswer) hide(names hiding, fields map[string]bool) {
	body := h.body.Bytes()
	if strings.Contains(h.header.Get("Content-Type"), "json") {
		body = rewritten(body, func(text string, name bool) string {
			if name && fields[text] {
				return text
			}
			return names.hidden(text)
		})
	} else {
		body = []byte(names.hidden(string(body)))
	}
	h.header.Del("Content-Length")
	if tag := h.header.Get("ETag"); tag != "" {
		h.header.Set("ETag", strings.TrimSuffix(tag, `"`)+privateTag)
	}
	h.body = *bytes.NewBuffer(body)
}

// send sends an answer.
func (h *heldAnswer) send(w http.ResponseWriter) {
	if h.status != 0 {
		w.WriteHeader(h.status)
	}
	w.Write(h.body.Bytes())
}

// rewritten rewrites the texts of a JSON document, and those that name the members of its
// objects. What is no text stays as it is written.
func rewritten(doc []byte, f func(text string, name bool) string) []byte {
	out := make([]byte, 0, len(doc))
	for i := 0; i < len(doc); {
		if doc[i] != '"' {
			out = append(out, doc[i])
			i++
			continue
		}
		end := i + 1
		for end < len(doc) && doc[end] != '"' {
			if doc[end] == '\\' {
				end++
			}
			end++
		}
		end = min(end+1, len(doc))
		out = append(out, rewrittenText(doc[i:end], bytes.HasPrefix(bytes.TrimLeft(doc[end:], " \t\r\n"), []byte(":")), f)...)
		i = end
	}
	return out
}

// rewrittenText rewrites one text of a document. One that is none stays.
func rewrittenText(quoted []byte, name bool, f func(string, bool) string) []byte {
	var text string
	if json.Unmarshal(quoted, &text) != nil {
		return quoted
	}
	to := f(text, name)
	if to == text {
		return quoted
	}
	b, err := json.Marshal(to)
	if err != nil {
		return quoted
	}
	return b
}
