package api

import (
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
)

func TestCodeNamesAreHiddenAndComeBack(t *testing.T) {
	t.Parallel()
	c := &codeNames{}
	c.know([]string{"HERON", "KESTREL", "KESTREL 2"})
	for name, tc := range map[string]struct{ text, reads string }{
		"a code name":                          {"KESTREL says so.", "source 2 says so."},
		"the longer of two":                    {"KESTREL 2 says so.", "source 3 says so."},
		"in small letters, within an id":       {"heron-1", "source 1-1"},
		"two spellings of it":                  {"heron-1 and Heron", "source 1-1 and source 1"},
		"a plural":                             {"two HERONs", "two source 1"},
		"a possessive":                         {"HERON's word", "source 1's word"},
		"part of another word":                 {"heronry, KESTRELLA", "heronry, KESTRELLA"},
		"what was typed and looks as a source": {"source 1", "source 1"},
	} {
		got := c.hidden(tc.text)
		if reads := strings.NewReplacer(aliasSpace, " ", aliasMark, "").Replace(got); reads != tc.reads {
			t.Errorf("%s: %q reads %q", name, tc.text, reads)
		}
		if back := c.revealed(got); back != tc.text {
			t.Errorf("%s: %q comes back as %q", name, tc.text, back)
		}
	}
	c.know([]string{"AVOCET", "HERON"})
	if got := c.hidden("AVOCET, HERON"); got != "source"+aliasSpace+"4, source"+aliasSpace+"1" {
		t.Errorf("a source that is added changes the numbers: %q", got)
	}
	if text := "source" + aliasSpace + "9"; c.revealed(text) != text {
		t.Error("a source of no number is one")
	}
}

var ofHarbour = regexp.MustCompile(`(?i)\b(KESTREL|HERON|PETREL|TERN|AVOCET)`)

func TestNothingThatIsServedPrivatelyHoldsACodeName(t *testing.T) {
	t.Parallel()
	c := calling(t, "harbour")
	var sources struct {
		Data any
		Keys map[string]map[string]string
	}
	c.read(c.base+"/records/source", &sources)
	kestrel := sources.Keys["source"]["KESTREL"]
	if kestrel == "" {
		t.Fatal("the sources name no KESTREL")
	}
	alias := "source" + aliasSpace
	open := 0
	for _, path := range []string{"", "/desk", "/answers", "/capture", "/names", "/search?words=kestrel", "/found?words=kestrel", "/entities", "/sources/" + kestrel + "/dossier", "/sources/" + kestrel + "/said", "/matrix", "/evidence", "/records/source", "/records/source/" + kestrel, "/records/encounter", "/forms/testimony", "/log", "/map", "/standings", "/takings/evidence?own=true", "/takings/map?own=true&without=" + kestrel, "?without=" + kestrel, "/shock", "/no-such-thing"} {
		_, plain := c.send(http.MethodGet, c.base+path, "")
		if ofHarbour.MatchString(plain) {
			open++
		}
		sep := "?"
		if strings.Contains(path, "?") {
			sep = "&"
		}
		code, hidden := c.send(http.MethodGet, c.base+path+sep+"private=1", "")
		if hit := ofHarbour.FindStringIndex(hidden); hit != nil {
			t.Errorf("%s (%d) says %q", path, code, hidden[max(0, hit[0]-80):hit[1]])
		}
		if ofHarbour.MatchString(plain) && !strings.Contains(hidden, alias) {
			t.Errorf("%s names no source by a number", path)
		}
	}
	if open < 8 {
		t.Errorf("%d answers hold a code name where they may: the test looks in the wrong places", open)
	}
	t.Run("what is corrected meanwhile keeps its code names", func(t *testing.T) {
		c.write(http.MethodPatch, "/records/source/"+kestrel+"?private=1", `{"values":{"note":"Not `+alias+`1, and not source 1."}}`)
		_, got := c.send(http.MethodGet, c.base+"/records/source/"+kestrel, "")
		if !strings.Contains(got, "Not AVOCET, and not source 1.") {
			t.Errorf("it is %s", got)
		}
	})
}

func TestTheListOfCasesHidesTheCodeNamesOfEach(t *testing.T) {
	t.Parallel()
	c := calling(t, "harbour")
	c.write(http.MethodPatch, "/records/settings/settings", `{"values":{"title":"What Kestrel knows, and a kestrel's nest"}}`)
	if _, plain := c.send(http.MethodGet, casesPath, ""); !strings.Contains(plain, "What Kestrel knows") {
		t.Fatalf("the list is %s", plain)
	}
	c.s.private.forget()
	if code, hidden := c.send(http.MethodGet, casesPath+"?private=1", ""); code != http.StatusOK || ofHarbour.MatchString(hidden) || !strings.Contains(hidden, "What source"+aliasSpace) {
		t.Errorf("the list is %d %s", code, hidden)
	}
}

func TestTheLogHidesTheCodeNameOfASourceThatIsNoMore(t *testing.T) {
	t.Parallel()
	c := calling(t, "harbour")
	c.write(http.MethodPost, "/records/source", `{"id":"WIDGEON","values":{"kind":"person","protected":true,"note":"WIDGEON knows TERN."}}`)
	var sources struct{ Keys map[string]map[string]string }
	c.read(c.base+"/records/source", &sources)
	c.write(http.MethodDelete, "/records/source/"+sources.Keys["source"]["WIDGEON"], "")
	if _, plain := c.send(http.MethodGet, c.base+"/log", ""); strings.Count(plain, "WIDGEON") < 2 {
		t.Fatal("the log does not name what was removed: the test looks in the wrong place")
	}
	// The server that answers next has never known the source: it learns of it from the register.
	c.s.private.forget()
	for _, path := range []string{"/log", "/desk"} {
		if _, hidden := c.send(http.MethodGet, c.base+path+"?private=1", ""); strings.Contains(strings.ToUpper(hidden), "WIDGEON") {
			t.Errorf("%s names a source that was removed", path)
		}
	}
}

func TestAnAnswerWithoutCodeNamesHasATagOfItsOwn(t *testing.T) {
	t.Parallel()
	c := calling(t, "harbour")
	tag := func(path, seen string) (int, string) {
		r := asking(http.MethodGet, path, "")
		r.AddCookie(c.cookie)
		if seen != "" {
			r.Header.Set("If-None-Match", seen)
		}
		w := httptest.NewRecorder()
		c.s.ServeHTTP(w, r)
		return w.Code, w.Header().Get("ETag")
	}
	_, plain := tag(c.base, "")
	code, private := tag(c.base+"?private=1", plain)
	if code != http.StatusOK || private == plain {
		t.Errorf("an answer with code names stands for one without: %d %s", code, private)
	}
	if code, _ := tag(c.base+"?private=1", private); code != http.StatusNotModified {
		t.Errorf("what has not changed is sent again: %d", code)
	}
	if code, _ := tag(c.base, private); code != http.StatusOK {
		t.Errorf("an answer without code names stands for one with: %d", code)
	}
}
