package api

import (
	"context"
	"net/http"

	"underpin/internal/desk"
)

// deskKey is where a context holds the desk of a request.
type deskKey struct{}

// A lease is the desk that is open while a request is answered, or why there is none.
type lease struct {
	desk *desk.Desk
	err  error
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
	next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), deskKey{}, lease{d, err})))
}

// apart are the requests that are answered without a case, or outlast it.
var apart = map[string]bool{sessionPath: true, databasesPath: true, openPath: true, lockPath: true, examplesPath: true, importPath: true, startPath: true, eventsPath: true}

// deskOf returns the desk of a request. It fails with [desk.NoDatabase] or
// [desk.CaseLocked].
func deskOf(ctx context.Context) (*desk.Desk, error) {
	l, _ := ctx.Value(deskKey{}).(lease)
	return l.desk, l.err
}
