package api

import (
	"crypto/sha256"
	"crypto/subtle"
	"encoding/json"
	"net/http"
	"sync"
)

// A Session is who may ask: whoever exchanged the token of this run, which works once.
// It is held as a hash, so that no memory or core of the server has it.
type Session struct {
	cookie string
	mu     sync.Mutex
	kept   keptSession
}

// A keptSession is what a session goes on with in another process.
type keptSession struct {
	Token [sha256.Size]byte   `json:"token"`
	Spent bool                `json:"spent"`
	IDs   [][sha256.Size]byte `json:"ids"`
}

// NewSession returns a session that is exchanged for a token, under the name of a cookie.
// Two servers on one machine share the cookies of their pages, so that each needs its own.
func NewSession(cookie, token string) *Session {
	return &Session{cookie: cookie, kept: keptSession{Token: sha256.Sum256([]byte(token))}}
}

// Keep returns the session as text for a server that goes on in another process. Nobody
// can sign in with it.
func (s *Session) Keep() ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return json.Marshal(s.kept)
}

// ResumeSession returns a session that was kept.
func ResumeSession(cookie string, kept []byte) (*Session, error) {
	s := &Session{cookie: cookie}
	return s, json.Unmarshal(kept, &s.kept)
}

// begin exchanges the token for a cookie. It reports false for a token that is wrong or
// spent.
func (s *Session) begin(token string) (*http.Cookie, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	given := sha256.Sum256([]byte(token))
	if s.kept.Spent || subtle.ConstantTimeCompare(given[:], s.kept.Token[:]) != 1 {
		return nil, false
	}
	id := NewToken()
	s.kept.Spent, s.kept.IDs = true, append(s.kept.IDs, sha256.Sum256([]byte(id)))
	return &http.Cookie{Name: s.cookie, Value: id, Path: "/", HttpOnly: true, SameSite: http.SameSiteStrictMode}, true
}

// Begun reports whether the token was exchanged: a browser has come.
func (s *Session) Begun() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.kept.Spent
}

// has reports whether a request belongs to the session.
func (s *Session) has(r *http.Request) bool {
	c, err := r.Cookie(s.cookie)
	if err != nil {
		return false
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	given := sha256.Sum256([]byte(c.Value))
	for _, id := range s.kept.IDs {
		if subtle.ConstantTimeCompare(id[:], given[:]) == 1 {
			return true
		}
	}
	return false
}
