package api

import (
	"encoding/json"
	"net/http"
	"net/url"
	"testing"

	"underpin"
	"underpin/internal/desk"
)

func TestSeveralLossesAreAllLost(t *testing.T) {
	s, cookie := serving(t, "harbour")
	_, b := readCase(t, s, cookie, "/search?words=zerrani")
	var found reply[[]desk.Hit]
	if err := json.Unmarshal(b, &found); err != nil {
		t.Fatal(err)
	}
	_, b = readCase(t, s, cookie, "")
	var outline reply[desk.CaseOutline]
	if err := json.Unmarshal(b, &outline); err != nil {
		t.Fatal(err)
	}
	entity := string(underpin.KindEntity)
	query := url.Values{"worlds": {"64"}, "lose": {found.Keys[entity]["yusef-zerrani"], outline.Keys[entity]["idris-qorvat"]}}
	code, b := readCase(t, s, cookie, "/shock?"+query.Encode())
	var shock reply[desk.WhatIf]
	if err := json.Unmarshal(b, &shock); err != nil || code != http.StatusOK || len(shock.Data.Taken) != 2 {
		t.Errorf("%d: %v, taken out %+v", code, err, shock.Data.Taken)
	}
}
