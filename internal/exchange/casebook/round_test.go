package casebook

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"runtime"
	"runtime/metrics"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v3"
	"pgregory.net/rapid"

	"underpin"
	"underpin/examples"
	"underpin/internal/edtf"
	"underpin/internal/exchange"
	"underpin/internal/synth"
	"underpin/internal/synth/property"
)

func export(t testing.TB, c *underpin.Case) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, c); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func imported(t testing.TB, text []byte) *underpin.Case {
	t.Helper()
	c, err := Read(bytes.NewReader(text), "casebook.yaml")
	if err != nil {
		t.Fatalf("%.2000s", err)
	}
	return c
}

// checkRound checks that writing, reading and writing again gives the same bytes.
func checkRound(t *testing.T, c *underpin.Case) {
	t.Helper()
	first := export(t, c)
	again := imported(t, first)
	if diff := cmp.Diff(string(first), string(export(t, again))); diff != "" {
		t.Errorf("the second export differs:\n%s", diff)
	}
	pieces, err := readIn(bytes.NewReader(first), "casebook.yaml", 2000)
	if err != nil {
		t.Fatalf("in pieces: %.2000s", err)
	}
	if diff := cmp.Diff(again, pieces); diff != "" {
		t.Errorf("read in pieces it differs:\n%s", diff)
	}
}

func TestTheExamplesComeBackTheSame(t *testing.T) {
	for _, name := range examples.Names {
		t.Run(name, func(t *testing.T) {
			text, err := os.ReadFile("../../../examples/" + name + "/casebook.yaml")
			if err != nil {
				t.Fatal(err)
			}
			c := imported(t, text)
			checkRound(t, c)
			if !bytes.Equal(text, export(t, c)) {
				t.Error("the file is not in canonical form: import it and export it again")
			}
		})
	}
}

func TestAGeneratedCaseComesBackTheSame(t *testing.T) {
	for seed := range uint64(20) {
		c := synth.Case(synth.CaseConfig{Claims: 60, Seed: seed})
		checkRound(t, c)
		shuffled := *c
		rng := rand.New(rand.NewPCG(seed, 1))
		shuffled.Claims, shuffled.Testimonies = slices.Clone(c.Claims), slices.Clone(c.Testimonies)
		rng.Shuffle(len(c.Claims), func(i, j int) { s := shuffled.Claims; s[i], s[j] = s[j], s[i] })
		rng.Shuffle(len(c.Testimonies), func(i, j int) { s := shuffled.Testimonies; s[i], s[j] = s[j], s[i] })
		if !bytes.Equal(export(t, c), export(t, &shuffled)) {
			t.Errorf("seed %d: the order of the slices shows in the text", seed)
		}
	}
}

