package casebook

import (
	"cmp"
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"underpin"
	"underpin/examples"
)

const guidePath = "../../../docs/casebook.md"

func guide(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile(guidePath)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// The tables of the guide are written from the tables of fields, with the words of the
// schema, and from the standard vocabulary.
func TestTheTablesOfTheGuideAreThoseOfTheProgram(t *testing.T) {
	text := guide(t)
	made := between(t, between(t, text, "fields", fieldTables(t)), "vocabulary", vocabularyTable(t))
	if *update {
		if err := os.WriteFile(guidePath, []byte(made), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if made != text {
		t.Error("they are not; write them anew with: go test ./internal/exchange/casebook -run Guide -update")
	}
}

// between puts a text between two marks of the guide.
func between(t *testing.T, text, name, put string) string {
	t.Helper()
	before, rest, ok := strings.Cut(text, "<!-- "+name+" -->\n")
	_, after, closed := strings.Cut(rest, "<!-- end -->")
	if !ok || !closed {
		t.Fatalf("the guide has no place for %s", name)
	}
	return before + "<!-- " + name + " -->\n" + put + "<!-- end -->" + after
}

// A described is what the schema says of a key.
type described struct {
	Description string
	Ref         string `json:"$ref"`
	Enum        []string
	Properties  map[string]described
	Items       *described
	OneOf       []described
	Defs        map[string]described `json:"$defs"`
}

func fieldTables(t *testing.T) string {
	text, err := os.ReadFile(schemaPath)
	if err != nil {
		t.Fatal(err)
	}
	var s described
	if err := json.Unmarshal(text, &s); err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	table := func(title string, keys []string, of described) {
		fmt.Fprintf(&b, "\n**%s**\n\n| field | what it says |\n|---|---|\n", title)
		for _, key := range keys {
			p := of.Properties[key]
			refers := s.Defs[strings.TrimPrefix(p.Ref, "#/$defs/")]
			says := cmp.Or(p.Description, refers.Description)
			if words := cmp.Or(strings.Join(p.Enum, "`, `"), strings.Join(refers.Enum, "`, `")); words != "" {
				says = strings.TrimSuffix(says, ".") + ": `" + words + "`."
			}
			if says == "" {
				t.Errorf("%s: nothing is said of %s", title, key)
			}
			fmt.Fprintf(&b, "| `%s` | %s |\n", key, says)
		}
	}
	table("case", keysOf(settingsFields()), s.Properties["case"])
	table("shock, of the case", keysOf(shockFields()), s.Properties["case"].Properties["shock"])
	for _, section := range sections() {
		keys := make([]string, len(section.fields))
		for i, f := range section.fields {
			keys[i] = f.key
		}
		table(section.key, keys, *s.Properties[section.key].Items)
		switch section.kind {
		case underpin.KindClaim:
			table("says, of a claim: testimony", keysOf(testimonyFields()), s.Defs["testimony"])
			table("terms, where they are more than their kind", keysOf(termsFields()), s.Defs["terms"].OneOf[1])
			table("retracted, of testimony", keysOf(retractionFields()), s.Defs["retraction"])
			table("roles, of a claim", keysOf(roleFields()), s.Defs["role"])
		case underpin.KindSource:
			table("grades, of a source", keysOf(gradingFields()), s.Defs["grading"])
		case underpin.KindBrief:
			table("releases, of a brief: its pages that were frozen", keysOf(releaseFields()), s.Defs["release"])
		case underpin.KindEntity:
			table("aka, of an entity, where a source calls it so", keysOf(aliasFields()), s.Defs["alias"].OneOf[1])
		}
	}
	return b.String() + "\n"
}

func vocabularyTable(t *testing.T) string {
	c, err := Read(strings.NewReader(examples.Vocabulary), "vocabulary.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	b.WriteString("\n| relation | reads | class | power | control | half-life | what it does to the numbers |\n|---|---|---|---|---|---|---|\n")
	for _, r := range c.Relations {
		name := "`" + string(r.Name) + "`"
		if r.Exclusive {
			name += ", exclusive"
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s | %s | %s |\n",
			name, r.Reads, r.Class, cmp.Or(r.Power, "-"), cmp.Or(r.Control, "-"), halfLife(r.HalfLife), r.Note)
	}
	return b.String() + "\n"
}

// Each mistake of the guide, put behind its worked example, is answered by the words
// that stand below it.
func TestTheMistakesOfTheGuideAreAnsweredAsItSays(t *testing.T) {
	text := guide(t)
	example := regexp.MustCompile("(?s)```yaml\n(.*?)```").FindStringSubmatch(text)
	if example == nil {
		t.Fatal("there is no example")
	}
	if _, err := Read(strings.NewReader(example[1]), "lantern.yaml"); err != nil {
		t.Fatal(err)
	}
	found := regexp.MustCompile("(?s)```yaml-wrong\n(.*?)```\n> ([^\n]*)").FindAllStringSubmatch(text, -1)
	if len(found) != 6 {
		t.Fatalf("there are %d mistakes, want six", len(found))
	}
	for _, m := range found {
		section, record, _ := strings.Cut(m[1], "\n")
		book := strings.Replace(example[1], "\n"+section+"\n", "\n"+m[1], 1)
		if _, err := Read(strings.NewReader(book), "lantern.yaml"); err == nil || !strings.Contains(err.Error(), m[2]) {
			t.Errorf("%s\nis answered with %v, and not with %s", record, err, m[2])
		}
	}
}
