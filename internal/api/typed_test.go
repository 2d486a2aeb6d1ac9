package api

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"
)

func TestWhatIsTypedIsLookedForWithoutStandingInAnAddress(t *testing.T) {
	s, cookie := serving(t, "harbour")
	of, _ := only(t, s, cookie)
	_, want := readCase(t, s, cookie, "/search?words="+url.QueryEscape("قورفات"))
	for _, c := range []struct {
		name, held string
		code       int
	}{
		{"in any script", url.QueryEscape("قورفات"), http.StatusOK},
		{"not where it is not encoded", "%x", http.StatusBadRequest},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := asking(http.MethodGet, "/api/cases/"+of+"/search", "")
			r.AddCookie(cookie)
			r.Header.Set(typedHeader, c.held)
			w := httptest.NewRecorder()
			s.ServeHTTP(w, r)
			if w.Code != c.code || c.code == http.StatusOK && w.Body.String() != string(want) {
				t.Errorf("%d: %s", w.Code, w.Body)
			}
		})
	}
}
