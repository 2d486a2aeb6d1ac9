package brief

import (
	"bytes"
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"underpin"
	"underpin/internal/cite"
	"underpin/internal/synth/property"
)

var update = flag.Bool("update", false, "write the golden files anew")

func parse(t *testing.T, text string) *Doc {
	t.Helper()
	d, err := Parse("brief.md", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func page(t *testing.T, text string, m *Material) string {
	t.Helper()
	out, err := HTML(parse(t, text), m)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), string(got)); d != "" {
		t.Errorf("%s differs (-want +got):\n%s", name, d)
	}
}

func TestTheHarbourBriefIsWrittenAsBefore(t *testing.T) {
	src, err := os.ReadFile("testdata/harbour.md")
	if err != nil {
		t.Fatal(err)
	}
	d := parse(t, string(src))
	out, err := HTML(d, veltria())
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "harbour.html", out)
	wellFormed(t, string(out))
	again, _ := HTML(d, veltria())
	if !bytes.Equal(out, again) {
		t.Error("the same brief gives another page")
	}
	md, err := Markdown(d, veltria())
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "harbour.golden.md", md)
	for _, f := range []string{string(out), string(md)} {
		for _, bad := range []string{"KESTREL", "HERON", "EGRET", "OSPREY", "visit-3", "2 May", "c01", "c02", "<script", "\u202e"} {
			if strings.Contains(f, bad) {
				t.Errorf("the output holds %q", bad)
			}
		}
	}
}

var idOf = regexp.MustCompile(`\sid="([^"]+)"`)

// wellFormed checks that a page is XML, that its ids are its own and that every
// way within it leads somewhere.
func wellFormed(t *testing.T, page string) {
	t.Helper()
	dec := xml.NewDecoder(strings.NewReader(page))
	for {
		if _, err := dec.Token(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatalf("not well-formed: %v", err)
		}
	}
	ids := map[string]bool{}
	for _, m := range idOf.FindAllStringSubmatch(page, -1) {
		if ids[m[1]] {
			t.Errorf("two elements have the id %q", m[1])
		}
		ids[m[1]] = true
	}
	for _, m := range regexp.MustCompile(`(?:href="#|aria-labelledby=")([^" ]+)"`).FindAllStringSubmatch(page, -1) {
		if !ids[m[1]] {
			t.Errorf("nothing has the id %q", m[1])
		}
	}
}

func TestThePageAsksForNothingFromOutside(t *testing.T) {
	p := page(t, "# T\n\n[[sentence c01]].\n\n{{network}}", veltria())
	for _, bad := range []string{"<script", "<link", "<iframe", "src=", "@import", "url("} {
		if strings.Contains(p, bad) {
			t.Errorf("the page holds %q", bad)
		}
	}
	if !strings.Contains(p, `content="default-src 'none'; style-src 'unsafe-inline'; img-src data:"`) {
		t.Error("the page has no policy")
	}
}

func TestHostileTextStaysText(t *testing.T) {
	m := veltria()
	m.Title, m.Notice = `"><script>x</script>`, `</style><img src=x onerror=y>`
	c := m.Claims["c03"]
	c.Text = `</p><script>alert(1)</script> & "quoted" *not* _emphasis_ [a](javascript:x) ` + "`code` \x00\x1b"
	m.Claims["c03"] = c
	text := "# <b>T</b>\n\n<script>alert(2)</script>\n\nA <img src=x onerror=alert(3)> line. [[sentence c03]]. <!-- c -->\n\n    code <i>\n\n[[claim c07 | <u>w</u>]]\n"
	p := page(t, text, m)
	wellFormed(t, p)
	for _, bad := range []string{"<script", "<img", "<b>", "<u>", "<i>", "<em>not", "javascript:x\""} {
		if strings.Contains(p, bad) {
			t.Errorf("the page holds %q", bad)
		}
	}
	md, err := Markdown(parse(t, text), m)
	if err != nil {
		t.Fatal(err)
	}
	if s := string(md); strings.Contains(s, "<script") || strings.Contains(s, "<img") || !strings.Contains(s, `\*not\*`) || strings.Contains(s, "[a](java") {
		t.Errorf("hostile text is alive in\n%s", s)
	}
}

