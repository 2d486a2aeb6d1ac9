package api

import (
	"bytes"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"io"
	"net/http"
	"os"
	"slices"
	"strings"
	"time"
)

// policy is what a page may do: its own scripts, styles, fonts and requests, no frame
// around it, and no text that becomes a script or markup.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data: blob:; " +
	"connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; " +
	"require-trusted-types-for 'script'; trusted-types 'none'"

// headers stand on every answer. Only the files of the interface may be kept.
var headers = map[string]string{
	"Cache-Control":                "no-store",
	"Content-Security-Policy":      policy,
	"Cross-Origin-Opener-Policy":   "same-origin",
	"Cross-Origin-Resource-Policy": "same-origin",
	"Permissions-Policy":           "camera=(), geolocation=(), microphone=()",
	"Referrer-Policy":              "no-referrer",
	"X-Content-Type-Options":       "nosniff",
}

// bodyMost is how long the body of a request may be, in bytes, and fileMost that of one
// that brings a file. They may take bodyWait and fileWait to come, and an answer may take
// answerWait to be read.
const (
	bodyMost   = 1 << 20
	fileMost   = 256 << 20
	bodyWait   = 5 * time.Second
	fileWait   = 10 * time.Minute
	answerWait = 30 * time.Second
)

// guarded answers only those who may ask.
func (s *Handler) guarded(next http.Handler) http.Handler {
	var origin http.CrossOriginProtection
	origin.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		refuse(w, http.StatusForbidden, "foreign_page", "A page of another origin asked; nothing was changed.")
	}))
	inner := origin.Handler(s.signedIn(next))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for name, value := range headers {
			w.Header().Set(name, value)
		}
		if !slices.Contains(s.hosts, r.Host) {
			refuse(w, http.StatusMisdirectedRequest, "foreign_host", "This server does not answer to that name.")
			return
		}
		if site := r.Header.Get("Sec-Fetch-Site"); isAPI(r) && site != "" && site != "same-origin" && site != "none" {
			refuse(w, http.StatusForbidden, "foreign_page", "A page of another origin asked.")
			return
		}
		if !isAPI(r) {
			patient(w, answerWait)
		} else {
			patient(w, 0) // an answer before may have left its own
		}
		most := int64(bodyMost)
		if r.URL.Path == importPath {
			most = fileMost
			_ = http.NewResponseController(w).SetReadDeadline(time.Now().Add(fileWait))
		}
		r.Body = http.MaxBytesReader(w, r.Body, most)
		inner.ServeHTTP(w, r)
	})
}

// patient says how long an answer may take to be read from now on; 0 for as long as it
// likes. A recorder of tests has no connection that could end.
func patient(w http.ResponseWriter, wait time.Duration) {
	var until time.Time
	if wait > 0 {
		until = time.Now().Add(wait)
	}
	_ = http.NewResponseController(w).SetWriteDeadline(until)
}

// whole reads the body of a request before anything else is done for it: whoever sends one
// slowly keeps no case open. It reports false where it has refused the request.
func whole(w http.ResponseWriter, r *http.Request) bool {
	if r.Body == nil || r.ContentLength == 0 || r.URL.Path == importPath {
		return true
	}
	// The server takes this back once it has read the whole.
	_ = http.NewResponseController(w).SetReadDeadline(time.Now().Add(bodyWait))
	body, err := io.ReadAll(r.Body)
	var long *http.MaxBytesError
	switch {
	case errors.As(err, &long):
		refuse(w, http.StatusRequestEntityTooLarge, "too_long", "What was sent is longer than a megabyte; nothing was changed.")
	case errors.Is(err, os.ErrDeadlineExceeded):
		refuse(w, http.StatusRequestTimeout, "too_slow", "What was sent did not come to an end; nothing was changed.")
	case err != nil:
		refuse(w, http.StatusBadRequest, "bad_request", "What was sent broke off; nothing was changed.")
	}
	r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
	return err == nil
}

func isAPI(r *http.Request) bool { return strings.HasPrefix(r.URL.Path, "/api/") }

// signedIn lets requests of /api pass that belong to the session, and all others to the
// files of the interface, which hold nothing of a case.
func (s *Handler) signedIn(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if isAPI(r) {
			if begins := r.URL.Path == sessionPath && r.Method == http.MethodPost; !begins && !s.session.has(r) {
				refuse(w, http.StatusUnauthorized, "no_session", "This page is not signed in. Open the address that underpin serve prints.")
				return
			}
			if s.used != nil && !looks[r.URL.Path] {
				s.used()
			}
			if !whole(w, r) {
				return
			}
		}
		next.ServeHTTP(w, r)
	})
}

// sessionPath is where the token is exchanged for the session.
const sessionPath = "/api/session"

// looks are what a page asks by itself: that keeps no case open.
var looks = map[string]bool{sessionPath: true, versionPath: true, databasesPath: true, eventsPath: true}

// NewToken returns 256 bits of chance as text that an address can hold.
func NewToken() string {
	b := make([]byte, 32)
	rand.Read(b) // never fails
	return base64.RawURLEncoding.EncodeToString(b)
}
