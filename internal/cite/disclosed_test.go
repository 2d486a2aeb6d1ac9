package cite

import (
	"testing"

	"underpin"
)

func TestAnArticleAndTheProtectedSourceBehindItAreNeverBothTold(t *testing.T) {
	review, courier := underpin.Source{ID: "review", Kind: underpin.SourceDocument, Name: "Review"}, underpin.Source{ID: "courier", Kind: underpin.SourceDocument, Name: "Courier"}
	say := func(id underpin.TestimonyID, source underpin.SourceID, origin underpin.OriginID, said underpin.Date, k underpin.TermsKind) underpin.Testimony {
		return underpin.Testimony{ID: id, Claim: "c1", Source: source, Origin: origin, Polarity: underpin.Affirm, Said: said, Terms: underpin.Terms{Kind: k}}
	}
	own := say("1", "KESTREL", "", oneDay(2019, 5, 2), underpin.TermsBackground)
	first, second := say("2", "review", "KESTREL", oneDay(2019, 6, 1), ""), say("3", "courier", "KESTREL", oneDay(2019, 7, 1), "")
	seen := second
	seen.Via = []underpin.SourceID{"review"}
	for _, test := range []struct {
		name string
		says []underpin.Testimony
		want []underpin.OriginID // of those told, as "source from origin"
	}{
		{"the source alone is told", []underpin.Testimony{own}, []underpin.OriginID{"protected source 1 from "}},
		{"an article stands for it, as its own origin", []underpin.Testimony{own, first}, []underpin.OriginID{"review from "}},
		{"of two articles the first", []underpin.Testimony{own, second, first}, []underpin.OriginID{"review from "}},
		{"also where the source told us nothing", []underpin.Testimony{second, first}, []underpin.OriginID{"review from "}},
		{"what visibly goes back to it stays", []underpin.Testimony{own, first, seen}, []underpin.OriginID{"courier from review", "review from "}},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := &underpin.Case{Sources: []underpin.Source{kestrel, review, courier}, Claims: []underpin.Claim{{ID: "c1"}}, Testimonies: test.says}
			told, _ := Disclosed(c.Index(), c, Disclosure{Known: day, Published: day})
			var got []underpin.OriginID
			for _, x := range told.Testimonies {
				got = append(got, underpin.OriginID(x.Source)+" from "+x.Origin)
			}
			if len(got) != len(test.want) {
				t.Fatalf("told %q", got)
			}
			for i := range got {
				if got[i] != test.want[i] {
					t.Errorf("told %q, want %q", got, test.want)
				}
			}
		})
	}
}

func TestADateIsToldAsTheMiddleOfItsWindow(t *testing.T) {
	for _, test := range []struct {
		said   underpin.Date
		atRisk bool
		want   string
	}{
		{oneDay(2019, 1, 1), false, "2019-07-02"}, {oneDay(2019, 12, 31), false, "2019-07-02"},
		{oneDay(2018, 1, 1), true, "2018-12-31"}, {oneDay(2019, 12, 31), true, "2018-12-31"}, {oneDay(2020, 1, 1), true, "2020-12-31"},
	} {
		if got := Coarse(test.said, test.atRisk).EDTF; got != test.want {
			t.Errorf("%s, at risk %t: %s, want %s", test.said, test.atRisk, got, test.want)
		}
	}
}