func TestNumbersAreThePublishableOnes(t *testing.T) {
	p := page(t, "# T\n\n[[sentence c02]], which is [[credence c02]].", veltria())
	if strings.Contains(p, "88") || !strings.Contains(p, "0.64") || !strings.Contains(p, "likely, from two independent origins; contested") {
		t.Error("the number that is held is published, or the publishable one is not")
	}
}

func TestOneOriginGetsNoWordOfLikelihood(t *testing.T) {
	m := veltria()
	c := m.Claims["c03"]
	c.Word = "very likely"
	m.Claims["c03"] = c
	p := page(t, "# T\n\n[[sentence c03]]: [[credence c03]].", m)
	if strings.Contains(p, "likely<") || strings.Contains(p, "likely ") && strings.Contains(p, "very likely") || !strings.Contains(p, "one origin: <bdi>M. Orsa</bdi> says so, uncorroborated") {
		t.Error(p)
	}
}

func TestADeepBackgroundClaimStandsWithoutANote(t *testing.T) {
	p := page(t, "# T\n\n[[sentence c04]].", veltria())
	if strings.Contains(p, "<sup>") || strings.Contains(p, "doc-endnotes") || !strings.Contains(p, "owns <bdi>Meridian Dredging</bdi>.") {
		t.Error(p)
	}
	doc, err := Parse("brief.md", []byte("# T\n\n[[claim c04 | It is Ilse Varga's]]: [[credence c04]]."))
	if err != nil {
		t.Fatal(err)
	}
	if f := Lint(doc, veltria()); len(f) != 1 || f[0].Rule != RuleNotPublishable || !strings.Contains(f[0].Message, "nobody may be cited for claim c04") {
		t.Errorf("how sure, where nobody may be cited: %v", f)
	}
}

func TestAConclusionThatFlipsWithoutOneVoiceHasNoWord(t *testing.T) {
	m := veltria()
	k := Conclusion{ID: "k", Text: "She holds it", Kind: Truth, P: .83, Word: "very likely", Rests: &Without{Share: 0}}
	m.Conclusions["k"] = k
	p := page(t, "# T\n\n[[conclusion k]].", m)
	if strings.Contains(p, "likely") || !strings.Contains(p, "so in 83\u00a0% of the worlds drawn; in none without one voice") {
		t.Error(p)
	}
	k.Hinges = []Hinge{{Kind: "origin", Label: "endnote 4", Without: 0, SE: .008, Flips: true}, {Kind: "origin", Label: "endnote 5", Without: .4, SE: .01, Flips: true}}
	m.Conclusions["k"] = k
	p = page(t, "# T\n\n[[conclusion k]].\n\n{{hinges k}}\n", m)
	if strings.Contains(p, "one voice") || !strings.Contains(p, "so in 83\u00a0% of the worlds drawn; the answer changes without endnote 4 (less than 1\u00a0%)") {
		t.Error("a voice that is named is named twice: ", p)
	}
	if strings.Count(p, "± ") != 1 || !strings.Contains(p, "± 1\u00a0%") {
		t.Error("an error stands beside what is less than one per cent: ", p)
	}
	k.Hinges, k.Rests, k.Untried = nil, nil, 12
	m.Conclusions["k"] = k
	p = page(t, "# T\n\n[[conclusion k]].", m)
	if strings.Contains(p, "likely") || !strings.Contains(p, "so in 83\u00a0% of the worlds drawn; whether this changes without any one of 12 further voices was not tried") {
		t.Error(p)
	}
	doc, err := Parse("brief.md", []byte("# T\n\nIt is very likely that [[conclusion k]].\n"))
	if err != nil {
		t.Fatal(err)
	}
	if f := Lint(doc, m); !slices.ContainsFunc(f, func(f Finding) bool { return strings.Contains(f.Message, "not every voice was tried") }) {
		t.Errorf("a word of one that may rest on one voice: %v", f)
	}
	k.Rests, k.Bare = nil, true
	m.Conclusions["k"] = k
	p = page(t, "# T\n\n[[conclusion k]].\n\n{{hinges k}}\n", m)
	if strings.Contains(p, "likely") || strings.Contains(p, "worlds drawn") || !strings.Contains(p, "<p>She holds it.</p>") {
		t.Error(p)
	}
}

