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

// withDesk holds the desk that is open for as long as a request about cases is answered,
// so that the case is locked when nobody reads it any more.
func (s *Handler) withDesk(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !isAPI(r) || apart[r.URL.Path] {
			next.ServeHTTP(w, r)
			return
		}
		d, done, err := s.work.Use()
		if err == nil {
			defer done()
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), deskKey{}, lease{d, err})))
	})
}

// apart are the requests that are answered without a case, or outlast it.
var apart = map[string]bool{sessionPath: true, databasesPath: true, openPath: true, lockPath: true, examplesPath: true, importPath: true, startPath: true, eventsPath: true}

// deskOf returns the desk of a request. It fails with [desk.NoDatabase] or
// [desk.CaseLocked].
func deskOf(ctx context.Context) (*desk.Desk, error) {
	l, _ := ctx.Value(deskKey{}).(lease)
	return l.desk, l.err
}
