package desk

import (
	"errors"
	"strings"
	"testing"

	"underpin"
)

// lines makes lines of the capture sheet of words that name records by their ids.
func lines(t *testing.T, d *Desk) func(source, who, what, whom string) SheetLine {
	t.Helper()
	keys, err := d.Keys(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	key := func(kind underpin.RecordKind, id string) string {
		if id == "" {
			return ""
		}
		return keys.Of(underpin.RecordRef{Kind: kind, ID: id})
	}
	return func(source, who, what, whom string) SheetLine {
		return SheetLine{
			Source: key(underpin.KindSource, source), Who: LinePart{Key: key(underpin.KindEntity, who)},
			What: LinePart{Key: key(underpin.KindRelation, what)}, Whom: LinePart{Key: key(underpin.KindEntity, whom)},
		}
	}
}

func TestALineIsReadBeforeItIsKept(t *testing.T) {
	d := harbour(t)
	line := lines(t, d)
	directed := line("dalia-nasreh", "maryam-dalal", "directs", "presidency")
	directed.Turned, directed.Terms, directed.When = true, underpin.TermsOnRecord, "from 2018?"
	r, err := d.ReadLine(t.Context(), "", directed)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(r.Reading, "Maryam Dalal") || r.When != "from 2018 (uncertain) on" && r.When != "from 2018 (uncertain)" {
		t.Errorf("it reads %q, %q", r.Reading, r.When)
	}
	if r.Claim != "c26" || len(r.Doubles) != 1 || r.Effect.Before != "one origin: KESTREL says so, uncorroborated" || !strings.HasPrefix(r.Effect.After, "very likely, from 2 independent origins") {
		t.Errorf("%+v %+v", r, r.Effect)
	}
	if r.Print != "Yes, by Dalia Nasreh, on the record." || !strings.Contains(r.Frees, "KESTREL") {
		t.Errorf("print %q frees %q", r.Print, r.Frees)
	}
	moved, err := d.LineConclusions(t.Context(), Query{Worlds: 500}, directed, true)
	if err != nil {
		t.Fatal(err)
	}
	if len(moved.Moved) == 0 || moved.Moved[0].Voice == "" || moved.Moved[0].Hangs != "It would hang on one voice no longer." {
		t.Errorf("%+v", moved)
	}
	if _, err := d.KeepLine(t.Context(), "", directed); err == nil || err.(*Fault).Field != partDouble {
		t.Errorf("a double is kept without a word: %v", err)
	}
	directed.Double = SameClaim
	done, err := d.KeepLine(t.Context(), "", directed)
	if err != nil {
		t.Fatal(err)
	}
	if listed(done.Put) != "testimony c26.2" || len(done.Effects) == 0 {
		t.Errorf("%+v", done)
	}
	again, err := d.ReadLine(t.Context(), "", directed)
	if err != nil || !strings.Contains(again.Again, "one voice, not counted again") {
		t.Errorf("%+v, %v", again, err)
	}
}

func TestALineSaysWhatItLacksBesideItsParts(t *testing.T) {
	d := harbour(t)
	line := lines(t, d)
	for _, tt := range []struct {
		name              string
		line              SheetLine
		missing, problems string
	}{
		{"nothing", SheetLine{}, "source who what whom", ""},
		{"words that name nothing", SheetLine{Who: LinePart{Text: "Ana"}, Whom: LinePart{Text: "the quay"}}, "source who what whom", ""},
		{"a date that is none", func() SheetLine { l := line("dalia-nasreh", "", "", ""); l.When = "soon"; return l }(), "who what whom", "when"},
		{"one at both ends", line("official-gazette", "maryam-dalal", "opposes", "maryam-dalal"), "", "whom"},
		{"a name of marks that are not seen", func() SheetLine {
			l := line("dalia-nasreh", "", "opposes", "maryam-dalal")
			l.Terms, l.Who = underpin.TermsOnRecord, LinePart{Text: "\u0301\u0301", Schema: underpin.Person}
			return l
		}(), "", "who"},
		{"a cell of a megabyte", func() SheetLine {
			l := line("dalia-nasreh", "", "", "")
			l.Who.Text = strings.Repeat("x", 1<<20)
			return l
		}(), "who what whom", "who"},
		{"terms that are not agreed", line("HERON", "maryam-dalal", "opposes", "harbour-authority"), "", "terms"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r, err := d.ReadLine(t.Context(), "", tt.line)
			if err != nil {
				t.Fatal(err)
			}
			var problems []string
			for _, p := range r.Problems {
				problems = append(problems, p.Field)
			}
			if strings.Join(r.Missing, " ") != tt.missing || strings.Join(problems, " ") != tt.problems {
				t.Errorf("missing %v, problems %+v", r.Missing, r.Problems)
			}
		})
	}
}