func TestAWithheldDenialIsAFinding(t *testing.T) {
	m := veltria()
	c := m.Claims["c03"]
	c.Withheld = []Withheld{{Testimony: "c03.9", Reason: underpin.WithoutTerms}}
	m.Claims["c03"] = c
	doc, err := Parse("brief.md", []byte("# T\n\n[[sentence c03]]."))
	if err != nil {
		t.Fatal(err)
	}
	f := Lint(doc, m)
	if len(f) != 1 || f[0].Rule != RuleWithheld || f[0].Severity != Warning || !strings.Contains(f[0].Message, "there is a denial of claim c03 that may not be cited: get terms (c03.9, without agreed terms)") {
		t.Errorf("%v", f)
	}
	if p := page(t, "# T\n\n[[sentence c03]].", m); strings.Contains(p, "c03.9") {
		t.Error("the denial is written")
	}
}

func TestWhatIsSaidOfTheDeadIsAFinding(t *testing.T) {
	m := veltria()
	c := m.Claims["c03"]
	c.CannotBe = []underpin.ClaimID{"c08", "c09"}
	m.Claims["c03"] = c
	doc, err := Parse("brief.md", []byte("# T\n\n[[sentence c03]]."))
	if err != nil {
		t.Fatal(err)
	}
	f := Lint(doc, m)
	if len(f) != 1 || f[0].Rule != RuleOutOfLife || f[0].Severity != Warning || !strings.Contains(f[0].Message, "claim c03 contradicts c08, c09: ") {
		t.Errorf("%v", f)
	}
}

func TestAWordOnTheOtherSideOfTheCaseIsAFinding(t *testing.T) {
	for name, test := range map[string]struct {
		shown, held float64
		found       int
	}{
		"unlikely here and likely in the case": {.42, .84, 1},
		"likely in both":                       {.6, .9, 0},
	} {
		m := veltria()
		c := m.Claims["c02"]
		c.Shown, c.Held = test.shown, test.held
		m.Claims["c02"] = c
		doc, err := Parse("brief.md", []byte("# T\n\nIt is so: [[credence c02]].[[claim c02]]"))
		if err != nil {
			t.Fatal(err)
		}
		found := 0
		for _, f := range Lint(doc, m) {
			if f.Rule == RuleOtherSide {
				found++
			}
		}
		if found != test.found {
			t.Errorf("%s: %d findings", name, found)
		}
	}
}

func TestLaterNotesAreShortAndAlikeOnesShared(t *testing.T) {
	p := page(t, "# T\n\n[[sentence c03]]. [[sentence c07]]. [[sentence c01]].", veltria())
	if n := strings.Count(p, `<li id="note-`); n != 2 {
		t.Errorf("%d notes, want 2: one page of one work is one note", n)
	}
	if !strings.Contains(p, `id="ref-1-2"`) || !strings.Contains(p, "“<cite>The Quays</cite>” (2019), citing endnote 7") {
		t.Error(p)
	}
}

func TestASingleAuthorIsSaidOnce(t *testing.T) {
	m := veltria()
	m.SingleAuthor = &quays
	p := page(t, "# T\n\n[[sentence c03]]. [[sentence c07]]: [[credence c07]].", m)
	if strings.Contains(p, `class="sure"`) || strings.Count(p, "uncorroborated unless a note says otherwise") != 1 {
		t.Error(p)
	}
}

