package api

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"underpin/examples"
	"underpin/internal/desk"
)

const host = "127.0.0.1:4711"

// serving serves an example case, and returns the cookie of its session.
func serving(t *testing.T, example string) (*Handler, *http.Cookie) {
	t.Helper()
	work := desk.NewWorkspace(desk.WorkspaceConfig{Path: filepath.Join(t.TempDir(), "case.db")})
	t.Cleanup(func() { work.Lock() })
	if _, err := work.Example(t.Context(), example); err != nil {
		t.Fatal(err)
	}
	s := servingAt(t, work)
	return s, signedIn(t, s)
}

// servingAt serves a workspace.
func servingAt(t *testing.T, work *desk.Workspace) *Handler {
	t.Helper()
	files := fstest.MapFS{"index.html": {Data: []byte("the page")}, "assets/a.js": {Data: []byte("the script")}}
	return New(Config{Workspace: work, Hosts: []string{host}, Session: NewSession("session", "the token"), Interface: files})
}

// signedIn exchanges the token for the cookie of the session.
func signedIn(t *testing.T, s *Handler) *http.Cookie {
	t.Helper()
	r := asking(http.MethodPost, sessionPath, `{"token":"the token"}`)
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	cookies := w.Result().Cookies()
	if w.Code != http.StatusNoContent || len(cookies) != 1 {
		t.Fatalf("the token gives %d %s and %v", w.Code, w.Body, cookies)
	}
	return cookies[0]
}

// asking is a request as a page of the server makes it.
func asking(method, path, body string) *http.Request {
	r := httptest.NewRequest(method, "http://"+host+path, strings.NewReader(body))
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	return r
}

