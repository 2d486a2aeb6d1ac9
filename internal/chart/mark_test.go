package chart

import (
	"encoding/xml"
	"errors"
	"strings"
	"testing"
)

func TestAMarkStandsUnderThePicture(t *testing.T) {
	var b strings.Builder
	n := Network{Nodes: []NetworkNode{{ID: "a", Label: "Quay", Kind: Office}}}
	if err := n.SVG(&b); err != nil {
		t.Fatal(err)
	}
	marked, err := Marked(b.String(), "For my own use <&")
	if err != nil {
		t.Fatal(err)
	}
	if err := xml.Unmarshal([]byte(marked), new(struct{})); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(marked, "For my own use &lt;&amp;</text>") || !strings.Contains(marked, `viewBox="0 0 1000 726"`) {
		t.Errorf("%.300s", marked)
	}
	if _, err := Marked("<svg/>", "x"); !errors.Is(err, ErrInput) {
		t.Errorf("a foreign picture: %v", err)
	}
}
