package desk

import (
	"strings"
	"testing"

	"underpin"
)

func TestARelationIsFoundByAnyWordOfItsSentence(t *testing.T) {
	d := harbour(t)
	for _, tt := range []struct {
		name, typed, first string
		turned, near       bool
	}{
		{"by its beginning", "direct", "directs", false, false},
		{"from its other end", "is direc", "is directed by", true, false},
		{"by a word of its sentence", "against", "opposes", false, false},
		{"by all of its sentence", "works against", "opposes", false, false},
		{"with the signs of a sentence", "opposes.", "opposes", false, false},
		{"by a slip of the pen", "oposes", "opposes", false, true},
		{"by a claim that is made with it", "is the nephew of", "kin of", false, true},
		{"by another form of its word", "opposing", "opposes", false, true},
		{"by nothing", "zzz", "", false, true},
		{"by blanks", "   ", "", false, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := d.SuggestWords(t.Context(), "", tt.typed, 5)
			if err != nil || got.Near != tt.near {
				t.Fatalf("%+v, %v", got, err)
			}
			if tt.first == "" {
				if len(got.Words) > 0 {
					t.Errorf("%+v", got.Words)
				}
				return
			}
			if len(got.Words) == 0 || got.Words[0].Text != tt.first || got.Words[0].Turned != tt.turned {
				t.Errorf("%+v", got.Words)
			}
		})
	}
}

func TestANewRelationIsNamedByWhatItReadsAs(t *testing.T) {
	d := harbour(t)
	for typed, want := range map[string]underpin.RelationName{
		"is the nephew of": "nephew_of", "Was godfather to": "godfather_to", "bribes": "bribes", "a rival of": "a_rival_of", "is": "", "directs": "",
	} {
		if got, err := d.SuggestWords(t.Context(), "", typed, 5); err != nil || got.Word != want {
			t.Errorf("%q is named %q, want %q (%v)", typed, got.Word, want, err)
		}
	}
}

func TestALineSaysAtOnceThatNoRelationReadsSo(t *testing.T) {
	d := harbour(t)
	line := lines(t, d)("dalia-nasreh", "maryam-dalal", "", "presidency")
	for typed, want := range map[string]string{
		"is the nephew of": "no relation of this case reads “is the nephew of”; the nearest is “kin of”; choose it, or make a new one",
		"zzz":              "no relation of this case reads “zzz”; choose another, or make a new one",
		"direct":           "",
	} {
		line.What.Text = typed
		r, err := d.ReadLine(t.Context(), "", line)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, p := range r.Problems {
			if p.Field == partWhat {
				got = p.Message + "; " + p.Hint
			}
		}
		if got != want {
			t.Errorf("%q: %q", typed, got)
		}
	}
	line.What.Text = "direct"
	_, err := d.KeepLine(t.Context(), "", line)
	if f, ok := err.(*Fault); !ok || !strings.Contains(f.Message, "“direct” is not yet taken for a relation") {
		t.Error(err)
	}
	line.Who = LinePart{Text: "Ana"}
	_, err = d.KeepLine(t.Context(), "", line)
	if f, ok := err.(*Fault); !ok || !strings.Contains(f.Message, "it is not said yet who “Ana” is") {
		t.Error(err)
	}
}

func TestARelationOfTheStandardVocabularyIsFoundByWhatItMeans(t *testing.T) {
	kin := underpin.Relation{Name: "kin_of", Inverse: "kin of", Reads: "X and Y are kin", Note: "Relatives by birth or marriage; it binds the two."}
	x := (&underpin.Case{Relations: []underpin.Relation{kin}}).Index()
	got := suggestWords(x, sheetWords([]underpin.Relation{kin}), "is married to", 5)
	if !got.Near || len(got.Words) != 1 || got.Words[0].Relation != "kin_of" {
		t.Errorf("%+v", got)
	}
}
