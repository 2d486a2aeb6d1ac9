package api

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
)

func TestDossiersAreReadByKeys(t *testing.T) {
	s, cookie := serving(t, "harbour")
	_, b := readCase(t, s, cookie, "/matrix?top=3")
	var named struct {
		Keys map[string]map[string]string `json:"keys"`
	}
	if err := json.Unmarshal(b, &named); err != nil {
		t.Fatal(err)
	}
	_, b = readCase(t, s, cookie, "/entities?kind=person")
	var list struct {
		Keys map[string]map[string]string `json:"keys"`
		Data struct {
			Entities []struct {
				Entity string `json:"entity"`
			} `json:"entities"`
		} `json:"data"`
	}
	if err := json.Unmarshal(b, &list); err != nil || len(list.Data.Entities) == 0 {
		t.Fatalf("%.300s: %v", b, err)
	}
	entity := list.Keys["entity"][list.Data.Entities[0].Entity]
	for _, path := range []string{
		"/entities/" + entity, "/entities/" + entity + "/history", "/entities/" + entity + "/held", "/entities?after=" + entity,
		"/sources/" + named.Keys["source"]["KESTREL"] + "/dossier", "/claims/" + named.Keys["claim"]["c01"] + "/whom",
	} {
		code, b := readCase(t, s, cookie, path)
		if code != http.StatusOK {
			t.Errorf("%s gives %d %.300s", path, code, b)
		}
		for _, field := range lists {
			if strings.Contains(string(b), `"`+field+`":null`) {
				t.Errorf("%s has no list in %s, where it is to have an empty one", path, field)
			}
		}
	}
	for _, path := range []string{"/entities/none", "/entities/none/history", "/entities?after=none", "/sources/none/dossier", "/claims/none/whom"} {
		if code, b := readCase(t, s, cookie, path); code != http.StatusNotFound {
			t.Errorf("%s gives %d %.300s", path, code, b)
		}
	}
	if code, _ := readCase(t, s, cookie, "/entities?kind=nothing"); code != http.StatusUnprocessableEntity {
		t.Errorf("a kind that is none gives %d", code)
	}
}
