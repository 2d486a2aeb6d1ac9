package desk

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"underpin"
	"underpin/internal/name"
)

// A VoiceFilter says which of those from whom a case has what it has are listed.
type VoiceFilter struct {
	// Of is their kind, one of [VoiceKinds].
	Of underpin.RecordKind
	// Words must all occur in what is told of one.
	Words string
	// From is the first that is given, Limit how many, all for 0.
	From, Limit int
}

// VoiceKinds are the kinds of records that say from whom a case has what it has.
var VoiceKinds = []underpin.RecordKind{underpin.KindSource, underpin.KindEncounter, underpin.KindGroup, underpin.KindOrigin}

// A VoiceList is sources, occasions, groups or origins of a case, each with what hangs on
// it. A protected source stands in it by its code name.
type VoiceList struct {
	Voices []ListedVoice `json:"voices"`
	// Total is how many there are with the filter, Counts how many of each kind without.
	Total   int            `json:"total"`
	Counts  map[string]int `json:"counts"`
	Caption Caption        `json:"caption"`
}

// A ListedVoice is one of them.
type ListedVoice struct {
	Kind underpin.RecordKind `json:"kind"`
	ID   string              `json:"id"`
	Name string              `json:"name"`
	// Heading heads the sources of a kind.
	Heading string `json:"heading,omitempty"`
	// Says tells what it is: of a source in print, of an occasion its terms, of a group
	// who belongs to it and why, of an origin who cites it.
	Says string `json:"says,omitempty"`
	// Source is the source whose page tells more.
	Source underpin.SourceID `json:"source,omitempty"`
	Grade  underpin.Grade    `json:"grade,omitempty"`
	// Statements counts the testimony that came from it, as far as it is known.
	Statements int `json:"statements"`
	// Sealed: something is sealed of it that nobody reads here.
	Sealed bool `json:"sealed,omitempty"`

	rank int
}

// Voices lists from whom a case has what it has.
func (d *Desk) Voices(ctx context.Context, q Query, which VoiceFilter) (_ *VoiceList, err error) {
	defer settle(ctx, &err)
	which.Of = cmp.Or(which.Of, underpin.KindSource)
	if !slices.Contains(VoiceKinds, which.Of) {
		return nil, faultf(NotAKind, "one of "+strings.Join(wordsOf(VoiceKinds), ", "), "%q is not a kind of those from whom a case has what it has", which.Of)
	}
	s, err := d.study(ctx, q, false)
	if err != nil {
		return nil, err
	}
	return s.voices(which), nil
}

func (s *Study) voices(which VoiceFilter) *VoiceList {
	out := &VoiceList{Voices: []ListedVoice{}, Counts: map[string]int{}, Caption: s.Caption(false)}
	for _, k := range VoiceKinds {
		out.Counts[string(k)] = len(s.Index.IDs(k))
	}
	words := strings.Fields(name.Fold(which.Words))
	for _, v := range s.listed(which.Of) {
		if name.HasAll(v.Name+" "+v.ID+" "+v.Heading+" "+v.Says, words) {
			out.Voices = append(out.Voices, v)
		}
	}
	slices.SortStableFunc(out.Voices, func(a, b ListedVoice) int {
		return cmp.Or(a.rank-b.rank, strings.Compare(name.Fold(a.Name), name.Fold(b.Name)), underpin.CompareIDs(a.ID, b.ID))
	})
	out.Total = len(out.Voices)
	out.Voices = out.Voices[min(which.From, out.Total):]
	if which.Limit > 0 {
		out.Voices = out.Voices[:min(which.Limit, len(out.Voices))]
	}
	return out
}

// listed lists all of a kind, in the order of the case.
func (s *Study) listed(of underpin.RecordKind) []ListedVoice {
	var out []ListedVoice
	add := func(id string, v ListedVoice) {
		v.Kind, v.ID, v.Name = of, id, cmp.Or(v.Name, id)
		out = append(out, v)
	}
	said := s.saidBy(of)
	switch of {
	case underpin.KindSource:
		for i := range s.Case.Sources {
			add(string(s.Case.Sources[i].ID), s.listedSource(&s.Case.Sources[i], said))
		}
	case underpin.KindEncounter:
		for i := range s.Case.Encounters {
			e := &s.Case.Encounters[i]
			when := e.Date.First
			if e.Date.IsZero() {
				when = underpin.MaxDay
			}
			add(e.ID, ListedVoice{rank: int(when), Name: encounterWords(e), Heading: s.Index.SourceName(e.Source), Says: cmp.Or(termsSaid(e.Terms), "no terms agreed"), Source: e.Source, Statements: said[e.ID]})
		}
	case underpin.KindGroup:
		for i := range s.Case.Groups {
			g := &s.Case.Groups[i]
			v := ListedVoice{Name: g.Label}
			var members []string
			for _, o := range g.Members {
				members = append(members, s.originName(o))
				v.Statements += said[string(o)]
			}
			v.Says = list(members, len(members))
			if g.Why != "" {
				v.Says += ": " + g.Why
			}
			add(g.ID, v)
		}
	case underpin.KindOrigin:
		for i := range s.Case.Origins {
			o := &s.Case.Origins[i]
			v := ListedVoice{Name: o.Label, Source: cmp.Or(o.Resolved, o.CitedBy), Statements: said[string(o.ID)]}
			switch {
			case o.Resolved != "":
				v.Says = "turned out to be " + s.Index.SourceName(o.Resolved)
			case o.CitedBy != "":
				v.Says = "cited by " + s.Index.SourceName(o.CitedBy)
			}
			add(string(o.ID), v)
		}
	}
	return out
}

func (s *Study) listedSource(src *underpin.Source, said map[string]int) ListedVoice {
	v := ListedVoice{Name: s.Index.SourceName(src.ID), Says: sourceIs(src), Source: src.ID, Grade: s.model.Grade(src.ID), Statements: said[string(src.ID)]}
	v.Heading, v.rank = columnKind(src)
	if src.Protected {
		v.Says += "; " + cmp.Or(src.Descriptor, "no words are agreed for print")
	}
	v.Sealed = slices.ContainsFunc(s.whole.Case.SealedOf(src.ID), func(r *underpin.Sealed) bool { return r.Kind != underpin.SealedKey })
	return v
}

// originName is what an origin is called, which may be a source.
func (s *Study) originName(id underpin.OriginID) string {
	if o := s.Index.Origins[id]; o != nil {
		return cmp.Or(o.Label, string(id))
	}
	return s.Index.SourceName(underpin.SourceID(id))
}

// saidBy counts the testimony that is known by what it came from: by the sources that
// told us, the occasions, or, for groups and origins, where it came from in the end.
func (s *Study) saidBy(of underpin.RecordKind) map[string]int {
	out := map[string]int{}
	for i := range s.Case.Testimonies {
		t := &s.Case.Testimonies[i]
		if !s.model.Known().Learned(t) {
			continue
		}
		switch of {
		case underpin.KindSource:
			out[string(t.Source)]++
		case underpin.KindEncounter:
			out[t.Encounter]++
		default:
			out[cmp.Or(string(t.Origin), string(t.Source))]++
		}
	}
	return out
}
