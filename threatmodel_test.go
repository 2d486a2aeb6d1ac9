//go:build lint

package underpin_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// Each promise of the threat model names the tests that prove it; they are there.
func TestThePromisesOfTheThreatModelAreTested(t *testing.T) {
	page, err := os.ReadFile(filepath.Join("docs", "threat-model.md"))
	if err != nil {
		t.Fatal(err)
	}
	var tests strings.Builder
	for _, p := range packages(t) {
		files, _ := filepath.Glob(filepath.Join(p.Dir, "*_test.go")) // those of other systems too
		for _, f := range files {
			text, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			tests.Write(text)
		}
	}
	promises := 0
	for line := range strings.Lines(string(page)) {
		if !strings.HasPrefix(line, "| ") || strings.HasPrefix(line, "| promise") {
			continue
		}
		promises++
		names := regexp.MustCompile("`(Test[A-Za-z0-9]+)`").FindAllStringSubmatch(line, -1)
		if len(names) == 0 {
			t.Errorf("no test proves: %s", line)
		}
		for _, n := range names {
			if !strings.Contains(tests.String(), "func "+n[1]+"(") {
				t.Errorf("there is no test %s, which is to prove: %s", n[1], line)
			}
		}
	}
	if promises < 10 {
		t.Errorf("only %d promises were found", promises)
	}
}
