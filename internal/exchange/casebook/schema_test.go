package casebook

import (
	"bytes"
	"encoding/json"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"underpin"
	"underpin/examples"
	"underpin/internal/synth"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v3"
)

const schemaPath = "../../../docs/casebook.schema.json"

// A node of the schema, as far as its keys go.
type schemaNode struct {
	Properties map[string]schemaNode
	Items      *schemaNode
	OneOf      []schemaNode
	Defs       map[string]schemaNode `json:"$defs"`
}

func readSchema(t *testing.T) schemaNode {
	t.Helper()
	text, err := os.ReadFile(schemaPath)
	if err != nil {
		t.Fatal(err)
	}
	var s schemaNode
	if err := json.Unmarshal(text, &s); err != nil {
		t.Fatal(err)
	}
	return s
}

func TestTheSchemaHasTheKeysOfTheReader(t *testing.T) {
	s := readSchema(t)
	check := func(what string, got schemaNode, want []string) {
		t.Helper()
		if diff := cmp.Diff(slices.Sorted(slices.Values(want)), slices.Sorted(maps.Keys(got.Properties))); diff != "" {
			t.Errorf("%s: reader - schema +\n%s", what, diff)
		}
	}
	top := []string{"underpin", "case"}
	for _, section := range sections() {
		top = append(top, section.key)
		items := s.Properties[section.key].Items
		if items == nil {
			t.Errorf("the schema has no list %s", section.key)
			continue
		}
		var keys []string
		for _, f := range section.fields {
			keys = append(keys, f.key)
		}
		check(section.key, *items, keys)
	}
	check("casebook", s, top)
	check("case", s.Properties["case"], keysOf(settingsFields()))
	check("shock", s.Properties["case"].Properties["shock"], keysOf(shockFields()))
	check("testimony", s.Defs["testimony"], keysOf(testimonyFields()))
	check("retraction", s.Defs["retraction"], keysOf(retractionFields()))
	check("grading", s.Defs["grading"], keysOf(gradingFields()))
	check("release", s.Defs["release"], keysOf(releaseFields()))
	check("role", s.Defs["role"], keysOf(roleFields()))
	check("regrading", s.Defs["regrading"], keysOf(regradingFields()))
	check("alias", s.Defs["alias"].OneOf[1], keysOf(aliasFields()))
	check("terms", s.Defs["terms"].OneOf[1], keysOf(termsFields()))
}

// vocabulary is the lists of the program that the schema repeats, by the field or the
// definition that has them; kind stands for the kinds of several records.
func vocabulary() map[string][][]string {
	return map[string][][]string{
		"yardstick": {underpin.Yardsticks}, "class": {plain(underpin.RelationClasses)}, "power": {plain(underpin.Powers)},
		"sign": {underpin.Signs}, "control": {plain(underpin.Controls)}, "unstated": {plain(underpin.UnstatedShares)},
		"bound": {plain(underpin.LifeBounds)}, "succession": {plain(underpin.Successions)},
		"kind":   {plain(underpin.SourceKinds), underpin.EncounterKinds, plain(underpin.SealedKinds)},
		"schema": {plain(underpin.Schemata)}, "verdict": {plain(underpin.Verdicts)}, "state": {plain(underpin.RequestStates)},
		"grade": {plain(underpin.GradeLetters)}, "termsKind": {plain(underpin.TermsKinds)}, "polarity": {plain(underpin.Polarities)},
		"basis": {plain(underpin.Bases)}, "hedge": {plain(underpin.Hedges)}, "interest": {plain(underpin.Interests)},
		"entityKind": {underpin.EntityKinds()}, "band": {plain(underpin.StandingBands)}, "turn": {plain(underpin.TieTurns)},
	}
}

func plain[S ~string](list []S) []string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = string(s)
	}
	return out
}

func TestTheWordsOfTheSchemaAreThoseOfTheProgram(t *testing.T) {
	text, err := os.ReadFile(schemaPath)
	if err != nil {
		t.Fatal(err)
	}
	var s any
	if err := json.Unmarshal(text, &s); err != nil {
		t.Fatal(err)
	}
	want := vocabulary()
	got := map[string][][]string{}
	enums(s, "", func(key string, list []string) { got[key] = append(got[key], list) })
	sorted := cmp.Transformer("sorted", func(lists [][]string) map[string]bool {
		set := map[string]bool{}
		for _, list := range lists {
			set[strings.Join(slices.Sorted(slices.Values(list)), " ")] = true
		}
		return set
	})
	if diff := cmp.Diff(want, got, sorted); diff != "" {
		t.Errorf("program - schema +\n%s", diff)
	}
}

// enums visits every list of words of a schema with the key under which it stands.
func enums(n any, key string, visit func(key string, list []string)) {
	switch n := n.(type) {
	case map[string]any:
		if words, ok := n["enum"].([]any); ok {
			list := make([]string, len(words))
			for i, w := range words {
				list[i], _ = w.(string)
			}
			visit(key, list)
		}
		for k, v := range n {
			enums(v, k, visit)
		}
	case []any:
		for _, v := range n {
			enums(v, key, visit)
		}
	}
}

func compileSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	s, err := jsonschema.NewCompiler().Compile(schemaPath)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// asJSON turns YAML into what JSON has for it; dates are texts there.
func asJSON(t *testing.T, n *yaml.Node) any {
	t.Helper()
	switch n.Kind {
	case yaml.DocumentNode:
		return asJSON(t, n.Content[0])
	case yaml.MappingNode:
		m := map[string]any{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			m[n.Content[i].Value] = asJSON(t, n.Content[i+1])
		}
		return m
	case yaml.SequenceNode:
		list := make([]any, len(n.Content))
		for i, c := range n.Content {
			list[i] = asJSON(t, c)
		}
		return list
	}
	switch n.Tag {
	case "!!int", "!!float":
		v, err := strconv.ParseFloat(n.Value, 64)
		if err != nil {
			t.Fatal(err)
		}
		return v
	case "!!bool":
		return n.Value == "true"
	}
	return n.Value
}

func TestCasebooksFollowTheSchema(t *testing.T) {
	schema := compileSchema(t)
	texts := map[string][]byte{
		"every field":      export(t, full(t)),
		"a generated case": export(t, synth.Case(synth.CaseConfig{Claims: 200, Seed: 7})),
	}
	for _, name := range examples.Names {
		if text, err := os.ReadFile("../../../examples/" + name + "/casebook.yaml"); err == nil {
			texts[name] = text
		}
	}
	for name, text := range texts {
		t.Run(name, func(t *testing.T) {
			var n yaml.Node
			if err := yaml.NewDecoder(bytes.NewReader(text)).Decode(&n); err != nil {
				t.Fatal(err)
			}
			if err := schema.Validate(asJSON(t, &n)); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestTheSchemaRefusesANameForAProtectedSource(t *testing.T) {
	schema := compileSchema(t)
	source := map[string]any{"id": "KESTREL", "kind": "person", "protected": true}
	book := map[string]any{"underpin": Version, "case": map[string]any{"id": "x"}, "sources": []any{source}}
	if err := schema.Validate(book); err != nil {
		t.Fatal(err)
	}
	source["name"] = "somebody"
	if err := schema.Validate(book); err == nil {
		t.Error("it passes")
	}
}

func keysOf[T any](table []field[T]) []string {
	keys := make([]string, len(table))
	for i := range table {
		keys[i] = table[i].key
	}
	return keys
}
