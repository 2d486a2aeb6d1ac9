package api

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"underpin/internal/desk"
)

// listening serves a folder without a database on a port, to clients that are no page.
func listening(t *testing.T) (*httptest.Server, string) {
	t.Helper()
	return listeningAt(t, desk.NewWorkspace(desk.WorkspaceConfig{Path: t.TempDir() + "/my.db"}))
}

// listeningAt serves a workspace on a port.
func listeningAt(t *testing.T, work *desk.Workspace) (*httptest.Server, string) {
	t.Helper()
	server := httptest.NewUnstartedServer(nil)
	at := server.Listener.Addr().String()
	s := New(Config{Workspace: work, Hosts: []string{at}, Session: NewSession("session", "the token")})
	server.Config = &http.Server{Handler: s, ReadHeaderTimeout: 50 * time.Millisecond, IdleTimeout: 50 * time.Millisecond}
	server.Start()
	t.Cleanup(server.Close)
	return server, at
}

// endless gives letters for as long as it is read.
type endless struct{ read int }

func (e *endless) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = 'a'
	}
	e.read += len(b)
	return len(b), nil
}

func TestASlowOrGreedyClientIsLetGo(t *testing.T) {
	t.Parallel()
	_, at := listening(t)
	for name, begins := range map[string]string{
		"a head that never ends":  "GET /api/cases HTTP/1.1\r\nHost: " + at + "\r\nX-Slow: ",
		"a body that never comes": "POST /api/session HTTP/1.1\r\nHost: " + at + "\r\nContent-Type: application/json\r\nContent-Length: 20\r\n\r\n{",
	} {
		t.Run(name, func(t *testing.T) {
			c, err := net.Dial("tcp", at)
			if err != nil {
				t.Fatal(err)
			}
			defer c.Close()
			fmt.Fprint(c, begins)
			c.SetDeadline(time.Now().Add(20 * time.Second))
			if _, err := io.Copy(io.Discard, c); err != nil {
				t.Errorf("it is waited for: %v", err)
			}
		})
	}
	t.Run("a body of 100 megabytes", func(t *testing.T) {
		const size = 100 << 20
		c, err := net.Dial("tcp", at)
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		c.SetDeadline(time.Now().Add(20 * time.Second))
		fmt.Fprintf(c, "POST /api/session HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n{\"token\":\"", at, size)
		sent := &endless{}
		io.Copy(c, io.LimitReader(sent, size)) // it is cut off
		if sent.read >= size {
			t.Errorf("all of it was read")
		}
		answer, err := bufio.NewReader(c).ReadString('\n')
		if err == nil && !strings.Contains(answer, "413") {
			t.Errorf("it answers %s", answer)
		}
	})
}

func TestWhoSendsOrReadsSlowlyKeepsNoCaseOpen(t *testing.T) {
	t.Parallel()
	for name, says := range map[string]string{
		"a body that never comes":            "POST /api/cases/%[1]s/records/entity HTTP/1.1\r\nContent-Length: 20\r\nContent-Type: application/json\r\n%[2]s\r\n{",
		"one of a page without code names":   "POST /api/cases/%[1]s/records/entity?private=1 HTTP/1.1\r\nContent-Length: 20\r\nContent-Type: application/json\r\n%[2]s\r\n{",
		"a body that comes with a question":  "GET /api/cases/%[1]s/log?private=1 HTTP/1.1\r\nContent-Length: 20\r\n%[2]s\r\n{",
		"answers that nobody reads":          strings.Repeat("GET /api/openapi.json?%[1]s HTTP/1.1\r\n%[2]s\r\n", 60),
		"what happens, which nobody listens": "GET /api/events HTTP/1.1\r\n%[2]s\r\n",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			work := desk.NewWorkspace(desk.WorkspaceConfig{Path: filepath.Join(t.TempDir(), "case.db")})
			t.Cleanup(func() { work.Lock() })
			if _, err := work.Example(t.Context(), "harbour"); err != nil {
				t.Fatal(err)
			}
			server, at := listeningAt(t, work)
			session := asking(http.MethodPost, sessionPath, `{"token":"the token"}`)
			session.Host = at
			w := httptest.NewRecorder()
			server.Config.Handler.ServeHTTP(w, session)
			r := asking(http.MethodGet, "/api/cases", "")
			r.Host = at
			r.AddCookie(w.Result().Cookies()[0])
			w = httptest.NewRecorder()
			server.Config.Handler.ServeHTTP(w, r)
			var list struct{ Data []listedCase }
			if err := json.Unmarshal(w.Body.Bytes(), &list); err != nil || len(list.Data) != 1 {
				t.Fatal(w.Body, err)
			}
			c, err := net.Dial("tcp", at)
			if err != nil {
				t.Fatal(err)
			}
			defer c.Close()
			c.(*net.TCPConn).SetReadBuffer(1 << 10)
			fmt.Fprintf(c, says, list.Data[0].Key, "Host: "+at+"\r\nCookie: "+r.Header.Get("Cookie")+"\r\n")
			time.Sleep(200 * time.Millisecond) // it is under way
			locked := make(chan error, 1)
			go func() { locked <- work.Lock() }()
			select {
			case err := <-locked:
				if err != nil {
					t.Error(err)
				}
			case <-time.After(20 * time.Second):
				t.Error("the case stays open")
			}
		})
	}
}
