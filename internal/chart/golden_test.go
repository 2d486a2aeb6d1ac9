package chart

import (
	"bytes"
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files anew")

type drawer interface{ SVG(io.Writer) error }

func render(t *testing.T, d drawer) string {
	t.Helper()
	var b bytes.Buffer
	if err := d.SVG(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func golden(t *testing.T, name string, d drawer) {
	t.Helper()
	got := render(t, d)
	parse(t, got)
	if again := render(t, d); again != got {
		t.Error("a second drawing of the same chart differs")
	}
	path := filepath.Join("testdata", name+".svg")
	if *update {
		if err := os.MkdirAll("testdata", 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("%s (-want +got; -update writes it anew):\n%s", path, diff)
	}
}

// parse reads s as XML and holds it to what every chart promises: one root
// with role, title and description, ids with the prefix, nothing fetched,
// nothing run. It returns all character data.
func parse(t *testing.T, s string) string {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(s))
	var text strings.Builder
	var root string
	seen := map[string]bool{}
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("not XML: %v", err)
		}
		switch e := token.(type) {
		case xml.CharData:
			text.Write(e)
		case xml.StartElement:
			seen[e.Name.Local] = true
			if root == "" {
				root = attribute(e, "id")
				if e.Name.Local != "svg" || attribute(e, "role") != "img" || root == "" {
					t.Errorf("root is <%s role=%q id=%q>", e.Name.Local, attribute(e, "role"), root)
				}
			}
			checkElement(t, e, root)
		}
	}
	for _, must := range []string{"title", "desc", "style"} {
		if !seen[must] {
			t.Errorf("no <%s>", must)
		}
	}
	return text.String()
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func checkElement(t *testing.T, e xml.StartElement, root string) {
	t.Helper()
	switch e.Name.Local {
	case "script", "image", "use", "foreignObject", "a", "iframe":
		t.Errorf("<%s> has no place in a chart", e.Name.Local)
	}
	for _, a := range e.Attr {
		switch {
		case a.Name.Local == "id" && a.Value != root && !strings.HasPrefix(a.Value, root+"-"):
			t.Errorf("id %q lacks the prefix %q", a.Value, root)
		case strings.HasPrefix(strings.ToLower(a.Name.Local), "on"), a.Name.Local == "href":
			t.Errorf("attribute %s on <%s>", a.Name.Local, e.Name.Local)
		case strings.Contains(a.Value, "NaN"), strings.Contains(a.Value, "Inf"):
			t.Errorf("<%s %s=%q>", e.Name.Local, a.Name.Local, a.Value)
		}
	}
}
