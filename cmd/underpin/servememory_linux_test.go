package main

import (
	"bufio"
	"bytes"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"underpin/web"
)

// A browsing is a page of an interface, without a browser.
type browsing struct {
	t       *testing.T
	address *url.URL
	cookie  *http.Cookie
}

// browse exchanges the token of an address for the session.
func browse(t *testing.T, address string) *browsing {
	t.Helper()
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil {
		t.Fatal(err)
	}
	b := &browsing{t: t, address: u}
	r := b.ask(http.MethodPost, "/api/session", `{"token":"`+strings.TrimPrefix(u.Fragment, "token=")+`"}`)
	r.Body.Close()
	if len(r.Cookies()) != 1 {
		t.Fatalf("no session: %s", r.Status)
	}
	b.cookie = r.Cookies()[0]
	return b
}

func (b *browsing) ask(method, path, body string) *http.Response {
	b.t.Helper()
	r, err := http.NewRequestWithContext(b.t.Context(), method, "http://"+b.address.Host+path, strings.NewReader(body))
	if err != nil {
		b.t.Fatal(err)
	}
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	r.Header.Set("Content-Type", "application/json")
	if b.cookie != nil {
		r.AddCookie(b.cookie)
	}
	var answer *http.Response
	for range 50 { // while it goes on in a new picture, a connection may break
		if answer, err = http.DefaultClient.Do(r.Clone(b.t.Context())); err == nil {
			return answer
		}
		time.Sleep(100 * time.Millisecond)
	}
	b.t.Fatal(err)
	return nil
}

func (b *browsing) says(method, path, body string) string {
	b.t.Helper()
	r := b.ask(method, path, body)
	defer r.Body.Close()
	text, err := io.ReadAll(r.Body)
	if err != nil {
		b.t.Fatal(err)
	}
	return string(text)
}

// Once the case is locked the server still answers, in the same process, and nothing of
// the case is in its memory.
func TestOnceTheCaseIsLockedTheInterfaceKnowsNothingOfIt(t *testing.T) {
	t.Parallel()
	if _, built := web.Files(); !built {
		t.Skip("the program was built without the web interface")
	}
	k := newKilling(t)
	k.env = []string{"XDG_RUNTIME_DIR=" + k.path("run"), "TMPDIR=" + k.dir}
	k.must("import", "quay.yaml")
	c := k.command("serve", "--print-url")
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = c.Process.Kill()
		_ = c.Wait()
	})
	address, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	b := browse(t, address)
	list := b.says(http.MethodGet, "/api/cases", "")
	_, key, _ := strings.Cut(list, `"key":"`)
	key, _, _ = strings.Cut(key, `"`)
	if said := b.says(http.MethodGet, "/api/cases/"+key+"/search?words=yard", ""); !strings.Contains(said, "Yard Company") {
		t.Fatalf("the case is not open: %s", said)
	}
	held, err := memory(c.Process.Pid)
	if err != nil {
		t.Skipf("the memory of a process cannot be read here: %v", err)
	}
	if !bytes.Contains(held, []byte("Yard Company")) {
		t.Error("the search finds nothing of a case that is open, so that it proves nothing")
	}
	k.must("lock")
	for said := ""; !strings.Contains(said, `"state":"locked"`); time.Sleep(50 * time.Millisecond) {
		said = b.says(http.MethodGet, "/api/databases", "")
	}
	if held, err = memory(c.Process.Pid); err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"Yard Company", "Tomas Orel", "The Herald"} {
		if bytes.Contains(held, []byte(text)) {
			t.Errorf("it is locked, and its memory has %q", text)
		}
	}
	if said := b.says(http.MethodGet, "/api/cases", ""); !strings.Contains(said, "case_locked") {
		t.Errorf("it tells %s", said)
	}
}
