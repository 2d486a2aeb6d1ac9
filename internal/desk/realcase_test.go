package desk

import (
	"html"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// guide says how the page of the real case is to be built and what must not stand on
// it. It is not part of the project.
const guide = "../../../shared/case/brief-guide.md"

// asked are the phrases in the guide's list of what must not appear that it asks for
// instead.
var asked = []string{"named in the excerpt after the killing: none", "built and sustained by", "The excerpt does not say"}

// banned are the phrases that the guide wants on no page of the real case.
func banned(t *testing.T) []*regexp.Regexp {
	t.Helper()
	text, err := os.ReadFile(guide)
	if os.IsNotExist(err) {
		t.Skip("the guide to the page is not here")
	}
	if err != nil {
		t.Fatal(err)
	}
	_, list, _ := strings.Cut(string(text), "## What must not appear")
	list, _, _ = strings.Cut(list, "\n## ")
	for _, phrase := range asked {
		list = strings.ReplaceAll(list, `"`+phrase+`"`, "")
	}
	var out []*regexp.Regexp
	for _, m := range regexp.MustCompile(`"([^"]+)"`).FindAllStringSubmatch(list, -1) {
		word := strings.ReplaceAll(regexp.QuoteMeta(m[1]), "26", `\d+`)
		out = append(out, regexp.MustCompile(`(?i)\b`+word+`\b`))
	}
	if len(out) < 15 {
		t.Fatalf("the guide names %d phrases", len(out))
	}
	return out
}

// theRealPage is the brief of the real case as a reader sees it, without tags.
func theRealPage(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile("../../examples/iraq-2020/brief.md")
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "iraq.html")
	if _, err := newDesk(t, example(t, "iraq-2020")).Brief(t.Context(), Query{Worlds: 200}, "brief.md", text, path, ""); err != nil {
		t.Fatal(err)
	}
	page, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	_, body, _ := strings.Cut(string(page), "<body>")
	text = []byte(html.UnescapeString(regexp.MustCompile(`<[^>]*>`).ReplaceAllString(body, " ")))
	return strings.Join(strings.Fields(string(text)), " ")
}

func TestThePageOfTheRealCaseSaysNothingThatItsGuideForbids(t *testing.T) {
	phrases, page := banned(t), theRealPage(t)
	for _, phrase := range phrases {
		if at := phrase.FindStringIndex(page); at != nil {
			t.Errorf("it says …%s…", page[max(0, at[0]-60):min(len(page), at[1]+60)])
		}
	}
	if n := strings.Count(page, "not seen by us") + strings.Count(page, "not seen the endnotes"); n != 1 {
		t.Errorf("it says %d times that endnotes were not seen", n)
	}
	for _, phrase := range asked {
		if !strings.Contains(page, strings.ToLower(phrase[:1])+phrase[1:]) {
			t.Errorf("it does not say %q", phrase)
		}
	}
}

// TestWhatThePageOfTheRealCaseStatesIsComputed holds the statements that its brief
// makes in words of its own to their conclusions.
func TestWhatThePageOfTheRealCaseStatesIsComputed(t *testing.T) {
	d, page := newDesk(t, example(t, "iraq-2020")), theRealPage(t)
	for id, says := range map[string]string{
		"no-other-commander": "no line of command to the militias as a whole is left without the two",
		"kh-line":            "from IRGC-QF to Kata'ib Hezbollah",
		"airport-line":       "on to the baggage handling contract does not run through either man",
	} {
		h, err := d.Hinges(t.Context(), Query{Worlds: 500}, id, 0, nil)
		if err != nil {
			t.Fatal(err)
		}
		if h.Conclusion.Summary.Value < .5 || !strings.Contains(page, says) {
			t.Errorf("%s: %s, and the page says it in other words than %q", id, h.Conclusion.Answer, says)
		}
	}
}

// TestTheRealCaseAnswersItsConclusionsAsItsTablesSay compares the answers with those
// that were computed when the tables were corrected, each on its own date. Two
// conclusions are about September 2019.
func TestTheRealCaseAnswersItsConclusionsAsItsTablesSay(t *testing.T) {
	d := newDesk(t, example(t, "iraq-2020"))
	for _, test := range []struct {
		id, on string
		want   float64
	}{
		{"falls-apart", "2020-01-03", .13}, {"kh-line", "2020-01-03", .74}, {"airport-line", "2020-01-03", .54}, {"pmo-line", "2020-01-03", .84},
		{"twin-lines", "2019-09-30", .42}, {"pmf-line", "2019-09-30", .48}, {"no-other-commander", "2020-01-03", 1},
	} {
		h, err := d.Hinges(t.Context(), Query{}, test.id, 0, nil)
		if err != nil {
			t.Fatal(err)
		}
		if got := h.Conclusion.Summary.Value; math.Abs(got-test.want) > .02 || h.Conclusion.On != test.on {
			t.Errorf("%s on %s: %.3f, want %.2f on %s", test.id, h.Conclusion.On, got, test.want, test.on)
		}
	}
}

func TestTheRealCaseTellsADenialByWhoseWordItIs(t *testing.T) {
	shown, err := newDesk(t, example(t, "iraq-2020")).Show(t.Context(), Query{}, "c30")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasSuffix(shown.Says, "; denied by another") {
		t.Errorf("it is said to be so: %s", shown.Says)
	}
	for _, said := range shown.Testimony {
		if strings.Contains(said.Sentence, "Knights denies") {
			t.Errorf("who reports a denial is told to deny: %s", said.Sentence)
		}
	}
}

func TestTheRealCaseShowsAViewWithoutAHolder(t *testing.T) {
	shown, err := newDesk(t, example(t, "iraq-2020")).Show(t.Context(), Query{}, "c28")
	if err != nil || shown.View != "a view, its holder not stated" {
		t.Errorf("%v: %q", err, shown.View)
	}
}
