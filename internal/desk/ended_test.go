package desk

import (
	"strings"
	"testing"

	"underpin"
)

func TestWhereAClaimStandsNoMoreItSaysWhatEndedIt(t *testing.T) {
	tests := []struct {
		says  string
		claim underpin.ClaimID
		want  string
	}{
		{"the end of one of its ends, by whom", "c11", "Palegate was dissolved on 30 November 2016 (c24): one origin: Corrin Notices reports it as an official act"},
		{"an end that an affirmation states, by whom", "c04", "It ended on 5 July 2018: Official Gazette of Qasmara reports it as an official act."},
		{"where nobody states an end, that it fades", "c17", "what nobody repeats fades"},
	}
	d := newDesk(t, example(t, "tidewater"))
	for _, tt := range tests {
		t.Run(tt.says, func(t *testing.T) {
			c, err := d.Show(t.Context(), Query{Worlds: 64}, tt.claim)
			if err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(c.Differs, tt.want) {
				t.Errorf("%q, want %q in it", c.Differs, tt.want)
			}
		})
	}
}

func TestTheLedgerCallsADoubtADoubt(t *testing.T) {
	c := casebookOf(t, fronts)
	c.Testimonies = append(c.Testimonies, underpin.Testimony{ID: "t", Claim: "c3", Source: "registry", Polarity: underpin.Doubt, Said: date(t, "2016-06-01"), Learned: date(t, "2016-06-01")})
	shown, err := newDesk(t, c).Show(t.Context(), Query{Worlds: 64}, "c3")
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range shown.Lines {
		if strings.HasPrefix(l.Text, "Registry doubts") {
			return
		}
	}
	t.Errorf("no line says that the registry doubts it: %+v", shown.Lines)
}
