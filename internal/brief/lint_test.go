package brief

import (
	"os"
	"strings"
	"testing"

	"underpin/internal/evidence"
)

// findings of one rule, or all where rule is empty.
func findings(t *testing.T, text string, m *Material) []Finding {
	t.Helper()
	return Lint(parse(t, text), m)
}

func TestWhatTheLintFinds(t *testing.T) {
	noHeirs := veltria()
	noHeirs.NoHeirs = true
	phia := veltria()
	phia.Yardstick = evidence.PHIA()
	cases := []struct {
		name, text string
		m          *Material
		rule, at   string
		severity   Severity
		message    string
	}{
		{"likelihood and confidence in one sentence", "We judge with high confidence that it is likely.", nil, RuleConfidence, "1:15", Warning, "how likely it is from how well founded it is"},
		{"a word that a reference wrote counts", "It is [[credence c01]], we say with moderate confidence.", nil, RuleConfidence, "1:37", Warning, "very likely"},
		{"rows mixed, the fewer pointed out", "It is likely. It is unlikely. It is\nprobable.", nil, RuleRows, "2:1", Warning, "different rows"},
		{"a word beside one origin", "It is likely.[[claim c03]]", nil, RuleOneOrigin, "1:7", Warning, "one origin"},
		{"a word beside a conclusion from one origin", "Very likely: [[conclusion lone]].", nil, RuleOneOrigin, "1:1", Warning, "conclusion lone"},
		{"a word stronger than its claim", "Almost certainly so.[[claim c01]]", nil, RuleStronger, "1:1", Warning, "92"},
		{"a word stronger than its conclusion", "It is very likely that [[conclusion central]].", nil, RuleStronger, "1:7", Warning, "72"},
		{"a word stronger the other way", "It is very unlikely that [[conclusion central]].", nil, RuleStronger, "1:7", Warning, "72"},
		{"certainty beside a conclusion", "This proves it: [[conclusion central]].", nil, RuleStronger, "1:6", Warning, "proves"},
		{"a word that leans on what is held", "It is very likely.[[claim c02]]", nil, RuleHeld, "1:7", Warning, "may not be published"},
		{"a word of another yardstick", "It is highly likely.", nil, RuleOffScale, "1:7", Warning, "different yardstick"},
		{"the words of the case's yardstick", "It is very likely.", phia, RuleOffScale, "1:7", Warning, "different yardstick"},
		{"possibly is only remarked", "It is possibly so.", nil, RuleOffScale, "1:7", Remark, "ruled out"},
		{"never safe", "It is safe to print.", nil, RuleSafe, "1:7", Warning, "nobody can know"},
		{"a source said", "A reliable source said it.", nil, RuleBareSource, "1:1", Warning, "nothing about who"},
		{"according to sources", "According to several sources it sank.", nil, RuleBareSource, "1:1", Warning, "nothing about who"},
		{"an heir", "The likely successor is Dario Fenn.[[claim c03]]", noHeirs, RuleHeir, "1:12", Error, "no heirs"},
		{"a word like a sealed one", "The kestrel flew.", nil, RuleSealed, "1:5", Warning, "reads like"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			m := c.m
			if m == nil {
				m = veltria()
			}
			m.Claims["c10"] = Claim{ID: "c10", Text: "It is so", Shown: .9, Held: .9, Word: "very likely", Origins: 2,
				Testimony: append(m.Claims["c03"].Testimony, m.Claims["c04"].Testimony...)}
			all := findings(t, c.text, m)
			for _, f := range all {
				if f.Rule == c.rule && strings.HasPrefix(f.String(), c.at+":") && f.Severity == c.severity && strings.Contains(f.Message, c.message) {
					if f.Hint == "" {
						t.Error("no hint")
					}
					return
				}
			}
			t.Errorf("not found: %s at %s; got %v", c.rule, c.at, all)
		})
	}
}

func TestWhatTheLintLeavesAlone(t *testing.T) {
	for name, text := range map[string]string{
		"a heading with a name":                         "## What of Maryam Dalal?",
		"a question about a person":                     "Who pays Maryam Dalal?",
		"a person with a note":                          "Maryam Dalal runs it.[[claim c01]]",
		"a note after a space":                          "Maryam Dalal runs it. [[claim c01]]",
		"a person in a conclusion":                      "[[conclusion central]].",
		"a name within a longer word":                   "The Dalalist school holds otherwise.",
		"the right word for a number":                   "It is very likely.[[claim c01]]",
		"a weaker word than the number":                 "It is likely.[[claim c01]]",
		"a word in quotation marks":                     "The Review calls it “very likely”.[[claim c03]]",
		"words in a quoted block":                       "> It is almost certain, with high confidence.",
		"two sentences, likelihood and then confidence": "It is likely. Our confidence in that is high.",
		"a successor without a person":                  "A successor is not in sight.",
		"an abbreviation does not end a sentence":       "Gen. Dario Fenn commands it.[[claim c03]]",
		"an initial does not end a sentence":            "As M. Orsa and Maryam Dalal agree.[[claim c01]]",
		"safety is not safe":                            "The safety of the pilots is theirs to judge.",
		"unlikely is one word":                          "Unlike the pilots, it is so.",
	} {
		t.Run(name, func(t *testing.T) {
			if all := findings(t, text, veltria()); len(all) > 0 {
				t.Errorf("found %v in %q", all, text)
			}
		})
	}
}

func TestTheHarbourBriefHasNoError(t *testing.T) {
	src, err := os.ReadFile("testdata/harbour.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range Lint(parse(t, string(src)), veltria()) {
		if f.Severity == Error {
			t.Error(f)
		}
	}
}

func TestTheSummaryNeverSaysSafe(t *testing.T) {
	if got := Summary(nil); got != "no finding" {
		t.Errorf("got %q", got)
	}
	if got := Summary([]Finding{{Severity: Warning}, {Severity: Error}, {Severity: Warning}}); got != "1 error, 2 warnings" {
		t.Errorf("got %q", got)
	}
}
