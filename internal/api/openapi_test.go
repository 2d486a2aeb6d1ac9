package api

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"testing"
)

var update = flag.Bool("update", false, "write web/openapi.json, of which the interface makes its types")

func TestThePublishedDescriptionIsThatOfTheServer(t *testing.T) {
	s := New(Config{Session: NewSession("session", NewToken())})
	got, err := json.MarshalIndent(s.api.OpenAPI(), "", " ")
	if err != nil {
		t.Fatal(err)
	}
	got = append(got, '\n')
	const path = "../../web/openapi.json"
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil || !bytes.Equal(got, want) {
		t.Errorf("web/openapi.json is not what the server answers (%v): go test ./internal/api -update", err)
	}
}
