package synth_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"underpin"
	"underpin/internal/edtf"
	"underpin/internal/synth"
)

func TestGeneratedDatesAreCanonicalEDTF(t *testing.T) {
	c := synth.Case(synth.CaseConfig{Entities: 300, Claims: 1500, Sources: 60, Seed: 4})
	date := func(d underpin.Date) {
		if d.IsZero() {
			return
		}
		got, err := edtf.Parse(d.EDTF)
		if err != nil {
			t.Errorf("%s: %v", d.EDTF, err)
		} else if diff := cmp.Diff(got, d); diff != "" {
			t.Errorf("%s: %s", d.EDTF, diff)
		}
	}
	for _, s := range c.Testimonies {
		date(s.Said)
		date(s.Learned)
		date(s.Attested)
		if s.Held.IsZero() {
			continue
		}
		got, err := edtf.ParseSpan(s.Held.EDTF)
		if err != nil {
			t.Errorf("%s: %v", s.Held.EDTF, err)
		} else if diff := cmp.Diff(got, s.Held); diff != "" {
			t.Errorf("%s: %s", s.Held.EDTF, diff)
		}
	}
}