func TestOnlyAPageOfThisServerIsAnswered(t *testing.T) {
	s, cookie := serving(t, "harbour")
	for _, attack := range []struct {
		name   string
		path   string
		method string
		body   string
		change func(r *http.Request)
		want   int
	}{
		{"its own page is answered", "/api/cases", http.MethodGet, "", func(*http.Request) {}, http.StatusOK},
		{"a name that was bound to the loopback is not", "/api/cases", http.MethodGet, "", func(r *http.Request) { r.Host = "evil.example:4711" }, http.StatusMisdirectedRequest},
		{"nor is its page", "/", http.MethodGet, "", func(r *http.Request) { r.Host = "evil.example:4711" }, http.StatusMisdirectedRequest},
		{"nor is another port", "/api/cases", http.MethodGet, "", func(r *http.Request) { r.Host = "127.0.0.1:1" }, http.StatusMisdirectedRequest},
		{"a page of another site may not read", "/api/cases", http.MethodGet, "", func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "cross-site") }, http.StatusForbidden},
		{"nor may one of the same site and another port", "/api/cases", http.MethodGet, "", func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "same-site") }, http.StatusForbidden},
		{"a form of another site may not write", "/api/cases/x/undo", http.MethodPost, "{}", func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "cross-site") }, http.StatusForbidden},
		{"nor may one whose browser says only its origin", "/api/cases/x/undo", http.MethodPost, "{}", func(r *http.Request) {
			r.Header.Del("Sec-Fetch-Site")
			r.Header.Set("Origin", "https://evil.example")
		}, http.StatusForbidden},
		{"nobody without the session reads", "/api/cases", http.MethodGet, "", func(r *http.Request) { r.Header.Del("Cookie") }, http.StatusUnauthorized},
		{"nor with another's", "/api/cases", http.MethodGet, "", func(r *http.Request) { r.Header.Set("Cookie", "session=guess") }, http.StatusUnauthorized},
		{"the token works once", sessionPath, http.MethodPost, `{"token":"the token"}`, func(*http.Request) {}, http.StatusForbidden},
		{"a wrong token does not", sessionPath, http.MethodPost, `{"token":"guess"}`, func(*http.Request) {}, http.StatusForbidden},
		{"a file is not an address", "/api/cases/..%2f..%2fetc%2fpasswd", http.MethodGet, "", func(*http.Request) {}, http.StatusNotFound},
		{"a body of two megabytes is not read", "/api/cases/x/undo", http.MethodPost, `{"entry":` + strings.Repeat("1", 2<<20) + `}`, func(*http.Request) {}, http.StatusRequestEntityTooLarge},
		{"a form of another site may not add a record", "/api/cases/x/records/claim", http.MethodPost, "{}", func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "cross-site") }, http.StatusForbidden},
		{"nor correct one", "/api/cases/x/records/claim/y", http.MethodPatch, "{}", func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "cross-site") }, http.StatusForbidden},
		{"nor remove one", "/api/cases/x/records/claim/y", http.MethodDelete, "", func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "cross-site") }, http.StatusForbidden},
		{"nor may one whose browser says only its origin remove one", "/api/cases/x/records/claim/y", http.MethodDelete, "", func(r *http.Request) {
			r.Header.Del("Sec-Fetch-Site")
			r.Header.Set("Origin", "https://evil.example")
		}, http.StatusForbidden},
		{"nobody without the session writes", "/api/cases/x/records/claim", http.MethodPost, "{}", func(r *http.Request) { r.Header.Del("Cookie") }, http.StatusUnauthorized},
		{"a record is not written in another form than JSON", "/api/cases/x/records/claim", http.MethodPost, "values=1", func(r *http.Request) { r.Header.Set("Content-Type", "application/x-www-form-urlencoded") }, http.StatusUnsupportedMediaType},
		{"a record of two megabytes is not read", "/api/cases/x/records/claim", http.MethodPost, `{"values":{"text":"` + strings.Repeat("1", 2<<20) + `"}}`, func(*http.Request) {}, http.StatusRequestEntityTooLarge},
		{"a record is not removed by being read", "/api/cases/x/records/claim/y/retraction", http.MethodGet, "", func(*http.Request) {}, http.StatusNotFound},
		{"nothing changes by being read", "/api/cases/x/undo", http.MethodGet, "", func(*http.Request) {}, http.StatusNotFound},
		{"the files cannot be written", "/", http.MethodPost, "x", func(*http.Request) {}, http.StatusMethodNotAllowed},
		{"a folder of files is not listed", "/assets/", http.MethodGet, "", func(*http.Request) {}, http.StatusNotFound},
		{"nor a file kept that is not there", "/assets/b.js", http.MethodGet, "", func(*http.Request) {}, http.StatusNotFound},
		{"what leads out of the files is a screen", "/x/..%2f..%2fetc%2fpasswd", http.MethodGet, "", func(*http.Request) {}, http.StatusOK},
		{"a page without an origin may not write", "/api/cases/x/undo", http.MethodPost, "{}", func(r *http.Request) {
			r.Header.Del("Sec-Fetch-Site")
			r.Header.Set("Origin", "null")
		}, http.StatusForbidden},
		{"nor may one of another port", "/api/cases/x/undo", http.MethodPost, "{}", func(r *http.Request) {
			r.Header.Del("Sec-Fetch-Site")
			r.Header.Set("Origin", "http://127.0.0.1:1")
		}, http.StatusForbidden},
		{"nor may one whose name begins as this server's", "/api/cases/x/undo", http.MethodPost, "{}", func(r *http.Request) {
			r.Header.Del("Sec-Fetch-Site")
			r.Header.Set("Origin", "http://"+host+".evil.example")
		}, http.StatusForbidden},
		{"JSON that calls itself text is not read", "/api/cases/x/records/claim", http.MethodPost, "{}", func(r *http.Request) { r.Header.Set("Content-Type", "text/plain") }, http.StatusUnsupportedMediaType},
		{"nor is a form with files", "/api/start", http.MethodPost, "{}", func(r *http.Request) { r.Header.Set("Content-Type", "multipart/form-data; boundary=a") }, http.StatusUnsupportedMediaType},
		{"a token in the place of the session is none", "/api/cases", http.MethodGet, "", func(r *http.Request) { r.Header.Set("Cookie", "session=the token") }, http.StatusUnauthorized},
		{"nor is one in the page it came from", "/api/cases", http.MethodGet, "", func(r *http.Request) {
			r.Header.Del("Cookie")
			r.Header.Set("Referer", "http://"+host+"/#token=the token")
		}, http.StatusUnauthorized},
		{"a session that is empty is none", "/api/cases", http.MethodGet, "", func(r *http.Request) { r.Header.Set("Cookie", "session=") }, http.StatusUnauthorized},
		{"a way around the guard leads nowhere", "//api/cases", http.MethodGet, "", func(r *http.Request) { r.Header.Del("Cookie") }, http.StatusTemporaryRedirect},
		{"nor does one in letters of its own", "/%61pi/cases", http.MethodGet, "", func(r *http.Request) { r.Header.Del("Cookie") }, http.StatusUnauthorized},
		{"what can be done is not told to strangers", "/api/cases", http.MethodOptions, "", func(r *http.Request) { r.Header.Del("Cookie") }, http.StatusUnauthorized},
		{"the description is not for strangers", "/api/openapi.json", http.MethodGet, "", func(r *http.Request) { r.Header.Del("Cookie") }, http.StatusUnauthorized},
	} {
		t.Run(attack.name, func(t *testing.T) {
			r := asking(attack.method, attack.path, attack.body)
			r.AddCookie(cookie)
			attack.change(r)
			w := httptest.NewRecorder()
			s.ServeHTTP(w, r)
			if w.Code != attack.want {
				t.Errorf("%d: %s", w.Code, w.Body)
			}
			for name, value := range headers {
				if got := w.Header().Get(name); got != value && (name != "Cache-Control" || isAPI(r) || w.Code >= 400) {
					t.Errorf("%s is %q", name, got)
				}
			}
		})
	}
}