func TestWhoeverReportsADenialIsNoDenier(t *testing.T) {
	denied := denies(quays, terms(underpin.TermsPublicDocument, ""))
	denied.Origin = cite.StatedOrigin{Source: &fenn}
	for name, test := range map[string]struct {
		denials []cite.Statement
		want    string
	}{
		"another's word, reported by the document that states it": {[]cite.Statement{denied}, "denied by another"},
		"a document that denies it itself":                        {[]cite.Statement{denied, denies(gazette, terms(underpin.TermsPublicDocument, ""))}, "contested"},
		"a rival claim":                                           {nil, "contested"},
	} {
		m := veltria()
		c := m.Claims["c03"]
		c.Contested, c.Testimony = true, append(c.Testimony, test.denials...)
		m.Claims["c03"] = c
		p := page(t, "# T\n\n[[sentence c03]]: [[credence c03]].", m)
		if !strings.Contains(p, "uncorroborated; "+test.want) || strings.Contains(p, "ontested") != (test.want == "contested") {
			t.Errorf("%s: want it to be %s\n%s", name, test.want, p)
		}
	}
}

func TestAPageWithoutWordsOfLikelihoodHasNoScale(t *testing.T) {
	for text, want := range map[string]bool{"[[sentence c03]].": false, "[[sentence c01]].": true, "[[claim c03 | Dario Fenn]]: [[conclusion holder]].": false} {
		p := page(t, "# T\n\n"+text, veltria())
		if strings.Contains(p, "Words of likelihood follow") != want {
			t.Errorf("%s: the scale stands on the page: %t\n%s", text, !want, p)
		}
	}
	if p := page(t, "# T\n\n[[sentence c03]]. [[sentence c06]].", veltria()); !strings.Contains(p, "Of these, none has two or more independent origins, one rests on one") {
		t.Error(p)
	}
}

func TestWhatIsRefused(t *testing.T) {
	cases := []struct{ name, text, rule, message, hint, at string }{
		{"a mistyped claim", "# T\n\nOne.\nTwo [[claim c0l]].", RuleReference, `no claim "c0l"`, "did you mean c01?", "4:5"},
		{"a mistyped verb", "# T\n\n[[clam c01]]", RuleReference, `no reference "clam"`, "did you mean claim?", "3:1"},
		{"a bare id", "# T\n\n[[c01]]", RuleReference, "begins with", "write [[claim c01]]", "3:1"},
		{"a mistyped block", "# T\n\n{{netwrk}}", RuleReference, `no reference "netwrk"`, "did you mean network?", "3:1"},
		{"a mistyped conclusion", "# T\n\né [[conclusion centrl]]", RuleReference, `no conclusion "centrl"`, "did you mean central?", "3:3"},
		{"hinges of nothing", "# T\n\n{{hinges}}", RuleReference, "names no conclusion", "known: central", "3:1"},
		{"a block in a list", "# T\n\n- {{network}}", RulePlacement, "inside a list", "line of its own", "3:3"},
		{"off the record", "# T\n\nShe did.[[claim c05]]", RuleNotPublishable, "claim c05 may not be published: everything that supports it is off the record", "take the sentence out", "3:9"},
		{"under embargo", "# T\n\n[[sentence c09]]", RuleNotPublishable, "under embargo until 1 June 2020", "take the sentence out", "3:1"},
		{"a person without a note", "# T\n\nThe sea is calm. Maryam Dalal runs it.", RulePersonNote, "Maryam Dalal has no note", "[[claim c01]]", "3:18"},
		{"a surname without a note", "# T\n\n- Dalal runs it.", RulePersonNote, "Dalal has no note", "[[claim", "3:3"},
		{"a sealed word", "# T\n\nAs KESTREL knows.", RuleSealed, "KESTREL", "take it out", "3:4"},
		{"a sealed word in a title", "# On HERON\n\nText.", RuleSealed, "HERON", "take it out", "1:6"},
		{"a picture", "# T\n\n![x](https://x.example/a.png)", RulePicture, "picture from outside", "{{network}}", "3:3"},
		{"a script for a link", "# T\n\n[x](javascript:alert(1))", RuleLink, "javascript", "https:", "3:2"},
		{"sources twice", "# T\n\n{{sources}}\n\n{{sources}}", RulePlacement, "twice", "keep one", "5:1"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, err := HTML(parse(t, c.text), veltria())
			var refused *Refused
			if !errors.As(err, &refused) {
				t.Fatalf("not refused: %v", err)
			}
			f := refused.Findings[0]
			at := regexp.MustCompile(`^\d+:\d+`).FindString(f.String())
			if f.Rule != c.rule || !strings.Contains(f.Message, c.message) || !strings.Contains(f.Hint, c.hint) || at != c.at {
				t.Errorf("got %s %s\nwant %s at %s with %q and %q", f.Rule, f, c.rule, c.at, c.message, c.hint)
			}
			if !strings.HasPrefix(err.Error(), "brief.md:"+c.at) {
				t.Errorf("the error does not begin with its place: %s", err)
			}
		})
	}
}

