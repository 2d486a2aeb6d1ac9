package api

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// A caller writes to the one case of a server.
type caller struct {
	t      *testing.T
	s      *Handler
	cookie *http.Cookie
	base   string
}

func calling(t *testing.T, example string) *caller {
	t.Helper()
	s, cookie := serving(t, example)
	c := &caller{t: t, s: s, cookie: cookie}
	var list struct{ Data []listedCase }
	c.read("/api/cases", &list)
	c.base = "/api/cases/" + list.Data[0].Key
	return c
}

// send sends a request, with headers in pairs, and returns its status and its answer.
func (c *caller) send(method, path, body string, headers ...string) (int, string) {
	c.t.Helper()
	r := asking(method, path, body)
	r.AddCookie(c.cookie)
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	c.s.ServeHTTP(w, r)
	return w.Code, w.Body.String()
}

func (c *caller) read(path string, to any) {
	c.t.Helper()
	code, body := c.send(http.MethodGet, path, "")
	if err := json.Unmarshal([]byte(body), to); code != http.StatusOK || err != nil {
		c.t.Fatalf("%s gives %d %.300s %v", path, code, body, err)
	}
}

// A written is what a write answers with.
type written struct {
	Data struct {
		Entry int64
		Put   []struct{ Kind, ID string }
	}
	Keys map[string]map[string]string
	Head int64
}

func (c *caller) write(method, path, body string, headers ...string) written {
	c.t.Helper()
	code, answer := c.send(method, c.base+path, body, headers...)
	var w written
	if err := json.Unmarshal([]byte(answer), &w); code != http.StatusOK || err != nil {
		c.t.Fatalf("%s %s gives %d %.500s %v", method, path, code, answer, err)
	}
	return w
}

func TestARecordIsAddedCorrectedAndRemoved(t *testing.T) {
	c := calling(t, "harbour")
	added := c.write(http.MethodPost, "/records/question", `{"values":{"text":"Who pays?"}}`)
	if len(added.Data.Put) != 1 || added.Data.Entry == 0 || added.Head != added.Data.Entry {
		t.Fatalf("it answers with %+v", added)
	}
	key := added.Keys["question"][added.Data.Put[0].ID]
	corrected := c.write(http.MethodPatch, "/records/question/"+key, `{"values":{"text":"Who is paid?"}}`, "If-Match", `"`+jsonOf(added.Head)+`"`)
	if corrected.Head != added.Head+1 {
		t.Errorf("the case stands at %d", corrected.Head)
	}
	if code, body := c.send(http.MethodPatch, c.base+"/records/question/"+key, `{"values":{"text":"Who owes?"}}`, "If-Match", `"`+jsonOf(added.Head)+`"`); code != http.StatusPreconditionFailed || !strings.Contains(body, "edit question") {
		t.Errorf("who saw the version before gets %d %s", code, body)
	}
	if code, body := c.send(http.MethodDelete, c.base+"/records/question/"+key, "", "If-Match", jsonOf(added.Head)); code != http.StatusPreconditionFailed {
		t.Errorf("who saw the version before removes it: %d %s", code, body)
	}
	c.write(http.MethodDelete, "/records/question/"+key, "")
	if code, _ := c.send(http.MethodPatch, c.base+"/records/question/"+key, `{"values":{"text":"Who owes?"}}`); code != http.StatusNotFound {
		t.Errorf("what was removed is answered with %d", code)
	}
}

func jsonOf(v any) string {
	b, _ := json.Marshal(v)
	return string(b)
}

func TestAPreviewWritesNothing(t *testing.T) {
	c := calling(t, "harbour")
	seen := c.write(http.MethodPost, "/records/question?preview=1", `{"values":{"text":"Who pays?"}}`)
	if again := c.write(http.MethodPost, "/records/question?preview=1", `{"values":{"text":"Who pays?"}}`); seen.Data.Entry != 0 || again.Head != seen.Head {
		t.Errorf("an entry was written: %+v", again)
	}
}

func TestAWriteThatIsSentAgainIsDoneOnce(t *testing.T) {
	c := calling(t, "harbour")
	first := c.write(http.MethodPost, "/records/question", `{"values":{"text":"Who pays?"}}`, "Idempotency-Key", "k1")
	if again := c.write(http.MethodPost, "/records/question", `{"values":{"text":"Who pays?"}}`, "Idempotency-Key", "k1"); again.Data.Entry != first.Data.Entry {
		t.Errorf("it was done twice: %+v", again)
	}
	if code, body := c.send(http.MethodPost, c.base+"/records/question", `{"values":{"text":"Who owes?"}}`, "Idempotency-Key", "k1"); code != http.StatusUnprocessableEntity || strings.Contains(body, "owes") {
		t.Errorf("another write under its name gives %d %s", code, body)
	}
	if code, _ := c.send(http.MethodPost, c.base+"/records/question", `{"values":{"colour":"red"}}`, "Idempotency-Key", "k2"); code != http.StatusUnprocessableEntity {
		t.Errorf("a field that is none gives %d", code)
	}
	c.write(http.MethodPost, "/records/question", `{"values":{"text":"Who owes?"}}`, "Idempotency-Key", "k3")
}

func TestJudgementsAreWritten(t *testing.T) {
	c := calling(t, "harbour")
	var found struct {
		Keys map[string]map[string]string
	}
	c.read(c.base+"/matrix", &found)
	source, claim := found.Keys["source"]["HERON"], found.Keys["claim"]["c01"]
	c.write(http.MethodPost, "/sources/"+source+"/grades", `{"grade":"C","why":"misheard twice"}`)
	c.write(http.MethodPost, "/records/source/"+source+"/retraction", `{"why":"asked to"}`)
	c.read(c.base+"/search?words=Dalal", &found)
	a, b := found.Keys["entity"]["maryam-dalal"], ""
	c.read(c.base+"/search?words=Nasreh", &found)
	b = found.Keys["entity"]["dalia-nasreh"]
	c.write(http.MethodPost, "/samenesses", `{"a":"`+a+`","b":"`+b+`","verdict":"unsure","p":0.1}`)
	c.write(http.MethodPost, "/records", `{"records":[{"kind":"entity","as":"#1","values":{"name":"Ana Ruiz","schema":"Person","aka":[{"name":"A. Ruiz, of the quay"}]}},{"kind":"request","values":{"source":"`+source+`","claim":"`+claim+`","question":"Who signed?","due":"1 June 2027"}}]}`)
	for body, field := range map[string]string{`{"grade":"G"}`: "grade", `{"grade":"B","on":"soon"}`: "on"} {
		code, answer := c.send(http.MethodPost, c.base+"/sources/"+source+"/grades", body)
		var p problemDetails
		if err := json.Unmarshal([]byte(answer), &p); err != nil || code != http.StatusUnprocessableEntity || !strings.HasPrefix(p.Field, field) {
			t.Errorf("%s gives %d %s", body, code, answer)
		}
	}
}
