package api

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
)

// What the library refuses before the desk is asked is said in our words, with its field and
// without what was typed.
func TestWhatTheLibraryRefusesIsSaidPlainly(t *testing.T) {
	t.Parallel()
	c := calling(t, "harbour")
	for _, tt := range []struct {
		name, method, path, body string
		field, detail, hint      string
	}{
		{"a number that is none", http.MethodGet, "/entities?limit=many", "", "limit", "“limit” is not a whole number", "load the page"},
		{"a number that is too large", http.MethodGet, "/entities?limit=5000", "", "limit", "is too large", "at most 1000"},
		{"a number that is too small", http.MethodGet, "/log/0", "", "entry", "is too small", "at least 1"},
		{"a flag that is none", http.MethodGet, "/takings/map?own=perhaps", "", "own", "neither true nor false", ""},
		{"a word that is not in the list", http.MethodPost, "/jobs", `{"kind":"kestrel"}`, "kind", "is not one of the choices", "conclusion, verify"},
		{"a field that is missing", http.MethodPost, "/jobs", `{}`, "kind", "“kind” is missing", ""},
		{"a text that is too long", http.MethodPost, "/records/source", `{"id":"` + strings.Repeat("kestrel", 40) + `","values":{}}`, "id", "is too long", "at most 200 characters"},
		{"a list that is empty", http.MethodPost, "/records", `{"records":[]}`, "records", "holds too few", "at least 1"},
		{"a word in a form that it cannot have", http.MethodPost, "/records", `{"records":[{"kind":"entity","as":"kestrel","values":{}}]}`, "as", "is not in the form that it must have", ""},
		{"a number in the place of a text", http.MethodPost, "/records/source", `{"id":7,"values":{}}`, "id", "is not a text", ""},
		{"a text in the place of fields", http.MethodPost, "/records/source", `{"values":"kestrel"}`, "values", "is not made of fields", ""},
		{"a field that nobody knows", http.MethodPost, "/jobs", `{"kind":"verify","kestrel":1}`, "", "cannot be read", "load the page again"},
		{"what is not JSON", http.MethodPost, "/jobs", `{"kind":kestrel}`, "", "cannot be read", "load the page again"},
		{"nothing", http.MethodPost, "/jobs", ``, "", "cannot be read", "load the page again"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			code, body := c.send(tt.method, c.base+tt.path, tt.body)
			var p problemDetails
			if err := json.Unmarshal([]byte(body), &p); err != nil || code < 400 || code >= 500 {
				t.Fatalf("%d %s: %v", code, body, err)
			}
			if p.Field != tt.field || !strings.Contains(p.Detail, tt.detail) || !strings.Contains(p.Hint, tt.hint) {
				t.Errorf("%+v", p)
			}
			for _, theirs := range []string{"expected", "validation", "property", "kestrel"} {
				if strings.Contains(body, theirs) {
					t.Errorf("it says %q: %s", theirs, body)
				}
			}
		})
	}
}
