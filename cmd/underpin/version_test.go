package main

import (
	"bytes"
	"strings"
	"testing"
)

func TestTheVersionIsThatOfTheBuild(t *testing.T) {
	for built, want := range map[string]string{
		"v0.2.0": "underpin v0.2.0 (go",
		"":       "underpin development build (go",
	} {
		if got := versionLine(built); !strings.HasPrefix(got, want) || !strings.HasSuffix(got, ")\n") {
			t.Errorf("built as %q: %q", built, got)
		}
	}
	var out, errs bytes.Buffer
	if code := run([]string{"--version"}, nil, &out, &errs); code != exitOK || out.String() != versionLine(version()) {
		t.Errorf("--version: %d, %q, %q", code, out.String(), errs.String())
	}
}
