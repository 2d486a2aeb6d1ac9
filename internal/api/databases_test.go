package api

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"underpin/examples"
	"underpin/internal/desk"
	"underpin/internal/envelope"
)

const passphrase = "four words that differ"

// servingNothing serves a folder without a database.
func servingNothing(t *testing.T) (*Handler, *http.Cookie) {
	t.Helper()
	work := desk.NewWorkspace(desk.WorkspaceConfig{Path: filepath.Join(t.TempDir(), "my.db"), KDF: envelope.KDF{Time: 1, Memory: 8, Threads: 1}})
	t.Cleanup(func() { work.Lock() })
	s := servingAt(t, work)
	return s, signedIn(t, s)
}

// asks makes a request of the session and returns what it is answered.
func asks(t *testing.T, s *Handler, cookie *http.Cookie, method, path, body string) (int, string) {
	t.Helper()
	r := asking(method, path, body)
	r.AddCookie(cookie)
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w.Code, w.Body.String()
}

func TestACaseIsStartedLockedAndOpenedByRequests(t *testing.T) {
	s, cookie := servingNothing(t)
	for _, step := range []struct {
		name, method, path, body string
		code                     int
		says                     string
	}{
		{"there is no database", http.MethodGet, databasesPath, "", 200, `"state":"missing"`},
		{"nor a case", http.MethodGet, "/api/cases", "", 404, "no_database"},
		{"the examples are offered", http.MethodGet, examplesPath, "", 200, "Harbour Authority"},
		{"a weak passphrase is refused at its field", http.MethodPost, startPath, `{"question":"Who?","passphrase":"short"}`, 422, `"field":"passphrase"`},
		{"a bad date at its own", http.MethodPost, startPath, `{"question":"Who?","as_of":"2026-13-40","passphrase":"` + passphrase + `"}`, 422, `"field":"as_of"`},
		{"a case is started", http.MethodPost, startPath, `{"question":"Who keeps the quay?","passphrase":"` + passphrase + `"}`, 200, `"key":"`},
		{"and is there", http.MethodGet, "/api/cases", "", 200, "Who keeps the quay?"},
		{"a second one needs no passphrase", http.MethodPost, startPath, `{"question":"Who keeps the quay?"}`, 200, `"key":"`},
		{"another database is not opened over it", http.MethodPost, examplesPath, `{"name":"harbour"}`, 409, "case_open"},
	} {
		if code, said := asks(t, s, cookie, step.method, step.path, step.body); code != step.code || !strings.Contains(said, step.says) {
			t.Errorf("%s: %d %s", step.name, code, said)
		}
	}
	if err := s.Lock(); err != nil {
		t.Fatal(err)
	}
	for _, step := range []struct {
		name, method, path, body string
		code                     int
		says                     string
	}{
		{"locked, it says so", http.MethodGet, databasesPath, "", 200, `"state":"locked"`},
		{"and tells nothing", http.MethodGet, "/api/cases", "", 423, "case_locked"},
		{"starts nothing", http.MethodPost, startPath, `{"question":"Who?"}`, 423, "case_locked"},
		{"a wrong passphrase is refused", http.MethodPost, openPath, `{"name":"my.db","passphrase":"other words that differ"}`, 503, "wrong_passphrase"},
		{"a file elsewhere is not opened", http.MethodPost, openPath, `{"name":"../my.db"}`, 422, "not_a_database_name"},
		{"the right one opens it", http.MethodPost, openPath, `{"name":"my.db","passphrase":"` + passphrase + `"}`, 200, `"state":"open"`},
		{"with the case in it", http.MethodGet, "/api/cases", "", 200, "Who keeps the quay?"},
	} {
		code, said := asks(t, s, cookie, step.method, step.path, step.body)
		if code != step.code || !strings.Contains(said, step.says) {
			t.Errorf("%s: %d %s", step.name, code, said)
		}
		if strings.Contains(said, "words that differ") {
			t.Errorf("%s: it repeats the passphrase", step.name)
		}
	}
}

// bringing is a request that brings a casebook.
func bringing(t *testing.T, cookie *http.Cookie, text string, fields map[string]string) *http.Request {
	t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for name, value := range fields {
		form.WriteField(name, value)
	}
	file, err := form.CreateFormFile("file", "../../quay.yaml")
	if err != nil {
		t.Fatal(err)
	}
	io.WriteString(file, text)
	form.Close()
	r := asking(http.MethodPost, importPath, body.String())
	r.Header.Set("Content-Type", form.FormDataContentType())
	r.AddCookie(cookie)
	return r
}

