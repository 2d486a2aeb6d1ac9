package underpin

import (
	"fmt"
	"slices"
	"testing"
)

// quoting builds the testimony of one claim from lines "id source origin polarity".
func quoting(lines ...Testimony) (*Index, []*Testimony) {
	c := &Case{Testimonies: lines, Origins: []Origin{{ID: "note", Resolved: "first"}, {ID: "loose"}}}
	for _, s := range []SourceID{"first", "second", "third", "fourth", "official"} {
		c.Sources = append(c.Sources, Source{ID: s})
	}
	for i := range c.Testimonies {
		if c.Testimonies[i].Polarity == "" {
			c.Testimonies[i].Polarity = Affirm
		}
	}
	x := c.Index()
	return x, x.ByClaim[""]
}

func TestAChainIsFollowedThroughWhatItsOriginsHaveSaid(t *testing.T) {
	for _, tt := range []struct {
		name string
		says []Testimony
		want []string
	}{
		{"paper after paper back to an official", []Testimony{
			{ID: "t1", Source: "first", Origin: "official"}, {ID: "t2", Source: "second", Origin: "first"}, {ID: "t3", Source: "third", Origin: "second"},
		}, []string{"t1: official first", "t2: official first second", "t3: official first second third"}},
		{"an endnote that is resolved is followed like a source", []Testimony{
			{ID: "t1", Source: "first", Origin: "loose"}, {ID: "t2", Source: "second", Origin: "note"},
		}, []string{"t1: first from loose", "t2: first second from loose"}},
		{"through two testimonies there are two chains", []Testimony{
			{ID: "t1", Source: "first", Origin: "official"}, {ID: "t2", Source: "first"}, {ID: "t3", Source: "second", Origin: "first"},
		}, []string{"t1: official first", "t2: first", "t3: first second", "t3: official first second"}},
		{"testimony of the other polarity continues none", []Testimony{
			{ID: "t1", Source: "first", Origin: "official", Polarity: Deny}, {ID: "t2", Source: "second", Origin: "first"},
		}, []string{"t1: official first", "t2: first second"}},
		{"a doubt continues a denial", []Testimony{
			{ID: "t1", Source: "first", Origin: "official", Polarity: Doubt}, {ID: "t2", Source: "second", Origin: "first", Polarity: Deny},
		}, []string{"t1: official first", "t2: official first second"}},
		{"relays stand as told and only the head is followed", []Testimony{
			{ID: "t1", Source: "first", Origin: "loose"}, {ID: "t2", Source: "second", Origin: "official", Via: []SourceID{"first"}},
		}, []string{"t1: first from loose", "t2: official first second"}},
		{"a branch that meets a source twice is dropped, and what has no other weighs nothing", []Testimony{
			{ID: "t1", Source: "first", Origin: "second"}, {ID: "t2", Source: "second", Origin: "first"}, {ID: "t3", Source: "second"},
		}, []string{"t1: second first", "t3: second"}},
		{"a withdrawn testimony breaks a chain and does not shorten it", []Testimony{
			{ID: "t1", Source: "first", Origin: "official", Retracted: &Retraction{}}, {ID: "t2", Source: "second", Origin: "first"},
		}, []string{"t1: official first", "t2: official first second"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			x, says := quoting(tt.says...)
			var got []string
			for _, c := range x.KnownOn(MaxDay).Chains(says) {
				line := string(c.Testimony().ID) + ":"
				for _, s := range c.Sources {
					line += " " + string(s)
				}
				if c.Origin != OriginID(c.Sources[0]) {
					line += " from " + string(c.Origin)
				}
				got = append(got, line)
			}
			if slices.Sort(got); !slices.Equal(got, tt.want) {
				t.Errorf("chains %q, want %q", got, tt.want)
			}
		})
	}
}

func TestARepeatedWordKeepsTheDaysOfTheFirst(t *testing.T) {
	x, says := quoting(
		Testimony{ID: "t1", Source: "first", Said: Date{EDTF: "2008"}},
		Testimony{ID: "t2", Source: "second", Origin: "first", Said: Date{EDTF: "2020"}},
		Testimony{ID: "t3", Source: "third", Origin: "second", Attested: Date{EDTF: "2019"}})
	for i, want := range []TestimonyID{"t1", "t1", "t3"} {
		chains := x.KnownOn(MaxDay).Chains(says)
		if got := chains[i].Dated().ID; got != want {
			t.Errorf("%s takes its days from %s, want %s", says[i].ID, got, want)
		}
	}
}

func TestARelayLendsItsDoubtsToWhatItPassedOn(t *testing.T) {
	x, says := quoting(
		Testimony{ID: "t1", Source: "first", Origin: "official", Hedge: HedgeHeard},
		Testimony{ID: "t2", Source: "second", Origin: "official", Via: []SourceID{"first"}},
		Testimony{ID: "t3", Source: "third", Origin: "loose", Via: []SourceID{"first"}})
	for i, want := range []int{0, 1, 0} {
		if got := len(x.KnownOn(MaxDay).Chains(says)[i].Lent); got != want {
			t.Errorf("%s borrows %d doubts, want %d", says[i].ID, got, want)
		}
	}
}

func TestSourcesThatAllQuoteEachOtherAreFollowedInBoundedTime(t *testing.T) {
	c := &Case{}
	const n = 12
	for i := range n {
		s := SourceID(fmt.Sprint("s", i))
		c.Sources = append(c.Sources, Source{ID: s})
		for j := range n {
			if i != j {
				c.Testimonies = append(c.Testimonies, Testimony{ID: TestimonyID(fmt.Sprint(i, ".", j)), Source: s, Origin: OriginID(fmt.Sprint("s", j)), Polarity: Affirm})
			}
		}
	}
	c.Testimonies = append(c.Testimonies, Testimony{ID: "direct", Source: "s0", Polarity: Affirm})
	x := c.Index()
	if got := len(x.KnownOn(MaxDay).Chains(x.ByClaim[""])); got == 0 || got > len(c.Testimonies)*maxChains {
		t.Errorf("%d chains", got)
	}
}
