package cite

import (
	"testing"

	"underpin"
)

func TestAClaimIsAReadingWhereNobodyElseAffirmsIt(t *testing.T) {
	read := Statement{Testimony: underpin.Testimony{Basis: underpin.BasisInferred, Polarity: underpin.Affirm}}
	told := Statement{Testimony: underpin.Testimony{Basis: underpin.BasisReported, Polarity: underpin.Affirm}}
	denied := Statement{Testimony: underpin.Testimony{Polarity: underpin.Deny}}
	for _, x := range []struct {
		name string
		list []Statement
		want bool
	}{
		{"nobody speaks", nil, false},
		{"a reading alone", []Statement{read}, true},
		{"a reading that another denies", []Statement{denied, read}, true},
		{"a reading beside a report", []Statement{read, told}, false},
		{"a denial alone", []Statement{denied}, false},
	} {
		if got := Reading(x.list); got != x.want {
			t.Errorf("%s: %v", x.name, got)
		}
	}
}
