package desk

import (
	"strings"
	"testing"

	"underpin"
)

func TestAnEntrySaysWhatItDid(t *testing.T) {
	d := newDesk(t, quay(t))
	c := Drafted(underpin.Claim{ID: "c90", Subject: "dalal", Relation: "leads", Object: "quay"}, underpin.Testimony{Source: "gazette", Polarity: underpin.Affirm, Claim: "c90"})
	if _, err := d.Add(t.Context(), "", c, false); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Add(t.Context(), "", Drafted(underpin.Testimony{Source: "gazette", Polarity: underpin.Deny, Claim: "c90"}), false); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Add(t.Context(), "", Drafted(underpin.Question{ID: "q9", Text: "Who pays?"}), false); err != nil {
		t.Fatal(err)
	}
	log, err := d.Log(t.Context(), "", 3)
	if err != nil {
		t.Fatal(err)
	}
	if want := "add the question “Who pays?” (q9)"; log[0].Said != want {
		t.Errorf("a question says %q, want %q", log[0].Said, want)
	}
	log = log[1:]
	for i, want := range []string{"add testimony on “", "add the claim “"} {
		if !strings.HasPrefix(log[i].Said, want) || !strings.Contains(log[i].Said, "(c90") {
			t.Errorf("entry %d says %q, and its summary is %q", log[i].Seq, log[i].Said, log[i].Summary)
		}
	}
	if !strings.Contains(log[1].Said, "testimony on it by") {
		t.Errorf("a claim is told twice in %q", log[1].Said)
	}
}