func TestACasebookIsBroughtOnceNothingInItNeedsMending(t *testing.T) {
	book, err := examples.Files.ReadFile("harbour/casebook.yaml")
	if err != nil {
		t.Fatal(err)
	}
	s, cookie := servingNothing(t)
	bring := func(text string, fields map[string]string) (int, string) {
		w := httptest.NewRecorder()
		s.ServeHTTP(w, bringing(t, cookie, text, fields))
		return w.Code, w.Body.String()
	}
	code, said := bring(strings.Replace(string(book), "source: HERON", "source: HERRON", 1), map[string]string{"passphrase": passphrase})
	var p struct{ Places []badPlace }
	if err := json.Unmarshal([]byte(said), &p); err != nil || code != http.StatusUnprocessableEntity || len(p.Places) != 1 {
		t.Fatalf("a mistake: %d %.500s", code, said)
	}
	if at := p.Places[0]; !strings.Contains(strings.Join(at.Lines, "\n"), "HERRON") || at.First > at.Line || !strings.Contains(at.Hint, "HERON") {
		t.Errorf("its place: %+v", at)
	}
	if code, said := bring(string(book), map[string]string{"preview": "yes"}); code != http.StatusOK || !strings.Contains(said, `"claims":98`) {
		t.Errorf("a preview: %d %s", code, said)
	}
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	io.WriteString(z, strings.Replace(string(book), "source: HERON", "source: HERRON", 1))
	z.Close()
	p.Places = nil
	if code, said := bring(packed.String(), map[string]string{"preview": "yes"}); code != http.StatusUnprocessableEntity || json.Unmarshal([]byte(said), &p) != nil || len(p.Places) != 1 || p.Places[0].Line == 0 || len(p.Places[0].Lines) > 0 {
		t.Errorf("a packed one with a mistake: %d %.500s", code, said)
	}
	if s, err := s.work.State(); err != nil || s.State != desk.WorkMissing {
		t.Errorf("after a mistake and a preview: %+v, %v", s, err)
	}
	if code, said := bring(string(book), map[string]string{"passphrase": passphrase}); code != http.StatusOK || !strings.Contains(said, `"key":"`) {
		t.Errorf("brought: %d %s", code, said)
	}
	if code, said := asks(t, s, cookie, http.MethodGet, "/api/cases", ""); code != http.StatusOK || !strings.Contains(said, "Harbour Authority") {
		t.Errorf("then: %d %s", code, said)
	}
	w := httptest.NewRecorder()
	r := asking(http.MethodPost, importPath, `{}`)
	r.AddCookie(cookie)
	if s.ServeHTTP(w, r); w.Code != http.StatusBadRequest {
		t.Errorf("no form: %d %s", w.Code, w.Body)
	}
}

func TestALongFileIsShownOnlyAroundItsMistakes(t *testing.T) {
	text := []byte("first\nsecond\r\n" + strings.Repeat("é", 1<<20) + "\nfourth\nfifth\n\n")
	found := func(line int) badPlace {
		p := desk.Problem{Place: desk.Place{Line: line}}
		return around(p, linesAround([]desk.Problem{p}, text))
	}
	for line, want := range map[int][]string{
		0: {},
		1: {"first", "second"},
		3: {"first", "second", strings.Repeat("é", 200) + "…", "fourth"},
		6: {"fourth", "fifth", "", ""},
		9: {""},
	} {
		if at := found(line); !slices.Equal(at.Lines, want) {
			t.Errorf("line %d: %.40q from %d", line, at.Lines, at.First)
		}
	}
}

func TestASessionGoesOnInAnotherProcess(t *testing.T) {
	first := NewSession("session", "the token")
	c, ok := first.begin("the token")
	if !ok {
		t.Fatal("the token does not work")
	}
	kept, err := first.Keep()
	if err != nil || bytes.Contains(kept, []byte(c.Value)) {
		t.Fatalf("%s, %v", kept, err)
	}
	next, err := ResumeSession("session", kept)
	if err != nil {
		t.Fatal(err)
	}
	r := asking(http.MethodGet, "/", "")
	r.AddCookie(c)
	if !next.has(r) {
		t.Error("who had signed in has to sign in again")
	}
	if _, ok := next.begin("the token"); ok {
		t.Error("the token works a second time")
	}
}

func TestARecoverySheetIsOfferedOnceADatabaseIsMade(t *testing.T) {
	s, cookie := servingNothing(t)
	if code, said := asks(t, s, cookie, http.MethodPost, sheetPath, ""); code != http.StatusNotFound {
		t.Errorf("without a database: %d %s", code, said)
	}
	if code, said := asks(t, s, cookie, http.MethodPost, startPath, `{"question":"Who keeps the quay?","passphrase":"`+passphrase+`"}`); code != http.StatusOK {
		t.Fatalf("%d %s", code, said)
	}
	r := asking(http.MethodPost, sheetPath, "")
	r.AddCookie(cookie)
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	var shown struct{ Data desk.RecoverySheet }
	if err := json.Unmarshal(w.Body.Bytes(), &shown); err != nil || w.Code != http.StatusOK || len(shown.Data.Lines) != envelope.SheetLines {
		t.Fatalf("shown: %d %s", w.Code, w.Body)
	}
	if kept := w.Header().Get("Cache-Control"); kept != "no-store" || w.Header().Get("ETag") != "" {
		t.Errorf("the browser may keep it: %s", kept)
	}
	line := shown.Data.Lines[shown.Data.Check-1]
	for _, step := range []struct {
		name, method, path, body string
		code                     int
		says                     string
	}{
		{"it is not shown again", http.MethodPost, sheetPath, "", 409, "make one in a terminal"},
		{"a line that is not on it is refused at its field", http.MethodPost, copiedPath, `{"line":"qpzr"}`, 422, `"field":"line"`},
		{"the right one is taken", http.MethodPost, copiedPath, `{"line":"` + line + `"}`, 204, ""},
		{"and the offer is over", http.MethodDelete, sheetPath, "", 409, "no_sheet"},
	} {
		code, said := asks(t, s, cookie, step.method, step.path, step.body)
		if code != step.code || !strings.Contains(said, step.says) {
			t.Errorf("%s: %d %s", step.name, code, said)
		}
		if strings.Contains(said, line) {
			t.Errorf("%s: it repeats the line", step.name)
		}
	}
}

func TestARecoverySheetIsDeclined(t *testing.T) {
	s, cookie := servingNothing(t)
	asks(t, s, cookie, http.MethodPost, startPath, `{"question":"Who keeps the quay?","passphrase":"`+passphrase+`"}`)
	if code, said := asks(t, s, cookie, http.MethodDelete, sheetPath, ""); code != http.StatusNoContent {
		t.Errorf("declined: %d %s", code, said)
	}
	if code, said := asks(t, s, cookie, http.MethodPost, sheetPath, ""); code != http.StatusConflict {
		t.Errorf("then: %d %s", code, said)
	}
}