func TestTheServerAnswersToItsOwnNamesAlone(t *testing.T) {
	s, cookie := serving(t, "harbour")
	for _, name := range []string{
		"LOCALHOST:4711", "localhost.:4711", "127.0.0.1", "127.0.0.1:", "127.0.0.1:04711", "127.1:4711", "2130706433:4711", "0x7f000001:4711", "0177.0.0.1:4711",
		"0.0.0.0:4711", "[::1]:4711", "[::ffff:127.0.0.1]:4711", "user@127.0.0.1:4711", "127.0.0.1:4711@evil.example", "127.0.0.1.evil.example:4711",
		"127.0.0.1:4711,evil.example", "127.0.0.1:4711.", "",
	} {
		for _, path := range []string{"/api/cases", "/", "/assets/a.js", eventsPath} {
			r := asking(http.MethodGet, path, "")
			r.Host = name
			r.AddCookie(cookie)
			w := httptest.NewRecorder()
			s.ServeHTTP(w, r)
			if w.Code != http.StatusMisdirectedRequest || w.Header().Get("Cache-Control") != "no-store" {
				t.Errorf("%s at %q is answered with %d", path, name, w.Code)
			}
		}
	}
}

func TestTheCookieOfTheSessionIsForThisServerAlone(t *testing.T) {
	_, cookie := serving(t, "harbour")
	if !cookie.HttpOnly || cookie.SameSite != http.SameSiteStrictMode || cookie.Path != "/" || cookie.Domain != "" || !cookie.Expires.IsZero() || cookie.MaxAge != 0 {
		t.Errorf("it is %s", cookie)
	}
}

func TestAnAddressThatIsNoFileIsAScreen(t *testing.T) {
	s, _ := serving(t, "harbour")
	for path, want := range map[string]string{"/": "the page", "/abc/map": "the page", "/assets/a.js": "the script"} {
		w := httptest.NewRecorder()
		s.ServeHTTP(w, asking(http.MethodGet, path, ""))
		if w.Code != http.StatusOK || w.Body.String() != want {
			t.Errorf("%s gives %d %s", path, w.Code, w.Body)
		}
	}
}