func TestPastedLinesAreReadAsFarAsTheyGo(t *testing.T) {
	d := harbour(t)
	got, err := d.PasteLines(t.Context(), "", "Maryam Dalal\topposes\tHarbour Authority\tfrom 2018?\n\nKarim Othvay blocks Hassan Virel since September 2019.\nsomething else\n")
	if err != nil || len(got) != 3 {
		t.Fatalf("%+v, %v", got, err)
	}
	for i, l := range got[:2] {
		if l.Line.Who.Key == "" || l.Line.What.Key == "" || l.Line.Whom.Key == "" || l.Line.When == "" {
			t.Errorf("line %d is %+v", i+1, l)
		}
	}
	if l := got[2].Line; l.Who.Text != "something else" || l.What.Key != "" {
		t.Errorf("%+v", l)
	}
}

func TestNamesAreSuggestedAsTheyAreTyped(t *testing.T) {
	d := harbour(t)
	for typed, want := range map[string]underpin.EntityID{"mary": "maryam-dalal", "dal mar": "maryam-dalal", "مريم": "maryam-dalal", "presidency": "presidency", "арб": "arban-lines"} {
		got, err := d.Suggest(t.Context(), "", typed, 5)
		if err != nil || len(got) == 0 || got[0].Entity != want {
			t.Errorf("%s suggests %+v, %v", typed, got, err)
		}
	}
}

func TestWhereNoNameBeginsSoThoseThatComeNearAreSuggested(t *testing.T) {
	d := harbour(t)
	for typed, want := range map[string]underpin.EntityID{
		"Marjam Dalal": "maryam-dalal", "maryan": "maryam-dalal", "Idris Qorwat": "idris-qorvat", "harbor auth": "harbour-authority",
		"Zenobia": "", "Mxq": "", "Maryam Zenobia": "",
	} {
		got, err := d.Suggest(t.Context(), "", typed, 5)
		switch {
		case err != nil:
			t.Error(err)
		case want == "" && len(got) > 0:
			t.Errorf("%s suggests %+v", typed, got)
		case want != "" && (len(got) == 0 || got[0].Entity != want || !got[0].Near):
			t.Errorf("%s suggests %+v, want %s as near", typed, got, want)
		}
	}
}

func TestADraftGoesWithTheSourceThatItNames(t *testing.T) {
	d := harbour(t)
	if _, err := d.PutDraft(t.Context(), "", "aaaaaaaaaaaaaaaa", 0, SheetLine{Words: "as KESTREL told me"}); err != nil {
		t.Fatal(err)
	}
	if _, err := d.PutDraft(t.Context(), "", "aaaaaaaaaaaaaaaa", 0, SheetLine{}); err == nil {
		t.Error("a draft that is there is written over")
	} else if f, ok := errors.AsType[*Fault](err); !ok || f.Code != DraftChanged {
		t.Error(err)
	}
	o, err := d.load(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	if ids, err := d.draftsNaming(t.Context(), o.ID, []underpin.RecordRef{{Kind: underpin.KindSource, ID: "KESTREL"}}, nil); err != nil || len(ids) != 1 {
		t.Errorf("%v, %v", ids, err)
	}
}
