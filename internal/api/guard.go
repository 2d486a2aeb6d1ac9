package api

import (
	"crypto/rand"
	"encoding/base64"
	"net/http"
	"slices"
	"strings"
	"time"
)

// policy is what a page may do: its own scripts, styles, fonts and requests, no frame
// around it, and no text that becomes a script or markup.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data: blob:; " +
	"connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; " +
	"require-trusted-types-for 'script'; trusted-types 'none'"

// headers stand on every answer.
var headers = map[string]string{
	"Content-Security-Policy":      policy,
	"Cross-Origin-Opener-Policy":   "same-origin",
	"Cross-Origin-Resource-Policy": "same-origin",
	"Permissions-Policy":           "camera=(), geolocation=(), microphone=()",
	"Referrer-Policy":              "no-referrer",
	"X-Content-Type-Options":       "nosniff",
}

// bodyMost is how long the body of a request may be, in bytes, and fileMost that of one
// that brings a file, which may take fileWait to come: for all others the library waits 5
// seconds.
const (
	bodyMost = 1 << 20
	fileMost = 256 << 20
	fileWait = 10 * time.Minute
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
		most := int64(bodyMost)
		if r.URL.Path == importPath {
			most = fileMost
			// A recorder of tests has no connection whose reading could end.
			_ = http.NewResponseController(w).SetReadDeadline(time.Now().Add(fileWait))
		}
		r.Body = http.MaxBytesReader(w, r.Body, most)
		inner.ServeHTTP(w, r)
	})
}

func isAPI(r *http.Request) bool { return strings.HasPrefix(r.URL.Path, "/api/") }

// signedIn lets requests of /api pass that belong to the session, and all others to the
// files of the interface, which hold nothing of a case.
func (s *Handler) signedIn(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if isAPI(r) {
			w.Header().Set("Cache-Control", "no-store")
			if r.URL.Path != sessionPath && !s.session.has(r) {
				refuse(w, http.StatusUnauthorized, "no_session", "This page is not signed in. Open the address that underpin serve prints.")
				return
			}
			if s.used != nil && !looks[r.URL.Path] {
				s.used()
			}
		}
		next.ServeHTTP(w, r)
	})
}

// sessionPath is where the token is exchanged for the session.
const sessionPath = "/api/session"

// looks are what a page asks by itself: that keeps no case open.
var looks = map[string]bool{sessionPath: true, databasesPath: true, eventsPath: true}

// NewToken returns 256 bits of chance as text that an address can hold.
func NewToken() string {
	b := make([]byte, 32)
	rand.Read(b) // never fails
	return base64.RawURLEncoding.EncodeToString(b)
}
