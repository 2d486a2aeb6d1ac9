package chart

import (
	"errors"
	"strings"
	"testing"
)

func TestATableIsDrawnWithEveryCell(t *testing.T) {
	var b strings.Builder
	g := Grid{Head: []string{"Claim", "Says"}, Rows: [][]string{{"Dalal leads the quay", "one origin"}, {"هيئة الميناء", strings.Repeat("a word and ", 60)}}}
	if err := g.SVG(&b); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Dalal leads the quay", "هيئة الميناء", `direction="rtl"`, "…"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("without %q", want)
		}
	}
	for _, bad := range []Grid{
		{Head: []string{"a"}, Rows: [][]string{{"x", "y"}}},
		{Head: []string{"a"}, Rows: make([][]string, 3000), Panel: Panel{}},
	} {
		for i := range bad.Rows {
			if bad.Rows[i] == nil {
				bad.Rows[i] = []string{"x"}
			}
		}
		if err := bad.SVG(&b); !errors.Is(err, ErrInput) {
			t.Errorf("%v", err)
		}
	}
}