// full is a case in which every field of every record is set.
func full(t testing.TB) *underpin.Case {
	date := func(s string) underpin.Date {
		d, err := edtf.Parse(s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	held, err := edtf.ParseSpan("2014-03?/2016")
	if err != nil {
		t.Fatal(err)
	}
	members, err := edtf.ParseQuantity(">=4 members")
	if err != nil {
		t.Fatal(err)
	}
	share, err := edtf.ParseQuantity("~50")
	if err != nil {
		t.Fatal(err)
	}
	return &underpin.Case{
		ID: "harbour",
		Settings: underpin.Settings{
			Title: "Who runs: the harbour", Notice: "- invented", AsOf: date("2019-12-31"), ShockAt: date("2020-01-03"),
			Lose: []underpin.LossID{"dalal"}, Roots: []underpin.EntityID{"authority"}, Headline: "k1", Yardstick: "phia",
			GradeTable: map[underpin.Grade]float64{"B": .8, "A": .9}, SingleAuthor: "gazette", NoHeirs: true,
		},
		Relations: []underpin.Relation{
			{Name: "died", Class: "attribute", Bound: "end", HalfLife: underpin.HalfLife{Never: true}},
			{Name: "leads", Class: "command", Sign: "+", Exclusive: true, Succession: "object", HalfLife: underpin.HalfLife{Years: 2}, Vacancy: "has no leader: none", Note: "one at a time"},
			{Name: "owns", Inverse: "owned by", Class: "ownership", Power: "subject", Sign: "+", Control: "share", Unstated: "drawn", Exclusive: true, HalfLife: underpin.HalfLife{Years: .5}, FtM: "Ownership", Reads: "X owns Y"},
			{Name: "strength", Class: "attribute", HalfLife: underpin.HalfLife{Never: true}},
			{Name: "met", Class: "event", Power: "none", Sign: "-", Control: "none"},
		},
		Entities: []underpin.Entity{
			{ID: "dalal", Schema: "Person", Name: "مريم دلال", Aliases: []underpin.Alias{{Name: "Dalal, M."}, {Name: "no", Source: "gazette"}}, Note: "a\nb\tc \u202e\u2028\u0085\x7f"},
			{ID: "authority", Schema: "PublicBody", Name: "Authority", Label: "The X", Collective: true, Pin: "412,96"},
			{ID: "meeting", Schema: "Event", Name: "1e3"},
		},
		Samenesses: []underpin.Sameness{{ID: "s1", A: "dalal", B: "authority", Verdict: "unsure", P: .5, By: "me", On: date("2020"), Note: "yes"}},
		Sources: []underpin.Source{
			{ID: "gazette", Kind: "document", Name: "The Gazette # 4", Author: "A", Publisher: "P", Published: date("2019-24"), URL: "https://gazette.example/a?b=c", Entity: "authority", Reversed: true,
				Gradings: []underpin.Grading{{Grade: "B", Topic: "money", On: date("2020-01"), By: "me", Why: "checked, twice", Checked: 4, Right: 3}, {Grade: "C"}}, Note: "2020-01-01"},
			{ID: "KESTREL", Kind: "person", Protected: true, AtRisk: true, Descriptor: "a port official"},
			{ID: "hunch", Kind: "assumption", Probability: .97},
		},
		Origins:    []underpin.Origin{{ID: "N1", Label: "endnote 1", CitedBy: "gazette", Resolved: "gazette", ResolvedOn: date("2020"), Note: "~"}},
		Groups:     []underpin.Group{{ID: "g0", Members: []underpin.OriginID{"hunch"}}, {ID: "g1", Label: "office", Delta: .4, Members: []underpin.OriginID{"N1", "KESTREL"}, Why: "same: office"}},
		Encounters: []underpin.Encounter{{ID: "e1", Source: "gazette", Kind: "interview", Date: date("2019-05-02"), Visit: "spring", Terms: underpin.Terms{Kind: "background", Words: "a port official", Embargo: date("2020")}, Note: "x"}},
		Claims: []underpin.Claim{
			{ID: "c2", Subject: "dalal", Relation: "owns", Object: "authority", Share: share, Holders: []underpin.EntityID{"authority"}, Tie: true, Topic: "money", Prior: .3, Episode: 2, Text: "She owns it: all", Note: "!"},
			{ID: "c10", Subject: "authority", Relation: "strength", Value: members, Holders: []underpin.EntityID{underpin.HolderUnstated}},
			{ID: "c11", Subject: "authority", Relation: "died", Value: underpin.Quantity{
				Text: "2014-05", Low: float64(date("2014-05").First), High: float64(date("2014-05").Last), Date: date("2014-05"),
			}},
			{ID: "c3", Subject: "meeting", Relation: "met", Roles: []underpin.Role{{Role: "guest", Entity: "dalal"}}},
		},
		Testimonies: []underpin.Testimony{
			{ID: "c2.1", Claim: "c2", Source: "gazette", Via: []underpin.SourceID{"KESTREL"}, Origin: "unknown", Polarity: "deny", Held: held, Attested: date("2019-12-XX"), Said: date("[2019-03,2019-05]"),
				Learned: date("201X"), Basis: "reported", Hedge: "heard", Interest: "against", Terms: underpin.Terms{Kind: "on_record"}, Encounter: "e1", Locator: "p. 4", Wording: "own's", Passage: "\"all\"",
				By: "me", Note: "-", Retracted: &underpin.Retraction{On: date("2020"), By: "me", Why: "wrong"}},
			{ID: "c2.2", Claim: "c2", Source: "hunch", Polarity: "affirm", Retracted: &underpin.Retraction{}},
		},
		Requests:    []underpin.Request{{ID: "r1", Source: "KESTREL", Claim: "c2", Question: "Who?", Asked: date("2019"), Due: date("2020"), State: "answered", Answered: date("2020"), Note: "n"}},
		Conclusions: []underpin.Conclusion{{ID: "k1", Text: "t", Expr: `before.top("betweenness", "Person") == "dalal"`, At: date("2019-12"), About: "q1", ByConstruction: true}},
		Questions:   []underpin.Question{{ID: "q1", Text: "Who?"}},
		Estimates:   []underpin.Estimate{{ID: "f1", Text: "t", Wording: "likely", About: []underpin.EntityID{"dalal"}, Made: date("2020"), Source: "gazette", P: .6, Due: date("2021"), Outcome: "yes"}},
		Method:      []underpin.Fact{{Item: "visits", Value: "6", Text: "six"}},
		Briefs: []underpin.Brief{{ID: "quay", Text: "# Who: runs it?\n\n- one  \n\ttwo “[[claim c1]]”\n\n", Releases: []underpin.Release{{
			Made: "2020-01-15T09:30:00Z", Head: 3, At: "2019", Known: "2020-01", Lose: []underpin.LossID{"a"}, Worlds: 2000, Seed: 1, Version: "1.0", Sum: strings.Repeat("0a", 32),
		}}}},
		Views: []underpin.MapView{{
			ID: "v1", Name: "Quay: before", At: date("2019"), Known: date("2020"), And: date("2018-05"), World: 12, List: true, All: true, HideKinds: []string{"event"},
			HideBands: []underpin.StandingBand{"0", ".2"}, HideClasses: []underpin.RelationClass{"ownership"}, HideTurns: []underpin.TieTurn{"same", "ended"}, Only: []underpin.EntityID{"dalal", "authority"}, Hide: []underpin.EntityID{"meeting"}, Expanded: []underpin.EntityID{"authority"}, Selected: "dalal",
			Picked: []underpin.EntityID{"authority"}, Lose: []underpin.LossID{"dalal", "c2"}, Without: []underpin.SourceID{"gazette"}, Reject: []underpin.ClaimID{"c2"}, Regrade: []underpin.Regrading{{Source: "KESTREL", Grade: "C"}},
		}},
		Sealed: []underpin.Sealed{
			{ID: "x1", Source: "KESTREL", Kind: underpin.SealedKey, Readers: []string{"8f3a"}, Box: []string{"AAAA"}},
			{ID: "x2", Source: "KESTREL", Kind: underpin.SealedNote, Key: "x1", Box: []string{"AAAA", "AQEB"}},
		},
	}
}

func TestEveryFieldComesBack(t *testing.T) {
	c := full(t)
	back := imported(t, export(t, c))
	byID := cmp.Transformer("sorted", func(claims []underpin.Claim) map[underpin.ClaimID]underpin.Claim {
		m := map[underpin.ClaimID]underpin.Claim{}
		for _, k := range claims {
			m[k.ID] = k
		}
		return m
	})
	for _, s := range []struct{ a, b any }{
		{c.Settings, back.Settings}, {c.Claims, back.Claims}, {c.Testimonies, back.Testimonies}, {c.Samenesses, back.Samenesses},
		{c.Origins, back.Origins}, {c.Groups, back.Groups}, {c.Encounters, back.Encounters}, {c.Requests, back.Requests},
		{c.Conclusions, back.Conclusions}, {c.Questions, back.Questions}, {c.Estimates, back.Estimates}, {c.Method, back.Method}, {c.Briefs, back.Briefs}, {c.Views, back.Views},
		{c.Entities[0], back.Entities[1]}, {c.Sources[0], back.Sources[1]}, {c.Sources[1], back.Sources[0]}, {c.Relations[:2], back.Relations[:2]}, {c.Relations[2], back.Relations[3]},
	} {
		if diff := cmp.Diff(s.a, s.b, byID); diff != "" {
			t.Error(diff)
		}
	}
	checkRound(t, c)
}

func TestAnyTextComesBack(t *testing.T) {
	property.Check(t, func(t *rapid.T) {
		s := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{
			"yes", "null", "~", "1e3", "0x1f", "2020-01-01", "12:30:45", "a: b", "a #b", "- a", "-", "+", "?", "? a", "<<", "=", "a:", " a", "a ", "[a]",
			"{a", "a, b", "a]", "%a", "@a", "`a`", "'a'", "\"a\"", "\\", "a\\nb", "---", "...", "--- a", ".5", "-.inf", "&a", "*a", "!a", "|", ">", "é", "\ufeffa", "a\r\nb",
		})).Draw(t, "text")
		s = strings.ToValidUTF8(s, "?")
		for _, inside := range []bool{false, true} {
			line := "k: " + quoted(s, false, true)
			if inside {
				line = "k: [" + quoted(s, true, true) + ", " + quoted(s, true, true) + "]"
			}
			var back map[string]any
			if err := yaml.Unmarshal([]byte(line), &back); err != nil {
				t.Fatalf("%s: %v", line, err)
			}
			want := any(s)
			if inside {
				want = []any{s, s}
			}
			if diff := cmp.Diff(want, back["k"]); diff != "" {
				t.Fatalf("%s:\n%s", line, diff)
			}
		}
	})
}

