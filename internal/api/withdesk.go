package api

import (
	"context"
	"net/http"
	"strings"

	"underpin/internal/desk"
)

// deskKey is where a context holds the desk of a request.
type deskKey struct{}

// A lease is the desk that is open while a request is answered, or why there is none.
type lease struct {
	desk *desk.Desk
	err  error
	// question is the address that was asked for, below /api and as the page has it.
	question string
}

// withDesk holds the desk that is open for as long as the answer to a request about cases
// is made, so that the case is locked when nobody works on it any more. It is given back
// before the answer is sent: who does not read it keeps no case open.
func (s *Handler) withDesk(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !isAPI(r) || r.URL.Path == eventsPath || r.URL.Path == importPath { // they read and write as they go
			next.ServeHTTP(w, r)
			return
		}
		held := &heldAnswer{header: w.Header()}
		if apart[r.URL.Path] {
			next.ServeHTTP(held, r)
		} else {
			s.leased(next, held, r)
		}
		patient(w, answerWait)
		held.send(w)
	})
}

// leased makes an answer with the desk that is open.
func (s *Handler) leased(next http.Handler, w http.ResponseWriter, r *http.Request) {
	d, done, err := s.work.Use()
	if err == nil {
		defer done()
	}
	next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), deskKey{}, lease{d, err, asWritten(r)})))
}

// apart are the requests that are answered without a case, or outlast it.
var apart = map[string]bool{sessionPath: true, databasesPath: true, openPath: true, lockPath: true, examplesPath: true, importPath: true, startPath: true, eventsPath: true, versionPath: true}

// deskOf returns the desk of a request. It fails with [desk.NoDatabase] or
// [desk.CaseLocked].
func deskOf(ctx context.Context) (*desk.Desk, error) {
	l, _ := ctx.Value(deskKey{}).(lease)
	return l.desk, l.err
}

// questionOf is the address that a request asks for, below /api, as its page has written it.
func questionOf(ctx context.Context) string {
	l, _ := ctx.Value(deskKey{}).(lease)
	return l.question
}

// asWritten is the address of a request without what says that code names are hidden, which
// comes last.
func asWritten(r *http.Request) string {
	address := strings.TrimPrefix(r.URL.RequestURI(), "/api")
	for _, before := range []string{"&", "?"} {
		address = strings.TrimSuffix(address, before+privateQuery+"=1")
	}
	return address
}