func TestAnExhibitWithAClaimThatMayNotBePublishedIsRefused(t *testing.T) {
	m := veltria()
	e := m.Exhibits["shock"]
	e.Tables[0].Rows[0].Claims = []underpin.ClaimID{"c05"}
	_, err := HTML(parse(t, "# T\n\n{{shock}}"), m)
	if err == nil || !strings.Contains(err.Error(), "in {{shock}}, claim c05 may not be published") {
		t.Errorf("got %v", err)
	}
}

func TestASealedWordInAFigureOrAClaimIsRefused(t *testing.T) {
	m := veltria()
	e := m.Exhibits["network"]
	e.Figures[0].SVG = strings.Replace(testSVG, "The harbour", "From KESTREL", 1)
	if _, err := HTML(parse(t, "# T\n\n{{network}}"), m); err == nil || !strings.Contains(err.Error(), "KESTREL") {
		t.Errorf("got %v", err)
	}
	m = veltria()
	c := m.Claims["c03"]
	c.Text = "As KESTREL says, the guard is paid"
	m.Claims["c03"] = c
	if _, err := HTML(parse(t, "# T\n\nSo. [[sentence c03]]"), m); err == nil || !strings.Contains(err.Error(), "3:5") {
		t.Errorf("got %v", err)
	}
}

func TestFiguresThatCouldRunOrFetchAreRefused(t *testing.T) {
	for _, bad := range []string{
		"", "text", `<svg/><svg/>`, `<svg><script>x</script></svg>`, `<svg onload="x"/>`, `<svg><image href="https://x"/></svg>`, `<svg><use href="https://x#a"/></svg>`,
		`<svg><style>@import "x"</style></svg>`, `<svg><style>a{fill:url(https://x)}</style></svg>`, `<svg><rect fill="url(http://x)"/></svg>`,
		`<svg><foreignObject/></svg>`, `<?xml version="1.0"?><svg/>`, `<svg><g></svg>`, `<svg><a href="#x"/></svg>`,
	} {
		if checkSVG(bad) == nil {
			t.Errorf("accepted %s", bad)
		}
	}
	charts, _ := filepath.Glob("../chart/testdata/*.svg")
	for _, path := range charts {
		svg, _ := os.ReadFile(path)
		if err := checkSVG(string(svg)); err != nil {
			t.Errorf("%s: %v", path, err)
		}
	}
}

func TestWhatCannotBeReadIsNoBrief(t *testing.T) {
	if _, err := Parse("x", []byte{0xff, 0xfe}); err == nil {
		t.Error("read bytes that are no text")
	}
	if _, err := Parse("x", make([]byte, MaxSize+1)); err == nil {
		t.Error("read a brief that is too large")
	}
	p := page(t, "", veltria())
	wellFormed(t, p)
}

func FuzzABriefIsWellFormedOrRefused(f *testing.F) {
	f.Add("# T\n\n[[claim c01 | x]] {{network}}\n\n{{ask}}\n\n| a |\n|-|\n| [[claim c01 \\| b]] |\n")
	f.Add("- > ```\n[[credence c02]]\n***x** <b> &amp; \\* [x]: y")
	f.Fuzz(func(t *testing.T, text string) {
		defer property.Bounded(t)()
		d, err := Parse("f.md", []byte(text))
		if err != nil {
			return
		}
		out, err := HTML(d, veltria())
		if err != nil {
			return
		}
		dec := xml.NewDecoder(bytes.NewReader(out))
		for {
			if _, err := dec.Token(); errors.Is(err, io.EOF) {
				return
			} else if err != nil {
				t.Fatalf("not well-formed: %v", err)
			}
		}
	})
}
