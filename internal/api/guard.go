package api

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"net/http"
	"slices"
	"strings"
	"sync"
)

// policy is what a page may do: its own scripts, styles, fonts and requests, no frame
// around it, and no text that becomes a script.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data: blob:; " +
	"connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; " +
	"require-trusted-types-for 'script'; trusted-types svelte-trusted-html"

// headers stand on every answer.
var headers = map[string]string{
	"Content-Security-Policy":      policy,
	"Cross-Origin-Opener-Policy":   "same-origin",
	"Cross-Origin-Resource-Policy": "same-origin",
	"Permissions-Policy":           "camera=(), geolocation=(), microphone=()",
	"Referrer-Policy":              "no-referrer",
	"X-Content-Type-Options":       "nosniff",
}

// bodyMost is how long the body of a request may be, in bytes.
const bodyMost = 1 << 20

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
		r.Body = http.MaxBytesReader(w, r.Body, bodyMost)
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
			if s.used != nil {
				s.used()
			}
		}
		next.ServeHTTP(w, r)
	})
}

// sessionPath is where the token is exchanged for the session.
const sessionPath = "/api/session"

// A session is who may ask: whoever exchanged the token of this run, which works once.
// It is held as a hash, so that no memory or core of the server has it.
type session struct {
	cookie string
	mu     sync.Mutex
	token  [sha256.Size]byte
	spent  bool
	ids    map[[sha256.Size]byte]bool
}

func newSession(cookie, token string) *session {
	return &session{cookie: cookie, token: sha256.Sum256([]byte(token)), ids: map[[sha256.Size]byte]bool{}}
}

// begin exchanges the token for a cookie. It reports false for a token that is wrong or
// spent.
func (s *session) begin(token string) (*http.Cookie, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	given := sha256.Sum256([]byte(token))
	if s.spent || subtle.ConstantTimeCompare(given[:], s.token[:]) != 1 {
		return nil, false
	}
	s.spent = true
	id := NewToken()
	s.ids[sha256.Sum256([]byte(id))] = true
	return &http.Cookie{Name: s.cookie, Value: id, Path: "/", HttpOnly: true, SameSite: http.SameSiteStrictMode}, true
}

// has reports whether a request belongs to the session.
func (s *session) has(r *http.Request) bool {
	c, err := r.Cookie(s.cookie)
	if err != nil {
		return false
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.ids[sha256.Sum256([]byte(c.Value))]
}

// NewToken returns 256 bits of chance as text that an address can hold.
func NewToken() string {
	b := make([]byte, 32)
	rand.Read(b) // never fails
	return base64.RawURLEncoding.EncodeToString(b)
}
