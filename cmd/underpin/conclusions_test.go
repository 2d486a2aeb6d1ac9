package main

import (
	"errors"
	"regexp"
	"strings"
	"testing"

	"underpin"
	"underpin/internal/conclusion"
)

func TestEverythingThatAConclusionCanAskIsInItsTopic(t *testing.T) {
	var m *conclusion.Mistake
	if _, err := conclusion.Compile(&underpin.Case{}, "after.nothing_of_the_kind"); !errors.As(err, &m) {
		t.Fatal(err)
	}
	_, names, found := strings.Cut(m.Hint, "answer ")
	if !found || strings.Count(names, ",") < 10 {
		t.Fatalf("the hint is %q", m.Hint)
	}
	for name := range strings.SplitSeq(names, ", ") {
		if !regexp.MustCompile(`\b` + name + `\b`).MatchString(conclusionsTable()) {
			t.Errorf("%s is not in the topic", name)
		}
	}
}

func TestTheExamplesOfTheTopicCanBeAsked(t *testing.T) {
	c := &underpin.Case{}
	for _, id := range []underpin.EntityID{"presidency", "harbour-authority", "idris-qorvat", "port"} {
		c.Entities = append(c.Entities, underpin.Entity{ID: id, Schema: underpin.Asset})
	}
	_, examples, _ := strings.Cut(conclusionsTable(), "For example\n")
	for expr := range strings.SplitSeq(examples, "\n") {
		if _, err := conclusion.Compile(c, strings.TrimSpace(expr)); err != nil {
			t.Error(err)
		}
	}
}
