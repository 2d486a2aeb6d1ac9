package desk

import (
	"slices"
	"testing"

	"underpin"
)

func TestThoseFromWhomTheHarbourHasItAreListedByKind(t *testing.T) {
	d := newDesk(t, example(t, "harbour"))
	list := func(of underpin.RecordKind, words string) *VoiceList {
		t.Helper()
		l, err := d.Voices(t.Context(), Query{}, VoiceFilter{Of: of, Words: words})
		if err != nil {
			t.Fatal(err)
		}
		return l
	}
	all := list("", "")
	if all.Counts["source"] != 14 || all.Total != 14 || all.Counts["encounter"] != 11 || all.Counts["group"] != 2 || all.Counts["origin"] != 4 {
		t.Errorf("counts: %v of %d", all.Counts, all.Total)
	}
	var headings []string
	for _, v := range all.Voices {
		headings = append(headings, v.Heading)
		page, err := d.SourceDossier(t.Context(), Query{}, v.Source)
		if err != nil {
			t.Fatal(err)
		}
		if v.Statements != page.Statements || v.Name != page.Name {
			t.Errorf("%s has said %d things in the list, %s %d on its page", v.Name, v.Statements, page.Name, page.Statements)
		}
	}
	if want := []string{"Protected people", "People and bodies", "Papers", "Registers and lists", "Our own"}; !slices.Equal(slices.Compact(headings), want) {
		t.Errorf("%q", headings)
	}
	for _, tt := range []struct {
		of                        underpin.RecordKind
		words, name, says, source string
	}{
		{underpin.KindSource, "kestrel", "KESTREL", "protected source, at risk; a person close to the Presidency", "KESTREL"},
		{underpin.KindEncounter, "kestrel november", "Interview, 6 November 2019", "on background: a person close to the Presidency", "KESTREL"},
		{underpin.KindGroup, "petrel", "", "HERON and PETREL: ", ""},
	} {
		got := list(tt.of, tt.words)
		if len(got.Voices) != 1 {
			t.Errorf("%s %q: %+v", tt.of, tt.words, got.Voices)
			continue
		}
		v := got.Voices[0]
		if tt.name != "" && v.Name != tt.name || string(v.Source) != tt.source || len(v.Says) < len(tt.says) || v.Says[:len(tt.says)] != tt.says {
			t.Errorf("%s %q: %+v", tt.of, tt.words, v)
		}
	}
	if l, err := d.Voices(t.Context(), Query{}, VoiceFilter{From: 12, Limit: 5}); err != nil || len(l.Voices) != 2 || l.Total != 14 {
		t.Errorf("the last two: %+v, %v", l, err)
	}
	for _, v := range list(underpin.KindOrigin, "").Voices {
		if v.Name == "" {
			t.Errorf("an origin without a name: %+v", v)
		}
	}
}