func TestWhatACasebookCannotHoldIsNotWritten(t *testing.T) {
	for name, c := range map[string]*underpin.Case{
		"the testimony names no claim": {ID: "x", Testimonies: []underpin.Testimony{{ID: "t1", Claim: "c9", Source: "a"}}},
		"a text of two mebibytes":      {ID: "x", Settings: underpin.Settings{Title: strings.Repeat("a", 2<<20)}},
		"a text that is not UTF-8":     {ID: "x", Settings: underpin.Settings{Title: "a\xffb"}},
	} {
		t.Run(name, func(t *testing.T) {
			if err := Write(&bytes.Buffer{}, c); err == nil {
				t.Error("it was written")
			}
		})
	}
}

func TestDetect(t *testing.T) {
	for _, test := range []struct {
		head, name string
		want       bool
	}{
		{"# a case\nunderpin: casebook/1\n", "case.txt", true},
		{"underpin: \"casebook/1\"", "", true},
		{"", "case.yaml", true},
		{"{}", "CASE.YML", true},
		{"underpin is a program", "notes.txt", false},
		{"underpin: other", "notes.txt", false},
		{"id\tname\n", "claims.tsv", false},
	} {
		if got := Detect([]byte(test.head), test.name); got != test.want {
			t.Errorf("Detect(%q, %q) = %t", test.head, test.name, got)
		}
	}
}