// readCase asks for a resource of the one case of a server.
func readCase(t *testing.T, s *Handler, cookie *http.Cookie, path string) (int, []byte) {
	t.Helper()
	do := func(path string) (int, []byte) {
		r := asking(http.MethodGet, path, "")
		r.AddCookie(cookie)
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		b, err := io.ReadAll(w.Body)
		if err != nil {
			t.Fatal(err)
		}
		return w.Code, b
	}
	_, b := do("/api/cases")
	var list struct{ Data []listedCase }
	if err := json.Unmarshal(b, &list); err != nil || len(list.Data) != 1 {
		t.Fatalf("%s: %v", b, err)
	}
	return do("/api/cases/" + list.Data[0].Key + path)
}

// lists are the fields of which the interface goes through the values.
var lists = []string{"nodes", "ties", "months", "stops", "rows", "sources", "cells", "ways", "gone", "stays", "items", "posts", "hinges", "questions", "testimony", "lines", "lose", "lost", "roots", "conclusions", "entities", "claims", "others", "spellings", "name", "sentence", "against", "rivals", "estimates", "about", "changes", "exhibits", "held", "head", "names", "sections", "lanes", "band", "voices", "designations", "same", "askable", "occasions", "statements", "asked", "sealed", "gradings", "alone",
	"columns", "marks", "groups", "knows", "leave_out", "chains", "settle", "leads", "headlines", "taken", "fates", "tables", "notes", "fields", "records", "measures",
}

// resources are what screens read of a case.
var resources = []string{"", "/map", "/map/ties?number=0&number=3", "/map/world?world=12&worlds=64", "/map/turns?and=2019-06-01&world=12&worlds=64", "/standings", "/timeline", "/matrix?top=10", "/log", "/desk", "/answers?worlds=64", "/briefs", "/search?words=bank", "/found?words=bank", "/takings/map", "/takings/map?and=2019-06-01&world=12&worlds=64&hide_kinds=person&hide_bands=.2&hide_classes=support&hide_turns=same", "/takings/evidence?own=true", "/takings/desk?worlds=64", "/takings/whatif?worlds=64", "/shock?worlds=64", "/who?worlds=64", "/network?worlds=64", "/reach?worlds=64", "/log/1", "/jobs", "/entities?limit=5&words=a", "/voices?of=encounter", "/evidence?limit=10", "/evidence?only=contested"}

func TestNoListOfACaseWithNothingInItIsMissing(t *testing.T) {
	s, cookie := servingNothing(t)
	if code, said := asks(t, s, cookie, http.MethodPost, startPath, `{"question":"Who keeps the quay?","passphrase":"four words that differ"}`); code >= 300 {
		t.Fatal(code, said)
	}
	for _, path := range resources {
		if strings.HasPrefix(path, "/shock") || strings.HasPrefix(path, "/reach") { // nobody is lost, nothing is a root
			continue
		}
		code, b := readCase(t, s, cookie, path)
		if code != http.StatusOK {
			t.Errorf("%s gives %d %.300s", path, code, b)
		}
		for _, list := range lists {
			if strings.Contains(string(b), `"`+list+`":null`) {
				t.Errorf("%s has no list in %s, where it is to have an empty one", path, list)
			}
		}
	}
}

func TestEveryResourceOfEveryExampleIsAnswered(t *testing.T) {
	for _, example := range examples.Names {
		t.Run(example, func(t *testing.T) {
			s, cookie := serving(t, example)
			for _, path := range resources {
				code, b := readCase(t, s, cookie, path)
				if code != http.StatusOK {
					t.Errorf("%s gives %d %.300s", path, code, b)
				}
				for _, list := range lists {
					if strings.Contains(string(b), `"`+list+`":null`) {
						t.Errorf("%s has no list in %s, where it is to have an empty one", path, list)
					}
				}
			}
		})
	}
}
