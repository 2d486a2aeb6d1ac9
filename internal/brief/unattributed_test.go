package brief

import (
	"strings"
	"testing"

	"underpin"
)

func TestNothingStandsBesideWhatRestsOnDeepBackground(t *testing.T) {
	m := veltria()
	c := m.Claims["c04"]
	c.Contested, c.Testimony = true, append(c.Testimony, denies(fenn, terms(underpin.TermsOnRecord, "")))
	m.Claims["c04"] = c
	p := page(t, "# T\n\n[[sentence c04]].", m)
	if strings.Contains(p, "<sup>") || strings.Contains(p, "contested") || strings.Contains(p, "<table") {
		t.Error(p)
	}
	if f := findings(t, "# T\n\n[[sentence c04]].", m); len(f) != 1 || !strings.Contains(f[0].Message, "claim c04 is denied, but no note says so") {
		t.Errorf("found %v", f)
	}
}

func TestHingesOfABareConclusionTellTheAuthorWhyThereAreNone(t *testing.T) {
	m := veltria()
	k := m.Conclusions["central"]
	k.Bare = true
	m.Conclusions["central"] = k
	if f := findings(t, "# T\n\n{{hinges central}}", m); len(f) != 1 || f[0].Rule != RuleUnattributed {
		t.Errorf("found %v", f)
	}
}