func TestAQuotedTextMayCrossACut(t *testing.T) {
	var b strings.Builder
	b.WriteString("underpin: casebook/1\ncase: {id: x, title: y}\nentities:\n")
	for i := range 40 {
		fmt.Fprintf(&b, "  - id: e%d\n    schema: Person\n    name: \"A name\n  - id: that goes on\n  \"\n", i)
	}
	c, err := readIn(strings.NewReader(b.String()), "casebook.yaml", 500)
	if err != nil || len(c.Entities) != 40 || c.Entities[7].Name != "A name - id: that goes on " {
		t.Fatalf("%v", err)
	}
}

func FuzzRead(f *testing.F) {
	for seed := range uint64(3) {
		f.Add(export(f, synth.Case(synth.CaseConfig{Claims: 3, Sources: 2, Entities: 12, Seed: seed})))
	}
	f.Add(export(f, full(f)))
	paths, err := os.ReadDir("testdata/bad")
	if err != nil {
		f.Fatal(err)
	}
	for _, p := range paths {
		text, err := os.ReadFile("testdata/bad/" + p.Name())
		if err != nil {
			f.Fatal(err)
		}
		input, _, _ := bytes.Cut(text, []byte(divider))
		f.Add(input)
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		defer property.Bounded(t)()
		readRightlyOrRefused(t, text)
	})
}

// readRightlyOrRefused reads a casebook, which comes out as it went in, or is refused with
// a sentence that has a place. It reports whether it was read.
func readRightlyOrRefused(t *testing.T, text []byte) bool {
	t.Helper()
	c, err := Read(bytes.NewReader(text), "casebook.yaml")
	if err == nil {
		checkRound(t, c)
		return true
	}
	e, ok := err.(*exchange.Errors)
	if !ok || len(e.List) == 0 || e.List[0].Line < 1 || e.List[0].Column < 1 || e.List[0].Message == "" {
		t.Fatalf("%#v", err)
	}
	return false
}

// large is a case of 5,000 entities, 20,000 claims, 60,000 testimonies and 300
// sources as text.
func large(b *testing.B) []byte {
	return export(b, synth.Case(synth.CaseConfig{Entities: 5000, Claims: 20000, Sources: 300, MinTestimonies: 3, MaxTestimonies: 3, Seed: 1}))
}

func BenchmarkRead20kClaims60kTestimonies(b *testing.B) {
	text := large(b)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	peak := uint64(0)
	for b.Loop() {
		runtime.GC()
		done := make(chan struct{})
		go func() {
			heap := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
			for tick := time.Tick(20 * time.Millisecond); ; {
				select {
				case <-done:
					return
				case <-tick:
					metrics.Read(heap)
					peak = max(peak, heap[0].Value.Uint64())
				}
			}
		}()
		if _, err := Read(bytes.NewReader(text), "casebook.yaml"); err != nil {
			b.Fatal(err)
		}
		close(done)
	}
	b.ReportMetric(float64(peak)/1e6, "peak-MB")
}

func BenchmarkWrite20kClaims60kTestimonies(b *testing.B) {
	c := imported(b, large(b))
	b.ReportAllocs()
	for b.Loop() {
		var w bytes.Buffer
		if err := Write(&w, c); err != nil {
			b.Fatal(err)
		}
	}
}

// TestAReadingSaysSoInTheFile writes what we read out of a source with whose words they
// were read from, and passes over that on reading.
func TestAReadingSaysSoInTheFile(t *testing.T) {
	text, err := os.ReadFile("../../../examples/iraq-2020/casebook.yaml")
	if err != nil {
		t.Fatal(err)
	}
	readings, said := strings.Count(string(text), "basis: inferred\n"), strings.Count(string(text), "basis: inferred # our reading of article\n")
	if readings > 0 || said == 0 {
		t.Errorf("%d readings say so, %d do not", said, readings)
	}
}
