package synth_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"underpin"
	"underpin/internal/edtf"
	"underpin/internal/synth"
)

func TestALargeCaseMeetsTheRules(t *testing.T) {
	cfg := synth.CaseConfig{Entities: 5000, Claims: 20_000, Sources: 300, Seed: 1}
	c := synth.Case(cfg)
	for _, p := range c.Validate() {
		t.Error(p)
	}
	x := c.Index()
	drawn := map[string]int{}
	count := func(what string, is bool) {
		if is {
			drawn[what]++
		}
	}
	for i := range c.Claims {
		k := &c.Claims[i]
		r := x.Relations[k.Relation]
		count("who is one", r.Class.Traits().Identity)
		count("lives", r.Bound != "")
		count("intervals of shares", k.Share.Low != k.Share.High || k.Share.NoHigh || k.Share.About)
		count("drawn shares", r.Unstated == underpin.UnstatedDrawn)
		if q, err := edtf.ParseValue(k.Share.Text); !k.Share.IsZero() && (err != nil || !cmp.Equal(q, k.Share)) {
			t.Errorf("%s: the share %+v is written %q (%v)", k.ID, k.Share, k.Share.Text, err)
		}
		if d, dated := k.Value.AsDate(); dated {
			if got, err := edtf.Parse(k.Value.Text); err != nil || !cmp.Equal(got, d) {
				t.Errorf("%s: the date %+v is written %q (%v)", k.ID, d, k.Value.Text, err)
			}
		}
		says := x.ByClaim[k.ID]
		for _, chain := range x.KnownOn(underpin.MaxDay).Chains(says) {
			count("chains of two or more", len(chain.Links) > 1)
			count("chains of three or more", len(chain.Links) > 2)
		}
		for _, s := range says {
			count("denials without a time", s.Polarity != underpin.Affirm && s.Held.IsZero() && s.Attested.IsZero())
			count("testimony", true)
		}
	}
	for what, least := range map[string]int{
		"who is one": 80, "lives": 200, "intervals of shares": 100, "drawn shares": 50,
		"chains of two or more": 1000, "chains of three or more": 50, "denials without a time": 500,
	} {
		if drawn[what] < least {
			t.Errorf("%s: %d, want %d at least", what, drawn[what], least)
		}
	}
	if mean := float64(drawn["testimony"]) / float64(len(c.Claims)); mean < 2.1 || mean > 2.2 {
		t.Errorf("%.3f testimonies a claim, want about 2.15", mean)
	}
	t.Log(drawn)
}

func TestAPlainCaseIsTheSameButForTheRules(t *testing.T) {
	cfg := synth.CaseConfig{Entities: 300, Claims: 1200, Sources: 40, Seed: 3}
	with := synth.Case(cfg)
	cfg.Plain = true
	plain := synth.Case(cfg)
	for _, p := range plain.Validate() {
		t.Error(p)
	}
	if len(with.Testimonies) != len(plain.Testimonies) || !cmp.Equal(with.Sources, plain.Sources) || !cmp.Equal(with.Entities, plain.Entities) {
		t.Fatal("the rules change more than claims and what is said of them")
	}
	changed := 0
	for i := range plain.Claims {
		if plain.Claims[i].ID != with.Claims[i].ID {
			t.Fatalf("claim %s stands for %s", with.Claims[i].ID, plain.Claims[i].ID)
		}
		if !cmp.Equal(with.Claims[i], plain.Claims[i]) {
			changed++
		}
	}
	if changed == 0 || 10*changed > len(plain.Claims) {
		t.Errorf("%d of %d claims are others", changed, len(plain.Claims))
	}
}
