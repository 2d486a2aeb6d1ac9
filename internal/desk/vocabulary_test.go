package desk

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"underpin"
	"underpin/examples"
)

// renamed returns the case with another name for every relation, which turns their
// order about, and what puts the old names back in a text.
func renamed(c *underpin.Case) (*underpin.Case, *strings.Replacer) {
	out := *c
	out.Relations, out.Claims = slices.Clone(c.Relations), slices.Clone(c.Claims)
	names := map[underpin.RelationName]underpin.RelationName{}
	var pairs [][2]string
	for i := range out.Relations {
		r := &out.Relations[i]
		letters := strings.Split(string(r.Name), "")
		slices.Reverse(letters)
		name := underpin.RelationName("q" + strings.Join(letters, "") + "q")
		names[r.Name] = name
		blank := strings.NewReplacer("_", " ").Replace
		pairs = append(pairs, [2]string{string(name), string(r.Name)}, [2]string{blank(string(name)), blank(string(r.Name))})
		r.Name = name
	}
	for i := range out.Claims {
		out.Claims[i].Relation = names[out.Claims[i].Relation]
	}
	slices.SortFunc(pairs, func(a, b [2]string) int { return len(b[0]) - len(a[0]) })
	var list []string
	for _, p := range pairs {
		list = append(list, p[0], p[1])
	}
	return &out, strings.NewReplacer(list...)
}

// answers asks every verb that reads a case, and returns what each says.
func answers(t *testing.T, c *underpin.Case, text []byte) map[string]string {
	t.Helper()
	d, ctx := newDesk(t, c), t.Context()
	q := Query{Worlds: 64}
	out := map[string]string{}
	say := func(verb string, answer any, err error) {
		t.Helper()
		if err != nil {
			t.Fatalf("%s: %v", verb, err)
		}
		said, err := json.MarshalIndent(answer, "", " ")
		if err != nil {
			t.Fatal(err)
		}
		out[verb] = string(said)
	}
	hits, err := d.Find(ctx, q, "", nil, 10000)
	say("find", hits, err)
	for _, c := range c.Claims {
		shown, err := d.Show(ctx, q, c.ID)
		say("show "+string(c.ID), shown, err)
	}
	for _, e := range c.Entities {
		held, err := d.Held(ctx, q, e.ID)
		say("held "+string(e.ID), held, err)
	}
	matrix, err := d.Matrix(ctx, q, nil, 0)
	say("matrix", matrix, err)
	ranked, err := d.Who(ctx, q, nil, "")
	say("who", ranked, err)
	network, err := d.Network(ctx, q, 8)
	say("network", network, err)
	reach, err := d.Reach(ctx, q, nil)
	say("reach", reach, err)
	shock, err := d.Shock(ctx, q, nil)
	say("shock", shock, err)
	look, err := d.FirstLook(ctx, q)
	say("demo", look, err)
	for _, k := range c.Conclusions {
		asking, err := d.Ask(ctx, q, k.ID)
		say("ask "+k.ID, asking, err)
	}
	headline := c.Settings.Headline
	if headline == "" { // a case of one author puts none first
		headline = c.Conclusions[0].ID
	}
	hinging, err := d.Hinges(ctx, q, headline, 3, nil)
	say("hinges", hinging, err)
	path := filepath.Join(t.TempDir(), "brief.md")
	briefing, err := d.Brief(ctx, q, "brief.md", text, path, "")
	if err != nil {
		t.Fatal(err)
	}
	say("findings", briefing.Findings, nil)
	page, err := os.ReadFile(path)
	say("brief", strings.Split(checkpointAt.ReplaceAllString(string(page), ""), "\n"), err)
	return out
}

// checkpointAt is where a brief names its place in the register, which knows what a
// relation is called.
var checkpointAt = regexp.MustCompile(`, at register checkpoint.*`)

// TestNoRelationIsKnownByItsName holds the vocabulary to be data: a case whose
// relations all have other names answers the same.
func TestNoRelationIsKnownByItsName(t *testing.T) {
	for _, name := range examples.Names {
		t.Run(name, func(t *testing.T) {
			if testing.Short() && name != "harbour" {
				t.Skip("with -short one case runs; make test runs all")
			}
			t.Parallel()
			text, err := os.ReadFile(filepath.Join("..", "..", "examples", name, "brief.md"))
			if err != nil {
				t.Fatal(err)
			}
			c := example(t, name)
			other, back := renamed(c)
			want, got := answers(t, c, text), answers(t, other, text)
			for verb, said := range want {
				if diff := cmp.Diff(said, back.Replace(got[verb])); diff != "" {
					t.Errorf("%s:\n%s", verb, diff)
				}
			}
		})
	}
}
