package api

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"underpin/internal/desk"
)

// listening serves a folder without a database on a port, to clients that are no page.
func listening(t *testing.T) (*httptest.Server, string) {
	t.Helper()
	server := httptest.NewUnstartedServer(nil)
	at := server.Listener.Addr().String()
	work := desk.NewWorkspace(desk.WorkspaceConfig{Path: t.TempDir() + "/my.db"})
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
